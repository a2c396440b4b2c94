"""A store that is moved to a new day some plans at a time ends as one that is moved at once, and counts what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.new_day import Said, Step, move_some
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash, rebuild
from tests.store.builder import FixedClock, Goal, Planned, open_workspace, store_plan

BEFORE = date(2020, 11, 30)
TASKS = (
    Planned("到期", due="2020-11-30"),
    Planned("将到", due="2020-12-31"),
    Planned("流量", goals=(Goal("10"),)),
    Planned("无期"),
)


def several(folder: Path, clock: FixedClock) -> Workspace:
    ws = open_workspace(folder, clock=clock)
    for city in ("甲市", "乙市", "丙市"):
        plan = store_plan(ws, TASKS, city=city)
        review.mark(ws, plan.tasks[3:], "behind")
    return ws


@pytest.mark.parametrize("day", [date(2020, 12, 1), date(2020, 12, 31), date(2020, 6, 1), BEFORE])
def test_in_parts_as_at_once(tmp_path: Path, day: date) -> None:
    with several(tmp_path / "parts", FixedClock(BEFORE)) as ws:
        lit = {row.id: (row.overdue, row.light) for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter()))}
        steps: list[Step] = []
        said = Said()
        while not steps or steps[-1].left:
            steps.append(move_some(ws, day, 5, said))
            # A mark in between changes nothing of what is left.
            review.mark(ws, [1], "on_track")
        now = {row.id: (row.overdue, row.light) for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter()))}
        assert sum(step.overdue for step in steps) == sum(now[one][0] and not lit[one][0] for one in lit)
        assert sum(step.lights for step in steps) == sum(now[one][1] != lit[one][1] for one in lit)
        assert len(steps) == (1 if day == BEFORE else 2) and steps[-1].left == 0
        given = [tuple(row) for row in ws.store.connection.execute("select plan_id, as_of, share from plan_state")]
        assert {row[1] for row in given} == {day.isoformat()}
        stored = projection_hash(ws.store)
    with open_workspace(tmp_path / "parts", clock=FixedClock(day)) as ws:
        with ws.store.transaction():
            rebuild(ws.store, day)
        assert projection_hash(ws.store) == stored
