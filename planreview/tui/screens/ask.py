"""One question with one line for the answer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine


class AskScreen(Dialog[str | None]):
    """Gives the line as typed, an empty one too; None where it was left."""

    ASKS: ClassVar[bool] = True

    def __init__(self, title: str, remark: str = "", value: str = "", *, proposed: str = "") -> None:
        """``value`` is changed by typing on; what is ``proposed`` gives way to what is typed."""
        super().__init__()
        self.heading = title
        self.remark = remark
        self.value = value
        self.proposed = proposed

    def body(self) -> ComposeResult:
        yield Paragraph(self.remark, classes="remark")
        yield PromptLine(self.value, id="ask-answer", on_enter=self.answered)

    def on_mount(self) -> None:
        if self.proposed:
            self.query_one(PromptLine).propose(self.proposed)
        super().on_mount()

    async def load(self) -> None:
        self.title_line.text = self.heading

    async def answered(self, line: PromptLine) -> None:
        """What is done with the line."""
        self.dismiss(line.text)
