"""Another day projects anew only what that day can change, and comes out where a full fold does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from unittest.mock import patch

import pytest

from planreview.services import review
from planreview.services.workspace import Workspace
from planreview.store import project_tasks
from planreview.store.projection import projection_hash, rebuild
from tests.store.builder import FixedClock, Goal, Planned, Stored, open_workspace, store_plan

# All of one schedule share (finished months): due dates, findings and turns lie between them.
BEFORE, BETWEEN, AFTER = date(2020, 11, 2), date(2020, 11, 10), date(2020, 11, 25)
TASKS = (
    Planned("期限在中间", due="2020-11-12"),
    Planned("快到期", due="2020-12-15"),
    Planned("离期限还远", due="2021-01-20"),
    Planned("有目标", goals=(Goal("10"),), due="2021-01-20"),
    *(Planned(f"不相干{n}", goals=(Goal("5"),), due="2021-01-20") for n in range(40)),
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path) as ws:
        review.set_as_of(ws, BEFORE)
        yield ws


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    return store_plan(ws, TASKS, indicators=(Goal("7"),))


def rewritten(ws: Workspace, day: date) -> int:
    """How many tasks a change of the date folds anew."""
    with patch.object(project_tasks, "_state", side_effect=project_tasks._state) as folded:
        review.set_as_of(ws, day)
    return sum(call.args[0].row["task_id"] > 0 for call in folded.call_args_list)


def assert_folded(ws: Workspace) -> None:
    projected = projection_hash(ws.store)
    with ws.store.transaction():
        rebuild(ws.store, ws.today())
    assert projection_hash(ws.store) == projected


def test_only_tasks_whose_dates_were_crossed_are_written_anew(ws: Workspace, plan: Stored) -> None:
    assert rewritten(ws, AFTER) == 2
    overdue, soon = (row[0] for row in ws.store.connection.execute("select overdue from task_state order by item_id limit 2"))
    assert (overdue, soon) == (1, 0)
    assert ws.store.connection.execute("select light from task_state order by item_id limit 1 offset 1").fetchone()[0] == "yellow"
    assert_folded(ws)


def test_another_share_writes_all(ws: Workspace, plan: Stored) -> None:
    assert rewritten(ws, date(2020, 6, 30)) == len(TASKS)
    assert_folded(ws)


def test_findings_that_hold_from_a_day_between_count_from_then_on(ws: Workspace, plan: Stored) -> None:
    review.mark(ws, plan.tasks[2:3], "behind", on=BETWEEN, note="缺人")
    review.record_actual(ws, plan.targets[3][0], Decimal(4), on=BETWEEN)
    review.record_actual(ws, plan.indicators[0], Decimal(3), on=BETWEEN)
    connection = ws.store.connection
    state = (
        "select (select count(*) from task_state where verdict is not null), (select count(*) from note),"
        " (select count(*) from target_state where actual is not null)"
    )
    assert tuple(connection.execute(state).fetchone()) == (0, 0, 0)
    assert rewritten(ws, AFTER) == 4
    assert tuple(connection.execute(state).fetchone()) == (1, 1, 2)
    assert_folded(ws)
    review.set_as_of(ws, BEFORE)
    assert tuple(connection.execute(state).fetchone()) == (0, 0, 0)
    assert_folded(ws)


@pytest.mark.parametrize("days", list(permutations((BEFORE, BETWEEN, AFTER, date(2021, 1, 25)))))
def test_dates_may_move_to_and_fro_with_steps_taken_back_between_them(
    ws: Workspace, plan: Stored, days: tuple[date, ...]
) -> None:
    for day in days:
        review.set_as_of(ws, day)
        review.mark(ws, plan.tasks[2:5], "done")
        review.mark(ws, plan.tasks[3:6], "behind", on=BETWEEN)
        review.undo(ws)
        assert_folded(ws)
    for day in reversed(days):
        review.set_as_of(ws, day)
        assert_folded(ws)


def test_a_new_day_without_a_date_of_the_store_is_caught_up_with(tmp_path: Path) -> None:
    with open_workspace(tmp_path, clock=FixedClock(BEFORE)) as ws:
        plan = store_plan(ws, TASKS)
        review.mark(ws, plan.tasks[3:4], "on_track", on=BETWEEN)
    with open_workspace(tmp_path, clock=FixedClock(AFTER)) as ws:
        assert ws.store.connection.execute("select as_of from plan_state").fetchone()[0] == AFTER.isoformat()
        assert ws.store.connection.execute("select sum(overdue), count(verdict) from task_state").fetchone()[:] == (1, 1)
        assert_folded(ws)
