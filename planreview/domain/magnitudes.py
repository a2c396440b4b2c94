"""Figures that were typed with 万 or 亿, in the unit of what they are typed for.

Plans quote a unit with its magnitude (``亿元``, ``万人次``); people type 0.2万 for 2000家 and 38亿 where 亿元 is asked. What a
sign is worth is never a matter of taste; what names another unit, or a rate, is not understood.
"""

from __future__ import annotations

import re
from decimal import Decimal

from planreview.domain.entries import RATES, parse_figure
from planreview.domain.quantities import CHINESE_NUMERAL, MAGNITUDE, fold_numerals, is_exact, parse_number

_SIGNS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PLAIN = re.compile(r"[+-]?[\d.,]+%?")
_ARABIC = re.compile(rf"(?P<number>[+-]?[\d.,]+)\s*(?P<sign>{MAGNITUDE})?(?P<base>\D*)")
_CHINESE = re.compile(rf"(?P<number>{CHINESE_NUMERAL}(?:{CHINESE_NUMERAL}|[万亿])*)(?P<base>.*)")
_UNIT = re.compile(rf"(?P<sign>{MAGNITUDE})?(?P<base>.*)")


def parse_in_unit(text: str, unit: str | None) -> tuple[Decimal | None, bool]:
    """A figure as typed for a unit, in that unit, and whether a magnitude was worked out; None for what is not understood.

    ``0.2万`` of 家 is 2000, ``38亿`` and ``38亿元`` of 亿元 are 38, ``5000万`` of 亿元 is 0.5; ``38`` of 亿元 is 38 as ever.
    """
    unit = unit or ""
    folded = fold_numerals(text.strip())
    bare = folded.removesuffix(unit).rstrip() if unit else folded
    if unit in RATES or _PLAIN.fullmatch(bare) or not any(sign in folded for sign in "百千万亿"):
        return parse_figure(bare), False
    asked = _UNIT.fullmatch(unit)
    match = _ARABIC.fullmatch(folded)
    own = _worth(asked["sign"]) if asked else 1
    base = asked["base"] if asked else ""
    if match is not None:
        number, typed = parse_figure(match["number"]), match["sign"]
        if number is None or match["base"] not in ("", base):
            return None, False
        if typed and own > 1 and not match["base"] and not any(sign in typed for sign in "万亿"):
            # 2千 where 亿元 is asked may be either.
            return None, False
        return (number * _worth(typed) / own).normalize(), True
    match = _CHINESE.fullmatch(folded.removesuffix(base) if base else folded)
    said = match["number"] if match is not None and not match["base"] else ""
    number = parse_number(said) if is_exact(said) else None
    if number is None:
        return None, False
    large = any(sign in folded for sign in "万亿")
    return ((number / own).normalize(), own != 1) if large else (number, False)


def _worth(sign: str | None) -> int:
    worth = 1
    for one in sign or "":
        worth *= _SIGNS[one]
    return worth
