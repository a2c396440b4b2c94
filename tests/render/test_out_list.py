"""What was taken out of the base in every format, below the tasks behind and apart from them."""

from __future__ import annotations

import csv
import html
import io
import json
from datetime import date

import pytest

from planreview.catalogue import use_language
from planreview.cells import width
from planreview.domain.behind_list import BehindList, Said
from planreview.domain.out_list import Decision, OutList, OutTask
from planreview.domain.records import replace
from planreview.domain.summary import Summary
from planreview.render.formats import FORMATS, render_summary
from planreview.render.grid import PAGE
from tests.render.cases import HOSTILE, bulletin
from tests.render.test_behind_list import PLAIN as LATE

FULL = OutTask(
    id=7,
    uid="u7",
    plan="达州市2020",
    number="7",
    title="建设科技馆",
    leads=("市科技局",),
    supports=("市财政局",),
    verdict="dropped",
    decision=Decision(date(2020, 3, 2), "王局长", "市督〔2020〕3号", Said("并入上级项目", date(2020, 3, 5))),
)
BARE = replace(FULL, id=8, uid="u8", number="8", title="发布指数", supports=(), verdict="no_measure")
BARE = replace(BARE, decision=Decision(date(2020, 4, 1), "", "", None))


def listed(*tasks: OutTask, total: int = 0) -> Summary:
    return replace(bulletin(), title="科技工作要点", behind=BehindList((), 0), taken_out=OutList(tasks, total or len(tasks)))


def text(summary: Summary, form: str) -> str:
    return html.unescape(render_summary(summary, form).decode())


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_every_format_gives_them_under_a_title_and_a_count_of_their_own(form: str) -> None:
    found = text(listed(FULL, BARE), form).replace("\\", "")
    behind, title = found.index("没有未启、滞后或超期的任务"), found.index("不计入基数（调出、无口）：2 件")
    assert behind < title
    below = found[title:]
    wanted = (
        "建设科技馆",
        "市科技局",
        "市财政局",
        "调出",
        "2020-03-02",
        "并入上级项目",
        "王局长",
        "市督〔2020〕3号",
        "发布指数",
        "未填",
    )
    assert [one for one in wanted if one not in below] == []
    assert "未写原因" in below and "2020-04-01" in below
    assert "不计入基数（" not in text(listed(), form).replace("\\", "")


def test_a_sheet_has_a_table_of_its_own_for_them() -> None:
    rows = list(csv.reader(io.StringIO(text(listed(FULL, BARE), "csv").removeprefix("\ufeff"))))
    start = next(at for at, row in enumerate(rows) if row and row[0].startswith("不计入基数"))
    full, bare = (dict(zip(rows[start + 1], row, strict=True)) for row in rows[start + 2 : start + 4])
    assert (full["号"], full["计划"], full["主责"], full["配合"], full["结论"]) == (
        "7",
        "达州市2020",
        "市科技局",
        "市财政局",
        "调出",
    )
    assert (full["起始日期"], full["原因日期"], full["批准人"], full["文号"]) == (
        "2020-03-02",
        "2020-03-05",
        "王局长",
        "市督〔2020〕3号",
    )
    assert (bare["结论"], bare["原因"], bare["原因日期"], bare["批准人"]) == ("无口", "未写原因", "", "未填")


def test_programs_get_them_as_values() -> None:
    found = json.loads(text(listed(FULL, BARE, total=5), "json"))["taken_out"]
    assert found["total"] == 5
    full, bare = found["tasks"]
    assert (full["id"], full["since"], full["approver"], full["document"]) == ("u7", "2020-03-02", "王局长", "市督〔2020〕3号")
    assert full["reason"] == {"text": "并入上级项目", "on": "2020-03-05"}
    assert (bare["reason"], bare["approver"], bare["document"]) == (None, None, None)
    assert json.loads(text(bulletin(), "json"))["taken_out"] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_they_stay_within_the_page_and_say_what_is_left_out(lang: str) -> None:
    use_language(lang)
    assert FULL.decision is not None
    long = replace(FULL, title="很长的任务" * 40, decision=replace(FULL.decision, approver="某某" * 60))
    found = text(listed(long, BARE, total=9), "text")
    assert ("另有 7 件未列出" if lang == "zh" else "7 more are not listed") in found
    assert max(map(width, found.splitlines())) <= PAGE + (0 if lang == "zh" else 4)


def test_no_text_of_theirs_becomes_a_formula_or_markup() -> None:
    assert FULL.decision is not None
    bad = replace(FULL, title=HOSTILE, decision=replace(FULL.decision, approver="=1+1", document="@SUM(A1)"))
    rows = list(csv.reader(io.StringIO(text(listed(bad), "csv").removeprefix("\ufeff"))))
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@"))] == []
    for form in FORMATS:
        found = render_summary(listed(bad), form).decode()
        assert "\x1b" not in found and "\u202e" not in found
        assert form not in {"html", "svg"} or "<script>" not in found


@pytest.mark.parametrize("form", ["text", "md", "html", "svg", "table"])
def test_lists_that_stand_together_are_of_several_plans_when_each_is_of_one(form: str) -> None:
    other = replace(LATE, plan="清江市2020")
    both = text(replace(listed(FULL), behind=BehindList((other,), 1)), form)
    assert "达州市2020" in both and "清江市2020" in both
    assert "达州市2020" not in text(replace(listed(FULL), behind=BehindList((replace(LATE, plan="达州市2020"),), 1)), form)
    # What bears no plan's title is of several, whichever the lists happen to be of.
    assert "达州市2020" in text(replace(listed(FULL), title=""), form)
