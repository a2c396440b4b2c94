"""The line that narrows the list while it is typed; it is there only then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from planreview.catalogue import t
from planreview.tui.ahead import OrderedApp, act, set_aside
from planreview.tui.keys import bind


class SearchLine(Input):
    """Text to look for; Enter keeps it, Esc gives back what was there before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "give_up", "search_leave", area="review"),
        bind("down", "submit", "search_down", show=False, area="review"),
    ]

    @dataclass
    class Left(Message):
        """The search is over; ``text`` is what the list shall be narrowed to, ``turn`` the hold of the keys behind it."""

        text: str
        turn: int | None

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(text, placeholder=t("search.placeholder"), id=id, compact=True, select_on_focus=False)
        self._before = text

    def on_mount(self) -> None:
        """What is typed next goes here."""
        self.focus()

    def action_give_up(self) -> None:
        """Leave, and look for what was looked for before."""
        self._leave(self._before)

    async def action_submit(self) -> None:
        """Keep what is typed."""
        self._leave(self.value)

    async def _on_key(self, event: events.Key) -> None:
        if set_aside(self, event):
            return
        if event.is_printable:
            await super()._on_key(event)
        else:
            await act(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        # Where it is not set aside, Textual goes on with it.
        set_aside(self, event)

    def _leave(self, text: str) -> None:
        app = self.app
        self.post_message(self.Left(text, app.hold_keys() if isinstance(app, OrderedApp) else None))
        self.remove()
