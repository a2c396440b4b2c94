"""A line of input that takes foreign text: pasted lines are joined, control codes and invisible marks never enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from planreview.text import clean_line, show
from planreview.tui.ahead import act, follow, set_aside
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
        on_enter: Callable[[PromptLine], Awaitable[None] | None] | None = None,
    ) -> None:
        super().__init__(show(value), placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self.key_words = {"submit": enter} if enter else {}
        self.on_enter = on_enter
        # Whether a hand typed here: what a dialog proposes is not lost when it goes.
        self.touched = False

    @property
    def text(self) -> str:
        """What was typed, without control codes and without spaces at the ends."""
        return clean_line(self.value)

    def propose(self, value: str) -> None:
        """Put a text there, selected as a whole: whatever is typed first takes its place."""
        self.value = value
        self.selection = Selection(0, len(self.value))

    def go_on(self, text: str) -> None:
        """Take the focus, and what was typed elsewhere as a word behind those that stand here."""
        # At once: what is typed next belongs here.
        self.screen.set_focus(self)
        self.cursor_position = len(self.value)
        self._insert(text if not self.text or self.value.endswith(" ") else f" {text}")

    def reject(self) -> None:
        """What stands there is not taken: typed anew it is replaced, while a step to its side lets one mend it."""
        self.focus()
        self.selection = Selection(0, len(self.value))

    def validate_value(self, value: str) -> str:
        return show(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key == WIDE_SPACE or super().check_consume_key(key, character)

    async def action_submit(self) -> None:
        """Give the line to the dialog; what is typed behind it waits until that has dealt with it."""
        await super().action_submit()
        follow(self)

    async def _on_key(self, event: events.Key) -> None:
        if set_aside(self, event):
            return
        other = self._line_in_focus()
        if other is not None:
            event.prevent_default()
            await other._on_key(event)
        elif event.key == WIDE_SPACE:
            # No printable character to Python: Textual would leave it to the dialog's keys.
            event.prevent_default()
            event.stop()
            self._insert(" ")
        elif event.is_printable:
            self.touched = True
            await super()._on_key(event)
        elif event.key == "enter" and self.on_enter is not None:
            event.prevent_default()
            event.stop()
            done = self.on_enter(self)
            if done is not None:
                await done
        else:
            await act(self, event)

    def _line_in_focus(self) -> PromptLine | None:
        """The line that has the focus now: keys of one burst stand in the queue of the line that had it when they came."""
        focused = self.screen.focused
        return focused if isinstance(focused, PromptLine) and focused is not self else None

    def _on_paste(self, event: events.Paste) -> None:
        if set_aside(self, event):
            return
        # Textual would keep the first line only and drop the others without a word.
        event.prevent_default()
        event.stop()
        (self._line_in_focus() or self)._insert(clean_line(event.text))

    def _insert(self, text: str) -> None:
        self.touched = True
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
