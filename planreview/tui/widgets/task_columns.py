"""What the task list says of a row, in words and figures: the same in its columns and in the detail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from planreview.aims import gap_words
from planreview.catalogue import t
from planreview.cells import clip, fit, width
from planreview.domain.departments import canonical, spellings
from planreview.domain.gaps import FULL, is_to_target
from planreview.domain.records import dataclass
from planreview.domain.review import UNREVIEWED, PlanInfo, TargetView, TaskRow
from planreview.presets import body_names, verdict_set
from planreview.text import show
from planreview.tui.inks import FOUND, Span

if TYPE_CHECKING:
    from planreview.domain.lights import TargetFigure

FIGURE, DUE, NUMBER = 6, 5, 3
# Where a text holds what was looked for.
Finder = Callable[[str], Sequence[tuple[int, int]]]


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


def number_text(row: TaskRow) -> str:
    """The task's number, or its label where it has none."""
    return str(row.number) if row.number is not None else show(row.label or "-")


def lead_text(row: TaskRow, cells: int | None = None, city: str = "") -> str:
    """The department where the task counts, ``+n`` behind it for further joint leads, or 未分配; where it has no room in
    ``cells``, without the ``city`` of its plan, then by the shortest name that is known for it (市住建局)."""
    if row.lead is None:
        return t("list.unassigned")
    further = f"+{row.leads - 1}" if row.leads > 1 else ""
    name = show(row.lead)
    if cells is not None and width(name + further) > cells:
        name = canonical(name, city)
        if width(name + further) > cells:
            name = _shortest(name)
    return name + further


@lru_cache(maxsize=1_000)
def _shortest(name: str) -> str:
    return min((name, *spellings(name, body_names())), key=width)


def figure(value: Decimal | None) -> str:
    """A percentage or points with one decimal; ``-`` where nothing was measured."""
    return "-" if value is None else f"{value:.1f}"


def target_gap(target: TargetView | TargetFigure) -> str:
    """The gap of one target, with 标 behind it where it is to the target itself, of a rate 点."""
    to_target = target.attainment is not None and is_to_target(target.attainment, target.gap)
    return gap_words(target.attainment, target.gap) + (t("list.to_target") if to_target else "")


def gap_text(row: TaskRow, plan: PlanInfo | None = None) -> str:
    """The gap; behind one against the target stands 标, of a rate 点. At the end of the period the schedule asks for the
    target as well."""
    over = plan is not None and plan.share is not None and plan.share >= FULL
    to_target = row.attainment is not None and is_to_target(row.attainment, row.gap) and not over
    return gap_words(row.attainment, row.gap) + (t("list.to_target") if to_target else "")


def due_text(row: TaskRow, plan: PlanInfo | None = None) -> str:
    """Month and day; in another year than that of the plan's as-of date the year, with its month where it is not the end. The
    whole date where the plan is not known."""
    if row.routine:
        return t("list.routine")
    if row.due is None:
        return "-"
    if plan is None:
        return row.due.isoformat()
    if row.due.year == plan.as_of.year:
        return row.due.strftime("%m-%d")
    return f"{row.due.year}" if (row.due.month, row.due.day) == (12, 31) else row.due.strftime("%y/%m")


def marked(text: str, wide: int, ink: str, found: Finder | None) -> list[Span]:
    """A text in so many cells, with what was looked for in an ink of its own."""
    drawn = fit(text, wide)
    spans = found(text) if found is not None else ()
    if not spans:
        return [(drawn, ink)]
    # What was cut off ends in a sign that is none of the text's.
    kept = len(text) if width(text) <= wide else len(clip(text, wide)) - 1
    parts: list[Span] = []
    at = 0
    for first, behind in spans:
        first, behind = max(first, at), min(behind, kept)
        if first < behind:
            parts += [(drawn[at:first], ink), (drawn[first:behind], FOUND)]
            at = behind
    return [part for part in (*parts, (drawn[at:], ink)) if part[0]]
