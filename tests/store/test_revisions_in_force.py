"""Which revision of a plan is in force as of a date, and which items are one task then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.operations import SAME_TASK, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.care import check
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.store.builder import FixedClock, Planned, Stored, open_workspace, store_plan

PERIOD = (2021, 2021)
JUNE, SEPTEMBER = date(2021, 6, 30), date(2021, 9, 30)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path, clock=FixedClock(date(2021, 10, 15)))


def plan(ws: Workspace, *titles: str, revision: int = 1, since: date | None = None) -> Stored:
    if since is not None:
        review.set_as_of(ws, since)
    stored = store_plan(ws, tuple(Planned(title) for title in titles), period=PERIOD, revision=revision)
    if since is not None:
        review.set_as_of(ws, None)
    return stored


def join(ws: Workspace, new: str, *old: str) -> None:
    with ws.store.transaction():
        ws.append([OperationDraft(SAME_TASK, new, {"same_as": one}) for one in old])


def shown(ws: Workspace, as_of: date | None = None) -> dict[str, str | None]:
    """Titles as of a date, with their verdicts; read and written figures must agree."""
    with Workspace.reader(ws.store.path, clock=ws.clock, as_of=as_of) as reader:
        rows = queries.task_rows(reader, queries.task_ids(reader, TaskFilter(supervised=None)))
    return {row.title: row.verdict for row in rows}


def test_the_first_revision_holds_from_the_beginning(ws: Workspace) -> None:
    plan(ws, "甲", since=SEPTEMBER)
    assert list(shown(ws, JUNE)) == ["甲"]


def test_a_later_revision_holds_from_its_date(ws: Workspace) -> None:
    plan(ws, "甲", "乙")
    plan(ws, "甲", "丙", revision=2, since=SEPTEMBER)
    assert list(shown(ws, JUNE)) == ["甲", "乙"]
    assert list(shown(ws, date(2021, 9, 29))) == ["甲", "乙"]
    assert list(shown(ws, SEPTEMBER)) == list(shown(ws)) == ["甲", "丙"]
    review.set_as_of(ws, JUNE)
    assert list(shown(ws)) == ["甲", "乙"] and check(ws).clean
    review.set_as_of(ws, None)
    assert list(shown(ws)) == ["甲", "丙"] and check(ws).clean


def test_what_a_later_revision_merges_are_two_tasks_before_it(ws: Workspace) -> None:
    first = plan(ws, "甲", "乙", "丁")
    review.mark(ws, first.tasks[:1], "behind", on=JUNE)
    review.mark(ws, first.tasks[1:2], "done", on=date(2021, 7, 31))
    second = plan(ws, "甲和乙", "丁", revision=2, since=SEPTEMBER)
    join(ws, second.uids[0], *first.uids[:2])
    assert shown(ws) == {"甲和乙": "done", "丁": None}
    assert shown(ws, date(2021, 8, 31)) == {"甲": "behind", "乙": "done", "丁": None}
    review.mark(ws, [first.tasks[0]], "ahead", on=date(2021, 10, 1))
    assert shown(ws)["甲和乙"] == "ahead"
    assert shown(ws, date(2021, 8, 31)) == {"甲": "behind", "乙": "done", "丁": None}
    assert check(ws, rebuild=True).clean and check(ws).clean


def test_a_join_taken_back_and_a_date_moved_leave_the_state_they_found(ws: Workspace) -> None:
    first = plan(ws, "甲", "乙")
    second = plan(ws, "甲和乙", revision=2, since=SEPTEMBER)
    before = projection_hash(ws.store)
    join(ws, second.uids[0], *first.uids)
    assert projection_hash(ws.store) != before
    review.undo(ws)
    assert projection_hash(ws.store) == before
    review.redo(ws)
    joined = projection_hash(ws.store)
    review.set_as_of(ws, JUNE)
    review.set_as_of(ws, None)
    assert projection_hash(ws.store) == joined and check(ws).clean


def test_what_was_merged_and_stands_apart_again_is_two_tasks(ws: Workspace) -> None:
    first = plan(ws, "甲", "乙")
    review.mark(ws, first.tasks[1:], "behind", on=JUNE)
    second = plan(ws, "甲和乙", revision=2, since=SEPTEMBER)
    join(ws, second.uids[0], *first.uids)
    assert shown(ws) == {"甲和乙": "behind"}
    plan(ws, "甲", "乙", revision=3, since=date(2021, 10, 10))
    assert shown(ws) == {"甲": None, "乙": "behind"}
    assert check(ws, rebuild=True).clean
