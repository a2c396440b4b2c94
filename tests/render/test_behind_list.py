"""The behind list in every format: each task with its figures and reason, in a table where the format has tables."""

from __future__ import annotations

import csv
import html
import io
import json
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest

from planreview.catalogue import use_language
from planreview.cells import width
from planreview.domain.behind_list import BehindList, BehindTask, Said
from planreview.domain.records import replace
from planreview.domain.summary import Summary
from planreview.render.formats import FORMATS, render_summary
from planreview.render.grid import PAGE
from tests.render.cases import HOSTILE, bulletin

PLAIN = BehindTask(
    id=5,
    uid="u5",
    plan="",
    number="5",
    title="培育人才",
    leads=("市科技局",),
    supports=(),
    verdict="not_started",
    overdue=True,
    light=None,
    target=None,
    attainment=None,
    gap=None,
    due=date(2020, 6, 30),
    due_presumed=False,
    reason=None,
    measure=None,
)
FULL = replace(
    PLAIN,
    id=4,
    uid="u4",
    number="4",
    title="培育高新技术企业",
    supports=("市财政局", "市教育局"),
    verdict="behind",
    overdue=False,
    light="yellow",
    attainment=Decimal("60.0"),
    gap=Decimal("-23.3"),
    due=date(2020, 12, 31),
    due_presumed=True,
    reason=Said("用地没有落实", date(2020, 10, 8)),
    measure=Said("月底前协调", date(2020, 10, 9)),
)


def listed(*tasks: BehindTask, total: int = 0) -> Summary:
    return replace(bulletin(), title="科技工作要点", behind=BehindList(tasks, total or len(tasks)))


def text(summary: Summary, form: str) -> str:
    return render_summary(summary, form).decode()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_number_title_verdict_figures_deadline_reason_and_measure(form: str) -> None:
    found = html.unescape(text(listed(FULL, PLAIN), form))
    wanted = [
        "培育高新技术企业",
        "市财政局",
        "用地没有落实",
        "2020-10-08",
        "月底前协调",
        "60.0",
        "-23.3",
        "2020-12-31",
        "培育人才",
    ]
    if form in {"html", "md"}:
        wanted.remove("2020-10-08")
    assert [one for one in wanted if one not in found and one.replace("-", "\\-") not in found] == []
    if form != "json":
        assert "滞后清单（未启、滞后、超期）：2 件" in found.replace("\\", "") and "未写原因" not in found
        asked = text(listed(replace(PLAIN, reason_asked=True)), form)
        assert "未写原因" in html.unescape(asked)
    assert "滞后清单" not in text(bulletin(), form)


def test_a_sheet_has_a_table_of_its_own_for_it_below_the_first() -> None:
    raw = text(listed(FULL, PLAIN), "csv")
    assert raw.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"))))
    start = next(at for at, row in enumerate(rows) if row and row[0].startswith("滞后清单"))
    assert rows[start - 1] == [] and rows[start + 4] == []
    heads = rows[start + 1]
    full, plain = (dict(zip(heads, row, strict=True)) for row in rows[start + 2 : start + 4])
    assert (full["号"], full["主责"], full["配合"], full["结论"]) == ("4", "市科技局", "市财政局、市教育局", "滞后")
    assert (full["达成%"], full["差距"], full["时限"], full["推定时限"]) == ("60.0", "-23.3", "2020-12-31", "是")
    assert (full["原因"], full["原因日期"], full["措施"]) == ("用地没有落实", "2020-10-08", "月底前协调")
    assert (plain["结论"], plain["超期"], plain["原因"], plain["差距"], plain["推定时限"]) == ("未启", "是", "-", "-", "")


def test_no_cell_of_it_is_a_formula_and_no_text_becomes_markup() -> None:
    bad = replace(
        FULL,
        title="=1+1",
        number="+1",
        leads=("@SUM(A1)",),
        reason=Said("-2+3 cmd", date(2020, 1, 1)),
        measure=Said(HOSTILE, date.max),
    )
    rows = list(csv.reader(io.StringIO(text(listed(bad), "csv").removeprefix("\ufeff"))))
    cells = [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@"))]
    assert cells == [] and any("'-2+3 cmd" in row for row in rows) and any("'=1+1" in row for row in rows)
    for form in FORMATS:
        found = text(listed(bad), form)
        assert "\x1b" not in found and "\u202e" not in found
    page = text(listed(bad), "html")
    assert "<script>" not in page and "</text><script>" not in text(listed(bad), "svg")
    ET.fromstring(text(listed(bad), "svg"))


def test_programs_get_it_as_values() -> None:
    found = json.loads(text(listed(FULL, PLAIN, total=9), "json"))["behind"]
    assert found["total"] == 9 and [one["id"] for one in found["tasks"]] == ["u4", "u5"]
    full, plain = found["tasks"]
    assert full["reason"] == {"text": "用地没有落实", "on": "2020-10-08"} and plain["reason"] is None
    assert (full["attainment"], full["gap"], full["due"], plain["overdue"]) == (60.0, -23.3, "2020-12-31", True)
    assert json.loads(text(bulletin(), "json"))["behind"] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "table"])
def test_it_stays_within_the_page_and_says_what_is_left_out(form: str, lang: str) -> None:
    long = replace(FULL, title="很长的任务" * 40, reason=Said("说不完的原因，" * 60, date(2020, 1, 1)))
    use_language(lang)
    found = text(listed(long, PLAIN, total=9), form)
    left = "另有 7 件未列出" if lang == "zh" else "7 more are not listed"
    assert left in found and max(map(width, found.splitlines())) <= PAGE + (0 if lang == "zh" else 4)
    none = text(listed(), form)
    assert ("没有未启、滞后或超期的任务" if lang == "zh" else "no task is idle") in none


def test_a_list_of_several_plans_names_the_plan_of_each() -> None:
    for form in ("text", "html", "md", "csv"):
        found = text(listed(replace(FULL, plan="达州市2020"), replace(PLAIN, plan="清江市2020")), form)
        assert "达州市2020" in found and "清江市2020" in found
        # Of one plan the page has it in its head; a sheet that is put under another needs it in each row.
        assert ("达州市2020" in text(listed(replace(FULL, plan="达州市2020")), form)) is (form == "csv")


def test_no_percent_sign_stands_where_no_attainment_was_measured() -> None:
    growth = replace(FULL, attainment=None, gap=Decimal("-0.9"))
    for form in ("text", "table", "svg"):
        found = html.unescape(text(listed(growth), form))
        assert "-%" not in found and "达成 -，差距 -0.9" in found and "达成 60.0%，" in text(listed(FULL), form)
