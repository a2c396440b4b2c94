"""Garbage is collected when nobody is typing: a collection amid scrolling costs two frames and more."""

from __future__ import annotations

import gc
from time import monotonic

# Short, so that a hand that goes on without a rest of a second leaves little to collect: two milliseconds a key.
QUIET = 0.25
# A full collection now and then; what is young is enough in between.
FULL_EVERY = 20


class QuietCollector:
    """Turns the collector off and collects when no key has come for a moment."""

    def __init__(self) -> None:
        self._touched = 0.0
        self._due = False
        self._rounds = 0
        self._was_on: bool | None = None
        self._over = False

    def begin(self) -> None:
        """What is loaded now stays; from here on nothing is collected unasked."""
        if self._over:
            # The app was closed before its first picture had settled.
            return
        self._was_on = gc.isenabled()
        gc.collect()
        gc.freeze()
        gc.disable()

    def touch(self) -> None:
        """Somebody typed."""
        self._touched = monotonic()
        self._due = True

    def rest(self) -> None:
        """Collect if nobody has typed for a while and somebody has since the last time."""
        if self._due and monotonic() - self._touched >= QUIET:
            self._due = False
            self._rounds += 1
            gc.collect(2 if self._rounds % FULL_EVERY == 0 else 0)

    def end(self) -> None:
        """Leave the collector as it was found."""
        self._over = True
        gc.unfreeze()
        if self._was_on:
            gc.enable()
        self._was_on = None
