"""An editor of several lines that takes foreign text and leaves Tab to the dialog."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from planreview.text import clean, show_block
from planreview.tui.ahead import act, set_aside
from planreview.tui.widgets.prompt_line import WIDE_SPACE

# Textual's keys of selecting and moving, which dialogs use for kinds and for an editor outside.
TAKEN = {"f6", "f7", "ctrl+e"}


def _left(binding: BindingType) -> list[BindingType]:
    """A binding of Textual's without the keys that are taken."""
    if not isinstance(binding, Binding):
        return [binding]
    keys = [key for key in binding.key.split(",") if key not in TAKEN]
    return [replace(binding, key=",".join(keys))] if keys else []


class NoteEditor(TextArea, inherit_bindings=False):
    """A ``TextArea`` into which control codes and invisible marks never come."""

    BINDINGS: ClassVar[list[BindingType]] = [left for binding in TextArea.BINDINGS for left in _left(binding)]

    DEFAULT_CSS = """
    NoteEditor { border: none; padding: 0 1; }
    NoteEditor:focus { border: none; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(show_block(text), id=id, soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus")

    @property
    def body(self) -> str:
        """What was typed, without control codes and without blank lines at the ends."""
        return clean(self.text).strip()

    async def _on_key(self, event: events.Key) -> None:
        if set_aside(self, event):
            return
        if event.is_printable or event.key == "enter":
            await super()._on_key(event)
        elif event.key == WIDE_SPACE:
            event.prevent_default()
            event.stop()
            self._replace_via_keyboard(" ", *self.selection)
        else:
            self._restart_blink()
            await act(self, event)

    async def _on_paste(self, event: events.Paste) -> None:
        if set_aside(self, event):
            return
        event.prevent_default()
        event.stop()
        result = self._replace_via_keyboard(show_block(event.text), *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)
