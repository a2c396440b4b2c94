"""The summary as a grid of figures on the screen, from the same words and columns as every export."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planreview.cells import width
from planreview.domain.counting import Id
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Group, Summary, worst_first
from planreview.render.printed import PART, SPLIT, TOTAL, put_in_words
from planreview.tui.screens.results import Opened, SummaryState
from planreview.tui.widgets.figure_grid import GridColumn, GridRow

# Cells of the column of names: eight Han characters at least, on a wide screen as many as the longest name needs.
NAME_AT_LEAST, NAME_AT_MOST = 16, 44
TONES = {TOTAL: "total", PART: "sub"}


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows for the grid, the groups behind the rows by key, the lines around them."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    groups: dict[Id, Group]
    names: dict[Id, str]
    title: str
    notes: tuple[str, ...]

    def ids(self, row: Id, column: str) -> tuple[Id, ...]:
        """The tasks behind a figure."""
        return self.groups[row].cells[column] if row in self.groups else ()

    def opened(self, row: Id, column: str, state: SummaryState) -> Opened:
        """The tasks behind a figure, for the list, with the way back to it."""
        heading = next(one.label for one in self.columns if one.key == column)
        ids = tuple(one for one in self.ids(row, column) if isinstance(one, int))
        # A figure may count what is not supervised; the list shows exactly its tasks.
        chosen = TaskFilter(ids=ids, supervised=None)
        return Opened(chosen, f"{self.names[row]} {heading}", replace(state, row=row, column=column))


def lay_out(summary: Summary, screen: int, *, ranked: bool = False) -> Table:
    """The table for a screen of that many cells; ``ranked`` puts the lowest on-schedule rate first."""
    if ranked:
        summary = replace(summary, groups=worst_first(summary.groups))
    printed = put_in_words(summary, SPLIT)
    # Departments that only support have no row, as in print.
    groups = [*(group for group in summary.groups if group.counts.total), summary.total]
    places = max(width(row.place) for row in printed.rows)
    figures = tuple(
        GridColumn(key, heading, max(width(heading), *(width(row.figures[at]) for row in printed.rows)))
        for at, (key, heading) in enumerate(zip(printed.keys, printed.headings, strict=True))
    )
    taken = sum(column.width + 1 for column in figures) + max(places, width(printed.place_heading)) + 1
    longest = max(width("  " * row.depth + row.name) for row in printed.rows)
    name = max(NAME_AT_LEAST, min(longest, screen - taken - 1, NAME_AT_MOST))
    columns = (
        GridColumn("place", printed.place_heading, max(places, width(printed.place_heading)), "left", frozen=True),
        GridColumn("name", printed.name_heading, name, "left", frozen=True),
        *figures,
    )
    rows = tuple(
        GridRow(group.key, (row.place, "  " * row.depth + row.name, *row.figures), TONES.get(row.kind, ""))
        for group, row in zip(groups, printed.rows, strict=True)
    )
    names = {group.key: row.name for group, row in zip(groups, printed.rows, strict=True)}
    title = f"{printed.title}  {printed.subtitle}"
    return Table(columns, rows, {group.key: group for group in groups}, names, title, printed.notes)
