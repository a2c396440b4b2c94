"""A list beside a line that finds something in it: what is typed on the list goes to the line."""

from __future__ import annotations

from textual import events

from planreview.text import clean_line
from planreview.tui.ahead import follow, set_aside
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.prompt_line import PromptLine


class FindingList(ChoiceList):
    """As a choice list; a character that is no key here begins or goes on with a word on the line of the dialog."""

    async def on_key(self, event: events.Key) -> None:
        """Keys of one burst stand in the queue of the list: those behind the first go the same way."""
        if set_aside(self, event):
            return
        if event.is_printable and event.character and event.key not in self.screen.active_bindings:
            event.stop()
            self._find(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is meant for the line too."""
        if not set_aside(self, event):
            event.stop()
            self._find(clean_line(event.text))

    def _find(self, text: str) -> None:
        self.screen.query_one(PromptLine).go_on(text)
        follow(self)
