"""Read a due date as the outline states it: a day, a month, a year, or a range of them, of which the end holds."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@lru_cache(10_000)
def due_date(text: str | None) -> date | None:
    """The last day meant; None where there is none or no calendar has it."""
    found = _DATE.findall(text or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found[-1])
    try:
        assert year is not None
        month = month or 12
        if not day:
            # Loads half of what names days in other languages; a day that is stated does without.
            from calendar import monthrange

            day = monthrange(year, month)[1]
        return date(year, month, day)
    except ValueError:
        return None
