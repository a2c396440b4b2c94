"""What a target commits to as one word of a line: ``增15家``, ``8-10项``, ``约300个``; how far it is from it: ``-0.3点``."""

from __future__ import annotations

from decimal import Decimal

from planreview.catalogue import t
from planreview.domain.gaps import is_in_points
from planreview.domain.review import TargetView
from planreview.domain.target_values import OPERATORS
from planreview.text import show

AT_LEAST, REACH = ">=", "="


def aim(target: TargetView, *, at_least: bool = True) -> str:
    """Operator, value or range, unit; "exactly" goes without saying, and so does "at least" where ``at_least`` is false."""
    value = f"{target.value:f}" + ("" if target.value_max is None else f"-{target.value_max:f}")
    return aim_of(target.op, value, target.unit or "", at_least=at_least)


def aim_of(op: str, value: str, unit: str, *, at_least: bool = True) -> str:
    """As :func:`aim`, of a value or range as it is printed."""
    said = OPERATORS.get(op) if op != REACH and (at_least or op != AT_LEAST) else None
    return (t(f"aim.{said}") if said else "") + value + show(unit)


def gap_words(attainment: Decimal | None, gap: Decimal | None) -> str:
    """A gap with one decimal, in points of attainment; one in points of the value itself (a rate) as finely as it is
    measured, and with its unit: ``-0.02点``; ``-`` where nothing was measured."""
    if gap is None:
        return "-"
    if not is_in_points(attainment, gap):
        return f"{gap:.1f}"
    places = len(f"{gap:f}".partition(".")[2].rstrip("0"))
    return f"{gap:.{max(1, places)}f}{t('list.points')}"
