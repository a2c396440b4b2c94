"""Reasons: which verdicts ask for one, what lacks, and which finding a reason belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from planreview.domain.review import TaskFilter
from planreview.domain.verdicts import KEYS
from planreview.services import queries, reasons, review, rounds
from planreview.services.workspace import Workspace
from tests.services.test_review import plan, ws
from tests.store.builder import Stored

__all__ = ["plan", "ws"]


class TestReasons:
    """滞后, 调出, 无口, 完成 under 100 % and a step back from 完成 ask for a reason; 调出 and 无口 for an approval as well."""

    def lacking(self, ws: Workspace, task: int) -> tuple[str, ...]:
        (row,) = queries.task_rows(ws, [task])
        assert row.reason_open is bool(row.lacks) is (task in queries.open_reasons(ws))
        assert queries.sums(ws, TaskFilter()).reasons_open == int(row.reason_open)
        return row.lacks

    @pytest.mark.parametrize(("verdict", "asks"), [(key, key in {"behind", "dropped", "no_measure"}) for key in KEYS])
    def test_by_verdict(self, ws: Workspace, plan: Stored, verdict: str, asks: bool) -> None:
        receipt = review.mark(ws, plan.tasks[1:2], verdict)
        assert receipt.reasons_open == (plan.tasks[1:2] if asks else ())

    @pytest.mark.parametrize("kind", [None, "reason"])
    def test_a_reason_with_it_or_after_it_answers(self, ws: Workspace, plan: Stored, kind: str | None) -> None:
        assert review.mark(ws, plan.tasks[:1], "behind", note="缺地", note_kind=kind).reasons_open == ()
        assert review.mark(ws, plan.tasks[1:2], "behind").reasons_open == plan.tasks[1:2]
        assert review.add_note(ws, plan.tasks[1:2], "缺钱", kind=kind).reasons_open == ()

    @pytest.mark.parametrize("kind", ["progress", "problem", "measure"])
    def test_a_note_of_another_kind_is_no_reason(self, ws: Workspace, plan: Stored, kind: str) -> None:
        task = plan.tasks[0]
        assert review.mark(ws, [task], "behind", note="已报方案", note_kind=kind).reasons_open == (task,)
        assert review.add_note(ws, [task], "已报方案", kind=kind).reasons_open == (task,)
        assert self.lacking(ws, task) == ("reason",)

    @pytest.mark.parametrize("verdict", ["dropped", "no_measure"])
    def test_what_leaves_the_base_asks_reason_approver_and_document(self, ws: Workspace, plan: Stored, verdict: str) -> None:
        task = plan.tasks[0]
        assert review.mark(ws, [task], verdict).reasons_open == (task,)
        assert self.lacking(ws, task) == ("reason", "approver", "document")
        assert review.add_note(ws, [task], "并入省项目", kind="reason").reasons_open == (task,)
        assert self.lacking(ws, task) == ("approver", "document")
        # What is filled in later belongs to the same decision: the reason need not be said again.
        assert review.mark(ws, [task], verdict, approver="王局").reasons_open == (task,)
        assert self.lacking(ws, task) == ("document",)
        assert review.mark(ws, [task], verdict, document="〔2020〕7号").reasons_open == ()
        assert self.lacking(ws, task) == ()
        assert review.mark(ws, [task], verdict).reasons_open == ()

    @pytest.mark.parametrize("verdict", ["behind", "done"])
    def test_a_reason_stays_when_the_same_is_said_again_for_that_day(self, ws: Workspace, plan: Stored, verdict: str) -> None:
        task, day = plan.tasks[0], date(2020, 10, 31)
        review.record_actual(ws, plan.targets[0][0], Decimal("9.99"), on=day)
        assert review.mark(ws, [task], verdict, note="缺地", on=day).reasons_open == ()
        assert review.mark(ws, [task], verdict, on=day).reasons_open == ()
        # What is found in between is another finding, and so is one of a later day.
        review.mark(ws, [task], "on_track", on=day)
        assert review.mark(ws, [task], verdict, on=day).reasons_open == (task,)
        assert review.add_note(ws, [task], "缺地").reasons_open == ()
        assert review.mark(ws, [task], verdict, on=date(2020, 11, 30)).reasons_open == (task,)

    def test_a_reason_of_one_round_is_none_of_the_next(self, ws: Workspace, plan: Stored) -> None:
        rounds.open_round(ws, "九月轮")
        assert review.mark(ws, plan.tasks[:1], "behind", note="缺地").reasons_open == ()
        rounds.close_round(ws, force=True)
        rounds.open_round(ws, "十月轮")
        assert review.mark(ws, plan.tasks[:1], "behind").reasons_open == plan.tasks[:1]

    def test_an_approval_belongs_to_its_own_decision(self, ws: Workspace, plan: Stored) -> None:
        task = plan.tasks[0]
        full = {"note": "并入省项目", "approver": "王局", "document": "〔2020〕7号"}
        assert review.mark(ws, [task], "dropped", **full).reasons_open == ()
        assert review.mark(ws, [task], "no_measure").reasons_open == (task,)
        assert self.lacking(ws, task) == ("reason", "approver", "document")
        review.undo(ws)
        assert self.lacking(ws, task) == ()

    def test_an_approval_is_asked_of_nothing_else(self, ws: Workspace, plan: Stored) -> None:
        review.mark(ws, plan.tasks[:1], "behind")
        assert self.lacking(ws, plan.tasks[0]) == ("reason",)

    def test_a_note_from_before_does_not(self, ws: Workspace, plan: Stored) -> None:
        review.add_note(ws, plan.tasks[:1], "上月进展")
        assert review.mark(ws, plan.tasks[:1], "behind").reasons_open == plan.tasks[:1]

    def test_done_asks_while_a_target_is_missed(self, ws: Workspace, plan: Stored) -> None:
        review.record_actual(ws, plan.targets[0][0], Decimal("9.99"))
        assert review.mark(ws, plan.tasks[:1], "done").reasons_open == plan.tasks[:1]
        assert review.record_actual(ws, plan.targets[0][0], Decimal(10)).reasons_open == ()
        assert review.record_actual(ws, plan.targets[0][1], Decimal(3)).reasons_open == plan.tasks[:1]

    @pytest.mark.parametrize("next_verdict", ["on_track", "not_started", None])
    def test_a_step_back_from_done_asks_however_often_it_is_repeated(
        self, ws: Workspace, plan: Stored, next_verdict: str | None
    ) -> None:
        review.mark(ws, plan.tasks[1:2], "done")
        for _ in range(2):
            assert review.mark(ws, plan.tasks[1:2], next_verdict).reasons_open == plan.tasks[1:2]
        review.add_note(ws, plan.tasks[1:2], "复核未通过")
        assert review.mark(ws, plan.tasks[1:2], next_verdict).reasons_open == ()

    def test_done_again_takes_the_question_back(self, ws: Workspace, plan: Stored) -> None:
        for verdict in ("done", "on_track", "done"):
            receipt = review.mark(ws, plan.tasks[1:2], verdict)
        assert receipt.reasons_open == ()


@pytest.mark.parametrize("chosen", [None, TaskFilter()])
def test_what_asks_is_read_of_one_state(
    ws: Workspace, plan: Stored, chosen: TaskFilter | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reason that is stored while the list is read leaves no task on it that lacks nothing."""
    review.mark(ws, plan.tasks[:2], "behind")
    ids_of = queries.task_ids
    with Workspace.reader(ws.store.path) as reader:

        def overtaken(asked: Workspace, meant: TaskFilter) -> Sequence[int]:
            found = ids_of(asked, meant)
            review.add_note(ws, plan.tasks[:1], "缺地", kind="reason")
            return found

        monkeypatch.setattr(queries, "task_ids", overtaken)
        assert [row.lacks for row in reasons.asking(reader, chosen).rows] == [("reason",), ("reason",)]
        monkeypatch.undo()
        assert [row.id for row in reasons.asking(reader, chosen).rows] == list(plan.tasks[1:2])


def test_what_is_said_beside_the_list_is_of_its_state(ws: Workspace, plan: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the tasks that are meant asks; what others do meanwhile changes neither their number nor that of those unasked."""
    review.mark(ws, plan.tasks[:1], "behind")
    chosen = TaskFilter(ids=plan.tasks[1:2])
    ids_of = queries.task_ids
    with Workspace.reader(ws.store.path) as reader:

        def overtaken(asked: Workspace, meant: TaskFilter) -> Sequence[int]:
            found = ids_of(asked, meant)
            review.add_note(ws, plan.tasks[:1], "缺地", kind="reason")
            review.mark(ws, plan.tasks[1:2], "not_started")
            return found

        monkeypatch.setattr(queries, "task_ids", overtaken)
        asking = reasons.asking(reader, chosen)
        assert (asking.rows, asking.widened, asking.others, asking.unasked) == ((), False, 1, 0)
        monkeypatch.undo()
        after = reasons.asking(reader, chosen, widen=True, plans=asking.plans)
        assert (after.rows, after.widened, after.others, after.unasked) == ((), False, 0, 1)
    review.mark(ws, plan.tasks[:1], "dropped")
    wider = reasons.asking(ws, chosen, widen=True)
    assert [row.id for row in wider.rows] == list(plan.tasks[:1])
    assert (wider.widened, wider.others, wider.unasked, wider.plans) == (True, 0, 1, asking.plans)
