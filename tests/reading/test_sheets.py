"""Workbooks become lines as their sheets show them: merged cells fill rows, formats apply, hidden sheets are left out."""

from __future__ import annotations

import io
import zipfile

import pytest

from planreview.reading.document import read_document
from planreview.reading.number_formats import BUILT_IN, shown_number
from tests.reading.builders import Rows, by_office, sheet_xml, xlsx, zipped

LEDGER: Rows = [
    ["云岭县2026年重点工作台账", "", "", ""],
    ["序号", "工作任务", "责任单位", "完成时限"],
    [1, "修渠", "县水利局", "6月底前"],
    [2, "造林", "", "9月底前"],
    ["二、产业", "", "", ""],
    [3, "建园", "县工信局", ""],
]
MERGES = ["A1:D1", "C3:C4", "A5:D5"]
LINES = (
    "云岭县2026年重点工作台账",
    "序号\t工作任务\t责任单位\t完成时限",
    "1\t修渠\t县水利局\t6月底前",
    "2\t造林\t县水利局\t9月底前",
    "二、产业",
    "3\t建园\t县工信局",
)


def lines(data: bytes, name: str = "plan.xlsx") -> tuple[str, ...]:
    return read_document(data, name).lines


def test_a_merged_unit_fills_the_rows_it_spans_and_headings_are_lines() -> None:
    assert lines(xlsx({"Sheet1": sheet_xml(LEDGER, MERGES)})) == LINES


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_other_formats_fill_alike(form: str) -> None:
    assert lines(by_office(xlsx({"Sheet1": sheet_xml(LEDGER, MERGES)}), "xlsx", form), f"plan.{form}") == LINES


def test_a_unit_over_five_rows_fills_five_tasks() -> None:
    rows: Rows = [["序号", "工作任务", "责任单位"], *([n, f"事项{n}", "县水利局" if n == 1 else ""] for n in range(1, 6))]
    assert [line.split("\t")[2] for line in lines(xlsx({"S": sheet_xml(rows, ["C2:C6"])}))[1:]] == ["县水利局"] * 5


def test_a_head_of_two_rows_is_not_filled_down() -> None:
    rows: Rows = [
        ["分工表", "", "", ""],
        ["序号", "任务", "责任单位", ""],
        ["", "", "牵头", "配合"],
        [1, "修渠", "县水利局", "县财政局"],
    ]
    found = lines(xlsx({"S": sheet_xml(rows, ["A1:D1", "A2:A3", "B2:B3", "C2:D2"])}))
    assert found == ("分工表", "序号\t任务\t责任单位\t", "\t\t牵头\t配合", "1\t修渠\t县水利局\t县财政局")


def test_hidden_sheets_are_left_out_and_said() -> None:
    read = read_document(xlsx({"甲表": sheet_xml([["一、甲"]]), "底稿": sheet_xml([["密"]])}, hidden=["底稿"]), "plan.xlsx")
    assert read.lines == ("一、甲",)
    assert [(one.kind, dict(one.values)) for one in read.notices] == [("sheets_hidden", {"n": "1", "names": "底稿"})]


def test_sheets_follow_each_other_and_a_telling_name_stands_over_one_without_title() -> None:
    sheets = {"教育领域": sheet_xml([["序号", "任务"], [1, "建校"]]), "Sheet2": sheet_xml([["序号", "任务"], [2, "建院"]])}
    assert lines(xlsx(sheets)) == ("教育领域", "序号\t任务", "1\t建校", "序号\t任务", "2\t建院")


def test_a_sheet_of_text_becomes_its_paragraphs() -> None:
    assert lines(xlsx({"S": sheet_xml([["云岭县工作要点"], [""], ["一、甲\n1.修渠。\n2.造林。"]])})) == (
        "云岭县工作要点",
        "一、甲",
        "1.修渠。",
        "2.造林。",
    )


def test_lines_within_a_cell_stay_in_their_row() -> None:
    assert lines(xlsx({"S": sheet_xml([["序号", "责任\n单位"], [1, "县水利局\n县财政局"]])})) == (
        "序号\t责任 单位",
        "1\t县水利局 县财政局",
    )


def test_numbers_are_shown_as_the_sheet_shows_them() -> None:
    rows: Rows = [["率", 0.955], ["日", 46387]]
    assert lines(xlsx({"S": sheet_xml(rows, style=1)}, formats=["0.0%"]))[0] == "率\t95.5%"
    assert lines(xlsx({"S": sheet_xml(rows, style=1)}, formats=['yyyy"年"m"月"d"日"']))[1] == "日\t2026年12月31日"


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("1", "General", "1"),
        ("0.30000000000000004", "General", "0.3"),
        ("12345678", "General", "12345678"),
        ("1E-3", "General", "0.001"),
        ("0.95", "0%", "95%"),
        ("0.9555", "0.00%", "95.55%"),
        ("70", '0"家"', "70家"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("1234567.5", "#,##0", "1,234,568"),
        ("3.10", "0.##", "3.1"),
        ("5", "000", "005"),
        ("-3", "0;(0)", "(3)"),
        ("-3", "0.0", "-3.0"),
        ("-3.5", "0.0_);[Red]\\(0.0\\)", "(3.5)"),
        ("0", '0;-0;"无"', "无"),
        ("12000000", '0.0,,"百万"', "12.0百万"),
        ("46387", "yyyy/m/d", "2026/12/31"),
        ("46387", "yyyy-mm-dd", "2026-12-31"),
        ("46387", 'yyyy"年"m"月"', "2026年12月"),
        ("46387.75", "yyyy/m/d h:mm", "2026/12/31 18:00"),
        ("59", "yyyy/m/d", "1900/2/28"),
        ("46387", "aaaa", "aaaa"),
        ("99999999999", "yyyy/m/d", "99999999999"),
        ("1", "[>=1]0", "1"),
        ("1E30", "0", "1e+30"),
        ("1E9999999", "0%", "1E9999999"),
        ("NaN", "0", "NaN"),
        ("甲", "0", "甲"),
    ],
)
def test_number_formats(raw: str, code: str, shown: str) -> None:
    assert shown_number(raw, code) == shown


def test_formats_that_are_only_numbered_are_those_of_a_chinese_excel() -> None:
    assert shown_number("46387", BUILT_IN[31]) == "2026年12月31日"
    assert shown_number("46387", BUILT_IN[57]) == "2026年12月"
    assert shown_number("44925", BUILT_IN[14], since_1904=True) == "2026/12/31"


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_shared_strings_formulas_and_cells_without_places_are_read() -> None:
    plain = xlsx({"S": "SHEET"})
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{SHEET}"><si><t>任务</t></si><si><r><t>修</t></r><r><t>渠</t></r><rPh><t>xiu</t></rPh></si></sst>'
    )
    parts["xl/worksheets/s1.xml"] = (
        f'<worksheet xmlns="{SHEET}"><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>合计</v></c><c t="b"><v>1</v></c><c t="s"><v>99</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert lines(zipped(parts)) == ("任务\t修渠\t", "2\t合计\tTRUE")


def test_percentages_that_an_old_workbook_may_hide_are_said() -> None:
    old = by_office(xlsx({"S": sheet_xml([["率", 0.95], ["数", 3]])}), "xlsx", "xls")
    read = read_document(old, "plan.xls")
    assert read.lines == ("率\t0.95", "数\t3")
    assert [one.kind for one in read.notices] == ["sheet_fractions"]


def test_notes_on_cells_and_covered_cells_of_an_open_sheet_are_not_read() -> None:
    table, text = "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    rows = (
        '<t:table-row><t:table-cell t:number-columns-spanned="2"><o:annotation><x:p>注</x:p></o:annotation><x:p>甲<x:s x:c="2"/>'
        "乙</x:p></t:table-cell><t:covered-table-cell><x:p>旧</x:p></t:covered-table-cell><t:table-cell><x:p>丙</x:p></t:table-cell>"
        "</t:table-row>"
    )
    hidden = '<s:style s:name="ta2"><s:table-properties t:display="false"/></s:style>'
    content = (
        f'<o:document xmlns:o="office" xmlns:t="{table}" xmlns:x="{text}" xmlns:s="style">{hidden}'
        f'<t:table t:name="S">{rows}</t:table><t:table t:name="密" t:style-name="ta2">{rows}</t:table></o:document>'
    )
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})
    read = read_document(data, "plan.ods")
    assert read.lines == ("甲  乙\t丙",)
    assert [one.kind for one in read.notices] == ["sheets_hidden"]
