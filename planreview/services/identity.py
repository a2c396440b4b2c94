"""Ids that two machines agree on and that never move: hashes of what was imported, taken once.

Not of a number, a path or bytes: a renumbered or re-saved document keeps its ids. Never recomputed after the import,
whatever a newer reader would say.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from planreview.text import fold

if TYPE_CHECKING:
    from planreview.domain.outline import TargetSpec

# 80 bits: at a million tasks the chance of one clash is below one in a trillion, and a prefix is still typed by hand.
_DIGITS = 20
_SEPARATOR = "\x1f"


def digest(*parts: str) -> str:
    """A stable id of the parts; the separator is a control code, which no cleaned text holds."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def plan_key(city: str, title: str, period: tuple[int, int]) -> str:
    """The id of a plan: city, title and period as first imported."""
    return digest("plan", fold(city), fold(title), str(period[0]), str(period[1]))


def item_text(label: str | None, title: str, text: str) -> str:
    """What an item's id is made of: its words without its number, in search form."""
    body = fold(text) or fold(title)
    mark = fold(label or "")
    return body[len(mark) :] if mark and body.startswith(mark) else body


def item_uid(plan: str, folded: str, ordinal: int) -> str:
    """The id of the ``ordinal``-th item (from 1) of a plan with the same text."""
    return digest("item", plan, folded, str(ordinal))


def target_uids(owner: str, targets: Iterable[TargetSpec]) -> tuple[str, ...]:
    """The ids of the targets of one owner (an item, or a plan and a place in it)."""
    seen: Counter[str] = Counter()
    uids = []
    for target in targets:
        text = _SEPARATOR.join((fold(target.metric), target.op, format(target.value.normalize(), "f"), fold(target.unit or "")))
        seen[text] += 1
        uids.append(digest("target", owner, text, str(seen[text])))
    return tuple(uids)


def department_uid(city: str, name: str, parent: str = "", ordinal: int = 1) -> str:
    """The id of a department: city and name as created, under its parent's id; ``ordinal`` where a renamed one has the id."""
    return digest("department", fold(city), parent, fold(name), str(ordinal))
