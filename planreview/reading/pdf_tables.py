"""Ruled lines on a page → tables: a cell is what the rules enclose, however many rows or columns that are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planreview.reading.grid import Merge
from planreview.reading.pdf_lines import Character, Column, goes_on, joined, printed_lines

_NEAR = 3.5
_FEWEST = 2
_MOST_EDGES = 400

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class RuledTable:
    """A table: its edges, its merged cells, and the characters that stand in each cell."""

    columns: list[float]
    rows: list[float]
    owner: list[list[tuple[int, int]]]
    merges: list[Merge]
    cells: dict[tuple[int, int], list[Character]] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def take(self, character: Character) -> bool:
        """Put a character into the cell it stands in; False where it stands in none."""
        across, down = character.middle
        column, row = bisect_right(self.columns, across) - 1, bisect_right(self.rows, down) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return False
        self.cells.setdefault(self.owner[row][column], []).append(character)
        return True

    def grid(self) -> list[list[str]]:
        """The text of each cell, its lines joined where they were only broken."""
        shown = [[""] * (len(self.columns) - 1) for _ in range(len(self.rows) - 1)]
        for (row, column), characters in self.cells.items():
            shown[row][column] = self._text(characters)
        return shown

    def _text(self, characters: list[Character]) -> str:
        lines = printed_lines(characters)
        if not lines:
            return ""
        column = Column(min(line.left for line in lines), max(line.right for line in lines), 0.0)
        text = lines[0].text
        for before, after in pairwise(lines):
            broken = goes_on(before, after, column, same_page=False)
            text = joined(text, after.text) if broken else f"{text} {after.text}"
        return text


def ruled_tables(rules: Sequence[Box]) -> list[RuledTable]:
    """The tables of a page, from top to bottom."""
    found = []
    for group in _groups(list(rules)):
        level = [rule for rule in group if rule[2] - rule[0] >= rule[3] - rule[1]]
        upright = [rule for rule in group if rule[2] - rule[0] < rule[3] - rule[1]]
        table = _table(level, upright)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: table.rows[0])


def _groups(rules: list[Box]) -> list[list[Box]]:
    """Rules that touch each other, directly or through others."""
    parent = list(range(len(rules)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    order = sorted(range(len(rules)), key=lambda one: rules[one][1])
    open_rules: list[int] = []
    for one in order:
        left, top, right, _ = rules[one]
        open_rules = [other for other in open_rules if rules[other][3] >= top - _NEAR]
        for other in open_rules:
            if rules[other][0] - _NEAR <= right and rules[other][2] + _NEAR >= left:
                parent[root(other)] = root(one)
        open_rules.append(one)
    groups: dict[int, list[Box]] = {}
    for one in range(len(rules)):
        groups.setdefault(root(one), []).append(rules[one])
    return list(groups.values())


def _table(level: list[Box], upright: list[Box]) -> RuledTable | None:
    rows = _edges([(rule[1] + rule[3]) / 2 for rule in level])
    columns = _edges([(rule[0] + rule[2]) / 2 for rule in upright])
    if len(rows) <= _FEWEST or len(columns) <= _FEWEST or len(rows) * len(columns) > _MOST_EDGES**2:
        return None
    # Where a rule stands between two cells they are two.
    right = _drawn(upright, columns, rows, across=True)
    below = _drawn(level, rows, columns, across=False)
    height, width = len(rows) - 1, len(columns) - 1
    owner: list[list[tuple[int, int]]] = [[(-1, -1)] * width for _ in range(height)]
    merges = []
    for row in range(height):
        for column in range(width):
            if owner[row][column] != (-1, -1):
                continue
            last, bottom = column, row
            while last + 1 < width and (last + 1, row) not in right and owner[row][last + 1] == (-1, -1):
                last += 1
            while bottom + 1 < height and all((bottom + 1, one) not in below for one in range(column, last + 1)):
                bottom += 1
            for one in range(row, bottom + 1):
                owner[one][column : last + 1] = [(row, column)] * (last - column + 1)
            if last > column or bottom > row:
                merges.append(Merge(row, column, bottom, last))
    return RuledTable(columns, rows, owner, merges)


def _edges(places: list[float]) -> list[float]:
    """Places that are one edge, drawn in pieces, as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _drawn(rules: list[Box], edges: list[float], others: list[float], *, across: bool) -> set[tuple[int, int]]:
    """Which pieces of which edges are drawn: (edge, piece between two of the other edges)."""
    found = set()
    for left, top, right, bottom in rules:
        place, first, last = ((left + right) / 2, top, bottom) if across else ((top + bottom) / 2, left, right)
        edge = min(range(len(edges)), key=lambda one: abs(edges[one] - place))
        for piece in range(len(others) - 1):
            middle = (others[piece] + others[piece + 1]) / 2
            if first - _NEAR <= middle <= last + _NEAR:
                found.add((edge, piece))
    return found
