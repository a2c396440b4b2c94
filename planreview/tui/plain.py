"""For old consoles: lines of ``+-|``, and a plain character for each that some terminals draw two cells wide.

Done on the finished lines, so that no part of a screen is forgotten, and one character for one, so that nothing moves.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

# Lines, blocks and marks of Textual and of documents; the rest is found by its Unicode form.
SAID = {
    **dict.fromkeys("─━┄┅┈┉╌╍═▁▂▃▄▔▀", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║▏▎▍▌▐▕", "|"),
    **dict.fromkeys("█▇▆▅▋▊▉▓▒■", "#"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("·•∙", "."),
    **dict.fromkeys("○●◎◇◆□△", "o"),
    "▲": "^",
    "▼": "v",
    "…": "~",
    "×": "x",
    "÷": "/",
    "☆": "*",
    "★": "*",
    "※": "*",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "░": " ",
    "≤": "<",
    "≥": ">",
    "№": "#",
    "℃": "C",
    "°": "o",
}
# Characters that are drawn from pieces: borders and bars; and the marks of an order.
PIECES = frozenset((*map(chr, range(0x2500, 0x25A0)), "▲", "▼"))


@lru_cache(maxsize=8192)
def plain_character(char: str, wide: bool) -> str:
    """A character that every console draws in one cell; ``wide``: in place of all of ambiguous width, else of pieces alone."""
    if char < "\x7f" or not (char in PIECES or (wide and unicodedata.east_asian_width(char) == "A")):
        return char
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return char
    known = SAID.get(char)
    if known is None:
        # ① is 1, Ⅳ is I: what is cut off is told by the source itself.
        form = [one for one in unicodedata.normalize("NFKD", char) if one < "\x7f" and one.isalnum()]
        known = form[0] if form else "+" if char in PIECES else "?"
    return known


class PlainLines(LineFilter):
    """Puts plain characters in place of those that old consoles draw badly."""

    def __init__(self, wide: bool) -> None:
        self.wide = wide
        super().__init__()

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in plain characters."""
        return [
            segment if segment.text.isascii() else Segment(self._plain(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def _plain(self, text: str) -> str:
        return "".join([plain_character(char, self.wide) for char in text])


class Colourless(LineFilter):
    """Takes every colour away and leaves bold, underline and reverse: what NO_COLOR asks for."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without colours."""
        return [Segment(text, style and _without_colour(style), control) for text, style, control in segments]


@lru_cache(maxsize=2048)
def _without_colour(style: Style) -> Style:
    return style.without_color
