"""Numbers that lost their dot (``17启动…``): a label where the run of numbers wants it, text everywhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planreview.domain.outline import Diagnostic
from planreview.domain.quantities import find_quantities
from planreview.outline.layout import Block

_APART = re.compile(r"\d{1,3}[ \u3000]{1,4}[\u4e00-\u9fff]{4,16}。")


def settle_bare_numbers(blocks: Sequence[Block]) -> list[Diagnostic]:
    """Make bare numbers labels or text, in place; a diagnostic for each that was made a label."""
    notes: list[Diagnostic] = []
    last = 0
    alone = not any(b.label is not None and b.label.kind == "dot" for b in blocks)
    for block in blocks:
        label = block.label
        if label is None:
            continue
        if label.kind == "dot":
            last = label.number or last
        elif label.kind in {"cn", "chapter", "node", "part"} and alone:
            last = 0
        elif label.kind == "bare":
            dotted = label.printed[-1] in ".．、"
            counts = not dotted and any(q.start == 0 and q.unit for q in find_quantities(block.text[:20]))
            # A number may be missing before one that has its point.
            reach = (last + 1, last + 2) if dotted else (last + 1,)
            # 7　防范溺水。: set off by a space and closed like its neighbours, whatever the number is.
            apart = last > 0 and bool(_APART.match(block.text))
            if (label.number in reach or apart) and not counts and not (dotted and last == 0):
                block.label = replace(label, kind="dot")
                last = label.number or last
                if not dotted:
                    notes.append(Diagnostic(block.line, "dot_missing", "info", (("label", label.printed),)))
            else:
                block.label = None
    return notes
