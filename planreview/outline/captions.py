"""A short line over a table that is its caption without a number (重点指标表)."""

from __future__ import annotations

from itertools import pairwise

from planreview.outline.labels import Label
from planreview.outline.layout import Block
from planreview.outline.tables import is_caption


def join_captions(blocks: list[Block]) -> None:
    """Label, in place, the unlabelled captions of tables."""
    for above, below in pairwise(blocks):
        if below.kind == "table" and above.kind == "para" and above.label is None and is_caption(above.text):
            above.label = Label("table", "", None, 0)
