"""The summary as a grid of figures on the screen, from the same words and columns as every export."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planreview.catalogue import t
from planreview.cells import width
from planreview.domain.counting import Id
from planreview.domain.grouping import SECTION
from planreview.domain.indicator_figures import STANDS, IndicatorFigures
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Group, Summary, worst_first
from planreview.domain.verdicts import KEYS, UNREVIEWED
from planreview.render.printed import (
    INDENT,
    NAME_AT_LEAST,
    NAME_WANTED,
    PART,
    SPLIT,
    TOTAL,
    figure_widths,
    held_without_offices,
    put_in_words,
    that_fit,
)
from planreview.services.behind import AND, number_behind
from planreview.text import show
from planreview.tui.screens.results import Opened, SummaryState, opened_filter
from planreview.tui.widgets.figure_grid import GridColumn, GridRow

# Cells of the column of names on a wide screen, where the longest needs as many.
NAME_AT_MOST = 44
# Columns whose figures add up to the tasks, those that stand behind them, and those that have a shorter heading.
VERDICTS = frozenset({*KEYS, UNREVIEWED})
BEHIND_VERDICTS = ("overdue", "on_schedule", "completion", "red", "yellow")
SHORT = ("on_schedule", "completion", "red", "yellow")
# What the column is called that counts verdicts without a column of their own.
FOLDED = "folded"
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
    # Whether the screen is too narrow for every column.
    narrowed: bool = False
    # By row, the headings and figures of the columns that it leaves out.
    hidden: Mapping[Id, str] = field(default_factory=dict)
    # The verdicts that one column stands for where there is no room for one each, in words.
    folded: str = ""

    def ids(self, row: Id, column: str) -> tuple[Id, ...]:
        """The tasks behind a figure."""
        cells = self.groups[row].cells if row in self.groups else {}
        if AND in column:
            wanted = {one for key in column.split(AND) for one in cells.get(key, ())}
            return tuple(one for one in cells.get("total", ()) if one in wanted)
        return cells.get(column, ())

    def number(self, row: Id, column: str) -> int:
        """How many tasks a figure counts, also where their ids are not held."""
        if row not in self.groups:
            return 0
        group = self.groups[row]
        return len(self.ids(row, column)) if group.cells else number_behind(group, column)

    def heading(self, column: str) -> str:
        """What a column counts, in full."""
        label = next(one.label for one in self.columns if one.key == column)
        return t("screens.summary.folded", heading=label, verdicts=self.folded) if AND in column else label

    def tabbed(self) -> str:
        """Title, head and rows with tabs between the cells, as a sheet takes them."""
        rows = ["\t".join(cell.strip() for cell in row.cells) for row in self.rows]
        return "\n".join([self.title, "\t".join(column.label for column in self.columns), *rows]) + "\n"

    def opened(self, row: Id, column: str, state: SummaryState, chosen: TaskFilter | None = None) -> Opened:
        """The tasks behind a figure, for the list, with the way back to it; ``chosen`` means them where ids are not held."""
        heading = self.heading(column)
        whose = "total" if row == "total" else "figure"
        if column == "total":
            whose = "total_all" if row == "total" else "all"
        label = t(f"screens.opened.{whose}", row=self.names[row], column=heading)
        if chosen is None:
            # A figure may count what is not supervised; the list shows exactly its tasks.
            chosen = opened_filter(tuple(one for one in self.ids(row, column) if isinstance(one, int)))
        return Opened(chosen, as_of_now(label, state), replace(state, row=row, column=column))


def as_of_now(label: str, state: SummaryState) -> str:
    """What a list is of; the figures of a closed round open tasks as they are now, which must be said."""
    return t("rounds.opened_now", what=label, name=show(state.closed)) if state.closed else label


def lay_out(summary: Summary, screen: int, *, ranked: bool = False, whole: bool = False) -> Table:
    """The table for a screen of that many cells; ``ranked`` puts the lowest on-schedule rate first, ``whole`` gives every
    column, however wide the screen."""
    if ranked:
        summary = replace(summary, groups=worst_first(summary.groups))
    printed = put_in_words(summary, SPLIT)
    groups = summary.rows
    widths = figure_widths(printed)
    place = max(width(printed.place_heading), *(width(row.place) for row in printed.rows))
    longest = max(width(INDENT * row.depth + row.name) for row in printed.rows)
    room = screen - place - 2
    every = [*range(len(widths))]
    wanted = max(NAME_AT_LEAST, min(longest, NAME_WANTED))
    fitting = that_fit(printed.keys, widths, room - wanted)
    shown = every if whole else fitting
    headings, folded = printed.headings, _left_verdicts(printed.keys, shown)
    if folded:
        # The rows add up only if every verdict stands somewhere: names and headings make way, the rest shares a column.
        headings = tuple(_short(key, heading) for key, heading in zip(printed.keys, headings, strict=True))
        widths = figure_widths(replace(printed, headings=headings))
        shown = that_fit(printed.keys, widths, room - NAME_AT_LEAST - width(t(f"summary.column.{FOLDED}")) - 1)
        folded = _left_verdicts(printed.keys, shown)
    cells = [[row.figures[at] for at in shown] for row in printed.rows]
    figures = [GridColumn(printed.keys[at], headings[at], widths[at]) for at in shown]
    if folded:
        place_of_rest = next((n for n, at in enumerate(shown) if printed.keys[at] in BEHIND_VERDICTS), len(shown))
        heading, key = t(f"summary.column.{FOLDED}"), AND.join(folded)
        numbers = [str(number_behind(group, key)) for group in groups]
        figures.insert(place_of_rest, GridColumn(key, heading, max(map(width, (heading, *numbers)))))
        for row, number in zip(cells, numbers, strict=True):
            row.insert(place_of_rest, number)
    name = max(NAME_AT_LEAST, min(longest, room - sum(one.width + 1 for one in figures), NAME_AT_MOST))
    columns = (
        GridColumn("place", printed.place_heading, place, "left", frozen=True),
        GridColumn("name", printed.name_heading, name, "left", frozen=True),
        *figures,
    )
    rows = tuple(
        GridRow(
            group.key,
            (row.place, INDENT * row.depth + row.name, *figures_of),
            TONES.get(row.kind, ""),
        )
        for group, row, figures_of in zip(groups, printed.rows, cells, strict=True)
    )
    names = {group.key: row.name for group, row in zip(groups, printed.rows, strict=True)}
    own = held_without_offices(summary)
    for group in groups:
        if group.kind == SECTION and group.parent in names and summary.by == "department":
            # Several bodies have rows of the same section: away from the table each says whose it is.
            said = "summary.without_offices" if group.key in own else "summary.part_of"
            names[group.key] = t(said, body=names[group.parent], name=show(group.name))
    left = [at for at in every if at not in shown]
    hidden = {
        group.key: t("summary.comma").join(f"{printed.headings[at]} {row.figures[at]}" for at in left)
        for group, row in zip(groups, printed.rows, strict=True)
        if left
    }
    title = f"{printed.title}  {printed.subtitle}"
    words = t("closing.and").join(printed.headings[printed.keys.index(key)] for key in folded)
    by_key = {group.key: group for group in groups}
    return Table(columns, rows, by_key, names, title, printed.notes, fitting != every, hidden, words)


def _left_verdicts(keys: Sequence[str], shown: Sequence[int]) -> list[str]:
    """The verdicts that have no column of their own."""
    seen = {keys[at] for at in shown}
    return [key for key in keys if key in VERDICTS and key not in seen]


def _short(key: str, heading: str) -> str:
    """The heading where cells are few."""
    return t(f"summary.short.{key}") if key in SHORT else heading


def indicator_choices(found: IndicatorFigures, words: Mapping[str, str]) -> list[tuple[Hashable, str]]:
    """The figures of the indicators that are not 0: the key of a cell, and its words with the number."""
    keys = ["total", *STANDS, *KEYS, UNREVIEWED, "overdue", "red", "yellow", "green", "not_supervised"]
    named = {
        **{key: t(f"indicator.column.{key}") for key in ("total", *STANDS, "overdue", "not_supervised")},
        **{key: show(words.get(key, key)) for key in (*KEYS, UNREVIEWED)},
        **{light: t(f"light.full.{light}") for light in ("red", "yellow", "green")},
    }
    return [(key, f"{named[key]} {len(found.cells[key])}") for key in keys if found.cells[key]]
