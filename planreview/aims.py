"""What a target commits to as one word of a line: ``增15家``, ``8-10项``, ``约300个``."""

from __future__ import annotations

from planreview.catalogue import t
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
