"""Whether the terminal has gone, or the machine is being shut down: the program then ends as a person would end it.

A terminal that is not the controlling one ends without a signal. Textual reads it as one on which nobody types, over and
over, and would do so for ever.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO, cast

from textual.driver import Driver

# Windows has the last alone: Ctrl+Break, and a console window that is closed or whose user logs off.
ENDS = ("SIGHUP", "SIGTERM", "SIGBREAK")


def on_end(loop: asyncio.AbstractEventLoop, end: Callable[[], object]) -> list[int]:
    """Have ``end`` called in the loop when a signal asks to end; the signals that this system has."""
    caught = []
    for number in (getattr(signal, name, None) for name in ENDS):
        if number is None:
            continue
        # Neither is possible outside the main thread.
        with suppress(ValueError, RuntimeError):
            try:
                loop.add_signal_handler(number, end)
            except NotImplementedError:
                # The loop of Windows knows no signals; Python does.
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))
            caught.append(int(number))
    return caught


class Patient:
    """The file of a terminal, which takes what is written to it though its other side has gone.

    Textual (8.2.8) writes in a thread that such an error ends: the next writes would fill its queue, and the program that is
    about to end would wait for ever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def outliving(driver: type[Driver]) -> type[Driver]:
    """A driver that goes on writing to a terminal that has gone."""

    def start_application_mode(self: Driver) -> None:
        file = getattr(self, "_file", None)
        if file is not None and not isinstance(file, Patient):
            vars(self)["_file"] = Patient(file)
        driver.start_application_mode(self)

    return cast("type[Driver]", type(driver.__name__, (driver,), {"start_application_mode": start_application_mode}))


class Terminal:
    """The terminal that keys come from, as it was when the screens opened."""

    def __init__(self) -> None:
        self._watched: int | None = None
        try:
            descriptor = sys.stdin.fileno() if sys.stdin is not None else None
            # A console of Windows ends its programs itself.
            if descriptor is not None and hasattr(select, "poll") and os.isatty(descriptor):
                self._watched = descriptor
        except (OSError, ValueError):
            # Closed, or replaced by something that is no file.
            return
        if self.gone:
            # A system that cannot ask a terminal (poll has been broken there) says so now; nobody has hung up yet.
            self._watched = None

    @property
    def gone(self) -> bool:
        """Whether its other side was closed."""
        if self._watched is None:
            return False
        asked = select.poll()
        asked.register(self._watched, select.POLLHUP)
        return any(seen & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, seen in asked.poll(0))
