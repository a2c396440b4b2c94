"""Ranges that a filter asks for: of days, of figures, of task numbers. Both ends are included; None leaves one open."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from planreview.domain.records import dataclass

# Days that move with the as-of date of each plan: before it, its day, month, the months beside it, quarter, year.
MOVING = ("past", "today", "month", "last_month", "next_month", "quarter", "year")
NONE = "none"
STEP = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``; with a ``word`` those of ``MOVING``, or ``none``: no day is known."""

    first: date | None = None
    last: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Printed figures (one decimal) from ``least`` to ``most``; with the word ``none``: nothing was measured."""

    least: Decimal | None = None
    most: Decimal | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Task numbers from ``first`` on, to ``last`` where it is not None."""

    first: int
    last: int | None


def month_of(year: int, month: int) -> Days:
    """The days of a month."""
    behind = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), behind - timedelta(days=1))


def year_of(year: int) -> Days:
    """The days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def days_compared(sign: str, named: Days) -> Days:
    """The days that ``sign`` (= >= <= > <) asks for against a day, month or year: < 2026-06 ends with the last of May."""
    if named.first is None or named.last is None:
        return named
    day = timedelta(days=1)
    return {
        "=": named,
        ">=": Days(named.first, None),
        "<=": Days(None, named.last),
        ">": Days(named.last + day, None),
        "<": Days(None, named.first - day),
    }[sign]


def figures_compared(sign: str, value: Decimal) -> Figures:
    """As :func:`days_compared`; printed figures have one decimal, so that < 50 ends with 49.9."""
    return {
        "=": Figures(value, value),
        ">=": Figures(value, None),
        "<=": Figures(None, value),
        ">": Figures(value + STEP, None),
        "<": Figures(None, value - STEP),
    }[sign]


def both_days(one: Days, other: Days) -> Days | None:
    """What two ranges share; None where one of them is no range of days."""
    if (one.word or other.word) and one != other:
        return None
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    return Days(max(firsts, default=None), min(lasts, default=None), one.word)


def both_figures(one: Figures, other: Figures) -> Figures | None:
    """As :func:`both_days`."""
    if (one.word or other.word) and one != other:
        return None
    least = [value for value in (one.least, other.least) if value is not None]
    most = [value for value in (one.most, other.most) if value is not None]
    return Figures(max(least, default=None), min(most, default=None), one.word)
