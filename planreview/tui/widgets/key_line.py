"""The line at the foot of a dialog: the keys that work at this moment, each can be clicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content, Span
from textual.geometry import Size
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character
from textual.screen import Screen
from textual.widget import Widget

from planreview.cells import width
from planreview.domain.records import dataclass
from planreview.tui.keys import is_full_width, key_name, spoken

GAP = 2
# Keys that Textual calls otherwise than Unicode does their characters.
_NAMED = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}
LAST = ("screens.help", "screens.leave")


@dataclass(frozen=True, slots=True)
class Hint:
    """A key with its words and where it stands."""

    key: str
    name: str
    words: str
    line: int
    first: int

    @property
    def end(self) -> int:
        return self.first + width(self.name) + 1 + width(self.words)


def usable_keys(screen: Screen[object]) -> list[tuple[str, str]]:
    """(key, words) of :func:`usable`."""
    return [(key, words) for key, words, _ in usable(screen)]


def usable(screen: Screen[object]) -> list[tuple[str, str, str]]:
    """(key, words, id) of the shown bindings that the screen takes now: none that a focused text field would swallow."""
    focused = screen.focused
    found: list[tuple[str, str, str]] = []
    actions: set[tuple[object, str]] = set()
    bindings = screen.active_bindings
    for key, (node, binding, enabled, _) in bindings.items():
        identity = (node, binding.action)
        # A full-width form stands beside its key: where that is typed as text, the form says nothing new.
        if not binding.show or not enabled or identity in actions or is_full_width(key):
            continue
        if focused is not None and focused.check_consume_key(key, key_to_character(_NAMED.get(key, key))):
            continue
        actions.add(identity)
        words = getattr(node, "key_words", {}).get(binding.action) or binding.description
        found.append((key, spoken(words), binding.id or ""))
    order = _order(bindings)
    # What every dialog has stands behind what is this one's own.
    return sorted(found, key=lambda hint: (hint[2] in LAST, order.get(hint[2], 0)))


def binding_order(screen: Screen[Any]) -> dict[str, int]:
    """The ids of bindings in the order in which they were written, whatever a key map did to it."""
    return _order(screen.active_bindings)


def _order(bindings: Mapping[str, ActiveBinding]) -> dict[str, int]:
    order: dict[str, int] = {}
    for node in dict.fromkeys(node for node, *_ in bindings.values()):
        for _, binding in node._bindings:
            order.setdefault(binding.id or "", len(order))
    return order


def lay_out(keys: list[tuple[str, str]], cells: int) -> list[Hint]:
    """The keys on as few lines of ``cells`` cells as they need, none of them broken."""
    hints: list[Hint] = []
    line = first = 0
    for key, words in keys:
        hint = Hint(key, key_name(key), words, line, first)
        if first and hint.end > cells:
            line, first = line + 1, 0
            hint = Hint(key, hint.name, words, line, first)
        hints.append(hint)
        first = hint.end + GAP
    return hints


class KeyLine(Widget):
    """The keys of the screen and of the focused widget, in the order of their bindings."""

    DEFAULT_CSS = """
    KeyLine { width: 1fr; height: auto; color: $foreground; }
    KeyLine .key-line--key { text-style: bold; color: $accent; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _: object) -> None:
        # As in Paragraph: a height of before must not stay.
        self._box_model_cache.clear()
        self.refresh(layout=True)

    def hints(self, cells: int) -> list[Hint]:
        """The keys laid out for a width."""
        return lay_out(usable_keys(self.screen), max(1, cells))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        hints = self.hints(width)
        return hints[-1].line + 1 if hints else 0

    def render(self) -> Content:
        lines: list[Content] = []
        style = self.get_visual_style("key-line--key")
        for hint in self.hints(self.content_size.width):
            if hint.line == len(lines):
                lines.append(Content(""))
            text = f"{hint.name} {hint.words}"
            before = " " * (hint.first - lines[-1].cell_length)
            spans = [Span(len(before), len(before) + len(hint.name), style)]
            lines[-1] = lines[-1].append(Content(before + text, spans))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for hint in self.hints(self.content_size.width):
            if hint.line == offset.y and hint.first <= offset.x < hint.end:
                self.app.simulate_key(hint.key)
