"""Refuse days on which no plan can stand, wherever a date is taken in: one slip would move every figure."""

from __future__ import annotations

from datetime import date

from planreview.domain.days import FIRST_YEAR, LAST_YEAR, is_thinkable
from planreview.errors import InputError


def check_day(day: date | None) -> None:
    """Raise :class:`InputError` day_unthinkable for a day outside the years that a plan can be about."""
    if day is not None and not is_thinkable(day):
        raise InputError("day_unthinkable", day=day, first=FIRST_YEAR, last=LAST_YEAR)
