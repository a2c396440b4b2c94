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
