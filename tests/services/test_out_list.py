"""What was taken out of the base, task by task: since when, why, with whose approval and under which document number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, queries, reports, review, rounds
from planreview.services.behind_list import out_list, with_behind
from planreview.services.filter_text import parse_filter
from planreview.services.issued import issued_summary
from tests.services.test_indicators import WHOLE, text
from tests.tui.screens.support import make_store, writer

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 6)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        known = {info.name: info.id for info in departments.departments(ws)}
        departments.assign(ws, (1, 2), known["高新科"])
        departments.assign(ws, (2,), known["成果科"], role="support", mode="add")
        review.mark(ws, (1,), "behind", note="用地没有落实", note_kind="reason", on=MARCH)
        review.mark(
            ws, (2,), "dropped", note="并入上级项目", note_kind="reason", approver="王局长", document="市督〔2026〕3号", on=MARCH
        )
        review.mark(ws, (4,), "no_measure", on=MAY)
    return path


def test_each_task_says_since_when_why_who_approved_it_and_under_which_number(store: Path) -> None:
    with writer(store) as ws:
        two, four = out_list(ws, (2, 4)).tasks
        assert (two.number, two.title, two.verdict) == ("2", "培育科技型中小企业", "dropped") and "临澜市" in two.plan
        assert two.leads == ("高新科",) and two.supports == ("成果科",) and two.decision is not None
        assert (two.decision.since, two.decision.approver, two.decision.document) == (MARCH, "王局长", "市督〔2026〕3号")
        assert two.decision.reason is not None and (two.decision.reason.body, two.decision.reason.on) == ("并入上级项目", MARCH)
        assert four.decision is not None and four.decision.since == MAY
        assert (four.decision.approver, four.decision.document, four.decision.reason) == ("", "", None)


def test_a_reason_of_an_earlier_verdict_is_not_why_it_was_taken_out(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (1,), "dropped", on=MAY)
        (one,) = out_list(ws, (1,)).tasks
        assert one.decision is not None and (one.decision.since, one.decision.reason) == (MAY, None)
        review.add_note(ws, (1,), "开了会", kind="progress")
        review.add_note(ws, (1,), "项目取消")
        (one,) = out_list(ws, (1,)).tasks
        assert one.decision is not None and one.decision.reason is not None and one.decision.reason.body == "项目取消"


def test_what_is_said_again_goes_on_from_its_first_day_and_brings_what_was_lacking(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (4,), "no_measure", note="统计口径调整", approver="李局长", on=date(2026, 6, 1))
        review.mark(ws, (4,), "no_measure", document="市督〔2026〕9号", on=date(2026, 7, 1))
        (four,) = out_list(ws, (4,)).tasks
        assert four.decision is not None and four.decision.reason is not None
        assert (four.decision.since, four.decision.approver, four.decision.document) == (MAY, "李局长", "市督〔2026〕9号")
        review.mark(ws, (4,), "on_track", on=date(2026, 8, 1))
        review.mark(ws, (4,), "dropped", on=date(2026, 8, 2))
        (four,) = out_list(ws, (4,)).tasks
        assert four.decision is not None and four.decision.since == date(2026, 8, 2) and four.decision.approver == ""
        review.undo(ws)
        assert out_list(ws, (4,)).tasks == ()


def test_a_part_lists_what_it_takes_out_of_its_own_base_and_everything_does_not(store: Path) -> None:
    with writer(store) as ws:
        scope = parse_filter(ws, "单位=高新科")
        found = with_behind(ws, reports.summary(ws, scope=scope), scope)
        assert found.taken_out is not None and [one.id for one in found.taken_out.tasks] == [2]
        assert found.taken_out.total == found.counts.total - found.counts.base == 1
        assert with_behind(ws, reports.summary(ws), TaskFilter()).taken_out is None
        short = out_list(ws, (2, 4), most=1)
        assert ([one.id for one in short.tasks], short.total) == ([2], 2)


def test_an_indicator_that_is_out_says_the_same(tmp_path: Path) -> None:
    make_store(tmp_path / "store.db", text())
    with writer(tmp_path / "store.db") as ws:
        own = queries.task_ids(ws, WHOLE)
        day = date(2025, 5, 6)
        review.mark(ws, own[:1], "dropped", approver="王局长", on=day)
        (one,) = out_list(ws, own[:1]).tasks
        assert one.decision is not None and (one.decision.since, one.decision.approver) == (day, "王局长")
        assert (one.id, one.number) == (own[0], "1") and one.leads


def test_a_closed_round_lists_what_was_out_then_with_the_words_of_then(store: Path) -> None:
    with writer(store) as ws:
        rounds.open_round(ws, "8月轮")
        review.mark(ws, (5,), "dropped", note="先前的说法", note_kind="reason", approver="王局长")
        rounds.close_round(ws, "8月轮", force=True)
        review.mark(ws, (5,), "on_track")
        review.mark(ws, (6,), "dropped")
        review.add_note(ws, (2,), "后来的说法", kind="reason")
        found = issued_summary(ws, "8月轮", listed=True).taken_out
        assert found is not None and [one.id for one in found.tasks] == [2, 4, 5]
        said = [one.decision.reason.body for one in found.tasks if one.decision and one.decision.reason]
        assert said == ["并入上级项目", "先前的说法"]
        assert issued_summary(ws, "8月轮", listed=True, part=(2, 3)).taken_out is not None
        assert issued_summary(ws, "8月轮").taken_out is None
