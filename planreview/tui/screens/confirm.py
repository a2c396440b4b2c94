"""Say what is about to be done, with its numbers, and do it on Enter: for what acts on more than meets the eye."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.paragraph import Paragraph


class ConfirmScreen(Dialog[bool]):
    """Gives whether Enter was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("enter", "confirm", "confirm")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def body(self) -> ComposeResult:
        yield Paragraph(self.text, classes="remark")

    async def load(self) -> None:
        self.title_line.text = self.heading

    def action_confirm(self) -> None:
        """Do it."""
        self.dismiss(True)
