"""Width in terminal cells: measure, clip, pad and wrap Chinese text.

A Han character takes two cells, a combining mark none, an ambiguous character one. Lines follow the start-of-line rule
(行首禁则): closing punctuation stays with the character before it, opening punctuation moves to the next line.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

NOT_AT_START = frozenset("，。、；：？！）》」』】〕〉”’％%),.;:?!]}…—～·")
NOT_AT_END = frozenset("（《「『【〔〈“‘([{")
MARK = "~"


@lru_cache(maxsize=65_536)
def char_width(char: str) -> int:
    """Cells of one character: 0, 1 or 2."""
    if char < "\x7f":
        return 1 if char >= " " else 0
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Cells of a text."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def clip(text: str, cells: int) -> str:
    """The text in at most ``cells`` cells, ending in ``~`` where something was cut; never half a character."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    kept, used = [], 0
    for char in text:
        wide = char_width(char)
        if used + wide > cells - len(MARK):
            break
        kept.append(char)
        used += wide
    return "".join(kept) + MARK


def fit(text: str, cells: int, align: str = "left") -> str:
    """The text in exactly ``cells`` cells: clipped, then padded on the ``left``, ``right`` or both (``centre``)."""
    text = clip(text, cells)
    space = max(0, cells - width(text))
    if align == "right":
        return " " * space + text
    if align == "centre":
        return " " * (space // 2) + text + " " * (space - space // 2)
    return text + " " * space


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most ``cells`` cells (two at least); joined again they give the text, line ends aside.

    Words of Latin letters and digits are kept whole where they fit on a line.
    """
    cells = max(2, cells)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        start = 0
        while start < len(paragraph) or (start == 0 and not paragraph):
            end = _line_end(paragraph, start, cells)
            lines.append(paragraph[start:end])
            if end >= len(paragraph):
                break
            start = end
    return lines


def wrap_evenly(text: str, cells: int) -> list[str]:
    """As few lines as :func:`wrap` makes, filled evenly: the last line of a name is no single character."""
    lines = wrap(text, cells)
    narrow = -(-width(text) // len(lines))
    while len(lines) > 1 and narrow < cells:
        evenly = wrap(text, narrow)
        cut = any(_holds_together(left[-1], right[0]) for left, right in pairwise(evenly))
        if len(evenly) == len(lines) and not cut:
            return evenly
        narrow += 1
    return lines


def _line_end(text: str, start: int, cells: int) -> int:
    """Index behind the last character of the line that begins at ``start``."""
    used, end = 0, start
    while end < len(text):
        wide = char_width(text[end])
        if used + wide > cells:
            break
        used += wide
        end += 1
    if end >= len(text):
        return len(text)
    best = end
    while best > start + 1 and _holds_together(text[best - 1], text[best]):
        best -= 1
    # A run without a place to break (a long address, a rule of dashes) is cut where the line is full.
    return best if best > start + 1 or not _holds_together(text[best - 1], text[best]) else max(end, start + 1)


def _holds_together(left: str, right: str) -> bool:
    if right in NOT_AT_START or left in NOT_AT_END:
        return True
    if left == right == "-":
        # The two before the name of an option.
        return True
    if right == "-" and left < "\x80" and left.isdigit():
        # A date or a span of years.
        return True
    return left < "\x80" and right < "\x80" and (left.isalnum() or left in ".,-_/%") and (right.isalnum() or right in "._/%")
