"""Keys as the screens bind and name them.

An input method that is still on sends full-width letters, digits and marks; every printable key is therefore bound twice.
Descriptions and tooltips of bindings are keys of the catalogue, so that a change of language reaches bindings that stand in
classes.
"""

from __future__ import annotations

from textual.binding import Binding

from planreview.catalogue import t

_FULL_WIDTH = 0xFEE0
_NAMES = {"question_mark": "?", "slash": "/", "less_than_sign": "<", "greater_than_sign": ">", "space": " "}
_NAMED = {"enter", "space", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "delete", "backspace"}


def with_full_width(keys: str) -> str:
    """The comma-separated keys and the full-width forms of those that are one printable character."""
    found = []
    for key in keys.split(","):
        found.append(key)
        char = _NAMES.get(key, key)
        if len(char) == 1 and "!" <= char <= "~":
            found.append(chr(ord(char) + _FULL_WIDTH))
        if key == "space":
            found.append("ideographic_space")
    return ",".join(found)


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
    """A key as a person calls it: ``ctrl+s`` is Ctrl+S, ``escape`` Esc, ``question_mark`` ?."""
    parts = key.split("+")
    named = [_part_name(part) for part in parts[:-1]] + [_last_name(parts[-1], alone=len(parts) == 1)]
    return "+".join(named)


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
    return part.capitalize()
