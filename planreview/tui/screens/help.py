"""All keys as they are really bound: read from the screen below, so that a changed key map is told truly."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import App, ComposeResult
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from planreview.catalogue import t
from planreview.tui.keys import is_full_width, key_name, spoken
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column


def place_of(node: DOMNode) -> str:
    """Where a key works: in the focused part, on the whole screen, or everywhere."""
    if isinstance(node, App):
        return "app"
    return "screen" if isinstance(node, Screen) else "part"


def help_lines(bindings: Iterable[tuple[str, ActiveBinding]]) -> list[Choice]:
    """A heading for each place and a line for each action: its keys, its words, what it does.

    Keys without an id are Textual's own editing keys and are left out; full-width forms are implied.
    """
    groups: dict[str, dict[str, tuple[list[str], str, str]]] = {"screen": {}, "part": {}, "app": {}}
    for key, (node, binding, enabled, tooltip) in bindings:
        if not binding.id or not binding.description or not enabled or is_full_width(key):
            continue
        entry = groups[place_of(node)].setdefault(binding.id, ([], spoken(binding.description), spoken(tooltip)))
        entry[0].append(key_name(key))
    lines: list[Choice] = []
    for place, entries in groups.items():
        if entries:
            lines.append(Choice(place, (t(f"screens.help.{place}"),), "heading"))
        lines += [Choice((place, id), (" ".join(names), words, tip)) for id, (names, words, tip) in entries.items()]
    return lines


class HelpScreen(Dialog[None]):
    """The keys of the screen below."""

    FULL = True

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(14), Column(16), Column()), enter="screens.key.leave")

    async def load(self) -> None:
        self.title_line.text = t("screens.help.title")
        below = self.app.screen_stack[-2]
        self.query_one(ChoiceList).show_choices(help_lines(below.active_bindings.items()))

    def on_choice_list_chosen(self) -> None:
        self.dismiss(None)
