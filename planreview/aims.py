"""What a target commits to as one word of a line: ``增15家``, ``8-10项``, ``约300个``; how far it is from it: ``-0.3点``; and
what a person said of how it is read: ``类型 达到值 -> 累计``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planreview.catalogue import t
from planreview.domain.gaps import is_in_points
from planreview.domain.review import TargetView
from planreview.domain.target_values import FIELDS, KINDS, OPERATORS
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


def field_words(name: str, text: str) -> str:
    """A value of a field of ``FIELDS`` as a person reads and types it: signs and kinds in words."""
    if name == "op" and text in OPERATORS:
        return t(f"target.op.{OPERATORS[text]}")
    return t(f"target.kind.{text}") if name == "kind" and text in KINDS else text


def change_words(name: str, old: str, new: str) -> str:
    """What a field reads and read before: ``目标值 10 -> 8``."""
    return f"{t(f'target.field.{name}')} {show(field_words(name, old) or '-')} -> {show(field_words(name, new) or '-')}"


def reading_words(payload: Mapping[str, object]) -> str:
    """What an operation says of how a target is read: the fields that were corrected, or that it is one, or none."""
    new, old = payload.get("values"), payload.get("was")
    said = []
    for name in FIELDS if isinstance(new, dict) else ():
        if isinstance(new, dict) and name in new:
            before = str(old[name]) if isinstance(old, dict) and name in old else None
            now = show(field_words(name, str(new[name])) or "-")
            said.append(f"{t(f'target.field.{name}')} {now}" if before is None else change_words(name, before, str(new[name])))
    return t("adjust.and").join(said) or t("target.read_taken" if payload.get("stands", True) else "target.read_dropped")
