"""Files of other formats, built from lines in the tests: what is in them is known to the character."""

from __future__ import annotations

import html
import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from planreview.reading.office import office_program

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# What stands in the cells of a sheet, row by row.
Rows = Sequence[Sequence[str | float | None]]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    rows = (
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    shown = "".join(f'<Override PartName="/{part}" ContentType="{kind}.{name}+xml"/>' for part, name in parts.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{shown}</Types>'
    )


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """A Word document with this XML in its body."""
    spaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    return zipped(parts)


def paragraph(text: str, properties: str = "") -> str:
    """A Word paragraph."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_cell(text: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def word_table(rows: Iterable[Iterable[str]]) -> str:
    """A Word table of cells that :func:`word_cell` made."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def column_name(column: int) -> str:
    """A, B, … AA: the name of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def sheet_xml(rows: Rows, merges: Iterable[str] = (), *, style: int = 0) -> str:
    """The XML of a sheet; numbers are numbers, under the cell style ``style``."""
    shown = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            place = f"{column_name(column)}{number}"
            if isinstance(value, str):
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
            elif value is not None:
                cells.append(f'<c r="{place}" s="{style}"><v>{value}</v></c>')
        shown.append(f'<row r="{number}">{"".join(cells)}</row>')
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    merged = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{"".join(shown)}</sheetData>{merged}</worksheet>'


def xlsx(sheets: dict[str, str], *, hidden: Iterable[str] = (), formats: Sequence[str] = ()) -> bytes:
    """A workbook of sheets that :func:`sheet_xml` made; cell style n has the n-th of ``formats``, counted from 1."""
    hidden = set(hidden)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}" state="{"hidden" if name in hidden else "visible"}"/>'
        for n, name in enumerate(sheets, 1)
    )
    own = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{html.escape(code, quote=True)}"/>' for n, code in enumerate(formats)
    )
    used = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
            | {f"xl/worksheets/s{n}.xml": "worksheet" for n in range(1, len(sheets) + 1)}
        ),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            *(("worksheet", f"worksheets/s{n}.xml") for n in range(1, len(sheets) + 1)), ("styles", "styles.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>',
    }
    parts |= {f"xl/worksheets/s{n}.xml": content for n, content in enumerate(sheets.values(), 1)}
    return zipped(parts)


def blocks(lines: Iterable[str]) -> list[str | list[list[str]]]:
    """Lines with the rows of each table (cells parted by tabs) gathered."""
    found: list[str | list[list[str]]] = []
    for line in lines:
        if "\t" in line:
            if not (found and isinstance(found[-1], list)):
                found.append([])
            assert isinstance(found[-1], list)
            found[-1].append(line.split("\t"))
        elif line.strip():
            found.append(line)
    return found


def as_docx(lines: Iterable[str]) -> bytes:
    """Lines as a Word document that python-docx wrote."""
    from docx import Document

    document = Document()
    for block in blocks(lines):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(0, max(map(len, block)))
        table.style = "Table Grid"
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(lines: Iterable[str], *, charset: str = "gb2312") -> bytes:
    """Lines as a page saved from a site, with what stands around the text there."""
    shown = []
    for block in blocks(lines):
        if isinstance(block, str):
            # What is bold in front is glued to what follows it.
            head, stop, rest = block.partition("。")
            inner = f"<strong>{html.escape(head + stop)}</strong>{html.escape(rest)}"
            shown.append(f"<p>&nbsp;&nbsp;{inner}</p>")
        else:
            rows = ("".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) for row in block)
            shown.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    links = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>文件</title>'
        '<script>var a = "一、脚本";</script></head><body>'
        f'<div class="header"><ul class="nav">{links}</ul></div>'
        f'<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/a">文件</a></div>'
        f'<div class="TRS_Editor">{"".join(shown)}</div><p>【打印】【关闭】</p>'
        '<div class="foot"><p>主办单位：云岭县人民政府　技术支持：信息中心</p><p>云ICP备00000000号</p></div></body></html>'
    ).encode("gb18030" if charset == "gb2312" else charset)


def as_xlsx(lines: Iterable[str]) -> bytes:
    """Lines as a sheet: text in the first column, a table's cells side by side."""
    return xlsx({"Sheet1": sheet_xml([line.split("\t") for line in lines if line.strip()])})


# One profile for all tests of a process: making one takes longer than a conversion.
_OFFICE_FOLDER = tempfile.TemporaryDirectory(prefix="planreview-tests-", ignore_cleanup_errors=True)


def by_office(data: bytes, ending: str, target: str) -> bytes:
    """A file as LibreOffice converts it; skips the test where that is not installed, or lacks what it needs for it."""
    program = office_program()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    made = _converted(program, data, ending, target)
    if made is None:
        pytest.skip(f"LibreOffice here cannot make {target} of {ending}")
    return made


@cache
def _converted(program: str, data: bytes, ending: str, target: str) -> bytes | None:
    folder = Path(_OFFICE_FOLDER.name)
    source = folder / f"source.{ending}"
    source.write_bytes(data)
    made = folder / "made" / f"source.{target.partition(':')[0]}"
    made.unlink(missing_ok=True)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", target]
    subprocess.run([*command, "--outdir", str(made.parent), str(source)], capture_output=True, timeout=180, check=False)
    return made.read_bytes() if made.is_file() else None
