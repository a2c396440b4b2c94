"""Schedule share (序时进度): how much of a plan's own period has passed as of a date."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from planreview.domain.rounding import percent

MODES = ("months", "quarters", "days")
_MONTHS_IN_STEP = {"months": 1, "quarters": 3}
_FULL = Decimal("100.0")


def period_end(period: tuple[int, int]) -> date:
    """The last day of a period given as (first year, last year)."""
    return date(period[1], 12, 31)


def schedule_share(period: tuple[int, int], as_of: date, mode: str = "months") -> Decimal:
    """Percent of the period that has passed at the end of ``as_of``, one decimal, capped to 0-100.

    ``period`` is (first year, last year), whatever the date of issue. ``months`` and ``quarters`` count finished ones only
    (15 November of a yearly plan: 10 months, 83.3), ``days`` counts the as-of day itself. Raises ``ValueError`` where the
    period runs backwards or the mode is none of ``MODES``.
    """
    first, last = period
    if first > last or mode not in MODES:
        raise ValueError(f"{period} {mode}")
    start, end = date(first, 1, 1), period_end(period)
    if as_of < start:
        return Decimal("0.0")
    if as_of >= end:
        return _FULL
    if mode == "days":
        share = percent((as_of - start).days + 1, (end - start).days + 1)
    else:
        step = _MONTHS_IN_STEP[mode]
        share = percent(_finished_months(first, as_of) // step * step, 12 * (last - first + 1))
    assert share is not None
    return share


def _finished_months(first_year: int, as_of: date) -> int:
    months = 12 * (as_of.year - first_year) + as_of.month - 1
    # The last day of a month finishes it.
    return months + 1 if (as_of + timedelta(days=1)).month != as_of.month else months


def default_as_of(period: tuple[int, int], today: date) -> date:
    """The date a plan opens at: today, or the end of a period that is over."""
    return min(today, period_end(period))
