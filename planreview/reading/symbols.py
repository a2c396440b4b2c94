"""Characters of symbol fonts (Symbol, Wingdings), which mean nothing by their code, as characters that look the same."""

from __future__ import annotations

_LOOKS = {
    0x6C: "●",
    0x6E: "■",
    0x75: "◆",
    0x71: "□",
    0xA7: "■",
    0xA8: "□",
    0xB2: "◇",
    0xB7: "●",
    0xD8: "▲",
    0xFC: "√",
    0xFE: "√",
    0x52: "√",
}
_PRIVATE = 0xF000


def symbol(character: str) -> str:
    """A character as it stands, or what a symbol font draws for it; a bullet where that is not known."""
    code = ord(character)
    if 0xE000 <= code < 0xF900:
        return _LOOKS.get(code - _PRIVATE, "●")
    return character
