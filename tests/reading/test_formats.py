"""One plan in every format: the same outline and ids; and a Word document's numbers as an office program shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planreview.domain.review import TaskFilter
from planreview.outline.form import outline_to_json
from planreview.outline.read import read_plan
from planreview.reading.document import read_document
from planreview.reading.number_forms import format_number
from planreview.services.imports import prepare, store_plan
from planreview.services.queries import source_lines, task_ids, task_rows
from planreview.services.workspace import Workspace
from tests.reading.builders import as_docx, as_html, as_xlsx, by_office
from tests.store.builder import open_workspace

ROOT = Path(__file__).resolve().parents[2]
# Tables of goals, a table of contents; clauses on responsible units; a table of tasks.
SAMPLES = ("chengling-2026-2030", "linlan-2026", "yanzhou-2026")
TABLE = """\
云岭县2026年水利重点任务分工方案

为做好2026年水利工作，制定本方案。

一、任务分工

序号	工作任务	牵头单位	配合单位	完成时限
1	新建渠道30公里，改造泵站6座	县水利局	县财政局、各乡镇人民政府	2026年6月底前
2	完成水库除险加固4座	县水利局	县应急管理局	2026年9月底前
3	治理水土流失面积20平方公里	县自然资源局	县林业局	2026年12月底前

二、有关要求

各单位要压实责任，每季度报送进展情况。
"""
PLACES = {"line", "end_line", "span", "text_lines", "header_lines", "diagnostics", "other"}


def plan(name: str) -> str:
    return TABLE if name == "table" else (ROOT / "db" / "samples" / f"{name}.txt").read_text(encoding="utf-8")


def made(form: str, text: str) -> bytes:
    """The plan as a file of a format."""
    lines = text.split("\n")
    if form in {"utf-8", "gb18030", "utf-16"}:
        return text.encode(form)
    if form == "docx":
        return as_docx(lines)
    if form == "html":
        return as_html(lines)
    if form == "xlsx":
        return as_xlsx(lines)
    if form in {"ods", "xls"}:
        return by_office(as_xlsx(lines), "xlsx", form)
    return by_office(as_docx(lines), "docx", form)


def without_places(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: without_places(value) for key, value in found.items() if key not in PLACES}
    return [without_places(one) for one in found] if isinstance(found, list) else found


def outline(data: bytes, name: str) -> Any:
    return without_places(outline_to_json(read_plan(read_document(data, name).lines)))


@pytest.mark.parametrize("name", [*SAMPLES, "table"])
@pytest.mark.parametrize("form", ["gb18030", "utf-16", "docx", "html", "xlsx", "pdf"])
def test_a_plan_has_one_outline_in_every_format(form: str, name: str) -> None:
    text = plan(name)
    assert outline(made(form, text), f"plan.{form}") == outline(text.encode(), "plan.txt")


@pytest.mark.parametrize("form", ["ods", "xls", "doc", "rtf", "odt"])
def test_older_formats_and_those_of_other_programs_say_the_same(form: str) -> None:
    data = made(form, TABLE)
    assert read_document(data, f"plan.{form}").form == form
    assert outline(data, f"plan.{form}") == outline(TABLE.encode(), "plan.txt")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    yield open_workspace(tmp_path)


@pytest.mark.parametrize("form", ["gb18030", "docx", "html", "xlsx", "pdf"])
def test_a_plan_has_the_same_ids_in_every_format(form: str, office: Workspace) -> None:
    text = plan("linlan-2026")
    with office:
        first = store_plan(office, prepare(text.encode(), name="plan.txt"))
        before = [(row.uid, row.number) for row in task_rows(office, task_ids(office, TaskFilter()))]
        again = store_plan(office, prepare(made(form, text), name=f"plan.{form}"))
        after = [(row.uid, row.number) for row in task_rows(office, task_ids(office, TaskFilter()))]
    assert again.plan_id == first.plan_id
    assert after == before


def test_a_document_is_imported_once_and_its_text_is_kept(office: Workspace) -> None:
    data = as_docx(TABLE.split("\n"))
    with office:
        first = store_plan(office, prepare(data, name="任务.docx"))
        assert store_plan(office, prepare(data, name="任务.docx")).status == "unchanged"
        assert source_lines(office, first.plan_id) == read_document(data, "任务.docx").lines


def test_what_was_left_out_is_told_with_the_outline() -> None:
    prepared = prepare(as_html(TABLE.split("\n")), name="plan.html")
    assert "html_furniture" in {note.kind for note in prepared.outline.diagnostics}


def numbered_plan() -> tuple[bytes, list[str]]:
    """A Word document whose 222 tasks, their headings and their points are numbered by four styles; and what it shows."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    numbering = document.part.numbering_part.element
    styles = (("章", 70, 0), ("节", 70, 1), ("任务", 71, 0), ("要点", 71, 1))
    forms = {
        70: (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）")),
        71: (("decimal", "%1."), ("decimal", "（%2）")),
    }
    for key, levels in forms.items():
        shown = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
            for place, (form, text) in enumerate(levels)
            for style, of, at in styles
            if (of, at) == (key, place)
        )
        numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="{key}">{shown}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {space} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))
    for name, key, place in styles:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        level = f'<w:numPr {space}><w:ilvl w:val="{place}"/><w:numId w:val="{key}"/></w:numPr>'
        style.element.get_or_add_pPr().append(parse_xml(level))
    expected = ["云岭县2026年重点工作任务分工方案"]
    document.add_paragraph(expected[0])

    def add(style: str, label: str, text: str) -> None:
        document.add_paragraph(text, style=style)
        expected.append(label + text)

    tasks = 0
    for chapter in range(1, 7):
        add("章", f"{format_number(chapter, 'chineseCounting')}、", f"推进第{chapter}方面工作")
        for section in range(1, 4):
            add("节", f"（{format_number(section, 'chineseCounting')}）", f"做好第{section}类事项")
            for number in range(12 if (chapter, section) < (3, 1) else 13 if section < 3 or chapter < 6 else 7):
                tasks += 1
                add("任务", f"{tasks}.", f"建设设施。新建农村供水设施{number + 2}处。")
                if number == 3:
                    for point in (1, 2):
                        add("要点", f"（{point}）", f"完成第{point}批勘测。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue(), expected


def test_222_items_of_four_styles_are_222_tasks() -> None:
    data, expected = numbered_plan()
    lines = read_document(data, "plan.docx").lines
    assert lines == tuple(expected)
    found = read_plan(lines)
    assert [task.number for task in found.tasks] == list(range(1, 223))
    assert sum(len(task.parts) for task in found.tasks) == 36


def test_their_numbers_are_those_that_office_shows() -> None:
    data, expected = numbered_plan()
    shown = by_office(data, "docx", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    assert ["".join(line.split()) for line in shown.splitlines()] == expected
