"""Garbage is collected when nobody is typing: a collection amid scrolling costs two frames and more."""

from __future__ import annotations

import gc
from time import monotonic

from textual._styles_cache import StylesCache

# Short, so that a hand that goes on without a rest of a second leaves little to collect: two milliseconds a key.
QUIET = 0.25
# What is young is enough in the rests between keys. All of it takes as long as ten pictures: who has left the keys alone for so
# long reads, or has gone.
LONG = 5.0
# A hand that never leaves them for that long has all collected after so many rests.
MANY = 300


class QuietCollector:
    """Turns the collector off and collects when no key has come for a moment."""

    def __init__(self) -> None:
        self._touched = 0.0
        self._due = False
        # Rests since everything was collected.
        self._rests = 0
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
        """Collect if nobody has typed for a while and somebody has since the last time; everything after a long while."""
        quiet = monotonic() - self._touched
        if self._due and quiet >= QUIET:
            self._due = False
            self._rests += 1
            gc.collect(0)
        if self._rests >= MANY or (self._rests and quiet >= LONG):
            self._rests = 0
            # Textual (8.2.8) keeps the colours of edges for each of the last thousand widgets, and with them all that these drew:
            # after every dialog of a large store that was three times the memory.
            StylesCache.get_inner_outer.cache_clear()
            gc.collect()

    def end(self) -> None:
        """Leave the collector as it was found."""
        self._over = True
        gc.unfreeze()
        if self._was_on:
            gc.enable()
        self._was_on = None
