"""What a target commits to as one word of a line: ``增15家``, ``8-10项``, ``约300个``."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.domain.review import TargetView
from planreview.text import show

AT_LEAST = ">="
_KEYS = {AT_LEAST: "at_least", "<=": "at_most", "+=": "more", "%+": "up", "%-": "down", "~": "about"}


def aim(target: TargetView, *, at_least: bool = True) -> str:
    """Operator, value or range, unit; "exactly" goes without saying, and so does "at least" where ``at_least`` is false."""
    key = None if target.op == AT_LEAST and not at_least else _KEYS.get(target.op)
    value = f"{target.value:f}" + ("" if target.value_max is None else f"-{target.value_max:f}")
    return (t(f"aim.{key}") if key else "") + value + show(target.unit or "")
