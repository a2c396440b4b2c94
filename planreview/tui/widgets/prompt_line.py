"""A line of input that takes foreign text: pasted lines are joined, control codes and invisible marks never enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from planreview.text import clean_line, show
from planreview.tui.keys import bind

# What the space key of an input method sends.
WIDE_SPACE = "ideographic_space"


class PromptLine(Input, inherit_bindings=False):
    """An ``Input`` for one line; ``key_words`` names what Enter does in the key line of the dialog."""

    # Textual's own keys of editing; those of scrolling, which an input inherits, would hide the dialog's up and down.
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "submit", "confirm"),
        *(binding for binding in Input.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"),
    ]
    DEFAULT_CSS = """
    PromptLine { height: 1; border: none; padding: 0 1; background: $boost; }
    PromptLine:focus { border: none; background: $surface-lighten-1; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        enter: str = "",
        placeholder: str = "",
        id: str | None = None,
        on_enter: Callable[[PromptLine], None] | None = None,
    ) -> None:
        super().__init__(show(value), placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self.key_words = {"submit": enter} if enter else {}
        self.on_enter = on_enter

    @property
    def text(self) -> str:
        """What was typed, without control codes and without spaces at the ends."""
        return clean_line(self.value)

    def validate_value(self, value: str) -> str:
        return show(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key == WIDE_SPACE or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        # Keys of one burst stand in the queue of the line that had the focus when they came: they belong to the line
        # that has it now. A binding would come to Enter only behind the text that follows it.
        focused = self.screen.focused
        if isinstance(focused, PromptLine) and focused is not self:
            event.prevent_default()
            await focused._on_key(event)
        elif event.key == "enter" and self.on_enter is not None:
            event.prevent_default()
            event.stop()
            self.on_enter(self)
        elif event.key == WIDE_SPACE:
            # No printable character to Python: Textual would leave it to the dialog's keys.
            event.prevent_default()
            event.stop()
            self.insert_text_at_cursor(" ")
        elif event.is_printable:
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual would keep the first line only and drop the others without a word.
        event.prevent_default()
        event.stop()
        text = clean_line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
