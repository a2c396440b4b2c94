"""What can be said of a target by hand, as names and texts: one form for corrections, the log, the command line and screens.

Texts from outside are cleaned before they come here.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from planreview.domain.outline import TargetSpec
from planreview.domain.records import replace

FIELDS = ("metric", "op", "value", "value_max", "unit", "kind", "baseline", "due")
# Signs with the names under which they are said in words.
OPERATORS = {">=": "at_least", "<=": "at_most", "=": "reach", "+=": "more", "%+": "up", "%-": "down", "~": "about"}
KINDS = ("flow", "level", "level_base", "rate", "ceiling", "lower", "rank", "date")
_FIGURES = frozenset({"value", "value_max", "baseline"})
# Digits beyond these are a slip of the hand.
_DIGITS = 30


class BadValueError(ValueError):
    """A value that its field cannot have; ``field`` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def checked(said: Mapping[str, str]) -> dict[str, str]:
    """The values of the fields of a target, in the one form that is kept; an empty text clears what may be empty.

    Raises :class:`BadValueError`.
    """
    kept: dict[str, str] = {}
    for name in FIELDS:
        if name not in said:
            continue
        text = said[name].strip()
        if not text and name in {"metric", "op", "value", "kind"}:
            raise BadValueError(name)
        if name in _FIGURES and text:
            text = _figure(name, text)
        if (name == "op" and text not in OPERATORS) or (name == "kind" and text not in KINDS):
            raise BadValueError(name)
        kept[name] = text
    return kept


def with_values(target: TargetSpec, said: Mapping[str, str]) -> TargetSpec:
    """The target with the values of some fields; what a person says is sure."""
    changes: dict[str, Any] = {}
    for name, text in checked(said).items():
        value: Any = text
        if name in _FIGURES:
            value = Decimal(text) if text else None
        elif name in {"unit", "due"}:
            value = text or None
        changes[name] = value
    return replace(target, **changes, confidence=1.0)


def differs(name: str, one: str, other: str) -> bool:
    """Whether two texts of a field say different things: 10 and 10.0 are one figure."""
    if name in _FIGURES and one and other:
        return Decimal(one) != Decimal(other)
    return one != other


def operator_for(kind: str, op: str) -> str:
    """The sign that goes with a kind which a person gave a target of the sign ``op``: not more than a limit or a place, and no
    limit nor decline where more is better."""
    if kind in {"ceiling", "rank"}:
        return "<="
    return ">=" if kind in {"flow", "level", "level_base", "rate"} and op in {"<=", "%-"} else op


def values_of(target: TargetSpec) -> dict[str, str]:
    """All fields of a target as texts."""
    found: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(target, name)
        found[name] = "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
    return found


def _figure(name: str, text: str) -> str:
    try:
        figure = Decimal(text)
    except InvalidOperation:
        raise BadValueError(name) from None
    if not figure.is_finite() or (not figure.is_zero() and abs(figure.adjusted()) > _DIGITS):
        raise BadValueError(name)
    return format(figure, "f")
