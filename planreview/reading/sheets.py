"""The sheets of a workbook → lines: shared by the readers of its formats.

A sheet is kept sparsely: two cells in opposite corners of a sheet are two cells, not seventeen billion.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planreview.errors import InputError
from planreview.reading.grid import MOST_CHARACTERS, Merge, table_lines
from planreview.reading.source import Notice, SourceText, make_source

_MOST_CELLS = 4_000_000
# Sheet1 and 表2 name nothing.
_TELLING_NAME = re.compile(r"(?!工作表\d*$|表\s*\d*$).*[\u4e00-\u9fff]{2}.*", re.S)


@dataclass(slots=True)
class Sheet:
    """A sheet: filled cells by row and column, merged ranges, and whether it is shown."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


class Cells:
    """Counts the cells of a workbook and refuses more than a ledger can have."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._cells = _MOST_CELLS
        self._characters = MOST_CHARACTERS

    def put(self, sheet: Sheet, row: int, column: int, text: str) -> None:
        """Fill one cell; what is empty is not kept."""
        text = text.strip()
        if text:
            self._cells -= 1
            self._characters -= len(text)
            if self._cells < 0 or self._characters < 0:
                raise InputError("file_too_complex", name=self.name)
            sheet.rows.setdefault(row, {})[column] = text


def workbook_source(data: bytes, name: str, form: str, sheets: Iterable[Sheet], notices: Iterable[Notice] = ()) -> SourceText:
    """The visible sheets as lines; hidden ones are left out, and said so."""
    notices = list(notices)
    lines: list[str] = []
    hidden: list[str] = []
    for sheet in sheets:
        if sheet.hidden:
            hidden += [sheet.name] if sheet.rows else []
        else:
            lines += _sheet_lines(sheet, name)
    if hidden:
        notices.append(Notice("sheets_hidden", (("n", str(len(hidden))), ("names", "、".join(hidden[:5])))))
    return make_source(data, name, lines, form=form, notices=notices)


def _sheet_lines(sheet: Sheet, name: str) -> Iterator[str]:
    """A sheet's lines; its name stands over them where no title does."""
    rows = sorted(sheet.rows)
    columns = sorted({column for row in sheet.rows.values() for column in row})
    grid = [[sheet.rows[row].get(column, "") for column in columns] for row in rows] if _fits(rows, columns, name) else []
    merges = [moved for merge in sheet.merges if (moved := _moved(merge, rows, columns)) is not None]
    if grid and sum(map(bool, grid[0])) > 1 and _TELLING_NAME.match(sheet.name.strip()):
        yield sheet.name
    yield from table_lines(grid, merges, name)


def _fits(rows: list[int], columns: list[int], name: str) -> bool:
    if len(rows) * len(columns) > 2 * _MOST_CELLS:
        raise InputError("file_too_complex", name=name)
    return True


def _moved(merge: Merge, rows: list[int], columns: list[int]) -> Merge | None:
    """A merged range counted in filled rows and columns; None where nothing stands in its first cell."""
    top, left = bisect_left(rows, merge.top), bisect_left(columns, merge.left)
    if top == len(rows) or rows[top] != merge.top or left == len(columns) or columns[left] != merge.left:
        return None
    return Merge(top, left, bisect_right(rows, merge.bottom) - 1, bisect_right(columns, merge.right) - 1)
