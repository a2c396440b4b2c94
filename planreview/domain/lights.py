"""Lights (亮灯): what the figures say of a target, a date and a task; computed, never typed.

Every row of "Figures and lights" in the description of the field. The formula of a kind is fixed; what it is compared with,
and every limit, is data (``db/presets/lights-*.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from planreview.domain.records import dataclass
from planreview.domain.rounding import difference, half_up, percent
from planreview.domain.verdicts import COMPLETED, NOT_STARTED, OUT

GREEN, YELLOW, RED = "green", "yellow", "red"
LIGHTS = (GREEN, YELLOW, RED)
KINDS = ("flow", "level", "level_base", "rate", "ceiling", "lower", "rank", "date")
# What a light goes by: the schedule share, the target itself, points to it, a limit, a place, or a date.
RULES = (SCHEDULE, TARGET, RATE, CEILING, PLACE, DUE) = ("schedule", "target", "rate", "ceiling", "place", "date")
FIGURE, DATE = "figure", "date"
_FULL, _NEARLY = Decimal("100.0"), Decimal("99.9")
_SEVERITY = {None: 0, GREEN: 1, YELLOW: 2, RED: 3}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits: lags in percentage points, ``half`` in percent of the target, ``due_soon`` in days, ``dominance`` in
    percent of a plan. ``compared`` maps a kind of target to ``schedule`` or ``target``; ``mismatches`` holds the pairs of
    verdict and light that disagree."""

    yellow_from: Decimal
    red_above: Decimal
    half: Decimal
    due_soon: int
    dominance: Decimal
    compared: tuple[tuple[str, str], ...]
    mismatches: frozenset[tuple[str, str]]

    def lag_light(self, lag: Decimal) -> str:
        """Under ``yellow_from`` green, up to ``red_above`` (both ends) yellow, then red."""
        if lag < self.yellow_from:
            return GREEN
        return YELLOW if lag <= self.red_above else RED


@dataclass(frozen=True, slots=True)
class TargetInput:
    """A target with its newest actual. ``value``, ``value_max``, ``baseline`` and ``actual`` stand in the same unit; of a
    decline (``%-``) the actual is the decline itself, so 3.1 is "down by 3.1". ``pending``: 待数, not yet published."""

    kind: str
    op: str
    value: Decimal
    value_max: Decimal | None = None
    baseline: Decimal | None = None
    unit: str | None = None
    actual: Decimal | None = None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """What follows from an actual: ``attainment`` in percent of the way, ``plain`` the same without the baseline where
    there is one, ``gap`` in points to what it is compared with, ``light``, and whether the target is reached. None where
    not measured; a rate and a ceiling have no attainment in percent."""

    attainment: Decimal | None = None
    gap: Decimal | None = None
    light: str | None = None
    reached: bool = False
    plain: Decimal | None = None


NOT_MEASURED = TargetFigure()


def figure(target: TargetInput, schedule: Decimal | None, thresholds: Thresholds) -> TargetFigure:
    """The figures of one target at a schedule share in percent (None: the plan has no period, so no light by schedule)."""
    actual = target.actual
    if actual is None or target.pending or target.kind == "date" or not _sensible(target):
        return NOT_MEASURED
    kind = _kind_of(target)
    if kind == "ceiling":
        reached = actual <= (target.value if target.value_max is None else target.value_max)
        return TargetFigure(light=GREEN if reached else RED, reached=reached)
    if kind == "rank":
        # A place among others: a worse one is missed, and no limit is broken by it.
        reached = actual <= target.value
        return TargetFigure(light=GREEN if reached else YELLOW, reached=reached)
    if kind == "rate":
        return _rate(actual, target.value, thresholds)
    if kind == "lower":
        if target.op == "%-":
            return _against(TARGET, _plain(actual, target.value), None, actual >= target.value, schedule, thresholds)
        if target.baseline is None or target.baseline <= target.value:
            # No way to go down from there: only the target itself can be compared.
            reached = actual <= target.value
            return TargetFigure(light=GREEN if reached else YELLOW, reached=reached)
        way = percent(difference(target.baseline, actual), difference(target.baseline, target.value))
        return _against(_rule(thresholds, kind), way, None, actual <= target.value, schedule, thresholds)
    plain = _plain(actual, target.value)
    reached = actual >= target.value
    if kind == "level_base" and target.baseline is not None:
        way = percent(difference(actual, target.baseline), difference(target.value, target.baseline))
        return _against(_rule(thresholds, kind), way, plain, reached, schedule, thresholds)
    return _against(_rule(thresholds, kind), plain, None, reached, schedule, thresholds)


def judged_by(target: TargetInput, thresholds: Thresholds) -> str:
    """Which of ``RULES`` :func:`figure` goes by for a target, so that it can be said beside the light."""
    kind = _kind_of(target)
    if kind == "lower" and target.op != "%-":
        down = target.baseline is not None and target.baseline > target.value
        return _rule(thresholds, kind) if down else PLACE
    own = {"rate": RATE, "ceiling": CEILING, "rank": PLACE, "date": DUE, "lower": TARGET}
    return own.get(kind) or _rule(thresholds, kind)


def _sensible(target: TargetInput) -> bool:
    """Whether its numbers can be calculated with: no NaN and nothing of more than thirty digits, as a slip of the hand or a
    hostile sheet gives."""
    numbers = [n for n in (target.value, target.value_max, target.baseline, target.actual) if n is not None]
    return all(n.is_finite() and (n.is_zero() or abs(n.adjusted()) <= 30) for n in numbers)


def _kind_of(target: TargetInput) -> str:
    """The kind that the numbers allow: a baseline entered later makes a level one with baseline, one above the target a
    lower-is-better one, unless the plan says "not under"; a level that says "at most" is a ceiling."""
    kind, op, base, value = target.kind, target.op, target.baseline, target.value
    if op == "%-":
        return "lower"
    if kind in {"level", "level_base"} and base is not None and base != value:
        if base < value:
            return "level" if op == "<=" else "level_base"
        return "level" if op == ">=" else "lower"
    if op == "<=" and kind in {"level", "rate", "flow", "level_base"}:
        return "ceiling"
    return "level" if kind == "level_base" else kind


def _plain(actual: Decimal, value: Decimal) -> Decimal | None:
    """The actual in percent of the target; of a target of nothing, or under nothing, there is no percentage."""
    return percent(actual, value) if value > 0 else None


def _as_found(attainment: Decimal | None, reached: bool) -> Decimal | None:
    """The percentage as it is printed: 6999 of 7000 is missed and must not round to 100.0, nor what is reached to less."""
    if attainment is None:
        return None
    return max(attainment, _FULL) if reached else min(attainment, _NEARLY)


def _rule(thresholds: Thresholds, kind: str) -> str:
    return dict(thresholds.compared).get(kind, TARGET)


def _rate(actual: Decimal, value: Decimal, thresholds: Thresholds) -> TargetFigure:
    """A growth, share or rate: points to the target; missed yellow, negative or under ``half`` percent of it red.

    The gap is printed as finely as the target is written, so that no miss of 0.52 by 0.02 prints as a yellow 0.0.
    """
    reached = actual >= value
    red = actual < 0 or (value > 0 and actual * 100 < value * thresholds.half)
    light = GREEN if reached else RED if red else YELLOW
    places = max(1, _places(actual), _places(value))
    gap = half_up(difference(actual, value), places)
    return TargetFigure(gap=gap if reached else min(gap, -Decimal(1).scaleb(-places)), light=light, reached=reached)


def _places(number: Decimal) -> int:
    """Decimals a number is written with; ``_sensible`` has bounded them."""
    exponent = number.normalize().as_tuple().exponent
    return min(max(0, -exponent), 6) if isinstance(exponent, int) else 0


def _against(
    rule: str,
    attainment: Decimal | None,
    plain: Decimal | None,
    reached: bool,
    schedule: Decimal | None,
    thresholds: Thresholds,
) -> TargetFigure:
    attainment, plain = _as_found(attainment, reached), _as_found(plain, reached)
    if attainment is None:
        return TargetFigure(plain=plain, reached=reached)
    if rule == SCHEDULE:
        if schedule is None:
            return TargetFigure(attainment, None, None, reached, plain)
        # Of the printed figures, so that a reader who subtracts them finds the gap and the light.
        gap = difference(attainment, half_up(schedule))
        return TargetFigure(attainment, gap, thresholds.lag_light(max(Decimal(0), -gap)), reached, plain)
    light = GREEN if reached else RED if attainment < thresholds.half else YELLOW
    return TargetFigure(attainment, difference(attainment, _FULL), light, reached, plain)


def date_light(due: date | None, as_of: date, done_or_out: bool, thresholds: Thresholds) -> str | None:
    """Past due red, within ``due_soon`` days yellow, else none; a task completed or out has no light by date."""
    if due is None or done_or_out:
        return None
    if due < as_of:
        return RED
    return YELLOW if (due - as_of).days <= thresholds.due_soon else None


@dataclass(frozen=True, slots=True)
class TaskLight:
    """The light of a task, whether by ``figure`` or ``date``, and which of its targets gives it (an index)."""

    light: str | None = None
    by: str | None = None
    target: int | None = None


def worst(figures: Sequence[TargetFigure]) -> TaskLight:
    """The worst light and the target that gives it: the larger lag among equals, then the first; no light where none has."""
    best: int | None = None
    for place, one in enumerate(figures):
        if one.light is not None and (best is None or _weight(one) > _weight(figures[best])):
            best = place
    return TaskLight() if best is None else TaskLight(figures[best].light, FIGURE, best)


def _weight(one: TargetFigure) -> tuple[int, Decimal]:
    return _SEVERITY[one.light], -one.gap if one.gap is not None else Decimal(0)


def task_light(figures: Sequence[TargetFigure], by_date: str | None, verdict: str | None, *, quantities: bool) -> TaskLight:
    """The light of a task: of its worst target, or of its date where it commits to no quantity.

    ``quantities`` says whether it has targets beside dates: where none of them has an actual there is no light. A task that
    is out has no light at all: nothing is asked of it any more.
    """
    if verdict in OUT:
        return TaskLight()
    if quantities:
        return worst(figures)
    return TaskLight(by_date, DATE) if by_date is not None and verdict not in COMPLETED else TaskLight()


def is_mismatch(
    verdict: str | None,
    light: str | None,
    thresholds: Thresholds,
    *,
    by: str | None = FIGURE,
    attainment: Decimal | None = None,
    overdue: bool = False,
) -> bool:
    """Whether a verdict and a light disagree (矛盾, ``!``), so that someone looks again. Neither is changed.

    | verdict              | green | yellow | red | none |
    |----------------------|-------|--------|-----|------|
    | not started, behind  | !     |        |     |      |
    | on track             |       |        | !   |      |
    | ahead, done          |       | !      | !   |      |
    | dropped, no measure, unreviewed | |  |     |      |

    Yellow beside "on track" is the warning the light is there for, not a contradiction. A yellow by date is a reminder that
    the day comes near and contradicts nothing; a red one says that it has passed. "Not started" with 0 percent reached
    agrees with the green that every target has early in the year. What is behind because its own date has passed is not
    contradicted by a green against the plan's schedule.
    """
    if verdict is None or light is None or (verdict, light) not in thresholds.mismatches:
        return False
    if (by == DATE and light == YELLOW) or (overdue and light == GREEN):
        return False
    return not (verdict == NOT_STARTED and attainment is not None and attainment <= 0)


def falls_short(figures: Sequence[TargetFigure], targets: Sequence[TargetInput]) -> bool:
    """Whether a target that has an actual was not reached: 完成 then asks for a reason."""
    return any(
        not one.reached
        for one, target in zip(figures, targets, strict=True)
        if target.actual is not None and not target.pending and target.kind != "date"
    )
