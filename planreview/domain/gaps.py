"""What a gap is measured against, which its figure does not say by itself."""

from __future__ import annotations

from decimal import Decimal

FULL = Decimal(100)


def is_to_target(attainment: Decimal | None, gap: Decimal | None) -> bool:
    """Whether a gap is measured against the target itself (a rate in points, a level in percent), not the schedule share."""
    return gap is not None and (attainment is None or gap == attainment - FULL)


def is_in_points(attainment: Decimal | None, gap: Decimal | None) -> bool:
    """Whether a gap is in points of the value itself (a rate), not of the attainment."""
    return gap is not None and attainment is None
