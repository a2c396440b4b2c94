"""How far open rounds have come, from what is kept and the newest part of the log: what a look at every task finds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from planreview.domain.operations import SAME_TASK, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.resources import data_folder
from planreview.services import carrying, imports, queries, review, rounds
from planreview.services.workspace import Workspace
from planreview.store import round_standing
from planreview.store.rounds import sums_of_rounds
from tests.acceptance.random_actions import act
from tests.store.builder import Planned, open_workspace, store_plan

DAY = date(2020, 10, 31)


def agree(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int] | None:
    """The same by the log, by the tasks, and as the filters count it."""
    with ws.store.reading() as connection:
        sums = sums_of_rounds(connection, TaskFilter())
        found = []
        for few in (10**6, -1):
            monkeypatch.setattr(round_standing, "_FEW", few)
            monkeypatch.setattr(round_standing, "_DEARER", 10**9)
            stand = round_standing.standing_of_rounds(connection)
            found.append(None if stand is None else (stand.total, stand.in_round, stand.never))
    assert found == [None if sums is None else (sums.total, sums.in_round, sums.never)] * 2
    return found[0]


def test_what_was_found_on_in_a_round_is_counted_whatever_words_it_has_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = open_workspace(tmp_path)
    assert agree(ws, monkeypatch) is None
    plan = store_plan(ws, tuple(Planned(f"事项{n}") for n in range(6)))
    rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    review.mark(ws, plan.tasks[:3], "on_track")
    assert agree(ws, monkeypatch) == (6, 3, 3)
    rounds.close_round(ws, force=True)
    assert agree(ws, monkeypatch) is None
    rounds.open_round(ws, "10月轮", as_of=DAY)
    assert agree(ws, monkeypatch) == (6, 0, 3)
    carrying.carry(ws, plan.tasks[:2])
    review.mark(ws, plan.tasks[3:5], "behind")
    review.mark(ws, plan.tasks[4:5], None)
    review.set_scope(ws, plan.tasks[1:2], False)
    assert agree(ws, monkeypatch) == (5, 2, 2)
    reworded = store_plan(ws, (*(Planned(f"事项{n}") for n in range(5)), Planned("换了说法")), revision=2)
    # Found on while it stood apart, and joined then.
    review.mark(ws, queries.task_ids(ws, TaskFilter())[-1:], "behind")
    with ws.store.transaction():
        ws.append([OperationDraft(SAME_TASK, reworded.uids[5], {"same_as": plan.uids[5]})])
    assert agree(ws, monkeypatch) == (5, 3, 1)
    review.undo(ws)
    agree(ws, monkeypatch)
    review.set_as_of(ws, date(2020, 9, 30))
    agree(ws, monkeypatch)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_actions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    random, ws = Random(seed), open_workspace(tmp_path)
    for name in ("yunze-2026.txt", "chengling-2026-2030.txt"):
        imports.store_plan(ws, imports.prepare(data_folder("db").joinpath("samples", name).read_bytes(), name=name))
    found = []
    for _ in range(6):
        with ws.store.reading() as connection:
            opened = sums_of_rounds(connection, TaskFilter()) is not None
        if not opened:
            rounds.open_round(ws, f"轮{random.random()}", plans=[plan.id for plan in queries.plans(ws)][: random.randint(1, 2)])
        act(random, ws, 15)
        found.append(agree(ws, monkeypatch))
    assert any(one is not None and one[1] for one in found)
