"""A PDF's print becomes paragraphs and tables again; page numbers and what repeats on each page stay out of them."""

from __future__ import annotations

import io
from collections.abc import Container

import pytest

from planreview.errors import InputError
from planreview.reading.document import read_document
from planreview.reading.pdf_flow import Flow, PdfPage
from planreview.reading.pdf_lines import Character, Column, PrintedLine, printed_lines
from planreview.reading.pdf_tables import Box, RuledTable, ruled_tables
from tests.reading.builders import by_office, paragraph, word_cell, word_table

SIZE = 10.0
WIDE = 20


def print_line(text: str, row: int, *, indent: float = 0.0) -> list[Character]:
    """A line of print of square characters; spaces leave a gap."""
    top = row * 1.6 * SIZE
    return [
        Character(sign, (indent + n) * SIZE, top, (indent + n + 1) * SIZE, top + SIZE)
        for n, sign in enumerate(text)
        if sign != " "
    ]


def printed(*texts: str) -> list[PrintedLine]:
    return printed_lines(one for row, text in enumerate(texts) for one in print_line(text, row))


def flow(*pages: PdfPage) -> list[str]:
    return list(Flow(Column(0.0, WIDE * SIZE, 1.6 * SIZE), "plan.pdf").lines(pages))


def test_characters_of_one_height_are_a_line_in_their_order() -> None:
    mixed = [*print_line("乙丙", 1), *print_line("甲", 0), *reversed(print_line("丁戊", 2))]
    assert [line.text for line in printed_lines(mixed)] == ["甲", "乙丙", "丁戊"]


def test_a_gap_is_a_space_and_bold_type_printed_twice_is_once() -> None:
    doubled = [
        one for sign in print_line("甲乙", 0) for one in (sign, Character(sign.text, sign.left + 0.3, 0, sign.right, SIZE))
    ]
    assert printed_lines(doubled)[0].text == "甲乙"
    assert printed("甲  乙")[0].text == "甲 乙"


FULL = "全面推进城乡供水一体化建设新建农村供水工程"[:WIDE]


def test_a_line_that_fills_the_column_goes_on_and_a_short_one_ends() -> None:
    assert flow(PdfPage(list(printed(FULL, "完成改造。", "另起一段。")))) == [FULL + "完成改造。", "另起一段。"]


def test_a_label_begins_a_paragraph_behind_a_full_line_that_ends() -> None:
    ended = FULL[:-1] + "。"
    assert flow(PdfPage(list(printed(ended, "2.造林。", "3.建园。")))) == [ended, "2.造林。", "3.建园。"]


def test_a_line_set_in_begins_a_paragraph() -> None:
    lines = printed_lines([*print_line(FULL, 0), *print_line("另起一段", 1, indent=2)])
    assert flow(PdfPage(list(lines))) == [FULL, "另起一段"]


def test_a_paragraph_goes_on_over_a_page_and_the_number_stands_behind_it() -> None:
    first, second = PdfPage(list(printed(FULL)), "— 1 —"), PdfPage(list(printed("完成改造。", "甲")), "— 2 —")
    assert flow(first, second) == [FULL + "完成改造。", "— 1 —", "甲", "— 2 —"]


def ruled(rows: int, columns: int, *, without: Container[Box] = ()) -> RuledTable:
    """A table whose cells are 100 wide and 20 high."""
    rules = [(0.0, n * 20.0, columns * 100.0, n * 20.0) for n in range(rows + 1)]
    rules += [(n * 100.0, m * 20.0, n * 100.0, m * 20.0 + 20.0) for n in range(columns + 1) for m in range(rows)]
    found = ruled_tables([rule for rule in rules if rule not in without])
    assert len(found) == 1
    return found[0]


def fill(table: RuledTable, cells: dict[tuple[int, int], str]) -> RuledTable:
    for (row, column), text in cells.items():
        for n, sign in enumerate(text):
            left, top = column * 100 + 2 + n * 8, row * 20 + 4
            assert table.take(Character(sign, left, top, left + 8, top + 10))
    return table


def test_ruled_cells_are_a_table_and_one_without_a_rule_between_is_merged() -> None:
    table = fill(ruled(2, 2, without={(100.0, 0.0, 100.0, 20.0)}), {(0, 0): "任务表", (1, 0): "修渠", (1, 1): "县水利局"})
    assert table.grid() == [["任务表", ""], ["修渠", "县水利局"]]
    assert [(m.top, m.left, m.bottom, m.right) for m in table.merges] == [(0, 0, 0, 1)]


def test_a_frame_is_no_table() -> None:
    assert ruled_tables([(0, 0, 100, 0), (0, 50, 100, 50), (0, 0, 0, 50), (100, 0, 100, 50)]) == []


def test_a_table_goes_on_over_a_page_its_head_once_and_a_broken_row_whole() -> None:
    head = {(0, 0): "序号", (0, 1): "任务", (0, 2): "单位"}
    first = fill(ruled(2, 3), {**head, (1, 0): "1", (1, 1): "修渠三十", (1, 2): "水利局"})
    broken = fill(ruled(2, 3), {(0, 1): "公里", (1, 0): "2", (1, 1): "造林", (1, 2): "林业局"})
    repeated = fill(ruled(2, 3), {**head, (1, 0): "3", (1, 1): "建园", (1, 2): "工信局"})
    assert flow(PdfPage([first], "1"), PdfPage([broken], "2"), PdfPage([repeated])) == [
        "序号\t任务\t单位",
        "1\t修渠三十公里\t水利局",
        "2\t造林\t林业局",
        "3\t建园\t工信局",
        "1",
        "2",
    ]


LONG = "推进农村供水保障工程建设，健全县乡村三级管护体系，完善水价形成机制，强化水质监测和应急供水能力。"


def test_heads_feet_and_numbers_of_pages_are_recognised() -> None:
    body = paragraph("云岭县2026年水利工作要点")
    tasks = [f"{n}.{LONG}新建水厂{n}座。{LONG}覆盖{n}个村。" for n in range(1, 41)]
    body += "".join(map(paragraph, tasks))
    made = by_office(with_edges(body), "docx", "pdf")
    read = read_document(made, "plan.pdf")
    assert [line for line in read.lines if line in tasks] == tasks
    assert "内部资料" not in "".join(read.lines)
    assert {one.kind for one in read.notices} == {"pdf_edges"}
    numbers = [line for line in read.lines if line.strip("— ").isdigit()]
    assert numbers == [f"—{n}—" for n in range(1, len(numbers) + 1)]
    assert len(numbers) > 2


def with_edges(body: str) -> bytes:
    """A Word document with a header on each page, and its number at the foot."""

    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料 注意保存"
    foot = section.footer.paragraphs[0]
    foot.add_run("— ")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    foot._p.append(parse_xml(f'<w:fldSimple {space} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    foot.add_run(" —")
    main = document.element.body
    for one in parse_xml(f"<w:body {space}>{body}</w:body>"):
        main.insert(list(main).index(main.find(qn("w:sectPr"))), one)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_wrapped_cell_is_one_text() -> None:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    table = word_table([[word_cell("序号"), word_cell("工作任务")], [word_cell("1"), word_cell(LONG)]])
    table = table.replace("<w:tbl>", f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>", 1)
    read = read_document(by_office(with_edges(table + paragraph("完")), "docx", "pdf"), "plan.pdf")
    assert f"1\t{LONG}" in read.lines


def simple_pdf(content: bytes, *, extra: bytes = b"") -> bytes:
    """A PDF of one page with these drawing commands."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<" + extra + b">>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def test_a_scan_is_said() -> None:
    with pytest.raises(InputError) as refused:
        read_document(simple_pdf(b"0 0 200 200 re f"), "scan.pdf")
    assert refused.value.key == "pdf_is_scan"
    assert "scan.pdf" in refused.value.message


def test_plain_print_is_read() -> None:
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    assert read_document(simple_pdf(b"BT /F 12 Tf 20 200 Td (Work plan 2026) Tj ET", extra=font), "a.pdf").lines == (
        "Work plan 2026",
    )


def test_a_page_turned_on_its_side_is_read_as_it_is_shown() -> None:
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    upright = simple_pdf(
        b"BT 0 1 -1 0 100 50 Tm /F 12 Tf (first line) Tj ET BT 0 1 -1 0 130 50 Tm /F 12 Tf (second and longer line) Tj ET",
        extra=font,
    )
    turned = upright.replace(b"/MediaBox[0 0 300 300]", b"/MediaBox[0 0 300 300]/Rotate 90")
    assert read_document(turned, "a.pdf").lines == ("first line", "second and longer line")
