"""Rounds of review: opened, worked in, carried over, closed, and their figures as issued whatever comes later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.catalogue import language, use_language
from planreview.domain.operations import ROUND_RENAMED, OperationDraft, round_subject
from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import (
    care,
    carrying,
    issued,
    queries,
    reports,
    review,
    rounds,
)
from planreview.services.filter_format import format_filter
from planreview.services.filter_text import parse_filter
from planreview.services.workspace import Workspace
from tests.store.builder import Goal, Planned, Stored, open_workspace, store_plan

TASKS = tuple(
    Planned(f"事项{n}", (Goal("10"),) if n % 3 == 0 else (), (("甲局", "乙局", "丙局")[n % 3],), due="2020-12-31")
    for n in range(9)
)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path)


@pytest.fixture
def plan(ws: Workspace) -> Stored:
    return store_plan(ws, TASKS)


def rows(ws: Workspace, ids: tuple[int, ...]) -> dict[int, object]:
    return {row.id: row for row in queries.task_rows(ws, ids)}


def second_round(ws: Workspace, plan: Stored) -> None:
    """A round in which all but the last task was found on, closed; and the next one open."""
    rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    review.mark(ws, plan.tasks[:6], "on_track")
    review.mark(ws, plan.tasks[6:8], "done", note="报到九月", note_kind="reason")
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "10月轮", as_of=date(2020, 10, 31))


def test_findings_belong_to_the_round_that_is_open(ws: Workspace, plan: Stored) -> None:
    review.mark(ws, plan.tasks[:1], "behind")
    rounds.open_round(ws, "９月轮 ")
    (one,) = rounds.rounds(ws)
    assert (one.name, one.open, one.total, one.reviewed, one.opened_by) == ("９月轮", True, 9, 0, "李明")
    review.mark(ws, plan.tasks[:2], "on_track")
    (one,) = rounds.rounds(ws)
    assert one.reviewed == 2
    entry = care.log(ws, limit=1)[0]
    assert entry.payload["round"] == one.uid
    found = queries.task_rows(ws, plan.tasks)
    assert [row.in_round for row in found] == [True, True] + [False] * 7
    assert found[0].last_verdict == "behind" and found[1].last_verdict is None
    review.undo(ws)
    assert rounds.rounds(ws)[0].reviewed == 0


def test_a_round_over_every_plan_is_open_before_there_is_one(ws: Workspace) -> None:
    rounds.open_round(ws, "轮一")
    with pytest.raises(InputError) as refused:
        rounds.open_round(ws, "轮二")
    assert refused.value.key == "round_open_already"


def test_two_rounds_are_not_open_for_one_plan(ws: Workspace, plan: Stored) -> None:
    other = store_plan(ws, 2, title="另一要点")
    rounds.open_round(ws, "轮一", plans=[plan.plan_id])
    for plans in ((), (plan.plan_id,)):
        with pytest.raises(InputError) as refused:
            rounds.open_round(ws, "轮二", plans=plans)
        assert refused.value.key == "round_open_already" and "轮一" in refused.value.message
    rounds.open_round(ws, "轮二", plans=[other.plan_id])
    review.mark(ws, [plan.tasks[0], other.tasks[0]], "done")
    assert [one.reviewed for one in rounds.rounds(ws)] == [1, 1]
    assert [one.total for one in rounds.rounds(ws)] == [9, 2]


def test_a_round_has_a_name_of_its_own_within_a_year(ws: Workspace, plan: Stored) -> None:
    for name, key in (("", "round_unnamed"), (" \x1b ", "round_unnamed"), ("长" * 41, "round_long")):
        with pytest.raises(InputError) as refused:
            rounds.open_round(ws, name)
        assert refused.value.key == key
    rounds.open_round(ws, "一季度", as_of=date(2020, 3, 31))
    rounds.close_round(ws, force=True)
    with pytest.raises(InputError) as refused:
        rounds.open_round(ws, "一季度 ", as_of=date(2020, 4, 30))
    assert refused.value.key == "round_exists"
    rounds.open_round(ws, "一季度", as_of=date(2021, 3, 31))
    assert [one.open for one in rounds.rounds(ws)] == [False, True]


def test_an_open_round_is_renamed_and_a_closed_one_keeps_its_name(ws: Workspace, plan: Stored, tmp_path: Path) -> None:
    opened = rounds.open_round(ws, "10月论", as_of=date(2020, 10, 31))
    uid = opened.values["round"]
    review.mark(ws, plan.tasks[:2], "on_track")
    renamed = rounds.rename_round(ws, "10月论", " 10月轮 ")
    assert (renamed.values["name"], renamed.values["was"]) == ("10月轮", "10月论")
    (one,) = rounds.rounds(ws)
    assert (one.uid, one.name, one.open, one.reviewed) == (uid, "10月轮", True, 2)
    review.undo(ws)
    assert rounds.rounds(ws)[0].name == "10月论"
    review.redo(ws)
    rounds.rename_round(ws, "10月轮", "十月轮")
    for name, key in (("", "round_unnamed"), ("轮" * 41, "round_long")):
        with pytest.raises(InputError) as refused:
            rounds.rename_round(ws, "十月轮", name)
        assert refused.value.key == key
    rounds.close_round(ws, force=True)
    with pytest.raises(InputError) as refused:
        rounds.rename_round(ws, "十月轮", "别的轮")
    assert refused.value.key == "round_closed"
    figures = issued.issued_summary(ws, str(uid))
    assert figures.round == "十月轮"
    # Said behind its closing by somebody who did not know of it, a name changes nothing that was issued.
    with ws.store.transaction():
        ws.append([OperationDraft(ROUND_RENAMED, round_subject(str(uid)), {"name": "别的轮"}, ws.today())])
    assert rounds.rounds(ws)[0].name == "十月轮" and issued.issued_summary(ws, str(uid)) == figures
    assert care.check(ws, rebuild=True).clean


def test_a_name_that_was_given_up_is_free_and_one_that_was_taken_is_not(ws: Workspace, plan: Stored) -> None:
    first = rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    rounds.rename_round(ws, "9月轮", "第三季度")
    rounds.close_round(ws, force=True)
    with pytest.raises(InputError) as refused:
        rounds.open_round(ws, "第三季度", as_of=date(2020, 9, 30))
    assert refused.value.key == "round_exists"
    again = rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    assert again.values["round"] != first.values["round"]
    with pytest.raises(InputError) as refused:
        rounds.rename_round(ws, "9月轮", "第三季度")
    assert refused.value.key == "round_exists"
    rounds.rename_round(ws, "9月轮", "9月轮")
    assert [one.name for one in rounds.rounds(ws)] == ["第三季度", "9月轮"]


def test_two_machines_mean_the_same_round(tmp_path: Path) -> None:
    found = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        with open_workspace(tmp_path / folder) as ws:
            store_plan(ws, 2)
            rounds.open_round(ws, "10月轮")
            found.append(rounds.rounds(ws)[0].uid)
    assert found[0] == found[1]


def test_opening_with_a_date_sets_it_and_one_undo_takes_both_back(ws: Workspace, plan: Stored) -> None:
    review.add_note(ws, plan.tasks[:1], "已阅")
    rounds.open_round(ws, "轮", as_of=date(2020, 6, 30))
    assert queries.as_of_set(ws) == date(2020, 6, 30)
    review.undo(ws)
    assert queries.as_of_set(ws) is None and rounds.rounds(ws) == ()
    review.redo(ws)
    assert queries.as_of_set(ws) == date(2020, 6, 30) and rounds.rounds(ws)[0].open


def test_the_head_counts_where_tasks_stand_in_the_round(ws: Workspace, plan: Stored) -> None:
    assert rounds.round_sums(ws, TaskFilter()) is None
    second_round(ws, plan)
    review.mark(ws, plan.tasks[:1], "ahead")
    carrying.carry(ws, plan.tasks[1:3])
    sums = rounds.round_sums(ws, TaskFilter())
    assert sums is not None and sums.names == ("10月轮",)
    assert (sums.total, sums.in_round, sums.carried, sums.not_in_round, sums.unchanged, sums.never) == (9, 3, 2, 6, 5, 1)
    lead = TaskFilter(departments=(queries.task_detail(ws, plan.tasks[0]).departments[0].department_id,))
    part = rounds.round_sums(ws, lead)
    assert part is not None and (part.total, part.in_round) == (3, 1)


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_filters_by_round_read_back_as_they_were_written(ws: Workspace, plan: Stored, spoken: str) -> None:
    before = language()
    use_language(spoken)
    try:
        for flag in ("not_in_round", "unchanged", "carried", "applied", "self_reported", "report_mismatch", "has_evidence"):
            for wanted in (True, False):
                chosen = TaskFilter(**{flag: wanted})  # type: ignore[arg-type]
                assert parse_filter(ws, format_filter(ws, chosen)) == chosen
                queries.task_ids(ws, chosen)
    finally:
        use_language(before)


def test_closing_says_what_is_left_and_does_so_when_told(ws: Workspace, plan: Stored) -> None:
    rounds.open_round(ws, "甲")
    review.mark(ws, plan.tasks[:7], "done")
    with pytest.raises(InputError) as refused:
        rounds.close_round(ws)
    assert refused.value.key == "round_unfinished" and refused.value.values["n"] == 2
    receipt = rounds.close_round(ws, "甲", force=True)
    assert receipt.values["left"] == 2 and not rounds.rounds(ws)[0].open
    with pytest.raises(InputError) as refused:
        rounds.close_round(ws, "甲")
    assert refused.value.key == "round_closed"
    review.undo(ws)
    assert rounds.rounds(ws)[0].open


def test_the_detail_sets_the_last_round_beside_the_new_one(ws: Workspace, plan: Stored) -> None:
    rounds.open_round(ws, "9月轮", as_of=date(2020, 9, 30))
    review.record_actual(ws, plan.targets[0][0], Decimal(4))
    review.mark(ws, plan.tasks[:1], "behind", note="缺经费")
    assert queries.task_detail(ws, plan.tasks[0]).last is None
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "10月轮", as_of=date(2020, 10, 31))
    for _ in range(2):
        last = queries.task_detail(ws, plan.tasks[0]).last
        assert last is not None
        assert (last.verdict, last.on, last.round, last.note) == ("behind", date(2020, 9, 30), "9月轮", "缺经费")
        assert last.actuals == {plan.targets[0][0]: (Decimal(4), date(2020, 9, 30))}
        review.record_actual(ws, plan.targets[0][0], Decimal(9))
        review.mark(ws, plan.tasks[:1], "on_track", note="已补齐")


def test_rounds_are_named_by_name_beginning_or_id(ws: Workspace, plan: Stored) -> None:
    with pytest.raises(InputError) as refused:
        rounds.the_round(ws, None)
    assert refused.value.key == "no_round_open"
    second_round(ws, plan)
    assert rounds.the_round(ws, None).name == "10月轮"
    assert rounds.the_round(ws, "９月").name == "9月轮"
    assert rounds.the_round(ws, rounds.rounds(ws)[0].uid).name == "9月轮"
    with pytest.raises(InputError) as refused:
        rounds.the_round(ws, "7月")
    assert refused.value.key == "round_unknown" and "9月轮" in refused.value.message
    standing = issued.issued_summary(ws, "10月轮")
    told = ("本轮已核 0/9 件；其余 9 件按以前的结论计，其中从未核 1 件。",)
    as_it_is = reports.summary(ws, scope=TaskFilter(plans=(plan.plan_id,)), round_name="10月轮")
    assert standing.round == "10月轮" and standing == replace(as_it_is, warnings=told, scope="10月轮（未关轮）")


def test_indicators_are_found_on_and_carried_over_in_rounds_too(ws: Workspace) -> None:
    store_plan(ws, 2, indicators=(Goal("9"), Goal("8")))
    aims = tuple(queries.task_ids(ws, TaskFilter(indicators=True)))
    rounds.open_round(ws, "甲")
    review.mark(ws, aims[:1], "on_track")
    rounds.close_round(ws, force=True)
    rounds.open_round(ws, "乙")
    receipt = carrying.carry(ws, aims)
    assert receipt.task_ids == aims[:1] and receipt.values["unreviewed"] == 1
    last = queries.task_detail(ws, aims[0]).last
    assert last is not None and (last.round, last.verdict) == ("甲", "on_track")
    assert rounds.rounds(ws)[1].total == 2, "counted apart from the tasks"
