"""The one way in which figures are rounded: decimal, half up (1/16 is 6.3), so that a hand calculation agrees."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

# Figures come from documents: wide enough that a product or quotient of two long ones neither overflows nor rounds twice.
_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)


def half_up(value: Decimal, places: int = 1) -> Decimal:
    """``value`` to ``places`` decimals, ties away from zero; never a negative zero.

    Raises ``ValueError`` where the value is not a finite number.
    """
    if not value.is_finite():
        raise ValueError(value)
    step = Decimal(1).scaleb(-places)
    # A number whose integer part alone is longer than the context keeps its digits: more room for it, not an error.
    context = Context(prec=max(_WIDE.prec, value.adjusted() + places + 2), rounding=ROUND_HALF_UP)
    rounded = value.quantize(step, context=context)
    return abs(rounded) if rounded.is_zero() else rounded


def difference(one: Decimal, other: Decimal) -> Decimal:
    """``one`` less ``other``, with room for figures of thirty digits: the usual context rounds the small away."""
    return _WIDE.subtract(one, other)


# The rates of thousands of groups are the same few fractions.
@lru_cache(maxsize=4096)
def percent(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """``part`` of ``whole`` in percent with one decimal; None where ``whole`` is 0: never a 0.0 that was not measured."""
    if whole == 0:
        return None
    return half_up(_WIDE.divide(_WIDE.multiply(Decimal(part), Decimal(100)), Decimal(whole)))
