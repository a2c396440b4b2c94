"""The summary as words and columns: one definition that every format prints, so that no two of them can differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from planreview.catalogue import t, tn
from planreview.cells import clip, width
from planreview.domain.counting import Id
from planreview.domain.grouping import SECTION
from planreview.domain.imprint import Imprint
from planreview.domain.records import dataclass
from planreview.domain.summary import Group, Summary
from planreview.render.behind_list import PrintedList, put_behind_in_words, several_plans
from planreview.render.footnotes import footnotes, share_text
from planreview.render.imprint import heads_of
from planreview.render.out_list import put_out_in_words
from planreview.text import show

# A figure that was not measured; ASCII, because a real minus is not in every code page.
NOT_MEASURED = "-"
# Longer than any name and any heading that people write; a hostile document may hold more than a page could.
NAME_CELLS, LINE_CELLS = 160, 600
# Cells of names that columns give way to: eight Han characters at least.
NAME_AT_LEAST, NAME_WANTED = 16, 20
INDENT = "  "
# Columns that a narrow screen leaves out, in this order, until the names have room; the others always stand. What is
# counted beside the verdicts goes first: a reader adds these up to the total.
LEFT_OUT = ("closed", "base", "overdue", "no_measure", "dropped", "ahead", "not_started", "unreviewed", "on_track", "behind")
GROUP, PART, TOTAL = "group", "part", "total"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures; ``key`` is its cell of the summary (``lights``: red and yellow together)."""

    key: str
    value: Callable[[Group], str]

    def heading(self, summary: Summary) -> str:
        """Its heading: the office's own word for a verdict, else the catalogue's."""
        key = "leads" if self.key == "total" and summary.asked else self.key
        return show(summary.words.get(key) or t(f"summary.column.{key}"))


def rate(value: Decimal | None) -> str:
    """A percentage as printed."""
    return NOT_MEASURED if value is None else str(value)


def _verdict(key: str) -> Column:
    return Column(key, lambda group: str(group.counts.verdicts[key]))


FIGURES = (
    Column("total", lambda group: str(group.counts.total)),
    Column("base", lambda group: str(group.counts.base)),
    _verdict("done"),
    Column("closed", lambda group: str(group.counts.closed)),
    _verdict("ahead"),
    _verdict("on_track"),
    _verdict("behind"),
    _verdict("not_started"),
    Column("unreviewed", lambda group: str(group.counts.unreviewed)),
    Column("overdue", lambda group: str(group.counts.overdue)),
    Column("on_schedule", lambda group: rate(group.counts.on_schedule)),
    Column("completion", lambda group: rate(group.counts.completion)),
)
LIGHTS = Column("lights", lambda group: f"{group.counts.lights['red']}/{group.counts.lights['yellow']}")
RED = Column("red", lambda group: str(group.counts.lights["red"]))
YELLOW = Column("yellow", lambda group: str(group.counts.lights["yellow"]))
SUPPORT = Column("support", lambda group: str(group.support))
PRINTED = (*FIGURES, LIGHTS)
# Where there is room every verdict has its column, so that they add up to the tasks; on a page the base says what is out.
WHOLE = (*FIGURES[:-3], _verdict("dropped"), _verdict("no_measure"), *FIGURES[-3:])
WIDE = (*WHOLE, LIGHTS)
# For sheets and screens: a program would read 2/3 as a date, and each of the two figures opens its own tasks.
SPLIT = (*WHOLE, RED, YELLOW)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: its place in the list (empty where it has none), its name, its figures, the row it is a part of."""

    kind: str
    depth: int
    place: str
    name: str
    figures: tuple[str, ...]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """All that a format prints, as lines of text without control codes; ``keys`` name the columns of figures."""

    title: str
    subtitle: str
    place_heading: str
    name_heading: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    # The tasks behind, and those that were taken out where there are some; none where the summary does not list them.
    lists: tuple[PrintedList, ...] = ()
    # Who had it printed; None where nobody has.
    imprint: Imprint | None = None

    @property
    def heads(self) -> tuple[str, ...]:
        """The lines between the title and the table."""
        return heads_of(self.subtitle, self.imprint)


def figure_widths(printed: Printed) -> list[int]:
    """Cells of each column of figures."""
    return [max(width(heading), *(width(row.figures[at]) for row in printed.rows)) for at, heading in enumerate(printed.headings)]


def that_fit(keys: Sequence[str], widths: Sequence[int], room: int) -> list[int]:
    """The places of the columns that stand in ``room`` cells, less those that are left out first."""
    shown = list(range(len(keys)))
    for key in LEFT_OUT:
        if sum(widths[at] + 1 for at in shown) <= room:
            break
        shown = [at for at in shown if keys[at] != key]
    return shown


def with_support(summary: Summary, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What departments support beside what they lead, where the scope is what one leads or supports."""
    return (*columns[:1], SUPPORT, *columns[1:]) if summary.asked and columns[0].key == "total" else columns


def columns_for(summary: Summary, page: int) -> tuple[Column, ...]:
    """The printed columns that stand on ``page`` cells with room for the names."""
    printed = put_in_words(summary)
    place = max(width(printed.place_heading), *(width(row.place) for row in printed.rows))
    longest = max(width(INDENT * row.depth + row.name) for row in printed.rows)
    room = page - place - 1 - max(NAME_AT_LEAST, min(longest, NAME_WANTED))
    every = {column.key: column for column in (*PRINTED, SUPPORT)}
    fitting = that_fit(printed.keys, figure_widths(printed), room)
    return tuple(every[printed.keys[at]] for at in fitting if printed.keys[at] != SUPPORT.key)


def group_name(group: Group, by: str) -> str:
    """The name of a row; 未分配 and the total have theirs from the catalogue."""
    if group.kind == "total":
        return t("summary.total")
    if group.kind == "rest":
        return tn(f"summary.rest.{by}", int(group.name))
    if group.kind == "unassigned":
        return t(f"summary.unassigned.{by}")
    return show(group.name)


def held_without_offices(summary: Summary) -> frozenset[Id]:
    """The rows of sections that hold what a body kept itself, less than the section: beside them stand rows of its offices."""
    if summary.by != "department":
        return frozenset()
    with_offices = {one.parent for one in summary.rows if one.depth and one.kind != SECTION}
    return frozenset(one.key for one in summary.rows if one.kind == SECTION and one.parent in with_offices)


def row_names(summary: Summary) -> dict[Id, str]:
    """The names of the rows as printed; nobody must take what a body kept itself for the whole section."""
    own = held_without_offices(summary)
    names = {group.key: group_name(group, summary.by) for group in summary.rows}
    return {key: t("summary.own", name=name) if key in own else name for key, name in names.items()}


def name_heading(summary: Summary) -> str:
    """The heading of the first column: what the rows are, and for departments in which mode."""
    return t(f"summary.by.department.{summary.mode}") if summary.by == "department" else t(f"summary.by.{summary.by}")


def _own_notes(summary: Summary) -> tuple[str, ...]:
    return (t("summary.note.own"),) if held_without_offices(summary) else ()


def put_in_words(summary: Summary, columns: tuple[Column, ...] = PRINTED) -> Printed:
    """The summary in words; departments that only support have no row (a footnote counts them), unless the scope asks for one."""
    columns = with_support(summary, columns)
    rows: list[Row] = []
    names = {key: clip(name, NAME_CELLS) for key, name in row_names(summary).items()}
    place = 0
    for group in summary.rows:
        numbered = group.depth == 0 and group.kind not in {"total", "wildcard", "unassigned", "rest"}
        place += numbered
        kind = TOTAL if group.kind == "total" else PART if group.depth else GROUP
        figures = tuple(column.value(group) for column in columns)
        parent = names.get(group.parent, "") if group.depth and group.parent is not None else ""
        rows.append(Row(kind, group.depth, str(place) if numbered else "", names[group.key], figures, parent))
    first, last = summary.as_of_first or summary.as_of, summary.as_of
    head = [
        t("summary.as_of", date=last.isoformat(), share=share_text(summary))
        if first == last
        else t("summary.as_of_differs", first=first.isoformat(), last=last.isoformat())
    ]
    # The only plan that there is stands in the title.
    if scope := summary.scope or ("" if summary.title else t("summary.every_plan")):
        head.insert(0, t("summary.scope", scope=clip(show(scope), LINE_CELLS)))
    return Printed(
        title=clip(show(summary.title), NAME_CELLS) or t("summary.title", by=t(f"summary.by.{summary.by}")),
        subtitle=t("summary.and").join(head),
        place_heading=t("summary.column.place"),
        name_heading=name_heading(summary),
        keys=tuple(column.key for column in columns),
        headings=tuple(column.heading(summary) for column in columns),
        rows=tuple(rows),
        notes=tuple(clip(note, LINE_CELLS) for note in (*_own_notes(summary), *footnotes(summary))),
        lists=lists_of(summary),
        imprint=summary.imprint,
    )


def lists_of(summary: Summary) -> tuple[PrintedList, ...]:
    """The lists of tasks that stand below the table, each under a title of its own."""
    found, out = summary.behind, summary.taken_out
    # A summary that bears no plan's title is of several, whichever of them its lists happen to be of.
    several = not summary.title or several_plans(found, out)
    behind = () if found is None else (put_behind_in_words(found, summary.words, several=several),)
    return behind if out is None or not out.total else (*behind, put_out_in_words(out, summary.words, several=several))
