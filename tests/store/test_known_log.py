"""What a writer knows of the log without reading it: others who write, and what was rolled back, never break a chain."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from planreview.domain.operations import SETTINGS, STORE, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.services import care, review
from planreview.services.workspace import Workspace
from planreview.store import pages, selection
from planreview.store.newest import newest_ids
from planreview.store.settings import read_settings
from tests.store.builder import FixedClock, Goal, Planned, open_workspace, store_plan


def based_on(ws: Workspace) -> list[str]:
    rows = ws.store.connection.execute("select device_seq, based_on from operation order by seq")
    return [f"{row[0]}: {row[1]}" for row in rows]


@pytest.mark.parametrize("same_device", [True, False])
def test_two_who_write_by_turns_know_of_each_other(tmp_path: Path, same_device: bool) -> None:
    elsewhere = tmp_path if same_device else tmp_path / "other"
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, 3)
        other = Workspace.open(ws.store.path, person="王芳", device_file=elsewhere / "device.json", clock=FixedClock())
        with other:
            for turn in range(4):
                review.mark(ws, plan.tasks[:1], "behind")
                review.mark(other, plan.tasks[turn % 3 :], "done", note="完成")
                review.undo(other)
        clocks = [row[0] for row in ws.store.connection.execute("select clock from operation order by seq")]
        assert clocks == sorted(set(clocks))
        chains = ws.store.connection.execute("select count(distinct device) from operation where person in ('李明', '王芳')")
        assert chains.fetchone()[0] == (1 if same_device else 2)
    assert care.check(tmp_path / "store.db", clock=FixedClock()).clean


def test_what_was_rolled_back_was_never_known(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, 2)
        review.mark(ws, plan.tasks, "behind")
        before = based_on(ws)
        with suppress(KeyError), ws.store.transaction():
            ws.append([OperationDraft(SETTINGS, STORE, {"key": "schedule", "value": "days"})])
            assert ws.store.log.settings(ws.store.connection).schedule == "days"
            raise KeyError
        review.mark(ws, plan.tasks, "done", note="完成")
        assert based_on(ws)[: len(before)] == before
        assert ws.store.log.settings(ws.store.connection) == read_settings(ws.store.connection)
    assert care.check(tmp_path / "store.db", clock=FixedClock()).clean


def test_settings_that_another_wrote_or_took_back_hold_for_the_next_mark(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws, open_workspace(tmp_path, person="王芳") as other:
        plan = store_plan(ws, 2)
        review.mark(ws, plan.tasks, "behind")
        with other.store.transaction():
            other.append([OperationDraft(SETTINGS, STORE, {"key": "schedule", "value": "days"})])
        review.mark(ws, plan.tasks, "on_track")
        assert ws.store.log.settings(ws.store.connection).schedule == "days"
        review.undo(other)
        review.mark(ws, plan.tasks, "behind")
        assert ws.store.log.settings(ws.store.connection).schedule != "days"
        review.redo(other)
    assert care.check(tmp_path / "store.db", clock=FixedClock()).clean


def test_what_was_updated_last_is_found_from_the_end_of_the_log(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, tuple(Planned(f"{n}", (Goal("7"),)) for n in range(30)))
        for n in (3, 9, 20, 3):
            review.mark(ws, plan.tasks[n : n + 1], "on_track")
        review.add_note(ws, plan.tasks[5:7], "缺人")
        review.record_actual(ws, plan.targets[12][0], None)
        review.undo(ws)
        connection = ws.store.connection
        where, values = selection.condition(connection, TaskFilter())
        assert len(newest_ids(connection, where, values, 4) or ()) == 4
        for limit in (1, 4, 5, 6, 30):
            every = selection.select_ids(connection, TaskFilter(), "updated")
            assert pages.first_ids(connection, TaskFilter(), "updated", limit) == every[:limit]
