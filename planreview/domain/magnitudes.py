"""Figures that were typed with 万 or 亿, in the unit of what they are typed for.

Plans quote a unit with its magnitude (``亿元``, ``万人次``); people type 0.2万 for 2000家 and 38亿 where 亿元 is asked. What a
sign is worth is never a matter of taste; what names another unit, or a rate, is not understood.
"""

from __future__ import annotations

import re
from decimal import Decimal

from planreview.domain.entries import RATES, parse_figure
from planreview.domain.quantities import BASE_UNITS, CHINESE_NUMERAL, MAGNITUDE, fold_numerals, is_exact, parse_number

_SIGNS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ARABIC = re.compile(rf"(?P<number>[+-]?[\d.,]+)\s*(?P<sign>{MAGNITUDE})")
_CHINESE = re.compile(rf"{CHINESE_NUMERAL}(?:{CHINESE_NUMERAL}|[万亿])*")
_UNIT = re.compile(rf"(?P<sign>{MAGNITUDE})(?P<base>.+)")


def parse_in_unit(text: str, unit: str | None) -> tuple[Decimal | None, bool]:
    """A figure as typed for a unit, in that unit, and whether a magnitude was worked out; None for what is not understood.

    ``0.2万`` of 家 is 2000, ``38亿`` and ``38亿元`` of 亿元 are 38, ``5000万`` of 亿元 is 0.5; ``38`` of 亿元 is 38 as ever.
    """
    folded = fold_numerals(text.strip())
    own, base = _apart(unit or "")
    if unit and folded.endswith(unit):
        # So many of the whole unit: 2千万元 of 万元, 两千瓦 of 千瓦.
        return _number(folded.removesuffix(unit).rstrip(), 1)
    if own > 1 and folded.endswith(base):
        return _number(folded.removesuffix(base).rstrip(), own)
    if unit in RATES:
        return parse_figure(folded), False
    if any(sign in folded for sign in "万亿"):
        return _number(folded, own)
    # 2千 where 亿元 is asked may be either.
    return (None, False) if own > 1 and any(sign in folded for sign in "百千") else _number(folded, 1)


def _apart(unit: str) -> tuple[int, str]:
    """What the magnitude of a unit is worth, and the unit without it; the 千 of 千瓦 is none."""
    match = None if unit in BASE_UNITS else _UNIT.fullmatch(unit)
    return (_worth(match["sign"]), match["base"]) if match is not None else (1, unit)


def _number(text: str, own: int) -> tuple[Decimal | None, bool]:
    """A figure without its unit, in units of ``own``; whether anything was worked out."""
    if (match := _ARABIC.fullmatch(text)) is not None:
        number = parse_figure(match["number"])
        return (None, False) if number is None else (_plain(number * _worth(match["sign"]) / own), True)
    if _CHINESE.fullmatch(text) is not None:
        number = parse_number(text) if is_exact(text) else None
        return (None if number is None else _plain(number / own), own != 1)
    number = parse_figure(text)
    return (number, False) if number is None or own == 1 else (_plain(number / own), True)


def _plain(number: Decimal) -> Decimal:
    """Without an exponent."""
    return Decimal(f"{number.normalize():f}")


def _worth(sign: str) -> int:
    worth = 1
    for one in sign:
        worth *= _SIGNS[one]
    return worth
