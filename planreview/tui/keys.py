"""Keys as the screens bind and name them.

An input method that is still on sends full-width letters, digits and marks; every printable key is therefore bound twice.
Descriptions and tooltips of bindings are keys of the catalogue, so that a change of language reaches bindings that stand in
classes.
"""

from __future__ import annotations

from textual.app import App
from textual.binding import Binding
from textual.keys import key_to_character

from planreview.catalogue import t

_FULL_WIDTH = 0xFEE0
# Textual's own names of these are not those of Unicode.
_NAMES = {"slash": "/", "space": " ", "minus": "-", "plus": "+", "backslash": "\\", "at": "@", "underscore": "_"}
_MARKS = {"colon", "semicolon", "comma", "apostrophe", "tilde", "asterisk", "ampersand"}
_NAMED = {"enter", "space", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "delete", "backspace"}


def with_full_width(keys: str) -> str:
    """The comma-separated keys and the full-width forms of those that are one printable character."""
    found = []
    for key in keys.split(","):
        found.append(key)
        char = character(key)
        if len(char) == 1 and "!" <= char <= "~":
            found.append(chr(ord(char) + _FULL_WIDTH))
        if key == "space":
            found.append("ideographic_space")
    return ",".join(found)


def character(key: str) -> str:
    """The character that a key types, as far as one can be named; the key itself where it types none."""
    return key if len(key) == 1 else _NAMES.get(key) or (key_to_character(key) if "_" in key or key in _MARKS else None) or key


def is_chord(key: str) -> bool:
    """Whether a key is two letters, typed one after the other."""
    return len(key) == 2 and key.isascii() and key.isalpha() and key not in {*_NAMED, *_NAMES}


def half_width(char: str) -> str:
    """A full-width letter, digit or mark as the plain one; anything else as it is."""
    return chr(ord(char) - _FULL_WIDTH) if len(char) == 1 and "\uff01" <= char <= "\uff5e" else char


def is_full_width(key: str) -> bool:
    """Whether a bound key is the full-width form of another."""
    return key.startswith("fullwidth_") or key == "ideographic_space" or (len(key) == 1 and "\uff01" <= key <= "\uff5e")


def bind(keys: str, action: str, name: str, *, show: bool = True, priority: bool = False, area: str = "screens") -> Binding:
    """A binding whose id is ``AREA.NAME`` and whose words are ``AREA.key.NAME`` and ``AREA.tip.NAME``."""
    return Binding(
        with_full_width(keys),
        action,
        f"{area}.key.{name}",
        show=show,
        priority=priority,
        id=f"{area}.{name}",
        tooltip=f"{area}.tip.{name}",
    )


def spoken(words: str) -> str:
    """The words of a binding in the language in use; words that are no key of the catalogue stay as they are."""
    return t(words) if words else ""


def key_name(key: str) -> str:
    """A key as a person calls it: ``ctrl+s`` is Ctrl+S, ``escape`` Esc, ``question_mark`` ?, ``gg`` the letter twice."""
    if is_chord(key):
        return key
    parts = key.split("+")
    named = [_part_name(part) for part in parts[:-1]] + [_last_name(parts[-1], alone=len(parts) == 1)]
    return "+".join(named)


def key_for(app: App[object], id: str, default: str) -> str:
    """The first key that a binding of another screen has in the key map in use, as a person calls it."""
    return key_name(app._keymap.get(id, default).split(",")[0])


def _part_name(part: str) -> str:
    return part.capitalize()


def _last_name(part: str, *, alone: bool) -> str:
    if part == "escape":
        return "Esc"
    if part == "ideographic_space":
        part = "space"
    if part in _NAMES and part != "space":
        return _NAMES[part]
    if part in _NAMED:
        return t(f"screens.keyname.{part}")
    if len(part) == 1:
        return part if alone else part.upper()
    mark = character(part)
    return part.capitalize() if mark == part else mark
