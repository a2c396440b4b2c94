"""Foreign text made fit for a screen, a table or a file: the one gate that document and user text passes.

Text is data: never markup, never control codes. :func:`clean` is applied when text comes in, :func:`show` again before it
goes out, because a store may have been written by something else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Bidirectional controls, zero-width characters and byte-order marks change what a reader sees without being seen.
_INVISIBLE = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)]
_INVISIBLE += [0x061C, 0x180E, 0xFEFF]
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_SURROGATES = range(0xD800, 0xE000)

_BLOCK: dict[int, str | None] = dict.fromkeys([*_CONTROLS, *_INVISIBLE])
_BLOCK |= dict.fromkeys(_SURROGATES, "�")
_BLOCK |= {0x09: "\t", 0x0A: "\n", 0x0D: None, 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x0B: "\n", 0x0C: "\n"}
_BLOCK |= {0xE0000 + code: None for code in range(0x80)}
_LINE: dict[int, str | None] = {**_BLOCK, 0x09: " ", 0x0A: " ", 0x85: " ", 0x2028: " ", 0x2029: " ", 0x0B: " ", 0x0C: " "}

# Radicals that PDF text uses in place of the characters they look like: Unicode knows what those of the first block stand for,
# not what those of the supplement do.
# The blocks of radicals.
_RADICAL = re.compile("[\u2e80-\u2fdf]")


@cache
def _radicals() -> dict[int, str | int]:
    # Made when the first is met: a tenth of the time that this module takes to load is left.
    known: dict[int, str | int] = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    known |= str.maketrans(
        "⺎⺒⺜⺝⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻮⻰⻳",
        "尢巳日月母民虎西见角贝车长长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齐齿龙龟",
    )
    # Unicode makes the traditional 戶 of this one, which stands for the simplified 户 as often.
    known[0x2F3E] = "户"
    return known


def clean(text: str) -> str:
    """Text without control codes, bidirectional marks and lone surrogates; lines are kept, ``\\r\\n`` becomes ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLOCK)


def clean_line(text: str) -> str:
    """As :func:`clean`, on one line, without spaces at its ends."""
    return show(text).strip()


def show(text: object) -> str:
    """Any value as one line that a terminal draws literally."""
    said = str(text)
    # Nothing of what is translated is printable, and looking is ten times as quick.
    return said if said.isprintable() else said.translate(_LINE)


def show_block(text: str) -> str:
    """Text of several lines that a terminal draws literally; tabs become spaces."""
    return clean(text).replace("\t", "    ")


def fold(text: str) -> str:
    """The search key of a text: compatibility form, radicals resolved, lower case, without white space."""
    return "".join(unicodedata.normalize("NFKC", resolve_radicals(text)).lower().split())


def resolve_radicals(text: str) -> str:
    """Text with radicals of PDF text replaced by the characters they stand for, one for one."""
    return text.translate(_radicals()) if _RADICAL.search(text) else text
