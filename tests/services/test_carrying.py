"""Carrying over the verdicts of the last round: what is counted, what is left alone and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, carrying, closing, evidence, notes, queries, reports, review, rounds, self_reports
from planreview.services.workspace import Workspace
from tests.services.test_rounds import TASKS, second_round
from tests.store.builder import Stored, open_workspace, store_plan


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path)


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    return store_plan(ws, TASKS)


def test_carrying_counts_first_and_says_what_it_skips(ws: Workspace, plan: Stored) -> None:
    second_round(ws, plan)
    review.record_actual(ws, plan.targets[0][0], Decimal(8))
    review.mark(ws, plan.tasks[1:2], "behind", note="缺经费")
    counted = carrying.carry_count(ws, plan.tasks, unchanged=True)
    assert counted.verdicts == {"on_track": 4, "done": 2}
    assert (counted.unreviewed, counted.changed, counted.in_round, counted.skipped) == (1, 1, 1, 3)
    receipt = carrying.carry(ws, plan.tasks, unchanged=True)
    assert receipt.task_ids == counted.task_ids and receipt.values["carried"] == 6
    found = queries.task_rows(ws, plan.tasks)
    assert [row.carried for row in found] == [False, False, True, True, True, True, True, True, False]
    assert all(row.in_round and not row.reason_open for row in found[2:8]), "the reason given in September holds"
    assert found[2].verdict_on == date(2020, 10, 31) and found[2].last_on == date(2020, 9, 30)
    assert reports.summary(ws).footnotes.carried == 6
    review.undo(ws)
    assert not any(row.carried for row in queries.task_rows(ws, plan.tasks))


def test_a_problem_noted_since_is_news_and_one_noted_with_the_verdict_is_not(ws: Workspace, plan: Stored) -> None:
    second_round(ws, plan)
    review.add_note(ws, plan.tasks[:1], "资金未到位", kind="problem")
    review.add_note(ws, plan.tasks[1:2], "已开工", kind="progress")
    review.mark(ws, plan.tasks[2:3], "behind", note="用地未批", note_kind="problem")
    counted = carrying.carry_count(ws, plan.tasks, unchanged=True)
    assert (dict(counted.news), counted.changed, counted.in_round) == ({"problem": 1}, 1, 1)
    assert carrying.skipped_words(counted) == "上轮无结论 1、本轮已核 1、有新情况 1：问题 1"
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "11月轮", as_of=date(2020, 11, 30))
    assert plan.tasks[2] in queries.task_ids(ws, TaskFilter(unchanged=True)), "the verdict knew of it"
    (note,) = [one for one in queries.task_detail(ws, plan.tasks[2]).notes if one.kind == "problem"]
    notes.edit_note(ws, note.id, "用地未批，停工", kind="problem")
    assert plan.tasks[2] not in queries.task_ids(ws, TaskFilter(unchanged=True)), "other words of a problem are news"
    ws.close()
    assert care.check(ws.store.path, clock=ws.clock).clean


def test_tasks_that_no_round_is_open_for_are_counted_apart(ws: Workspace, plan: Stored) -> None:
    other = store_plan(ws, 2, title="另一要点")
    review.mark(ws, other.tasks, "behind")
    rounds.open_round(ws, "轮一", plans=[plan.plan_id])
    counted = carrying.carry_count(ws, plan.tasks + other.tasks)
    assert {name: n for name, n in counted.reasons.items() if n} == {"unreviewed": 9, "no_round": 2}
    assert carrying.tasks_in_rounds(ws) == plan.tasks


def test_carrying_one_task_takes_what_is_new_along(ws: Workspace, plan: Stored) -> None:
    second_round(ws, plan)
    review.record_actual(ws, plan.targets[0][0], Decimal(8))
    carrying.carry(ws, plan.tasks[:1])
    assert queries.task_rows(ws, plan.tasks[:1])[0].carried
    with pytest.raises(InputError) as refused:
        carrying.carry(ws, [plan.tasks[0], plan.tasks[8]])
    assert refused.value.key == "nothing_to_carry" and refused.value.values["in_round"] == refused.value.values["unreviewed"] == 1
    assert refused.value.message == "上轮无结论 1、本轮已核 1，无可沿用。"


def test_what_was_cleared_in_the_round_can_still_be_carried(ws: Workspace, plan: Stored) -> None:
    second_round(ws, plan)
    review.mark(ws, plan.tasks[:1], "behind")
    review.mark(ws, plan.tasks[:1], None)
    carrying.carry(ws, plan.tasks[:1])
    assert queries.task_rows(ws, plan.tasks[:1])[0].verdict == "on_track"


def test_a_carried_verdict_asks_again_for_the_reason_that_was_never_given(ws: Workspace, plan: Stored) -> None:
    rounds.open_round(ws, "甲")
    review.mark(ws, plan.tasks[:2], "behind")
    review.add_note(ws, plan.tasks[:1], "缺经费", kind="reason")
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "乙")
    receipt = carrying.carry(ws, plan.tasks[:2])
    assert receipt.reasons_open == (plan.tasks[1],)


def test_without_an_open_round_nothing_is_carried(ws: Workspace, plan: Stored) -> None:
    review.mark(ws, plan.tasks, "done")
    for act in (carrying.carry, carrying.carry_count):
        with pytest.raises(InputError) as refused:
            act(ws, plan.tasks)
        assert refused.value.key == "no_round_open"


@pytest.mark.parametrize("what", ["actual", "report", "evidence", "closing"])
def test_what_is_new_since_the_finding_is_no_longer_unchanged(ws: Workspace, plan: Stored, what: str) -> None:
    second_round(ws, plan)
    task = plan.tasks[0]
    chosen = TaskFilter(unchanged=True)
    assert len(queries.task_ids(ws, chosen)) == 8
    if what == "actual":
        review.record_actual(ws, plan.targets[0][0], None)
    elif what == "report":
        self_reports.report_tasks(ws, [task], "done")
    elif what == "evidence":
        evidence.add_evidence(ws, [task], document="7号")
    else:
        closing.take_step(ws, [task], "apply")
    assert task not in queries.task_ids(ws, chosen) and len(queries.task_ids(ws, chosen)) == 7
    assert len(queries.task_ids(ws, TaskFilter(not_in_round=True))) == 9, "the task that was never reviewed is to be done too"
    review.undo(ws)
    assert task in queries.task_ids(ws, chosen)
