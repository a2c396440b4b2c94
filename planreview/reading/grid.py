"""A table's cells and its merged ranges → lines of text, cells parted by tabs.

What a merged cell says holds for every row it spans, so it is repeated downwards; to the right the cells stay empty, because a
heading over several columns is one heading. The head's own merged cells are not repeated: a second head row completes the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planreview.errors import InputError

_MOST_COLUMNS = 1_024
_MOST_CELLS = 8_000_000
# A long text in a cell over many rows would fill the memory; no ledger repeats this much.
MOST_CHARACTERS = 48 * 1024 * 1024
_HIGHEST_HEAD = 3


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: first and last row and column, both included, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as a row of a document states it: its text, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def place_spans(rows: Sequence[Sequence[Span]], name: str) -> tuple[list[list[str]], list[Merge]]:
    """The cells of rows that leave out what a cell above spans (as HTML does), put where they stand.

    Raises InputError where that is more than a table can hold; ``name`` is the file's.
    """
    left = _MOST_CELLS
    grid: list[list[str]] = []
    merges: list[Merge] = []
    held: dict[int, int] = {}
    for top, row in enumerate(rows):
        cells: dict[int, str] = {}
        at = 0
        for span in row:
            while held.get(at, 0) > top:
                at += 1
            columns = min(max(span.columns, 1), _MOST_COLUMNS - at)
            if columns < 1:
                break
            bottom = min(top + max(span.rows, 1), len(rows)) - 1
            cells[at] = span.text
            if bottom > top or columns > 1:
                merges.append(Merge(top, at, bottom, at + columns - 1))
            for column in range(at, at + columns):
                held[column] = bottom + 1
            at += columns
        width = max([at, *(column + 1 for column, until in held.items() if until > top)], default=0)
        left -= width
        if left < 0:
            raise InputError("file_too_complex", name=name)
        grid.append([cells.get(column, "") for column in range(width)])
    return grid, merges


def table_lines(grid: Iterable[Sequence[str]], merges: Iterable[Merge], name: str) -> list[str]:
    """The lines of a table. Rows without text are left out; a row of one cell at the left, or over all columns, is a plain line.

    Raises InputError where the ranges cover more than a table can hold; ``name`` is the file's.
    """
    rows = [list(row) for row in grid]
    width = max((len(row) for row in rows), default=0)
    if len(rows) * width > _MOST_CELLS:
        raise InputError("file_too_complex", name=name)
    for row in rows:
        row += [""] * (width - len(row))
    wide = _fill(rows, [m for m in merges if m.top < len(rows) and m.left < width], name)
    used = [column for column in range(width) if any(row[column] for row in rows)]
    head = _head_row(rows)
    return list(_lines(rows, wide, used, head))


def _fill(rows: list[list[str]], merges: Sequence[Merge], name: str) -> dict[int, Merge]:
    """Repeat merged cells downwards; gives the widest merge that begins in each row."""
    head = _head_row(rows)
    two_rows = any(merge.top == head and merge.right > merge.left for merge in merges)
    wide: dict[int, Merge] = {}
    cells_left, characters_left = _MOST_CELLS, MOST_CHARACTERS
    for merge in merges:
        if merge.top not in wide or merge.right - merge.left > wide[merge.top].right - wide[merge.top].left:
            wide[merge.top] = merge
        text = rows[merge.top][merge.left]
        bottom = min(merge.bottom, len(rows) - 1)
        if not text or (two_rows and merge.top == head and bottom - merge.top < _HIGHEST_HEAD):
            continue
        cells_left -= bottom - merge.top
        characters_left -= (bottom - merge.top) * len(text)
        if cells_left < 0 or characters_left < 0:
            raise InputError("file_too_complex", name=name)
        for row in rows[merge.top + 1 : bottom + 1]:
            row[merge.left] = row[merge.left] or text
    return wide


def _head_row(rows: Sequence[Sequence[str]]) -> int:
    """The first row with more than one filled cell: what stands above it is a title over the table."""
    return next((number for number, row in enumerate(rows) if sum(map(bool, row)) > 1), len(rows))


def _lines(rows: Sequence[Sequence[str]], wide: dict[int, Merge], used: Sequence[int], head: int) -> Iterator[str]:
    last = used[-1] if used else 0
    part: list[list[str]] = []
    for number, row in enumerate(rows):
        filled = [column for column in used if row[column]]
        merge = wide.get(number)
        over_all = merge is not None and merge.left <= used[0] and merge.right >= last
        if len(filled) == 1 and (number < head or over_all or filled[0] == used[0]):
            yield from _part(part)
            part = []
            yield from row[filled[0]].split("\n")
        elif filled:
            part.append([one_line(row[column]) for column in used])
    yield from _part(part)


def _part(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows that stand together, without the columns at their end that hold nothing: another table of the sheet is wider."""
    width = max((column + 1 for row in rows for column, cell in enumerate(row) if cell), default=0)
    for row in rows:
        yield "\t".join(row[:width])


def one_line(text: str) -> str:
    """The paragraphs of a cell on one line, and no tab among them."""
    return " ".join(text.split()) if "\n" in text or "\t" in text else text
