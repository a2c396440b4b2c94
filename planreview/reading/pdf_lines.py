"""Characters on a page → the lines of print they stand on, and lines of print → paragraphs, by where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LATIN = re.compile(r"[\x21-\x7e]")
_OWN_LABEL = re.compile(
    r"(?:[一二三四五六七八九十百〇零]{1,4}[、．.]|[（(][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条]|专栏\s?\d|附件\s?\d?[:：]?$)"
)
_ENDS = "。！？；：!?;:）)”’》"
_UNBROKEN = re.compile(r"[A-Za-z0-9.,%+/-]+|[“‘（《〈【〔「『(]*.[，。、；：！？”’）》〉】〕」』)%％]*")


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its box, counted from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of print: its text, where it begins and ends, and how high its characters are."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def printed_lines(characters: Iterable[Character]) -> list[PrintedLine]:
    """The lines of print from top to bottom; characters of one line overlap in height."""
    rows: list[list[Character]] = []
    for one in sorted(characters, key=lambda c: (c.middle[1], c.left)):
        row = rows[-1] if rows else None
        if row is not None and abs(one.middle[1] - row[-1].middle[1]) < 0.5 * min(_height(one), _height(row[-1])):
            row.append(one)
        else:
            rows.append([one])
    return [line for row in rows if (line := _line(sorted(row, key=lambda c: c.left))).text.strip()]


def _line(row: Sequence[Character]) -> PrintedLine:
    size = median(map(_height, row))
    text, before = "", None
    for one in row:
        if before is not None:
            # Bold type is sometimes printed twice, a hair's breadth apart.
            if one.text == before.text and one.left - before.left < 0.2 * size:
                continue
            narrow = bool(_LATIN.match(one.text) and _LATIN.match(before.text))
            apart = one.left - before.right > size * (0.15 if narrow else 0.6)
            if apart and "\u3000" not in (one.text, before.text):
                text += " "
        text += one.text
        before = one
    return PrintedLine(text, row[0].left, row[-1].right, min(c.top for c in row), max(c.bottom for c in row), size)


def _height(one: Character) -> float:
    return max(one.bottom - one.top, 1.0)


@dataclass(frozen=True, slots=True)
class Column:
    """The block of type of a document: its left edge, its right edge, and the usual distance of lines."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, lines: Sequence[PrintedLine]) -> Column:
        """Measured on all lines of a document."""
        lefts = sorted(line.left for line in lines)
        rights = sorted(line.right for line in lines)
        gaps = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < 4 * a.size]
        return cls(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], median(gaps) if gaps else 0.0)


def goes_on(before: PrintedLine, after: PrintedLine, column: Column, *, same_page: bool) -> bool:
    """Whether a line of print continues the paragraph of the one before."""
    size = before.size
    if abs(after.size - size) > 0.15 * size:
        return False
    if same_page and after.top - before.top > 1.7 * max(column.pitch, size):
        return False
    if after.left > column.left + 1.2 * size:
        # Set in: a new paragraph, unless all of it is set in so far, as in a list.
        return before.left - size * 0.5 <= after.left <= before.left + 0.5 * size and _fills(before, after, column)
    if not _fills(before, after, column):
        return False
    return not (before.text[-1] in _ENDS and _OWN_LABEL.match(after.text))


def _fills(before: PrintedLine, after: PrintedLine, column: Column) -> bool:
    """Whether a line is as long as it could be: what the next one begins with had no room left."""
    first = _UNBROKEN.match(after.text)
    wide = sum(0.55 if _LATIN.match(sign) else 1.0 for sign in (first[0] if first else ""))
    return column.right - before.right < (wide + 0.7) * before.size


def joined(before: str, after: str) -> str:
    """Two halves of a broken line: a space between words of letters, none between Chinese characters."""
    apart = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha()
    return f"{before} {after}" if apart else before + after
