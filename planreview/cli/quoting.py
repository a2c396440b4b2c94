"""What was typed, as messages quote it; without click, which words and figures do not need."""

from __future__ import annotations

from planreview.cells import clip
from planreview.text import clean_line

LONGEST_LINE = 1_000
_QUOTED_CELLS = 60


def quoted(text: str) -> str:
    """What was typed, short enough to stand in a message."""
    return clip(clean_line(text[:LONGEST_LINE]), _QUOTED_CELLS)
