"""Goals that are handed out: a chapter on goals whose numbered points each name who answers for them holds tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planreview.outline.labels import RANKS
from planreview.outline.layout import Block
from planreview.outline.nature import nature_of
from planreview.outline.titles import read_heading

_UNITS = re.compile(
    r"(?:牵头|责任|主责|主办|承办|配合)(?:单位|部门|科室|股室|处室|领导|人)[ \u3000]{0,2}[:：]|"
    r"职[责能](?:分工)?负责|牵头(?:负责)?[）)】]?$"
)


# （以上1—3项由…牵头） names the items that it is for.
_FOR_ITEMS = re.compile(r"[（(【\[〔]?(?:以上)?第?\d{1,3}(?:[-—–~～至、]\d{1,3})*项")
# Of the items with points below, so many must agree on where units are named.
_MOST, _SOME = 0.75, 0.6


def answerable_at(blocks: Sequence[Block], upper: str, lower: str) -> str | None:
    """The kind of label whose items have units of their own: ``upper`` where one clause closes an item behind all its points,
    ``lower`` where the points have theirs, None where the document does not say."""
    items = whole = points = own = 0
    inside = clause = False
    run: list[bool] = []

    def close() -> None:
        nonlocal items, whole, points, own
        if inside and run:
            items += 1
            whole += clause and not any(run[:-1])
            points += len(run)
            own += sum(run)

    for block in blocks:
        label = block.label
        if label is not None and label.rank <= RANKS[upper]:
            close()
            inside, clause, run = label.kind == upper, False, []
        elif inside and label is not None and label.kind == lower:
            run.append(bool(_UNITS.search(block.text)))
        elif (
            inside
            and run
            and (label is None or label.rank > RANKS[lower])
            and _UNITS.search(block.text)
            and not _FOR_ITEMS.match(block.text)
        ):
            clause = True
            run[-1] = True
    close()
    if items >= 2 and whole >= _MOST * items:
        several = points > 1.5 * items
        return upper if several else None
    return lower if points >= 3 and own >= _SOME * points else None


def assigned_goals(blocks: Sequence[Block], level: str | None) -> set[int]:
    """The places of headings on goals below which at least half of the points of ``level`` have units of their own."""
    found: set[int] = set()
    if level is None:
        return found
    for index, block in enumerate(blocks):
        label = block.label
        if label is None or label.rank >= RANKS[level] or nature_of(read_heading(block.body).text) != "goals":
            continue
        points = clauses = 0
        open_point = False
        for following in blocks[index + 1 :]:
            inner = following.label
            if inner is not None and inner.rank <= label.rank:
                break
            if inner is not None and inner.kind == level:
                points, open_point = points + 1, True
            if open_point and _UNITS.search(following.text):
                clauses, open_point = clauses + 1, False
        if points >= 2 and clauses * 2 >= points:
            found.add(index)
    return found
