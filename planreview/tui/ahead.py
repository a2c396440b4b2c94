"""Keys that are typed ahead of a dialog: they wait until it can take them.

A dialog is opened by a key and stands a moment later. What is typed in between is meant for it: the digits of ``g17`` must
never reach the list, where they would be verdicts. So keys are kept from the opening key on and given to the dialog, in
order, when it has read what it shows. Where it does not come, they are dropped and that is said: nobody knows any more
what they were meant for.

Keys that are no text are done in the queue of the line that got them (:func:`act`): a binding would come to them only
behind the text that follows them in the same burst, and a priority binding before the text that precedes them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerError

from planreview.catalogue import tn
from planreview.tui.keymaps import Chords
from planreview.tui.work import start

Result = TypeVar("Result")
Deliver = Callable[[events.Event], Awaitable[None]]
# A dialog that never says it is ready must not take the keyboard away.
LONGEST = 10.0
# Groups of workers in which a dialog opens another.
ASKING = frozenset({"ask", "export", "read"})


class TypeAhead:
    """The keys that wait, in the order in which they were typed; each hold has a number, so that an old one ends no new one."""

    def __init__(self) -> None:
        self.waiting = False
        self.turn = 0
        self._kept: list[events.Key | events.Paste] = []

    def hold(self) -> int:
        """From now on keys wait; the number of this hold."""
        self.waiting = True
        self.turn += 1
        return self.turn

    def keeps(self, event: events.Event) -> bool:
        """Whether an event was put aside."""
        if not self.waiting or not isinstance(event, events.Key | events.Paste):
            return False
        self._kept.append(event)
        return True

    def drop(self, turn: int) -> int:
        """Give up a hold that has lasted too long: how many keys were dropped (none where it has ended since)."""
        if not self.waiting or turn != self.turn:
            return 0
        dropped = len(self._kept)
        self._kept.clear()
        self.waiting = False
        return dropped

    async def release(self, deliver: Deliver, turn: int | None = None) -> None:
        """End a hold (the present one without a number) and give away what waits.

        A key that opens another dialog makes those behind it wait again.
        """
        if turn is not None and turn != self.turn:
            return
        self.waiting = False
        while self._kept and not self.waiting:
            # One that came back from the list was typed before one that had not been there yet.
            self._kept.sort(key=lambda event: event.time)
            await deliver(_anew(self._kept.pop(0)))


class OrderedApp(App[Result]):
    """An app in which keys wait for what they are meant for."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = TypeAhead()
        self.chords = Chords({})
        # What Esc does, before anything else, while somebody waits for work that takes long; the newest last.
        self.escapes: list[Callable[[], None]] = []
        self._asking: list[Worker[Any]] = []
        # What had the focus when keys began to wait: those typed just before may stand in its queue still. They come back
        # from there, and are waited for before any that came later is given away.
        self._source: Widget | None = None
        self._handing_back = False

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed ahead of a dialog; then go on as always."""
        if self.escapes and isinstance(event, events.Key) and event.key == "escape":
            self.escapes[-1]()
            return
        if self.ahead.keeps(event):
            return
        if self.chords and isinstance(event, events.Key):
            meant = self.chords.take(event, self.focused)
            if meant is None:
                return
            event = meant
        await super().on_event(event)
        if isinstance(event, events.Key) and not self.ahead.waiting:
            self.hold_for_questions()

    def hold_for_questions(self) -> None:
        """A dialog that was asked by this key to open another does so in a worker: keys wait for that one too."""
        asking = under_way(worker for worker in self.workers if worker.group in ASKING)
        new = [worker for worker in asking if worker not in self._asking]
        self._asking = asking
        if new:
            turn = self.hold_keys()
            start(self, partial(self.release_behind, partial(under_way, new), turn), "behind")

    async def release_behind(self, awaited: Callable[[], list[Worker[Any]]], turn: int | None) -> None:
        """End a hold when nothing more is awaited, however it ended.

        One that was replaced ends at once and must not end the wait for the one that took its place.
        """
        while workers := awaited():
            for worker in workers:
                with suppress(WorkerError):
                    await worker.wait()
            # One that has not begun cannot be waited for.
            await asyncio.sleep(0)
        await self.release_keys(turn)

    def hold_keys(self) -> int:
        """A dialog is on its way, or being left: keys wait for what comes; the number of this hold."""
        turn = self.ahead.hold()
        self._source, self._handing_back = self.focused, False
        self.set_timer(LONGEST, partial(self._give_up, turn))
        return turn

    def _give_up(self, turn: int) -> None:
        if self._handing_back and turn == self.ahead.turn:
            # What was to hand them back has gone: whoever takes keys now gets what there is.
            self.call_later(self.ahead.release, self.on_event, turn)
            return
        dropped = self.ahead.drop(turn)
        if dropped:
            self.notify(tn("app.keys_dropped", dropped), severity="warning", markup=False)

    async def release_keys(self, turn: int | None = None) -> None:
        """The dialog can take keys, or there will be none: they are given away when those typed first have come back."""
        if turn is not None and turn != self.ahead.turn:
            return
        source = self._source
        if self.ahead.waiting and source is not None and source.is_attached:
            self._handing_back = self._handing_back or source.post_message(Seen(self.ahead.turn))
            if self._handing_back:
                return
        await self.ahead.release(self.on_event, turn)

    async def on_dialog_ready(self) -> None:
        """A dialog has read what it shows."""
        await self.release_keys()

    async def on_seen(self, event: Seen) -> None:
        """All that was in the queue before has been dealt with, or come back; a question that it asks makes keys wait again."""
        self.hold_for_questions()
        await self.ahead.release(self.on_event, event.turn)


def under_way(workers: Iterable[Worker[Any]]) -> list[Worker[Any]]:
    """Those that will come to something; one that was cancelled before it began never ends."""
    return [worker for worker in workers if not worker.is_finished and not worker.is_cancelled]


class Seen(Message):
    """Follows a message through the same queues: who gets this one has dealt with that one."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn


def set_aside(widget: Widget, event: events.Key | events.Paste) -> bool:
    """Whether a key in the queue of a line is none of this line's any more: it waits with the others, or goes to the screen."""
    app = widget.app
    taken = isinstance(app, OrderedApp) and app.ahead.keeps(event)
    if not taken and not widget.screen.is_current:
        taken = app.post_message(_anew(event))
    if taken:
        event.stop()
        event.prevent_default()
    return taken


async def act(widget: Widget, event: events.Key) -> None:
    """Do now what a key is bound to, before the keys behind it are looked at."""
    event.stop()
    event.prevent_default()
    bound = widget.screen.active_bindings.get(event.key)
    if bound is not None and bound.enabled:
        await widget.app.run_action(bound.binding.action, bound.node)
    if isinstance(widget.app, OrderedApp) and not widget.app.ahead.waiting:
        widget.app.hold_for_questions()


def follow(widget: Widget) -> None:
    """Keys wait until the message that a line has just posted has been dealt with."""
    if isinstance(widget.app, OrderedApp):
        widget.post_message(Seen(widget.app.hold_keys()))


def _anew(event: events.Key | events.Paste) -> events.Event:
    """The same event as it came from the keyboard, without the marks of where it has been."""
    again = events.Paste(event.text) if isinstance(event, events.Paste) else events.Key(event.key, event.character)
    # It keeps its place before what was typed after it.
    again.time = event.time
    return again
