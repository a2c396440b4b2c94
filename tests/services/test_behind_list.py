"""The behind list of a summary: exactly what it counts as 未启, 滞后 and 超期, each with its newest reason and measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.behind_list import behind_ids
from planreview.domain.review import TaskFilter
from planreview.presets import verdict_set
from planreview.render.behind_list import facts, put_behind_in_words
from planreview.services import departments, imports, queries, reports, review
from planreview.services.behind import row_filter
from planreview.services.behind_list import behind_list, with_behind
from planreview.services.filter_text import parse_filter
from planreview.services.workspace import Workspace
from tests.tui.screens.support import PLAN, make_assigned, writer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    known = make_assigned(path)
    with writer(path) as ws:
        departments.assign(ws, (2,), known["成果科"], role="support", mode="add")
        review.mark(ws, (1, 2), "behind")
        review.mark(ws, (4,), "not_started")
        review.mark(ws, (5,), "on_track")
        review.add_note(ws, (1,), "先前的原因", kind="reason")
        review.add_note(ws, (1,), "用地没有落实", kind="reason")
        review.add_note(ws, (1,), "协调用地", kind="measure")
        review.add_note(ws, (1,), "开了会", kind="progress")
        review.add_note(ws, (4,), "没有类别的说明")
    return path


def test_each_task_has_its_newest_reason_and_measure_and_a_missing_one_is_none(store: Path) -> None:
    with writer(store) as ws:
        found = behind_list(ws, (1, 2, 4))
        one, two, four = found.tasks
        assert one.reason is not None and one.reason.body == "用地没有落实"
        assert one.measure is not None and one.measure.body == "协调用地"
        assert two.reason is None and two.measure is None and two.supports == ("成果科",) and two.leads == ("高新科",)
        assert four.reason is not None and four.reason.body == "没有类别的说明"
        assert (one.number, one.title, one.verdict, one.due) == ("1", "培育高新技术企业", "behind", date(2026, 12, 31))
        assert found.total == 3 and "临澜市" in one.plan


def test_a_note_of_no_kind_is_no_reason_of_a_task_on_schedule(store: Path) -> None:
    with writer(store) as ws:
        review.add_note(ws, (5,), "随手记一下")
        (five,) = behind_list(ws, (5,)).tasks
        assert five.reason is None and not five.reason_asked
        review.add_note(ws, (5,), "拖期的原因", kind="reason")
        (five,) = behind_list(ws, (5,)).tasks
        assert five.reason is not None and five.reason.body == "拖期的原因"


def test_the_figures_are_those_of_the_target_that_the_row_shows(store: Path) -> None:
    with writer(store) as ws:
        target = next(one for one in queries.task_detail(ws, 2).targets)
        review.record_actual(ws, target.id, Decimal(50))
        task = behind_list(ws, (2,)).tasks[0]
        row = queries.task_rows(ws, (2,))[0]
        assert task.target is not None and task.target.actual == Decimal(50)
        assert (task.attainment, task.gap) == (row.attainment, row.gap) and row.attainment == Decimal("25.0")


def test_a_task_with_figures_of_one_target_says_that_there_are_others(store: Path) -> None:
    with writer(store) as ws:
        first, second = queries.task_detail(ws, 1).targets
        review.record_actual(ws, first.id, Decimal(12))
        review.record_actual(ws, second.id, None)
        (cells,) = put_behind_in_words(behind_list(ws, (1,)), verdict_set().words()).tasks
        assert cells["target"].endswith("12/增12家，另有1项目标")


def test_a_task_without_figures_shows_what_is_aimed_at_and_a_reason_is_missed_where_one_is_asked_for(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (5,), "not_started")
        one, five, six = behind_list(ws, (2, 5, 6)).tasks
        assert [one.reason_asked, five.reason_asked] == [True, False] and six.target is None
        cells = put_behind_in_words(behind_list(ws, (1, 2, 5, 6)), verdict_set().words()).tasks
        assert cells[0]["target"].endswith("未报/增12家，另有1项目标")
        assert cells[1]["target"].endswith(" 未报/200家") and "未报/200家" in facts(cells[1])
        assert [one["reason"] for one in cells] == ["用地没有落实", "未写原因", "-", "-"] and cells[3]["target"] == "-"
        review.record_actual(ws, queries.task_detail(ws, 2).targets[0].id, None)
        assert put_behind_in_words(behind_list(ws, (2,)), verdict_set().words()).tasks[0]["target"].endswith(" 待数/200家")


def test_a_summary_of_a_part_lists_what_it_counts_and_one_of_everything_does_not(store: Path) -> None:
    with writer(store) as ws:
        everything = reports.summary(ws)
        assert with_behind(ws, everything, TaskFilter()).behind is None
        scope = parse_filter(ws, "单位=高新科")
        found = with_behind(ws, reports.summary(ws, scope=scope), scope)
        assert found.behind is not None and [one.id for one in found.behind.tasks] == [1, 2]
        assert behind_ids(everything.total.cells) == (1, 2, 4)


def test_what_is_overdue_is_behind_whatever_its_verdict(store: Path) -> None:
    with writer(store) as ws:
        review.set_as_of(ws, date(2027, 2, 1))
        scope = TaskFilter(plans=(1,))
        overdue = queries.task_ids(ws, TaskFilter(overdue=True))
        found = with_behind(ws, reports.summary(ws, scope=scope), scope)
        assert found.behind is not None and {5, 6} & set(overdue) <= {one.id for one in found.behind.tasks}
        assert {one.id for one in found.behind.tasks} == {1, 2, 4, *overdue} and 5 in overdue


def test_of_several_plans_each_task_names_its_own_and_no_more_are_listed_than_asked_for(store: Path) -> None:
    with writer(store) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "松溪市").encode(), name="b.txt"))
        found = behind_list(ws, (1, 7))
        assert [one.plan[:3] for one in found.tasks] == ["临澜市", "松溪市"]
        short = behind_list(ws, (1, 2, 4), most=2)
        assert (len(short.tasks), short.total) == (2, 3)


def test_a_row_of_a_summary_becomes_a_filter_of_exactly_its_tasks(store: Path) -> None:
    def tasks(ws: Workspace, chosen: TaskFilter) -> set[int]:
        return set(queries.task_ids(ws, chosen))

    with writer(store) as ws:
        for by in ("department", "section", "city", "plan", "verdict"):
            for scope in (TaskFilter(), parse_filter(ws, "结论=滞后,未启"), parse_filter(ws, "单位=高新科")):
                found = reports.summary(ws, by=by, scope=scope)
                for group in found.groups:
                    chosen = row_filter(ws, scope, by, "lead", group.key)
                    assert tasks(ws, chosen) in ({*group.cells["total"]}, tasks(ws, scope))
                    if scope == TaskFilter() and isinstance(group.key, int):
                        assert tasks(ws, chosen) == {*group.cells["total"]}
