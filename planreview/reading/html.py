"""Web pages as saved from a site → lines: one a block, tables in place, lists with their numbers, the site's furniture left out.

What is bold, a link or a span stays glued to its neighbours, as a browser shows it; a line end in the source is a space, and
none between two Chinese characters.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from planreview.errors import InputError
from planreview.reading.grid import Span, place_spans, table_lines
from planreview.reading.html_furniture import Furniture
from planreview.reading.html_lists import ListNumbers
from planreview.reading.source import Notice, SourceText, make_source
from planreview.reading.text_file import decode
from planreview.reading.xml_parts import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

FORM = "html"
_MOST_TAGS = 1_500_000
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_TITLES = frozenset({"h1", "h2"})
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_BREAK = "\x1f"
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…]"
_WRAPPED = re.compile(rf"(?<={_HAN})[ \t]*[\r\n]\s*(?={_HAN})")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LONG_CELL = 1_500


def read_html(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Read a web page; ``encoding`` overrules what it says of itself. Raises InputError where it cannot be read."""
    text, used, lost = _decoded(data, name, encoding)
    page = _Page(_parsed(text, name), name)
    lines = list(page.lines())
    notices = [Notice("html_characters_lost")] if lost else []
    if page.furniture.left_out:
        notices.append(Notice("html_furniture", (("n", str(page.furniture.left_out)),)))
    return make_source(data, name, lines, form=FORM, encoding=used, notices=notices)


def read_mht(data: bytes, name: str) -> SourceText:
    """Read a web page that a browser or Word saved as one file."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            stated = part.get_content_charset()
            page = read_html(payload if isinstance(payload, bytes) else b"", name, stated if _known(stated) else None)
            return make_source(data, name, page.lines, form="mht", notices=page.notices)
    raise InputError("file_damaged", name=name)


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, str, bool]:
    """Text, encoding, and whether characters were lost. What a page says of itself stands behind a byte-order mark."""
    stated = _META.search(data[:8192])
    claimed = stated[1].decode("ascii").lower() if stated else None
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if encoding is None and not marked and claimed and _known(claimed) and not claimed.startswith("utf-16"):
        # Pages that say gb2312 hold characters of its successors.
        used = "gb18030" if claimed in {"gb2312", "gbk", "gb_2312-80", "x-gbk"} else claimed
        try:
            return data.decode(used), used, False
        except UnicodeDecodeError:
            pass
    try:
        return *decode(data, name, encoding), False
    except InputError:
        if encoding is not None or claimed is None:
            raise
        used = claimed if _known(claimed) else "utf-8"
        return data.decode("gb18030" if used.startswith("gb") else used, "replace"), used, True


def _known(encoding: str | None) -> bool:
    try:
        return encoding is not None and codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _parsed(text: str, name: str) -> _Element:
    from lxml import etree

    if text.count("<") > _MOST_TAGS:
        raise InputError("file_too_complex", name=name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    # The parser is given UTF-8 only: from GB bytes it cuts the text at characters it does not know.
    cleaned = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(cleaned, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("file_damaged", name=name) from error
    if root is None:
        raise InputError("file_empty", name=name)
    # Where the nesting is too deep, the parser stops and the rest of the text would be missing.
    if any("depth" in str(entry.message).lower() or "huge" in str(entry.message).lower() for entry in parser.error_log):
        raise InputError("file_too_complex", name=name)
    return root


class _Page:
    """Walks a page; the text of a line is collected until a block ends it."""

    def __init__(self, root: _Element, name: str) -> None:
        body = next(root.iter("body"), None)
        self.root = root if body is None else body
        self.name = name
        self.furniture = Furniture(self.root)
        self._numbers = ListNumbers()
        self._line: list[str] = []

    def lines(self) -> Iterator[str]:
        """All lines of the page, controls of the site aside."""
        for line in self._inside(self.root):
            if line and not self.furniture.is_control(line):
                yield line

    def _inside(self, element: _Element) -> Iterator[str]:
        yield from self._children(element)
        yield from self._end_line()

    def _children(self, element: _Element) -> Iterator[str]:
        keep = element.tag == "pre"
        self._add(element.text, keep=keep)
        for one in element:
            tag = one.tag if isinstance(one.tag, str) else ""
            if tag == "br":
                self._line.append(_BREAK)
            elif self.furniture.holds(one):
                pass
            elif tag == "table" and not _is_layout(one):
                yield from self._end_line()
                yield from self._table(one)
            elif tag in _BLOCKS:
                yield from self._end_line()
                self._add(self._numbers.label(one) if tag == "li" else "")
                found = self._inside(one)
                # A title on two lines of its heading is one title.
                yield from ["".join(found)] if tag in _TITLES else found
            else:
                yield from self._children(one)
            self._add(one.tail, keep=keep)

    def _add(self, text: str | None, *, keep: bool = False) -> None:
        if text:
            self._line.append(text.replace("\r\n", "\n").replace("\n", _BREAK) if keep else text)

    def _end_line(self) -> Iterator[str]:
        text, self._line = "".join(self._line), []
        text = _SPACES.sub(" ", _WRAPPED.sub("", text.replace("\xa0", " ")))
        yield from (line for part in text.split(_BREAK) if (line := part.strip()))

    def _table(self, table: _Element) -> Iterator[str]:
        rows, captions = [], []
        for element in table.iter("tr", "caption"):
            if element.tag == "caption":
                captions += list(self._inside(element))
                continue
            cells = [one for one in element if one.tag in {"td", "th"}]
            rows.append([Span("\n".join(self._inside(cell)), *_spans(cell)) for cell in cells])
        yield from captions
        yield from table_lines(*place_spans(rows, self.name), self.name)


def _spans(cell: _Element) -> tuple[int, int]:
    rows = whole_number(cell.get("rowspan"), 1)
    # Nought means: to the end of the table.
    return whole_number(cell.get("colspan"), 1), rows if rows > 0 else 100_000


def _is_layout(table: _Element) -> bool:
    """Whether a table only places things on the page: tables or headings within, one column, or a cell that is a whole text."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return True
    widths = [sum(one.tag in {"td", "th"} for one in row) for row in table.iter("tr")]
    if max(widths, default=0) < 2 or sum(widths) < 3:
        return True
    return any(sum(map(len, cell.itertext())) > _LONG_CELL for cell in table.iter("td"))
