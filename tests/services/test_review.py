"""Reviewing: verdicts, notes, actual values, scope, the as-of date, drafts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.services import care, review
from planreview.services.workspace import Workspace
from tests.store.builder import Goal, Planned, Stored, open_workspace, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path) as workspace:
        yield workspace


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    tasks = (
        Planned("建平台", (Goal("10"), Goal("4", kind="level", op=">=")), due="2020-10-31"),
        Planned("引人才", due="2020-06-01/2020-06-30"),
        Planned("抓服务", routine=True),
    )
    return store_plan(ws, tasks, indicators=(Goal("7"),))


def state(ws: Workspace, task: int) -> sqlite3.Row:
    return ws.store.connection.execute("select * from task_state where item_id = ?", (task,)).fetchone()


def refusal(what: str) -> pytest.RaisesExc[InputError]:
    return pytest.RaisesExc(InputError, check=lambda error: error.key == what)


class TestVerdicts:
    @pytest.mark.parametrize("verdict", KEYS)
    def test_each_is_recorded_with_its_day_and_person(self, ws: Workspace, plan: Stored, verdict: str) -> None:
        receipt = review.mark(ws, plan.tasks[:2], verdict, on=date(2020, 9, 30))
        found = state(ws, plan.tasks[0])
        assert (found["verdict"], found["verdict_on"], found["verdict_by"]) == (verdict, "2020-09-30", "李明")
        assert (receipt.kind, receipt.task_ids) == ("verdict", plan.tasks[:2])
        assert state(ws, plan.tasks[2])["verdict"] is None

    @pytest.mark.parametrize("nothing", [None, "unreviewed"])
    def test_it_is_cleared(self, ws: Workspace, plan: Stored, nothing: str | None) -> None:
        review.mark(ws, plan.tasks, "ahead")
        assert review.mark(ws, plan.tasks, nothing).kind == "clear"
        found = state(ws, plan.tasks[0])
        assert (found["verdict"], found["verdict_on"], found["verdict_by"]) == (None, None, None)

    def test_one_entered_late_for_an_earlier_day_does_not_cover_the_later_one(self, ws: Workspace, plan: Stored) -> None:
        review.mark(ws, plan.tasks[:1], "done", on=date(2020, 10, 31))
        review.mark(ws, plan.tasks[:1], "behind", on=date(2020, 6, 30))
        assert state(ws, plan.tasks[0])["verdict"] == "done"
        review.set_as_of(ws, date(2020, 9, 30))
        assert state(ws, plan.tasks[0])["verdict"] == "behind"

    def test_approver_and_document_stay_with_it(self, ws: Workspace, plan: Stored) -> None:
        review.mark(ws, plan.tasks[:1], "dropped", note="合并", approver="王局", document="〔2020〕7号")
        (entry,) = [one for one in care.log(ws, task_id=plan.tasks[0]) if one.kind == "verdict"]
        assert entry.payload == {"verdict": "dropped", "approver": "王局", "document": "〔2020〕7号"}

    def test_what_is_unknown_is_refused_and_nothing_stored(self, ws: Workspace, plan: Stored) -> None:
        before = len(care.log(ws))
        with refusal("verdict_unknown"):
            review.mark(ws, plan.tasks, "办结")
        with refusal("task_gone"):
            review.mark(ws, [plan.tasks[0], 999], "done")
        with refusal("task_gone"):
            review.mark(ws, [], "done")
        with refusal("note_kind_unknown"):
            review.mark(ws, plan.tasks, "done", note="x", note_kind="remark")
        assert len(care.log(ws)) == before
        assert state(ws, plan.tasks[0])["verdict"] is None


class TestFigures:
    def test_an_actual_gives_attainment_gap_and_light(self, ws: Workspace, plan: Stored) -> None:
        review.set_as_of(ws, date(2020, 9, 30))
        receipt = review.record_actual(ws, plan.targets[0][0], Decimal("5.33"))
        assert (receipt.kind, receipt.task_ids) == ("actual", plan.tasks[:1])
        found = state(ws, plan.tasks[0])
        assert (found["attainment"], found["gap"], found["light"]) == ("53.3", "-21.7", "yellow")
        assert (found["targets_stated"], found["targets_reported"], found["targets_attained"]) == (2, 1, 0)
        assert found["light_target"] == plan.targets[0][0]

    def test_not_yet_published_is_not_nothing(self, ws: Workspace, plan: Stored) -> None:
        review.record_actual(ws, plan.targets[0][0], Decimal(10))
        review.record_actual(ws, plan.targets[0][0], None)
        row = ws.store.connection.execute("select * from target_state where target_id = ?", (plan.targets[0][0],)).fetchone()
        assert (row["actual"], row["pending"], row["light"]) == (None, 1, None)

    def test_the_newest_day_counts_and_all_are_kept(self, ws: Workspace, plan: Stored) -> None:
        review.record_actual(ws, plan.targets[0][0], Decimal(6), on=date(2020, 9, 30))
        review.record_actual(ws, plan.targets[0][0], Decimal(2), on=date(2020, 3, 31))
        row = ws.store.connection.execute("select actual, actual_on from target_state").fetchone()
        assert tuple(row) == ("6", "2020-09-30")
        assert ws.store.connection.execute("select count(*) from actual").fetchone()[0] == 2

    def test_an_indicator_has_figures_and_touches_no_task(self, ws: Workspace, plan: Stored) -> None:
        receipt = review.record_actual(ws, plan.indicators[0], Decimal(7))
        assert receipt.task_ids == (-plan.indicators[0],)
        row = ws.store.connection.execute("select reached, light from target_state where target_id = ?", plan.indicators)
        assert tuple(row.fetchone()) == (1, "green")

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+999999", "1E-999999"])
    def test_what_nobody_can_calculate_with_is_refused(self, ws: Workspace, plan: Stored, value: str) -> None:
        with refusal("actual_invalid"):
            review.record_actual(ws, plan.targets[0][0], Decimal(value))
        with refusal("target_unknown"):
            review.record_actual(ws, 999, Decimal(1))

    def test_a_verdict_and_a_light_that_disagree_are_marked(self, ws: Workspace, plan: Stored) -> None:
        review.record_actual(ws, plan.targets[0][0], Decimal(1))
        review.mark(ws, plan.tasks[:1], "done")
        assert (state(ws, plan.tasks[0])["light"], state(ws, plan.tasks[0])["mismatch"] > 0) == ("red", True)


class TestDates:
    def test_due_overdue_and_presumed(self, ws: Workspace, plan: Stored) -> None:
        review.set_as_of(ws, date(2020, 7, 1))
        found = [state(ws, task) for task in plan.tasks]
        assert [row["due"] for row in found] == ["2020-10-31", "2020-06-30", None]
        assert [row["overdue"] for row in found] == [0, 1, 0]
        assert [row["routine"] for row in found] == [0, 0, 1]
        review.mark(ws, plan.tasks[1:2], "done")
        assert state(ws, plan.tasks[1])["overdue"] == 0

    def test_the_as_of_date_moves_figures_and_findings_but_not_who_is_responsible(self, ws: Workspace, plan: Stored) -> None:
        review.mark(ws, plan.tasks, "done")
        review.set_scope(ws, plan.tasks[2:], False, reason="日常")
        review.set_as_of(ws, date(2020, 9, 30))
        row = ws.store.connection.execute("select as_of, share from plan_state").fetchone()
        assert tuple(row) == ("2020-09-30", "75.0")
        assert [state(ws, task)["verdict"] for task in plan.tasks] == [None, None, None]
        assert [state(ws, task)["supervised"] for task in plan.tasks] == [1, 1, 0]
        review.set_as_of(ws, None)
        assert [state(ws, task)["verdict"] for task in plan.tasks] == ["done"] * 3


class TestNotesAndDrafts:
    def test_a_note_is_kept_as_text_without_control_codes(self, ws: Workspace, plan: Stored) -> None:
        review.add_note(ws, plan.tasks[:1], "  进展[/b]\x1b]0;x\x07\u202e\r\n第二行 ", kind="progress")
        row = ws.store.connection.execute("select kind, body, person from note").fetchone()
        assert tuple(row) == ("progress", "进展[/b]]0;x\n第二行", "李明")

    @pytest.mark.parametrize("text", ["", " \n", "\x1b\u200b"])
    def test_an_empty_one_is_refused(self, ws: Workspace, plan: Stored, text: str) -> None:
        with refusal("note_empty"):
            review.add_note(ws, plan.tasks, text)

    def test_a_draft_survives_and_is_the_persons_own(self, tmp_path: Path, ws: Workspace, plan: Stored) -> None:
        review.save_draft(ws, plan.tasks[0], "写到一", "reason")
        review.save_draft(ws, plan.tasks[0], "写到一半", "reason")
        assert [(one.task_id, one.kind, one.body) for one in review.drafts(ws)] == [(plan.tasks[0], "reason", "写到一半")]
        with open_workspace(tmp_path, person="王芳") as other:
            assert review.drafts(other) == ()
        assert len(care.log(ws)) == 1

    def test_a_draft_ends_as_a_note_or_by_being_dropped(self, ws: Workspace, plan: Stored) -> None:
        for task in plan.tasks:
            review.save_draft(ws, task, "草稿", None)
        review.add_note(ws, plan.tasks[:1], "定稿", discards=(plan.tasks[0], None))
        review.drop_draft(ws, plan.tasks[1])
        review.save_draft(ws, plan.tasks[2], "  ", None)
        assert review.drafts(ws) == ()

    def test_drafts_of_two_kinds_stand_side_by_side_and_a_note_ends_only_the_one_it_was_typed_as(
        self, ws: Workspace, plan: Stored
    ) -> None:
        task = plan.tasks[0]

        def kept() -> set[tuple[str | None, str]]:
            return {(one.kind, one.body) for one in review.drafts(ws)}

        for kind, body in (("progress", "进展"), ("reason", "原因"), (None, "草稿")):
            review.save_draft(ws, task, body, kind)
        review.add_note(ws, plan.tasks, "别处的说明", kind="reason")
        review.mark(ws, plan.tasks, "behind", note="缺地", note_kind="reason")
        assert kept() == {("progress", "进展"), ("reason", "原因"), (None, "草稿")}
        review.add_note(ws, [task], "原因", kind="reason", discards=(task, "reason"))
        review.save_draft(ws, task, "", None)
        assert kept() == {("progress", "进展")}

    def test_a_draft_needs_a_task(self, ws: Workspace, plan: Stored) -> None:
        with refusal("task_gone"):
            review.save_draft(ws, 999, "x", None)


def test_the_log_names_tasks_through_their_targets(ws: Workspace, plan: Stored) -> None:
    review.record_actual(ws, plan.targets[0][0], Decimal(3))
    review.mark(ws, plan.tasks[1:2], "done")
    assert [(one.kind, one.item_id) for one in care.log(ws, limit=2)] == [("verdict", plan.tasks[1]), ("actual", plan.tasks[0])]
    assert [one.kind for one in care.log(ws, task_id=plan.tasks[0])] == ["actual"]
