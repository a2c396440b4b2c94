"""Undo and redo: one action at a time, of this person on this device, over restarts, and never what others built on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.errors import InputError
from planreview.services import care, review
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.store.builder import Goal, Planned, open_workspace, store_plan


def verdicts(ws: Workspace) -> list[str | None]:
    return [row[0] for row in ws.store.connection.execute("select verdict from task_state order by item_id")]


def nothing(what: str) -> pytest.RaisesExc[InputError]:
    return pytest.RaisesExc(InputError, check=lambda error: error.key == f"nothing_to_{what}")


def test_one_action_on_many_tasks_is_taken_back_whole(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        review.mark(ws, plan.tasks, "behind", note="缺钱")
        receipt = review.undo(ws)
        assert (receipt.kind, receipt.task_ids) == ("verdict", plan.tasks)
        assert verdicts(ws) == [None] * 3
        assert ws.store.connection.execute("select count(*) from note").fetchone()[0] == 0
        assert review.redo(ws).task_ids == plan.tasks
        assert verdicts(ws) == ["behind"] * 3


def test_both_survive_a_restart(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        for verdict in ("behind", "on_track", "done"):
            review.mark(ws, plan.tasks[:1], verdict)
    seen = []
    for turn in (review.undo, review.undo, review.redo, review.undo, review.redo, review.redo):
        with open_workspace(tmp_path) as ws:
            turn(ws)
            seen.append(verdicts(ws)[0])
    assert seen == ["on_track", "behind", "on_track", "behind", "on_track", "done"]


def test_redo_lasts_until_the_next_action(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        review.mark(ws, plan.tasks[:1], "done")
        review.undo(ws)
        review.mark(ws, plan.tasks[1:2], "ahead")
        with nothing("redo"):
            review.redo(ws)
        assert verdicts(ws) == [None, "ahead", None]


def test_everyone_takes_back_their_own(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws, open_workspace(tmp_path, person="王芳") as other:
        plan = store_plan(ws)
        review.mark(ws, plan.tasks[:1], "done")
        review.mark(other, plan.tasks[1:2], "ahead")
        review.undo(ws)
        assert verdicts(ws) == [None, "ahead", None]
        with nothing("redo"):
            review.redo(other)
        review.undo(other)
        with nothing("undo"):
            review.undo(other)


def test_another_device_of_the_same_person_leaves_it(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        review.mark(ws, plan.tasks, "done")
    (tmp_path / "device.json").unlink()
    with open_workspace(tmp_path) as ws, nothing("undo"):
        review.undo(ws)


def test_an_import_that_nobody_has_reviewed_is_taken_back(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 2)
        first = projection_hash(ws.store)
        store_plan(
            ws, (Planned("甲", (Goal("3"),), ("市科技局",)),), title="第二份", indicators=(Goal("2"),), default_lead="市局"
        )
        both = projection_hash(ws.store)
        assert review.undo(ws).kind == "import"
        assert ws.store.connection.execute("select count(*) from task_state").fetchone()[0] == 2
        assert ws.store.connection.execute("select live from plan_state where plan_id = 2").fetchone()[0] == 0
        assert ws.store.connection.execute("select count(*) from department").fetchone()[0] == 0
        assert ws.store.connection.execute("select count(*) from target_state").fetchone()[0] == 0
        review.redo(ws)
        assert projection_hash(ws.store) == both
        assert both != first


@pytest.mark.parametrize("by", ["李明", "王芳"])
@pytest.mark.parametrize("standing", [True, False], ids=["standing", "taken back"])
@pytest.mark.parametrize("what", ["verdict", "actual of a task", "actual of an indicator"])
def test_an_import_stays_once_anybody_has_reviewed_it(tmp_path: Path, by: str, standing: bool, what: str) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, (Planned("甲", (Goal("3"),)),), indicators=(Goal("2"),))
        with open_workspace(tmp_path, person=by) as reviewer:
            if what == "verdict":
                review.mark(reviewer, plan.tasks, "done")
            else:
                target = plan.targets[0][0] if what == "actual of a task" else plan.indicators[0]
                review.record_actual(reviewer, target, Decimal(1))
            if not standing:
                review.undo(reviewer)
        if by == "李明" and standing:
            review.undo(ws)
        with nothing("undo"):
            review.undo(ws)
        assert len(verdicts(ws)) == 1


def test_the_as_of_date_is_taken_back_like_anything(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
        review.set_as_of(ws, date(2020, 6, 30))
        review.set_as_of(ws, date(2020, 9, 30))
        review.undo(ws)
        assert ws.store.connection.execute("select as_of from plan_state").fetchone()[0] == "2020-06-30"
        review.undo(ws)
        assert ws.store.connection.execute("select as_of from plan_state").fetchone()[0] == "2020-12-31"


def test_as_of_an_earlier_date_a_later_undo_does_not_count(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws, open_workspace(tmp_path, person="王芳") as other:
        plan = store_plan(ws)
        review.set_as_of(other, date(2020, 6, 30))
        review.mark(ws, plan.tasks[:1], "behind")
        review.set_as_of(other, date(2020, 10, 31))
        review.undo(ws)
        assert verdicts(ws)[0] is None
        review.set_as_of(other, date(2020, 6, 30))
        assert verdicts(ws)[0] == "behind"
    for day, expected in ((date(2020, 6, 30), "behind"), (date(2020, 9, 30), "behind"), (date(2020, 10, 31), None)):
        with Workspace.reader(tmp_path / "store.db", as_of=day) as reader:
            assert verdicts(reader)[0] == expected


def test_an_undo_is_not_undone_by_moving_the_date_back_to_today(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        # Worked at a date behind the plan's end, with a verdict that is entered for May.
        review.set_as_of(ws, date(2021, 2, 28))
        review.mark(ws, plan.tasks[:1], "behind", on=date(2020, 5, 1))
        review.undo(ws)
        review.undo(ws)
        assert ws.store.connection.execute("select as_of from plan_state").fetchone()[0] == "2020-12-31"
        assert verdicts(ws)[0] is None


def test_nothing_at_all_to_undo_or_redo(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        with nothing("undo"):
            review.undo(ws)
        with nothing("redo"):
            review.redo(ws)
        assert care.log(ws) == ()
