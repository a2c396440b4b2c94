"""The columns that a task list can have: which stand where, how wide each is, what stands in it and in which ink.

A row needs nothing but what its page of rows brought: no column asks the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from planreview.catalogue import t
from planreview.cells import clip, fit, width
from planreview.domain.place_names import bare_title, short_city, whereabouts
from planreview.domain.records import dataclass, field
from planreview.domain.review import PlanInfo, TaskRow
from planreview.domain.verdicts import COMPLETED
from planreview.text import show
from planreview.tui.inks import ACCENT, ERROR, FAINT, HEADING, MUTED, TEXT, Line, Span, light_ink, verdict_ink
from planreview.tui.widgets.measure_lines import row_title
from planreview.tui.widgets.task_columns import (
    DUE,
    FIGURE,
    NUMBER,
    Finder,
    Words,
    due_text,
    figure,
    gap_text,
    lead_text,
    marked,
    number_text,
)

WIDE = 80
# Cells of a city without its level, at most with a year behind it, and those of a title for which other things make way.
CITY, MOST_CITY, TITLE, LEAST_TITLE, ROOMY = 6, 10, 16, 8, 26
# Columns that make way for the city where several are, in this order: the light says what a gap means.
BEFORE_CITY = ("gap", "attainment", "due")
# Steps of closing after which somebody is awaited.
APPLIED = "applied"
UNDER_WAY = (APPLIED, "returned")
# From so many cells on a title shares them with the state of closing; so many it keeps beside a longer word for that.
WORTH, BESIDE = 20, 12
# At most so many cells of the labels of a section.
LABELS = 12
# Cells in front of every row: the cursor and the selection.
MARKS = 2
# In the order of the list as it comes; a city is there where several are, the day of review where there is room.
USUAL = ("number", "verdict", "light", "city", "lead", "title", "attainment", "gap", "due", "reviewed")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell is made of: the row, its plan, how it stands in the list, and where its text holds what was looked for."""

    row: TaskRow
    words: Words
    plan: PlanInfo | None
    here: bool
    found: Finder | None
    # The labels of the section that begins with this row, where one does.
    opens: str = ""
    # What tells the row's plan apart, where there are several.
    place: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the least it can be, how it is aligned, what stands in it (a text and its ink, or several)."""

    cells: Callable[[Words], int]
    says: Callable[[Cell, int], Sequence[Span]]
    align: str = "left"


def _plain(cells: int, said: Callable[[Cell], str], ink: str = MUTED, align: str = "left") -> Column:
    return Column(lambda _: cells, lambda cell, wide: [(fit(show(said(cell)), wide, align), ink)], align)


def _verdict(cell: Cell, wide: int) -> list[Span]:
    row = cell.row
    # Not found on in the open round: what stands there is of an earlier one.
    ink = FAINT if row.earlier else verdict_ink(row.verdict) if row.supervised else MUTED
    # The same sign by which figures say that nothing is between them: said again, not found anew.
    flag = "?" if row.reason_open else "<" if row.earlier else "=" if row.carried else " "
    return [(fit(cell.words.verdict(row), wide - 1), ink), (flag, ACCENT if row.reason_open else FAINT)]


def _light(cell: Cell, wide: int) -> list[Span]:
    light = clip(cell.words.light(cell.row.light), wide)
    return [(light, light_ink(cell.row.light)), (fit("!" if cell.row.mismatch else "", wide - width(light)), ACCENT)]


def _lead(cell: Cell, wide: int) -> list[Span]:
    ink = FAINT if cell.row.lead_source in (None, "default") else MUTED
    return marked(lead_text(cell.row, wide, cell.plan.city if cell.plan else ""), wide, ink, cell.found)


def _closing(row: TaskRow, wide: int) -> list[Span]:
    """A word and no sign: closing is under way whatever the verdict is. What was applied for before the office found the task
    done is still to be checked: where there is room that is said beside its verdict."""
    if row.closing not in UNDER_WAY or row.closed or wide < WORTH:
        return []
    whole = t("list.closing.unfinished") + " " if row.closing == APPLIED and row.verdict not in COMPLETED else ""
    return [(whole if whole and wide - width(whole) >= BESIDE else t(f"list.closing.{row.closing}") + " ", ACCENT)]


def _title(cell: Cell, wide: int) -> list[Span]:
    row = cell.row
    out = row.verdict in ("dropped", "no_measure") or not row.supervised
    tag = _closing(row, wide)
    # A title is worth more than where a section begins: the head says that of the row under the cursor as well.
    mark = f"{clip(show(cell.opens), LABELS)}/ " if cell.opens and not tag else ""
    whole = TITLE if row.measure is not None else min(TITLE, width(show(row.title)))
    if mark and wide - width(mark) >= whole:
        tag = [(mark, FAINT)]
    left = wide - sum(width(said) for said, _ in tag)
    return tag + marked(
        show(row.title) if row.measure is None else row_title(row, left),
        left,
        MUTED if out else HEADING if cell.here else TEXT,
        cell.found,
    )


def _attainment(cell: Cell, wide: int) -> list[Span]:
    value = cell.row.attainment
    return [(fit(figure(value), wide, "right"), TEXT if value is not None else FAINT)]


def _gap(cell: Cell, wide: int) -> list[Span]:
    row = cell.row
    # Nor against what the gap is.
    known = cell.plan is not None or row.gap is None
    return [
        (fit(gap_text(row, cell.plan) if known else "", wide, "right"), light_ink(row.light if row.gap is not None else None))
    ]


def _due(cell: Cell, wide: int) -> list[Span]:
    row = cell.row
    ink = ERROR if row.overdue else FAINT if row.due_presumed else MUTED
    # Before the plans have been read nobody knows whether the year must be said.
    known = cell.plan is not None or row.due is None
    return [(fit(due_text(row, cell.plan) if known else "", wide, "right"), ink)]


def _said(words: Words, verdict: str | None) -> str:
    return words.verdicts.get(verdict, verdict) if verdict else "-"


def _verdict_cells(words: Words) -> int:
    return max(width(t("list.verdict")) - 1, *(width(word) for word in words.verdicts.values()))


def _light_cells(words: Words) -> int:
    return max(width(t("list.light")) - 1, *(width(word) for word in words.lights.values()))


COLUMNS: dict[str, Column] = {
    "number": Column(lambda _: NUMBER, lambda cell, wide: [(fit(number_text(cell.row), wide, "right"), MUTED)]),
    "verdict": Column(lambda words: _verdict_cells(words) + 1, _verdict),
    "light": Column(lambda words: _light_cells(words) + 1, _light),
    "city": _plain(CITY, lambda cell: cell.place or (short_city(cell.plan.city) if cell.plan else "")),
    "lead": Column(lambda _: 10, _lead),
    "title": Column(lambda _: LEAST_TITLE, _title),
    "attainment": Column(lambda _: FIGURE, _attainment, "right"),
    "gap": Column(lambda _: FIGURE + max(width(t("list.to_target")), width(t("list.points"))), _gap, "right"),
    "due": Column(lambda _: DUE, _due, "right"),
    "reviewed": _plain(DUE, lambda cell: cell.row.verdict_on.strftime("%m-%d") if cell.row.verdict_on else "-", FAINT, "right"),
    "by": _plain(8, lambda cell: cell.row.verdict_by or "-"),
    "self": Column(_verdict_cells, lambda cell, wide: [(fit(_said(cell.words, cell.row.self_verdict), wide), MUTED)]),
    "last": Column(_verdict_cells, lambda cell, wide: [(fit(_said(cell.words, cell.row.last_verdict), wide), FAINT)]),
    "notes": _plain(4, lambda cell: str(cell.row.notes or "-"), align="right"),
    "evidence": _plain(4, lambda cell: str(cell.row.evidence or "-"), align="right"),
    "section": _plain(10, lambda cell: "/".join(cell.row.path), FAINT),
    "plan": _plain(14, lambda cell: bare_title(cell.plan) if cell.plan else "", FAINT),
    "updated": _plain(DUE, lambda cell: (cell.row.updated_at or "")[5:10] or "-", FAINT, "right"),
    "id": _plain(8, lambda cell: cell.row.uid[:8], FAINT),
}
# Which column a list is sorted by, where it has it.
SORTED = {"plan": "number", "due": "due", "gap": "gap", "verdict": "verdict", "department": "lead", "updated": "updated"}
# Orders that begin with the greatest; old consoles are shown ``^`` and ``v``.
NEWEST_FIRST = ("updated",)
RISING, FALLING = "▲", "▼"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list, from left to right, with the cells of each."""

    places: tuple[tuple[str, int], ...]
    # What stands in the column of the city, by plan; several plans of one city have that of the plan.
    cities: Mapping[int, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> int:
        """Cells of a column, 0 where it is not shown."""
        return dict(self.places).get(key, 0)

    def at(self, x: int) -> str:
        """The column that a cell of a line belongs to, the one before it where it is none's."""
        behind = MARKS
        for key, cells in self.places:
            behind += cells + 1
            if x < behind:
                return key
        return self.places[-1][0]

    @classmethod
    def for_width(
        cls, cells: int, words: Words, *, plans: Iterable[PlanInfo] = (), chosen: Sequence[str] | None = None
    ) -> Columns:
        """The columns of a list of ``cells`` cells: those that were chosen, or the usual ones.

        ``plans`` are those whose tasks it holds: several are told apart. From the right, columns that would leave the titles
        too little are left out.
        """
        where = whereabouts(plans)
        several, cities = bool(where.by), where.labels if where.by == "city" else {}
        keys = [key for key in chosen if key in COLUMNS] if chosen is not None else list(USUAL)
        if "title" not in keys:
            keys.append("title")
        wide = {key: COLUMNS[key].cells(words) for key in keys}
        # What a head says has room.
        wide |= {key: max(wide[key], width(head(key))) for key in keys if key not in USUAL}
        if "lead" in wide:
            wide["lead"] = 10 if cells < WIDE or (several and cells < 100) else 12 if cells < 100 else 16
        if "city" in wide:
            wide["city"] = min(MOST_CITY, max(map(width, cities.values()))) if cities else CITY
        if chosen is None:
            keys = [where.by if key == "city" else key for key in keys if key != "city" or several]
            wide |= {key: COLUMNS[key].cells(words) for key in keys if key not in wide}
            if cells < WIDE or _left(keys, wide, cells) < ROOMY:
                keys.remove("reviewed")
            for key in BEFORE_CITY:
                if several and _left(keys, wide, cells) < TITLE:
                    keys.remove(key)
        while _left(keys, wide, cells) < LEAST_TITLE and len(keys) > 1:
            keys.remove(next(key for key in reversed(keys) if key != "title"))
        wide["title"] = max(LEAST_TITLE, _left(keys, wide, cells))
        return cls(tuple((key, wide[key]) for key in keys), cities)


def _left(keys: Sequence[str], wide: dict[str, int], cells: int) -> int:
    """What the other columns leave to the titles."""
    return cells - MARKS - sum(wide[key] for key in keys if key != "title") - (len(keys) - 1)


def head(key: str) -> str:
    """The name of a column."""
    return t(f"list.{key}")


def header_line(columns: Columns, sort: str = "plan", section: str = "") -> Line:
    """The head of the list; behind the column that it is sorted by stands which way, unless it is as it comes; over the titles
    the ``section`` of the row under the cursor."""
    order = sort.removeprefix("-")
    falls = sort.startswith("-") != (order in NEWEST_FIRST)
    by = SORTED.get(order) if sort != "plan" else None
    spans: list[Span] = [(" " * MARKS, MUTED)]
    for place, (key, cells) in enumerate(columns.places):
        name = head(key)
        if key == by:
            name = clip(name, cells - 1) + (FALLING if falls else RISING)
        align = "right" if key == "number" else COLUMNS[key].align
        if key == "title" and section and cells - width(name) >= WORTH - MARKS:
            said = clip(show(section), cells - width(name) - 2)
            spans += [(" " * bool(place) + name + "  ", MUTED), (fit(said, cells - width(name) - 2), FAINT)]
            continue
        spans.append((" " * bool(place) + fit(name, cells, align), ACCENT if key == by else MUTED))
    return tuple(spans)


def row_line(
    row: TaskRow,
    columns: Columns,
    words: Words,
    *,
    here: bool,
    chosen: bool,
    plan: PlanInfo | None = None,
    found: Finder | None = None,
    opens: str = "",
) -> Line:
    """One task of the list; ``here`` under the cursor, ``chosen`` selected, ``plan`` the one it belongs to, ``found`` says
    which characters of a text were looked for, ``opens`` names the section that begins here."""
    cell = Cell(row, words, plan, here, found, opens, columns.cities.get(row.plan_id, ""))
    spans: list[Span] = [(">" if here else " ", ACCENT), ("*" if chosen else " ", ACCENT)]
    for place, (key, cells) in enumerate(columns.places):
        if place:
            spans.append((" ", TEXT))
        spans += COLUMNS[key].says(cell, cells)
    return tuple(spans)


def waiting_line(columns: Columns) -> Line:
    """A row that is not loaded yet."""
    return (("      ", TEXT), ("-" * max(4, columns["verdict"] - 1), FAINT))
