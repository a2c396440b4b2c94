"""A target with its figures, as the state of its task is made from it; decimals as they are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from planreview.domain.adjusting import Adjusted
from planreview.domain.folding import Entry, Order
from planreview.domain.lights import TargetFigure, TargetInput
from planreview.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Figured:
    """A target with its actual and figures."""

    target_id: int
    item_id: int | None
    given: TargetInput
    figures: TargetFigure
    # When one of its values was recorded last.
    touched_at: str | None
    # Where in the log something was said of it last, by keys of ``planreview.domain.news.NEWS``.
    said: Mapping[str, Order]
    # What holds of it by field, and the adjustments that made it so.
    holding: dict[str, str | None]
    adjusted: Sequence[Adjusted]
    # The operations that count for it, in folding order.
    entries: Sequence[Entry]


def number(value: object) -> Decimal | None:
    """A decimal from what was stored as text; None where it is none."""
    return _decimal(value) if isinstance(value, (str, int)) else None


@lru_cache(10_000)
def _decimal(value: str | int) -> Decimal | None:
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def as_text(value: Decimal | None) -> str | None:
    """A decimal as it is stored: plain digits."""
    return None if value is None else format(value, "f")
