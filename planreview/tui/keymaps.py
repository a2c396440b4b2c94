"""Key maps: the keys that stand in the bindings, vim's for those who have them in their fingers, and a user's own on top.

A map gives the whole list of keys of the bindings it names, by id. A key of two letters (``gg``) is typed as one after the
other; see :class:`Chords`. What is checked of a user's own keys stands in ``key_check``, which is imported only then.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.dom import DOMNode
from textual.keys import _character_to_key, key_to_character

from planreview.tui.keys import half_width, is_chord, with_full_width
from planreview.tui.settings import DEFAULT_KEYS

# Moves by hjkl, gg, G, ctrl+f and ctrl+b; what those letters did before stands on another key.
VIM: dict[str, str] = {
    "review.list_up": "up,k",
    "review.list_down": "down,j",
    "review.list_first": "home,gg",
    "review.list_last": "end,G",
    "review.list_page_up": "pageup,ctrl+b",
    "review.list_page_down": "pagedown,ctrl+f",
    "review.detail_up": "up,k",
    "review.detail_down": "down,j",
    "review.detail_first": "home,gg",
    "review.detail_last": "end,G",
    "review.detail_page_up": "pageup,ctrl+b",
    "review.detail_page_down": "pagedown,ctrl+f",
    "review.tree": "left,h",
    "review.tree_open": "right,plus,l",
    "review.tree_close": "left,minus,h",
    "review.go_to": "colon",
    "review.activity": "L",
    "screens.up": "up,k",
    "screens.down": "down,j",
    "screens.left": "left,h",
    "screens.right": "right,l",
    "screens.first": "home,gg",
    "screens.last": "end,G",
    "screens.first_row": "home,gg",
    "screens.last_row": "end,G",
    "screens.first_column": "ctrl+home,circumflex_accent",
    "screens.last_column": "ctrl+end,dollar_sign",
    "screens.page_up": "pageup,ctrl+b",
    "screens.page_down": "pagedown,ctrl+f",
    "screens.leader": "L",
    "screens.of_kind": "K",
    "screens.rule": "w",
    "screens.suggest": "s",
    "screens.preview_join": "J",
}
MAPS: dict[str, Mapping[str, str]] = {DEFAULT_KEYS: {}, "vim": VIM}


def long_name(key: str) -> str:
    """A key as Textual names it: ``?`` is ``question_mark``."""
    return _character_to_key(key) if len(key) == 1 else key


def keys_of(text: str) -> list[str]:
    """The keys of a comma-separated list, by their long names."""
    return [long_name(key.strip()) for key in text.split(",") if key.strip()]


def put_together(name: str, own: Mapping[str, str]) -> dict[str, str]:
    """The map of this name with a user's own keys on top, ready for Textual: full-width forms are bound along."""
    whole = {**MAPS[name], **own}
    return {id: ",".join(map(long_name, with_full_width(keys).split(","))) for id, keys in whole.items()}


class Chords:
    """Keys that are typed as two letters: the first waits for the second, and means nothing without it."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        self._known = {key for keys in keymap.values() for key in keys.split(",") if is_chord(key)}
        self._begin = {chord[0] for chord in self._known}
        self._first = ""

    def __bool__(self) -> bool:
        return bool(self._known)

    def take(self, event: events.Key, focused: DOMNode | None) -> events.Key | None:
        """The key that is meant; None where one waits, or where Esc gives one up."""
        letter = half_width(event.character or key_to_character(event.key) or "")
        first, self._first = self._first, ""
        if first and event.key == "escape":
            return None
        if first + letter in self._known:
            whole = events.Key(first + letter, None)
            whole.time = event.time
            return whole
        typed = focused is not None and focused.check_consume_key(event.key, event.character)
        if letter in self._begin and not typed:
            self._first = letter
            return None
        return event
