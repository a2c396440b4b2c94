"""Dates in signatures and sentences: figures, Chinese numerals, and dates whose 年月日 were lost."""

from __future__ import annotations

import re
from calendar import monthrange

from planreview.domain.quantities import fold_numerals, parse_chinese

_PLAIN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s{0,3}[-年./．]\s{0,3}(\d{1,2})\s{0,3}[-月./．]\s{0,3}(\d{1,2})(?!\d)")
_CHINESE = re.compile(
    r"([二一][〇○零九零]?[〇○零一二三四五六七八九]{2,3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_RUN = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2,4})(?!\d)")


def iso(year: int, month: int, day: int) -> str | None:
    """``2020-03-27``, or None for a day that no calendar has."""
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def month_end(year: int, month: int) -> str:
    """The last day of a month."""
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def read_date(text: str) -> str | None:
    """The first whole date of a text, as ISO; None where there is none."""
    folded = fold_numerals(text)
    for match in _PLAIN.finditer(folded):
        if found := iso(int(match[1]), int(match[2]), int(match[3])):
            return found
    for match in _CHINESE.finditer(text):
        parts = [parse_chinese(match[n]) for n in (1, 2, 3)]
        if all(parts) and (found := iso(*[p or 0 for p in parts])):
            return found
    return None


def read_run_date(text: str) -> tuple[str, ...]:
    """The dates that a run of digits without 年月日 may mean: ``2020327`` is one, ``2020111`` are two."""
    match = _RUN.search(fold_numerals(text))
    if match is None:
        return ()
    year, tail = int(match[1]), match[2]
    splits = {(tail[:cut], tail[cut:]) for cut in (1, 2) if 0 < len(tail) - cut <= 2}
    # A month or day of one figure is not written with a zero beside one that is.
    if len(tail) == 4:
        splits = {(tail[:2], tail[2:])}
    readable = (iso(year, int(month), int(day)) for month, day in splits if not (len(tail) < 4 and "0" in (month[0], day[0])))
    return tuple(sorted(found for found in readable if found))
