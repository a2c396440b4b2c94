"""PDF files with a text layer → lines: paragraphs put together again, ruled tables in place, page numbers on lines of their own.

What repeats at the head or foot of the pages is left out, and said so. A scan holds no text; that is said, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from planreview.errors import InputError
from planreview.reading.pdf_flow import Flow, PdfPage
from planreview.reading.pdf_lines import Character, Column, PrintedLine, printed_lines
from planreview.reading.pdf_tables import RuledTable, ruled_tables
from planreview.reading.source import Notice, SourceText, make_source
from planreview.reading.worker import run_worker

FORM = "pdf"
_PAGE = re.compile(
    r"(?:[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共,，]+\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－·\s]*|[IVXivx]{1,6})"
)
_FEWEST_CHARACTERS = 10
_AT_EDGE = 2
_SHORT = 24
# What is as wide as the type is a line of the text that comes again.
_WIDEST = 0.8
_MOST_UNKNOWN = 0.2
_MOST_NAMED = 10


def read_pdf(data: bytes, name: str) -> SourceText:
    """Read a PDF; raises InputError where it holds no text, is damaged or locked, or where its reader is not installed."""
    if find_spec("pypdfium2") is None:
        raise InputError("pdf_reader_missing", name=name)
    found = run_worker("pdf_worker.py", data, name)
    raw = found["pages"]
    characters = [len(page["characters"]) for page in raw]
    if sum(characters) < _FEWEST_CHARACTERS:
        raise InputError("pdf_is_scan", name=name)
    unknown = sum(_is_unknown(one[0]) for page in raw for one in page["characters"])
    if unknown > sum(characters) * _MOST_UNKNOWN:
        raise InputError("pdf_unreadable", name=name)
    notices = []
    if unknown:
        notices.append(Notice("pdf_unknown_characters", (("n", str(unknown)),)))
    scanned = [number for number, page in enumerate(raw, 1) if page["pictures"] and len(page["characters"]) < _FEWEST_CHARACTERS]
    if scanned:
        listed = "、".join(map(str, scanned[:_MOST_NAMED]))
        notices.append(Notice("pdf_pages_scanned", (("n", str(len(scanned))), ("pages", listed))))
    if len(raw) < found["all"]:
        notices.append(Notice("pdf_cut_off", (("n", str(len(raw))), ("all", str(found["all"])))))
    pages = [_page(page) for page in raw]
    printed = [part for page in pages for part in page.parts if isinstance(part, PrintedLine)]
    column = Column.of(printed) if printed else Column(0, 0, 0)
    repeated = _set_edges_apart(pages, column)
    if repeated:
        notices.append(Notice("pdf_edges", (("n", str(repeated)),)))
    return make_source(data, name, Flow(column, name).lines(pages), form=FORM, notices=notices)


def _is_unknown(code: int) -> bool:
    return code in {0, 0xFFFD, 0xFFFE, 0xFFFF} or 0xD800 <= code < 0xF900 or code > 0x10FFFF


def _page(raw: dict[str, Any]) -> PdfPage:
    tables = ruled_tables([(rule[0], rule[1], rule[2], rule[3]) for rule in raw["rules"]])
    loose = []
    for code, *box in raw["characters"]:
        one = Character(" " if _is_unknown(code) else chr(code), *box)
        if not any(table.take(one) for table in tables):
            loose.append(one)
    parts: list[PrintedLine | RuledTable] = [*printed_lines(loose), *(table for table in tables if table.cells)]
    return PdfPage(sorted(parts, key=_top))


def _top(part: PrintedLine | RuledTable) -> float:
    return part.top if isinstance(part, PrintedLine) else part.rows[0]


def _set_edges_apart(pages: Sequence[PdfPage], column: Column) -> int:
    """Take page numbers, and what repeats, off the first and last lines of the pages; gives how many lines repeated."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(line) for line in _edge_lines(page)})
    often = max(2, len(pages) // 2) if len(pages) > 2 else 3
    left_out = 0
    for page in pages:
        for line in _edge_lines(page):
            is_number = bool(_PAGE.fullmatch(line.text.strip())) and line in (page.parts[0], page.parts[-1])
            if is_number and not page.number:
                page.number = line.text.strip()
                page.parts.remove(line)
            elif seen[_key(line)] >= often and line.right - line.left < _WIDEST * (column.right - column.left):
                left_out += 1
                page.parts.remove(line)
    return left_out


def _edge_lines(page: PdfPage) -> list[PrintedLine]:
    edge = page.parts[:_AT_EDGE] + page.parts[_AT_EDGE:][-_AT_EDGE:]
    return [part for part in reversed(edge) if isinstance(part, PrintedLine)]


def _key(line: PrintedLine) -> str:
    """What makes two edge lines one; numbers may differ in short ones, such as 第 3 页."""
    text = re.sub(r"[0-9]+", "#", line.text) if len(line.text) <= _SHORT else line.text
    return f"{text} {round(line.top / 4)}"
