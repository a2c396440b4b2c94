"""Keys that are typed ahead of a dialog: they wait until it can take them.

A dialog is opened by a key and stands a moment later. What is typed in between is meant for it: the digits of ``g17`` must
never reach the list, where they would be verdicts. So keys are kept from the opening key on and given to the dialog, in
order, when it has read what it shows. Where it does not come, they are dropped and that is said: nobody knows any more
what they were meant for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events

Deliver = Callable[[events.Event], Awaitable[None]]
# A dialog that never says it is ready must not take the keyboard away.
LONGEST = 10.0


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


def _anew(event: events.Key | events.Paste) -> events.Event:
    """The same event as it came from the keyboard, without the marks of where it has been."""
    if isinstance(event, events.Paste):
        return events.Paste(event.text)
    return events.Key(event.key, event.character)
