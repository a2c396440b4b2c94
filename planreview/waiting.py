"""Who waits before there are screens, or without any: from half a second on one line of the terminal says how far it has come."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from planreview.stopping import telling

DELAY = 0.5


class WaitLine:
    """One line on the error stream of a terminal, written over itself; nothing where that is a file.

    ``doing`` and ``keys`` are keys of the catalogue: what goes on, and what stops it.
    """

    def __init__(self, doing: str, keys: str) -> None:
        self._doing, self._keys = doing, keys
        self._begun = self._said = monotonic()
        self._step: tuple[int, int] | None = None
        self.shown = False

    def told(self, done: int, total: int) -> None:
        """So much is done."""
        self._step = done, total

    def tick(self, words: str | None = None) -> None:
        """Show how it stands, at most twice a second; ``words`` at once."""
        now = monotonic()
        if (words is None and now - self._said < DELAY) or sys.stderr is None or not sys.stderr.isatty():
            return
        self._said, self.shown = now, True
        self._write(words or self._words(int(now - self._begun)))

    def end(self) -> None:
        """Leave an empty line behind."""
        if self.shown:
            self._write("")
            self.shown = False

    def _words(self, seconds: int) -> str:
        from planreview.catalogue import t

        doing, keys = t(self._doing), t(self._keys)
        if self._step is None:
            return t("progress.elapsed", doing=doing, n=seconds, keys=keys)
        done, total = self._step
        return t("progress.counted", doing=doing, done=f"{done:,}", total=f"{total:,}", n=seconds, keys=keys)

    @staticmethod
    def _write(words: str) -> None:
        from planreview.cells import fit

        columns = 80
        with suppress(OSError):
            columns = os.get_terminal_size(sys.stderr.fileno()).columns
        with suppress(OSError, ValueError):
            # The last column stays free: a full line would begin another. What is said next begins on it.
            sys.stderr.write(f"\r{fit(words, columns - 1)}\r")
            sys.stderr.flush()


@contextmanager
def told_on_line(doing: str, keys: str) -> Iterator[None]:
    """Say on a line how far what this thread does inside has come."""
    line = WaitLine(doing, keys)

    def told(done: int, total: int) -> None:
        line.told(done, total)
        line.tick()

    with telling(told):
        try:
            yield
        finally:
            line.end()


@contextmanager
def told_by_the_clock(doing: str, keys: str) -> Iterator[None]:
    """Say on a line for how long what goes on inside has gone on, where its steps are too large to be told."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    line, over = WaitLine(doing, keys), threading.Event()

    def watch() -> None:
        while not over.wait(DELAY):
            line.tick()

    watching = threading.Thread(target=watch, name="waiting", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
        line.end()
