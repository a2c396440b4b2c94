"""A Word document is read as Word shows it: numbers, tables, revisions, boxes, fields."""

from __future__ import annotations

import io
import zipfile

import pytest

from planreview.errors import InputError
from planreview.reading.document import read_document
from planreview.reading.source import SourceText
from tests.reading.builders import docx, paragraph, word_cell, word_table, zipped
from tests.reading.word_lists import PLAN, STYLES, definition, item, level, lines, numbered_list, styled


def notices(source: SourceText) -> dict[str, str]:
    return {one.kind: dict(one.values)["n"] for one in source.notices}


def test_content_controls_are_read_and_their_prompts_are_not() -> None:
    prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('一、甲')}</w:sdtContent></w:sdt>"
        f"<w:sdt>{prompt}<w:sdtContent>{paragraph('单击此处输入')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>乙</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert lines(docx(body)) == ("一、甲", "乙丙")


def test_insertions_are_taken_and_deletions_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>新建</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>所</w:t></w:r></w:p>"
        "<w:moveFrom><w:p/></w:moveFrom>"
    )
    read = read_document(docx(body), "plan.docx")
    assert read.lines == ("新建12所",)
    assert notices(read) == {"docx_deleted": "2"}


def test_a_deleted_paragraph_end_joins_and_is_not_counted() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    half = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{gone}</w:pPr><w:r><w:t>前半</w:t></w:r></w:p>'
    body = item("甲") + half + item("后半") + item("丙")
    assert lines(docx(body, numbering=PLAN + numbered_list(1, 0))) == ("一、甲", "二、前半后半", "三、丙")


def test_hidden_text_and_footnotes_are_left_out_and_said() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t></w:r></w:p>'
    )
    read = read_document(docx(body), "plan.docx")
    assert read.lines == ("甲乙",)
    assert notices(read) == {"docx_footnotes": "1", "docx_hidden": "1"}


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    inside = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    box = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r>{box}</w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    assert lines(docx(body)) == ("正文", "框内")


def test_lines_ended_by_hand_are_lines_and_tabs_are_spaces() -> None:
    body = "<w:p><w:r><w:tab/><w:t>标题</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>续</w:t></w:r></w:p>"
    assert lines(docx(body)) == ("标题", "第二行 续")


def test_cells_typed_with_tabs_stay_cells() -> None:
    body = "<w:p><w:r><w:t>序号</w:t><w:tab/><w:t>任务</w:t><w:tab/><w:t>单位</w:t></w:r></w:p>"
    assert lines(docx(body)) == ("序号\t任务\t单位",)


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_their_result_and_a_table_of_contents_is_told() -> None:
    entry = "<w:r><w:t>一、总体要求</w:t><w:tab/></w:r>" + field("PAGEREF _x", "<w:r><w:t>3</w:t></w:r>")
    contents = field("TOC", entry)
    today = field("DATE", "<w:r><w:t>今</w:t></w:r>")
    body = f"<w:p>{contents}</w:p>" + styled("二、任务", "toc1") + f"<w:p>{today}</w:p>"
    assert lines(docx(body, styles=STYLES)) == ("一、总体要求……3", "二、任务", "今")


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + paragraph("一、甲")
    assert lines(docx(body)) == ("一、甲",)


def test_tables_stand_in_place_and_merged_cells_fill_their_rows() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = word_table(
        [
            [word_cell("序号"), word_cell("工作任务"), word_cell("责任单位")],
            [word_cell("1"), word_cell("修渠"), word_cell("市水利局", down)],
            [word_cell("2"), word_cell("造林"), word_cell("", on)],
            [word_cell("3"), word_cell("建园"), word_cell("市林业局")],
        ]
    )
    assert lines(docx(paragraph("一、甲") + table + paragraph("二、乙"))) == (
        "一、甲",
        "序号\t工作任务\t责任单位",
        "1\t修渠\t市水利局",
        "2\t造林\t市水利局",
        "3\t建园\t市林业局",
        "二、乙",
    )


def test_a_head_of_two_rows_is_not_filled_down() -> None:
    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = word_table(
        [
            [word_cell("序号", down), word_cell("责任单位", wide)],
            [word_cell("", on), word_cell("牵头"), word_cell("配合")],
            [word_cell("1"), word_cell("市水利局"), word_cell("市财政局")],
        ]
    )
    assert lines(docx(table)) == ("序号\t责任单位\t", "\t牵头\t配合", "1\t市水利局\t市财政局")


def test_a_heading_over_all_columns_is_a_line_and_a_deleted_row_is_gone() -> None:
    rows = [
        [word_cell("序号"), word_cell("任务")],
        [word_cell("一、工业", '<w:gridSpan w:val="2"/>')],
        ["<w:trPr><w:del/></w:trPr>" + word_cell("9"), word_cell("旧")],
        [word_cell("1"), word_cell("建园")],
    ]
    assert lines(docx(word_table(rows))) == ("序号\t任务", "一、工业", "1\t建园")


def test_a_frame_around_text_is_no_table_and_a_table_in_it_is_one() -> None:
    inner = word_table([[word_cell("甲"), word_cell("乙")], [word_cell("丙"), word_cell("丁")]])
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('专栏1 重点工程')}{inner}</w:tc></w:tr></w:tbl>"
    assert lines(docx(frame)) == ("专栏1 重点工程", "甲\t乙", "丙\t丁")


def test_numbers_in_cells_are_counted() -> None:
    cell = f"<w:tc>{item('')}</w:tc>"
    body = word_table([[cell, word_cell("修渠")], [cell, word_cell("造林")]])
    assert lines(docx(body, numbering=definition(0, level(0, "decimal", "%1")) + numbered_list(1, 0))) == ("1\t修渠", "2\t造林")


def test_the_newer_name_spaces_are_read_alike() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("一、甲")))) as package:
        document = package.read("word/document.xml").decode()
    strict = document.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert lines(zipped({"word/document.xml": strict})) == ("一、甲",)


def test_a_document_without_a_body_is_damaged() -> None:
    for parts in ({"word/other.xml": "<a/>"}, {"word/document.xml": "<a/>"}, {"word/document.xml": "<a"}):
        with pytest.raises(InputError) as refused:
            lines(zipped(dict(parts)))
        assert refused.value.key == "file_damaged"
