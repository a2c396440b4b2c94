"""OpenDocument spreadsheets (.ods) → lines. Each cell holds the text that it shows, so that no format has to be applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.errors import InputError
from planreview.reading.grid import Merge
from planreview.reading.package import Package
from planreview.reading.sheets import Cells, Sheet, workbook_source
from planreview.reading.source import SourceText
from planreview.reading.xml_parts import attribute, local, parse_xml, walk_xml, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

FORM = "ods"
# A sheet is padded to its end with one empty cell said to repeat.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def read_ods(data: bytes, name: str) -> SourceText:
    """Read a spreadsheet; raises InputError for what is damaged, locked or made to do harm."""
    package = Package(data, name)
    if "META-INF/manifest.xml" in package:
        manifest = parse_xml(package.read("META-INF/manifest.xml"), name)
        if any(local(one) == "encryption-data" for one in manifest.iter()):
            raise InputError("file_locked", name=name)
    cells = Cells(name)
    hidden: set[str] = set()
    sheets: list[Sheet] = []
    sheet, at = Sheet(""), 0
    for element in walk_xml(package.read("content.xml"), name, "style", "table-row", "table"):
        kind = local(element)
        if kind == "style":
            properties = [one for one in element if local(one) == "table-properties"]
            if any(attribute(one, "display") == "false" for one in properties):
                hidden.add(attribute(element, "name") or "")
        elif kind == "table-row":
            times = whole_number(attribute(element, "number-rows-repeated"), 1)
            at = _add_row(sheet, cells, element, at, min(max(times, 1), _LAST_ROW))
        elif sheet.rows or attribute(element, "name") is not None:
            sheet.name = attribute(element, "name") or ""
            sheet.hidden = (attribute(element, "style-name") or "") in hidden
            sheets.append(sheet)
            sheet, at = Sheet(""), 0
    return workbook_source(data, name, FORM, sheets)


def _add_row(sheet: Sheet, cells: Cells, row: _Element, at: int, times: int) -> int:
    """Fill one row, as often as it repeats; gives the number of the next one."""
    column = 0
    filled: list[tuple[int, int, str]] = []
    for cell in row:
        if local(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        wide = min(max(whole_number(attribute(cell, "number-columns-repeated"), 1), 1), _LAST_COLUMN)
        text = "\n".join(_text(one) for one in cell if local(one) in {"p", "h"}) if len(cell) else ""
        # What a merged range covers keeps its old text unseen.
        if text.strip() and local(cell) == "table-cell":
            filled.append((column, wide, text))
            down = whole_number(attribute(cell, "number-rows-spanned"), 1)
            across = whole_number(attribute(cell, "number-columns-spanned"), 1)
            if down > 1 or across > 1:
                sheet.merges.append(Merge(at, column, at + max(down, 1) - 1, column + max(across, 1) - 1))
        column += wide
    for again in range(at, min(at + times, _LAST_ROW)) if filled else ():
        for first, wide, text in filled:
            for place in range(first, min(first + wide, _LAST_COLUMN)):
                cells.put(sheet, again, place, text)
    return at + times


def _text(paragraph: _Element) -> str:
    """The text of a paragraph with its spaces and line ends; notes on a cell are no part of it."""
    pieces = [paragraph.text or ""]
    for one in paragraph:
        kind = local(one)
        if kind == "s":
            pieces.append(" " * min(max(whole_number(attribute(one, "c"), 1), 1), 100))
        elif kind == "tab":
            pieces.append(" ")
        elif kind == "line-break":
            pieces.append("\n")
        elif kind not in {"annotation", "note", "ruby-text"}:
            pieces.append(_text(one))
        pieces.append(one.tail or "")
    return "".join(pieces)
