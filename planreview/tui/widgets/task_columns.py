"""The columns of the task list: how wide each is, what stands in it, and in which ink.

Widths follow the words of the language in use, so that Chinese (two Han characters a verdict) stays narrow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planreview.catalogue import t
from planreview.cells import fit, width
from planreview.domain.place_names import short_city
from planreview.domain.review import UNREVIEWED, PlanInfo, TaskRow
from planreview.presets import verdict_set
from planreview.text import show
from planreview.tui.inks import ACCENT, ERROR, FAINT, HEADING, MUTED, TEXT, Line, Span, light_ink, verdict_ink
from planreview.tui.widgets.measure_lines import row_title

FIGURE, DUE, NUMBER = 6, 5, 3
WIDE = 80
# At most so many cells for a city without its level, and none in a list that would keep fewer for its titles.
CITY, TITLE = 6, 16
FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Words:
    """List words by key: verdicts (with ``unreviewed`` and ``closed``) and lights."""

    verdicts: Mapping[str, str]
    lights: Mapping[str, str]

    def verdict(self, row: TaskRow) -> str:
        """The word for the state of a task."""
        if not row.supervised:
            return t("screens.outside")
        return self.verdicts["closed" if row.closed else row.verdict or UNREVIEWED]

    def light(self, light: str | None) -> str:
        """The word for a light, ``-`` for none."""
        return self.lights.get(light or "", "-")


def current_words() -> Words:
    """The words of the language in use."""
    return Words(verdict_set().words(), {light: t(f"light.{light}") for light in ("green", "yellow", "red")})


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of each column for one width of the list; ``city`` and ``reviewed`` are 0 where they do not fit."""

    verdict: int
    light: int
    lead: int
    title: int
    gap: int
    city: int = 0
    reviewed: int = 0

    @classmethod
    def for_width(cls, cells: int, words: Words, *, cities: Collection[str] = ()) -> Columns:
        """The columns of a list of ``cells`` cells; ``cities`` are those whose tasks it holds: several are told apart."""
        verdict = max(width(word) for word in (t("list.verdict"), *words.verdicts.values()))
        light = max(width(t("list.light")) - 1, *(width(word) for word in words.lights.values()))
        several = len(cities) > 1
        lead = 10 if cells < WIDE or (several and cells < 100) else 12 if cells < 100 else 16
        gap = FIGURE + width(t("list.to_target"))
        reviewed = DUE + 1 if cells >= WIDE else 0
        city = min(CITY, max(width(short_city(city)) for city in cities)) + 1 if several else 0
        fixed = 2 + NUMBER + 1 + verdict + 2 + light + 2 + lead + 1 + 1 + FIGURE + 1 + gap + 1 + DUE + reviewed
        if cells - fixed - city < TITLE:
            city = 0
        return cls(verdict, light, lead, max(8, cells - fixed - city), gap, max(0, city - 1), max(0, reviewed - 1))


def header_line(columns: Columns) -> Line:
    """The head of the list."""
    parts = [
        "  " + fit(t("list.number"), NUMBER, "right"),
        fit(t("list.verdict"), columns.verdict + 1),
        fit(t("list.light"), columns.light + 1),
        *([fit(t("list.city"), columns.city)] if columns.city else []),
        fit(t("list.lead"), columns.lead),
        fit(t("list.title"), columns.title),
        fit(t("list.attainment"), FIGURE, "right"),
        fit(t("list.gap"), columns.gap, "right"),
        fit(t("list.due"), DUE, "right"),
        *([fit(t("list.reviewed"), columns.reviewed, "right")] if columns.reviewed else []),
    ]
    return ((" ".join(parts), MUTED),)


def row_line(row: TaskRow, columns: Columns, words: Words, *, here: bool, chosen: bool, plan: PlanInfo | None = None) -> Line:
    """One task of the list; ``here`` under the cursor, ``chosen`` selected, ``plan`` the one it belongs to."""
    ink = verdict_ink(row.verdict) if row.supervised else MUTED
    out = row.verdict in ("dropped", "no_measure") or not row.supervised
    light = words.light(row.light)
    spans: list[Span] = [
        (">" if here else " ", ACCENT),
        ("*" if chosen else " ", ACCENT),
        (fit(number_text(row), NUMBER, "right") + " ", MUTED),
        # Not found on in the open round: what stands there is of an earlier one.
        (fit(words.verdict(row), columns.verdict), FAINT if row.earlier else ink),
        ("? " if row.reason_open else "< " if row.earlier else "  ", ACCENT if row.reason_open else FAINT),
        (light, light_ink(row.light)),
        (fit("!" if row.mismatch else "", columns.light + 2 - width(light)), ACCENT),
    ]
    if columns.city:
        spans.append((fit(show(short_city(plan.city) if plan else ""), columns.city) + " ", MUTED))
    spans += [
        (fit(lead_text(row), columns.lead) + " ", FAINT if row.lead_source in (None, "default") else MUTED),
        (row_title(row, columns.title) + " ", MUTED if out else HEADING if here else TEXT),
        (fit(figure(row.attainment), FIGURE, "right") + " ", TEXT if row.attainment is not None else FAINT),
        (fit(gap_text(row, plan), columns.gap, "right") + " ", light_ink(row.light if row.gap is not None else None)),
        (fit(due_text(row, plan), DUE, "right"), ERROR if row.overdue else FAINT if row.due_presumed else MUTED),
    ]
    if columns.reviewed:
        spans.append((" " + (row.verdict_on.strftime("%m-%d") if row.verdict_on else "    -"), FAINT))
    return tuple(spans)


def waiting_line(columns: Columns) -> Line:
    """A row that is not loaded yet."""
    return (("      ", TEXT), ("-" * columns.verdict, FAINT))


def number_text(row: TaskRow) -> str:
    """The task's number, or its label where it has none."""
    return str(row.number) if row.number is not None else show(row.label or "-")


def lead_text(row: TaskRow) -> str:
    """The department where the task counts, ``+n`` behind it for further joint leads, or 未分配."""
    if row.lead is None:
        return t("list.unassigned")
    return show(row.lead) + (f"+{row.leads - 1}" if row.leads > 1 else "")


def figure(value: Decimal | None) -> str:
    """A percentage or points with one decimal; ``-`` where nothing was measured."""
    return "-" if value is None else f"{value:.1f}"


def is_to_target(attainment: Decimal | None, gap: Decimal | None) -> bool:
    """Whether a gap is measured against the target itself (a rate in points, a level in percent), not the schedule share."""
    return gap is not None and (attainment is None or gap == attainment - FULL)


def gap_text(row: TaskRow, plan: PlanInfo | None = None) -> str:
    """The gap; behind one against the target stands 标. At the end of the period the schedule asks for the target as well."""
    over = plan is not None and plan.share is not None and plan.share >= FULL
    to_target = is_to_target(row.attainment, row.gap) and not (over and row.attainment is not None)
    return figure(row.gap) + (t("list.to_target") if to_target else "")


def due_text(row: TaskRow, plan: PlanInfo | None = None) -> str:
    """Month and day; in another year than that of the plan's as-of date the year, with its month where it is not the end."""
    if row.routine:
        return t("list.routine")
    if row.due is None:
        return "-"
    if plan is None or row.due.year == plan.as_of.year:
        return row.due.strftime("%m-%d")
    return f"{row.due.year}" if (row.due.month, row.due.day) == (12, 31) else row.due.strftime("%y/%m")
