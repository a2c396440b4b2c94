"""What the closing of a round keeps: how far it had come, and the date that its plans had."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.operations import ROUND_CLOSED, OperationDraft, round_subject
from planreview.services import carrying, review, rounds
from planreview.services.workspace import Workspace
from tests.services.test_rounds import TASKS
from tests.store.builder import Stored, open_workspace, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path)


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    return store_plan(ws, TASKS)


def test_a_closed_round_keeps_how_far_it_came_and_the_date_of_its_plans(ws: Workspace, plan: Stored) -> None:
    review.set_as_of(ws, date(2020, 8, 31))
    rounds.open_round(ws, "甲")
    review.mark(ws, plan.tasks[:7], "on_track")
    assert rounds.rounds(ws)[0].as_of == date(2020, 8, 31)
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "乙", as_of=date(2020, 9, 30))
    carrying.carry(ws, plan.tasks[:4])
    review.mark(ws, plan.tasks[4:], "done")
    first, second = rounds.rounds(ws)
    assert (first.as_of, first.total, first.reviewed, first.carried) == (date(2020, 8, 31), 9, 7, 0)
    assert (second.as_of, second.total, second.reviewed, second.carried) == (date(2020, 9, 30), 9, 9, 4)


def test_a_closing_that_kept_no_count_has_none(ws: Workspace, plan: Stored) -> None:
    opened = rounds.open_round(ws, "甲")
    old = {"chains": {}, "as_of": {"x": "无"}, "figures": {}, "sha256": ""}
    with ws.store.transaction():
        ws.append([OperationDraft(ROUND_CLOSED, round_subject(str(opened.values["round"])), old, ws.today())])
    (one,) = rounds.rounds(ws)
    assert not one.open and not one.counted and one.as_of is None
