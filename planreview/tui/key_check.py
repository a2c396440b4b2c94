"""The check of a user's own keys: every id known, every key one that a terminal can send, none meaning two things on a screen.

Imports every screen and every widget, for their bindings: only where there are own keys to check.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from inspect import isclass
from itertools import combinations
from pathlib import Path
from pkgutil import iter_modules

from textual.dom import DOMNode
from textual.keys import Keys, key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from planreview.errors import InputError
from planreview.tui.keymaps import MAPS, keys_of
from planreview.tui.keys import character, is_chord, is_full_width, key_name, spoken

ROOMS = ("planreview.tui.screens", "planreview.tui.widgets")
# A terminal sends the same for both of a pair; the program is told of the second.
SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape", "ctrl+h": "backspace", "return": "enter"}
MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})
# Second keys for what has one of its own: they give way to whatever a map binds.
SPARE = frozenset(f"review.{name}" for name in ("undo_usual", "redo_usual", "search_usual", "saved", "how_to_clear"))

Bound = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Scope:
    """A screen: the keys of each of its parts by the ids of the bindings, and whether text is typed on it."""

    name: str
    parts: tuple[Bound, ...]
    typed: bool


@cache
def scopes() -> tuple[Scope, ...]:
    """Every screen with the widgets that its modules know."""
    from planreview.tui.app import PlanreviewApp

    for room in ROOMS:
        for module in iter_modules([str(path) for path in import_module(room).__path__]):
            import_module(f"{room}.{module.name}")
    classes = [one for one in _below(Screen) if one.__module__.startswith("planreview.")]
    return tuple(_scope(one, PlanreviewApp) for one in sorted(classes, key=lambda one: one.__name__))


def _below(parent: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)


def _scope(screen: type[DOMNode], app: type[DOMNode]) -> Scope:
    modules = [sys.modules[base.__module__] for base in screen.__mro__ if base.__module__.startswith("planreview.")]
    named = {one for module in modules for one in vars(module).values() if isclass(one)}
    widgets = {one for one in named if issubclass(one, Widget) and not issubclass(one, Screen)}
    typed = screen.__name__ != "ReviewScreen" and any(issubclass(one, Input | TextArea) for one in widgets)
    return Scope(screen.__name__, tuple(_bound(one) for one in (screen, app, *widgets)), typed)


def _bound(node: type[DOMNode]) -> Bound:
    """The keys of a class by the ids of its bindings."""
    bound: Bound = {}
    merged = node._merged_bindings
    for key, bindings in merged.key_to_bindings.items() if merged is not None else ():
        for binding in bindings:
            if binding.id and not is_full_width(key):
                bound.setdefault(binding.id, set()).add(key)
    return bound


def words_of(id: str) -> str:
    """What a person calls a binding: its id and its words."""
    area, _, name = id.partition(".")
    return f"{id} ({spoken(f'{area}.key.{name}')})"


def check_own_keys(own: Mapping[str, str], name: str, path: Path) -> None:
    """Check a user's own keys on top of the map ``name``.

    Raises :class:`InputError`: keys_unknown with the nearest id, keys_bad, keys_typed (a letter alone on a screen where text is
    typed), keys_conflict with both ids.
    """
    found = scopes()
    known = {id for scope in found for part in scope.parts for id in part}
    for id, text in own.items():
        if id not in known:
            near = get_close_matches(id, known, n=1, cutoff=0.0)[0]
            raise InputError("keys_unknown", path=path, id=id, near=near)
        keys = keys_of(text)
        wrong = next((key for key in keys if not _can_be_sent(key)), None)
        if wrong is not None or not keys:
            same = SAME.get(wrong or "")
            raise InputError("keys_same" if same else "keys_bad", path=path, id=id, key=wrong or text, same=same)
        for scope in found:
            before = set().union(*(part.get(id, ()) for part in scope.parts))
            if scope.typed and before and not any(map(_is_text, before)) and all(map(_is_text, keys)):
                raise InputError("keys_typed", path=path, id=words_of(id), key=key_name(keys[0]))
    whole = {id: set(keys_of(text)) for id, text in {**MAPS[name], **own}.items()}
    for scope in found:
        _check_scope(scope, whole, path)


def _check_scope(scope: Scope, changed: Mapping[str, set[str]], path: Path) -> None:
    """No key of a screen means two things, but for those that do so from the beginning: a part's own before the screen's."""
    before = [(id, keys) for part in scope.parts for id, keys in part.items()]
    after = [(id, changed.get(id, keys)) for id, keys in before]
    together = {
        frozenset((one, other)) for (one, some), (other, others) in combinations(before, 2) if one != other and some & others
    }
    for (one, some), (other, others) in combinations(after, 2):
        pair = frozenset((one, other))
        if one == other or pair in together or (one not in changed and other not in changed):
            continue
        if any(id in SPARE and id not in changed for id in pair):
            continue
        begun = {key[0] for key in some | others if is_chord(key)}
        if both := (some & others) or (begun & (some | others)):
            raise InputError("keys_conflict", path=path, key=key_name(min(both)), one=words_of(one), other=words_of(other))


def _is_text(key: str) -> bool:
    """Whether a key types something where text is typed."""
    return is_chord(key) or key == "space" or ("+" not in key and key not in _NAMED)


def _can_be_sent(key: str) -> bool:
    if key in SAME:
        return False
    *held, last = key.split("+")
    known = last in _NAMED or key_to_character(last) is not None or character(last) != last
    return is_chord(key) or (known and MODIFIERS.issuperset(held))


_NAMED = frozenset(key.value.split("+")[-1] for key in Keys if len(key.value.split("+")[-1]) > 1 and "<" not in key.value)
