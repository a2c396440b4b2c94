"""Excel workbooks (.xlsx) → lines, as the sheets show them; formulas by the value that was stored with them.

Read part by part, in bounded memory. A library for spreadsheets gives 0.95 for a cell that shows 95%, and lays out a sheet by its
outermost cells: a file of 1 KiB with a cell in each corner ended the whole program.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from planreview.reading.grid import Merge
from planreview.reading.number_formats import BUILT_IN, GENERAL, shown_number
from planreview.reading.package import Package
from planreview.reading.sheets import Cells, Sheet, workbook_source
from planreview.reading.source import SourceText
from planreview.reading.xml_parts import attribute, child, local, parse_xml, walk_xml, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

FORM = "xlsx"
_COLUMNS = 16_384
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share."""

    strings: list[str]
    formats: list[str]
    since_1904: bool


def read_xlsx(data: bytes, name: str) -> SourceText:
    """Read a workbook; raises InputError for what is damaged, locked or made to do harm."""
    package = Package(data, name)
    main = _main_part(package)
    folder = posixpath.dirname(main)
    root = parse_xml(package.read(main), name)
    targets = _targets(package, main)
    since = attribute(properties, "date1904") if (properties := child(root, "workbookPr")) is not None else None
    book = _Book(_strings(package, folder), _formats(package, folder), since in {"1", "true"})
    cells = Cells(name)
    sheets = []
    listed = child(root, "sheets")
    for element in listed if listed is not None else ():
        part = targets.get(attribute(element, "id") or "")
        if part is not None and part in package:
            sheet = Sheet(attribute(element, "name") or "", attribute(element, "state") in {"hidden", "veryHidden"})
            _fill(sheet, package.read(part), book, cells)
            sheets.append(sheet)
    return workbook_source(data, name, FORM, sheets)


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for relation in parse_xml(package.read("_rels/.rels"), package.name):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return (attribute(relation, "Target") or "").lstrip("/")
    return "xl/workbook.xml"


def _targets(package: Package, main: str) -> dict[str, str]:
    """The parts of the sheets by the ids under which the workbook names them."""
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels"
    found: dict[str, str] = {}
    for relation in parse_xml(package.read(relations), package.name) if relations in package else ():
        if (attribute(relation, "Type") or "").endswith("/worksheet"):
            target = attribute(relation, "Target") or ""
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attribute(relation, "Id") or ""] = part
    return found


def _strings(package: Package, folder: str) -> list[str]:
    part = f"{folder}/sharedStrings.xml"
    if part not in package:
        return []
    return [_text(element) for element in walk_xml(package.read(part), package.name, "si")]


def _formats(package: Package, folder: str) -> list[str]:
    """The number format of each cell style."""
    part = f"{folder}/styles.xml"
    if part not in package:
        return []
    root = parse_xml(package.read(part), package.name)
    own: dict[int, str] = {}
    for element in one if (one := child(root, "numFmts")) is not None else ():
        own[whole_number(attribute(element, "numFmtId"), -1)] = attribute(element, "formatCode") or GENERAL
    found = []
    for element in one if (one := child(root, "cellXfs")) is not None else ():
        key = whole_number(attribute(element, "numFmtId"), 0)
        found.append(own.get(key) or BUILT_IN.get(key, GENERAL))
    return found


def _fill(sheet: Sheet, data: bytes, book: _Book, cells: Cells) -> None:
    """Read a sheet's cells and merged ranges."""
    at = -1
    for element in walk_xml(data, cells.name, "row", "mergeCell"):
        if local(element) == "mergeCell":
            first, _, last = (attribute(element, "ref") or "").partition(":")
            corners = _place(first), _place(last or first)
            if corners[0] is not None and corners[1] is not None:
                sheet.merges.append(Merge(*corners[0], *corners[1]))
            continue
        at = whole_number(element.get("r"), at + 2) - 1
        column = -1
        for cell in element:
            letters = (cell.get("r") or "").rstrip("0123456789")
            column = _column(letters) if letters else column + 1
            text = _shown(cell, book)
            if text and 0 <= column < _COLUMNS:
                cells.put(sheet, at, column, text)


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of ``B12``, from 0."""
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    return int(match[2]) - 1, _column(match[1])


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """The number of column ``AB``, from 0; -1 where the letters are none."""
    column = 0
    for letter in letters[:4].lstrip("$"):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _shown(cell: _Element, book: _Book) -> str:
    """What a cell shows."""
    kind = cell.get("t") or "n"
    raw = ""
    for one in cell:
        name = str(one.tag)
        if name.endswith("}v"):
            raw = (one.text or "").strip()
        elif name.endswith("}is") and kind == "inlineStr":
            return _text(one)
    if kind == "s":
        at = whole_number(raw, -1)
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if raw == "1" else "FALSE"
    if kind == "d":
        return raw.partition("T")[0]
    if kind != "n" or not raw:
        return raw
    style = whole_number(cell.get("s"), 0)
    code = book.formats[style] if 0 <= style < len(book.formats) else GENERAL
    return shown_number(raw, code, since_1904=book.since_1904)


def _text(element: _Element) -> str:
    """The text of a string, its runs together; readings written over characters are left out."""
    pieces = []
    for one in element:
        kind = local(one)
        if kind == "t":
            pieces.append(one.text or "")
        elif kind == "r":
            pieces += [inner.text or "" for inner in one if local(inner) == "t"]
    text = "".join(pieces)
    # Characters that XML cannot hold are written by their code.
    return _CODED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
