"""Word documents → lines, as Word shows them: paragraphs with their automatic numbers, tables in place, revisions accepted.

The body is walked element by element, because a library's list of paragraphs leaves out content controls, tracked insertions
and text boxes. Headers and footers stand in other parts and are not read; footnotes are left out, and said so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planreview.errors import InputError
from planreview.reading.docx_numbering import Numbering
from planreview.reading.docx_runs import Runs, branch, close_fields, switched_on
from planreview.reading.docx_styles import Styles
from planreview.reading.grid import Merge, table_lines
from planreview.reading.package import Package
from planreview.reading.source import Notice, SourceText, make_source
from planreview.reading.xml_parts import attribute, child, local, parse_xml, value_of, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

FORM = "docx"
_WRAPPERS = {"customXml", "smartTag", "ins", "moveTo"}
_DROPPED = {"del", "moveFrom"}
_MOST_SPANNED = 256
_MOST_CELLS = 4_000_000
# Between a number and its text where Word leaves a gap; none behind 、 or ）, which part them well enough.
_OPEN_END = "0123456789"


def read_docx(data: bytes, name: str) -> SourceText:
    """Read a Word document; raises InputError for what is damaged, locked or made to do harm."""
    package = Package(data, name)
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    root = parse_xml(package.read(main), name)
    styles = Styles(_part(package, f"{folder}/styles.xml"))
    body = _Body(name, Numbering(_part(package, f"{folder}/numbering.xml"), styles), styles)
    document = child(root, "body")
    if document is None:
        raise InputError("file_damaged", name=name)
    close_fields(document)
    lines = [*body.blocks(document), *body.flush()]
    kinds = sorted((body.left_out + body.runs.left_out).items())
    return make_source(data, name, lines, form=FORM, notices=[Notice(f"docx_{kind}", (("n", str(n)),)) for kind, n in kinds])


def _main_part(package: Package) -> str:
    """Where the document stands in the package."""
    if "_rels/.rels" in package:
        for relation in parse_xml(package.read("_rels/.rels"), package.name):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _part(package: Package, part: str) -> _Element | None:
    return parse_xml(package.read(part), package.name) if part in package else None


class _Body:
    """Walks the body; keeps what one paragraph hands on to the next."""

    def __init__(self, name: str, numbering: Numbering, styles: Styles) -> None:
        self.name = name
        self.numbering = numbering
        self.styles = styles
        self.runs = Runs()
        self.left_out: Counter[str] = Counter()
        self._cells = _MOST_CELLS
        # The text of a paragraph whose end was deleted goes on in the next one.
        self._carried = ""

    def flush(self) -> Iterator[str]:
        """What is still carried when nothing follows."""
        carried, self._carried = self._carried, ""
        if carried:
            yield from carried.split("\n")

    def blocks(self, parent: _Element) -> Iterator[str]:
        """The lines of a body, cell or text box."""
        for element in parent:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from self._table(element)
            elif kind == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not switched_on(child(element, "sdtPr"), "showingPlcHdr"):
                    yield from self.blocks(content)
            elif kind in _WRAPPERS:
                yield from self.blocks(element)
            elif kind in _DROPPED:
                self.left_out["deleted"] += 1
            elif kind == "AlternateContent":
                chosen = branch(element)
                if chosen is not None:
                    yield from self.blocks(chosen)
            elif kind == "altChunk":
                self.left_out["embedded"] += 1

    def _paragraph(self, paragraph: _Element) -> Iterator[str]:
        properties = child(paragraph, "pPr")
        style = value_of(properties, "pStyle")
        text, boxes, in_toc = self.runs.read(paragraph)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # The paragraph goes on in the next, whose numbering it takes.
            self._carried += text
        else:
            text, self._carried = self._carried + text, ""
            label, suffix = self.numbering.label(properties, style)
            yield from _lines(label, suffix, text, toc=in_toc or self.styles.is_toc(style))
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: _Element) -> Iterator[str]:
        """The rows of a table; a table of one column is a frame around text."""
        grid: list[list[str]] = []
        merges: list[Merge] = []
        open_merges: dict[int, Merge] = {}
        for row in self._inner(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.left_out["deleted"] += 1
                continue
            top, at = len(grid), min(whole_number(value_of(properties, "gridBefore"), 0), _MOST_SPANNED)
            cells = [""] * at
            for cell in self._inner(row, "tc"):
                features = child(cell, "tcPr")
                if child(features, "cellDel") is not None:
                    continue
                wide = min(max(whole_number(value_of(features, "gridSpan"), 1), 1), _MOST_SPANNED)
                text = "\n".join(self.blocks(cell))
                down = child(features, "vMerge")
                # Merged to the left in the way of old versions: its text belongs to the cell before.
                beside = value_of(features, "hMerge") == "continue" if child(features, "hMerge") is not None else False
                above = open_merges.get(at)
                if down is not None and attribute(down, "val") != "restart" and above is not None:
                    open_merges[at] = Merge(above.top, above.left, top, above.right)
                    text = ""
                else:
                    merges += [open_merges.pop(at)] if at in open_merges else []
                    if down is not None or wide > 1:
                        open_merges[at] = Merge(top, at, top, at + wide - 1)
                if beside and cells:
                    wide, text = 1, ""
                cells += [text, *[""] * (wide - 1)]
                at += wide
            self._cells -= len(cells)
            if self._cells < 0:
                raise InputError("file_too_complex", name=self.name)
            grid.append(cells)
        yield from table_lines(grid, [*merges, *open_merges.values()], self.name)

    def _inner(self, parent: _Element, kind: str) -> Iterator[_Element]:
        """Rows of a table or cells of a row, also those inside content controls."""
        for element in parent:
            found = local(element)
            if found == kind:
                yield element
            elif found == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    yield from self._inner(content, kind)
            elif found in _WRAPPERS:
                yield from self._inner(element, kind)


def _lines(label: str, suffix: str, text: str, *, toc: bool) -> Iterator[str]:
    """The lines of one paragraph: a line end made by hand (Shift-Enter) ends a line."""
    first = True
    for line in text.split("\n"):
        shown = line.strip()
        if toc:
            title, tab, page = shown.rpartition("\t")
            shown = f"{title.strip()}……{page.strip()}" if tab and title.strip() else shown
            shown = shown.replace("\t", " ")
        elif len([cell for cell in shown.split("\t") if cell.strip()]) < 3:
            # A tab or two set text in; cells of a table typed with tabs are three at least.
            shown = shown.replace("\t", " ")
        if first and label:
            gap = suffix != "nothing" and shown and (label[-1:] in _OPEN_END or label[-1:].isalpha() or shown[:1].isdigit())
            shown = label + (" " if gap else "") + shown
        first = False
        if shown.strip():
            yield shown
