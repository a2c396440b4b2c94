"""Ranges in the text of a filter: ``时限<=2026-06``, ``时限=本月``, ``核于=2026-01..2026-03``, ``差距<=-10``, ``号=1-5,9``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from planreview.domain.entries import parse_figure
from planreview.domain.span_words import days_named, ends_of, numbers_named
from planreview.domain.spans import MOVING, NONE, Days, Figures, Numbers, days_compared, figures_compared, month_of
from planreview.errors import InputError
from planreview.services.filter_words import meant, said
from planreview.text import show

Written = tuple[str, str]

# No figure of a plan has so many digits.
_MOST = Decimal(10) ** 9


def read_days(sign: str, given: Sequence[str]) -> Days:
    """The days that a comparison asks for. Raises :class:`InputError` filter_day."""
    text = given[0] if len(given) == 1 else ""
    word = meant(text, (*MOVING, NONE), "day")
    if word is not None and sign == "=":
        return Days(word=word)
    ends = ends_of(text) if sign == "=" else [text]
    named = [days_named(end) for end in ends]
    if not 0 < len(named) <= 2 or None in named:
        raise InputError("filter_day", value=show(",".join(given)), known=" ".join(said(one, "day") for one in (*MOVING, NONE)))
    first, last = named[0], named[-1]
    assert first is not None and last is not None
    return days_compared(sign, first) if len(named) == 1 else Days(first.first, last.last)


def write_days(days: Days) -> Written:
    """Sign and value that :func:`read_days` reads back."""
    first, last = days.first, days.last
    if days.word:
        return "=", said(days.word, "day")
    if first is None or last is None:
        return (">=", _begins(first)) if first is not None else ("<=", _ends(last)) if last is not None else ("=", "")
    if first == last:
        return "=", first.isoformat()
    begin, end = _begins(first), _ends(last)
    return "=", begin if begin == end else f"{begin}..{end}"


def _begins(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return f"{day.year}"
    return f"{day.year}-{day.month:02}" if day.day == 1 else day.isoformat()


def _ends(day: date) -> str:
    if (day.month, day.day) == (12, 31):
        return f"{day.year}"
    return f"{day.year}-{day.month:02}" if month_of(day.year, day.month).last == day else day.isoformat()


def read_figures(sign: str, given: Sequence[str]) -> Figures:
    """The figures that a comparison asks for. Raises :class:`InputError` filter_figure."""
    text = given[0] if len(given) == 1 else ""
    if sign == "=" and meant(text, (NONE,), "day") is not None:
        return Figures(word=NONE)
    ends = ends_of(text) if sign == "=" else [text]
    values = [_figure(end) for end in ends]
    if not 0 < len(values) <= 2 or None in values:
        raise InputError("filter_figure", value=show(",".join(given)))
    first, last = values[0], values[-1]
    assert first is not None and last is not None
    return figures_compared(sign, first) if len(values) == 1 else Figures(first, last)


def _figure(text: str) -> Decimal | None:
    """A figure with one decimal at most, as figures are printed."""
    value = parse_figure(text)
    if value is None or not abs(value) < _MOST or value != value.quantize(Decimal("0.1")):
        return None
    return Decimal(value.quantize(Decimal("0.1")))


def write_figures(figures: Figures) -> Written:
    """Sign and value that :func:`read_figures` reads back."""
    least, most = figures.least, figures.most
    if figures.word:
        return "=", said(figures.word, "day")
    if least is None or most is None:
        return (">=", f"{least:f}") if least is not None else ("<=", f"{most:f}") if most is not None else ("=", "")
    return "=", f"{least:f}" if least == most else f"{least:f}..{most:f}"


def read_numbers(sign: str, given: Sequence[str]) -> list[Numbers]:
    """Task numbers and ranges of them. Raises :class:`InputError` filter_number."""
    found: list[Numbers] = []
    for text in given:
        named = numbers_named(text)
        alone = named is not None and named.first == named.last and len(given) == 1
        if named is None or (sign != "=" and not alone) or (sign == "<" and not named.first):
            raise InputError("filter_number", value=show(",".join(given)))
        first = named.first
        compared = {">=": (first, None), ">": (first + 1, None), "<=": (0, first), "<": (0, first - 1)}
        found.append(Numbers(*compared[sign]) if sign in compared else named)
    return found


def write_numbers(numbers: Sequence[Numbers]) -> list[str]:
    """Values that :func:`read_numbers` reads back behind ``=``."""
    return [str(one.first) if one.last == one.first else f"{one.first}-{'' if one.last is None else one.last}" for one in numbers]
