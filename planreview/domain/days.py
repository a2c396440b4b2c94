"""Which days a plan can be about: a slip of the hand (1026, 20206) must not set the date of every figure."""

from __future__ import annotations

from datetime import date

# The first year of the state whose plans these are, and one by which nobody has planned yet.
FIRST_YEAR, LAST_YEAR = 1949, 2200


def is_thinkable(day: date) -> bool:
    """Whether a plan can be under way, or reviewed, on a day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
