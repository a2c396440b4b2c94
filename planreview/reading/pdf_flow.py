"""Lines of print and tables of all pages, in their order → paragraphs and rows, put together again where a page broke them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planreview.reading.grid import Merge, table_lines
from planreview.reading.pdf_lines import Column, PrintedLine, goes_on, joined
from planreview.reading.pdf_tables import RuledTable

_SAME_EDGE = 4.0


@dataclass(slots=True)
class PdfPage:
    """One page: its lines of print and its tables in their order, its number where it prints one."""

    parts: list[PrintedLine | RuledTable]
    number: str = ""


class Flow:
    """Takes the parts of a document as they come; what is open may go on."""

    def __init__(self, column: Column, name: str) -> None:
        self.column = column
        self.name = name
        self._text = ""
        self._before: PrintedLine | None = None
        self._edges: list[float] = []
        self._grid: list[list[str]] = []
        self._merges: list[Merge] = []
        # The number of a page stands behind what goes on over its end.
        self._numbers: list[str] = []

    def lines(self, pages: Sequence[PdfPage]) -> Iterator[str]:
        """All lines of the document."""
        for page in pages:
            for place, part in enumerate(page.parts):
                if isinstance(part, PrintedLine):
                    yield from self._print(part, same_page=place > 0)
                else:
                    yield from self._rule(part, first=place == 0)
            if page.number:
                self._numbers.append(page.number)
        yield from self._close()

    def _print(self, line: PrintedLine, *, same_page: bool) -> Iterator[str]:
        if self._before is not None and goes_on(self._before, line, self.column, same_page=same_page):
            self._text = joined(self._text, line.text)
        else:
            yield from self._close()
            self._text = line.text
        self._before = line

    def _rule(self, table: RuledTable, *, first: bool) -> Iterator[str]:
        grid = table.grid()
        if first and self._grid and _same_edges(self._edges, table.columns):
            grid, top = self._continued(grid)
            self._merges += [
                Merge(m.top + top, m.left, m.bottom + top, m.right) for m in table.merges if m.top + top >= len(self._grid)
            ]
        else:
            yield from self._close()
            self._edges, self._merges = table.columns, list(table.merges)
        self._grid += grid

    def _continued(self, grid: list[list[str]]) -> tuple[list[list[str]], int]:
        """Rows of a table that goes on on a new page, and how far their numbers are off.

        A head that is printed again is left out; a row that the page broke is put together.
        """
        top = len(self._grid)
        if grid and grid[0] == self._grid[0]:
            grid, top = grid[1:], top - 1
        last = self._grid[-1]
        filled = [place for place, text in enumerate(grid[0]) if text] if grid else []
        if filled and filled[0] > 0 and len(filled) * 2 <= len(last) and all(last[place] for place in filled):
            for place in filled:
                last[place] = joined(last[place], grid[0][place])
            grid, top = grid[1:], top - 1
        return grid, top

    def _close(self) -> Iterator[str]:
        """What was open is complete."""
        if self._text:
            yield self._text
        if self._grid:
            yield from table_lines(self._grid, self._merges, self.name)
        yield from self._numbers
        self._text, self._before = "", None
        self._grid, self._merges, self._numbers = [], [], []


def _same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < _SAME_EDGE for a, b in zip(one, other, strict=True))
