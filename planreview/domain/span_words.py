"""Ranges as people type them: 2026-06, 2026年6月, 2026-01..2026-03, 1-5, 1至5."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from planreview.domain.days import FIRST_YEAR, LAST_YEAR, is_thinkable
from planreview.domain.entries import parse_date
from planreview.domain.spans import Days, Numbers, month_of, year_of

_PART = re.compile(r"(\d{4})年?(?:[-/.]?(\d{1,2})月?)?")
_BETWEEN = re.compile(r"\.\.+|~|至|到")
_NUMBERS = re.compile(r"(\d{1,10})(?:([-~至到])(\d{1,10})?)?")
_LONGEST = 100


def ends_of(text: str) -> list[str]:
    """The two ends of a range, or the one text that is none."""
    return _BETWEEN.split(unicodedata.normalize("NFKC", text[:_LONGEST]).strip())


def days_named(text: str) -> Days | None:
    """The day, month or year that a text names; None for anything else."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:_LONGEST]))
    match = _PART.fullmatch(folded)
    if match is not None and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        if match[2] is None:
            return year_of(int(match[1]))
        if 1 <= int(match[2]) <= 12:
            return month_of(int(match[1]), int(match[2]))
    day = parse_date(folded, date.min)
    return Days(day, day) if day is not None and is_thinkable(day) else None


def numbers_named(text: str) -> Numbers | None:
    """The number, or the range of numbers (``3-`` has no end), that a text names."""
    match = _NUMBERS.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:_LONGEST])))
    if match is None:
        return None
    first = int(match[1])
    return Numbers(first, first if match[2] is None else None if match[3] is None else int(match[3]))
