"""Before the first picture: a large store whose figures are not of today is brought up to date, told on a line, and Esc stops it.

Folding a million tasks takes minutes. It is done by who writes, once, and not by every reader for itself; what is stopped is
rolled back whole, and the next start begins anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Event, Thread
from typing import TypeVar

from planreview.catalogue import t
from planreview.stopping import StoppedError, heeding, telling
from planreview.waiting import WaitLine

Value = TypeVar("Value")
# Seconds between two looks at the keyboard.
LOOK = 0.1
_ESCAPE = b"\x1b"
Pressed = Callable[[], bytes]


class Waiting:
    """Work of other threads that somebody waits for at a terminal without screens."""

    def __init__(self) -> None:
        self._line = WaitLine("progress.folding", "progress.keys_screen")
        self._stop = Event()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """What this thread does inside says how far it has come, and stops when it is asked to."""
        with telling(self._line.told), heeding(self._stop.is_set):
            yield

    def run(self, job: Callable[[], Value]) -> Value:
        """Do something in a thread of its own, and wait for it. Raises what it raises, and as :meth:`wait`."""
        future: Future[Value] = Future()

        def work() -> None:
            try:
                with self.heard():
                    future.set_result(job())
            except BaseException as error:  # handed to whoever waits, whatever it is
                future.set_exception(error)

        Thread(target=work, name="before").start()
        return self.wait(future)

    def wait(self, future: Future[Value], keys: Callable[[], AbstractContextManager[Pressed]] | None = None) -> Value:
        """The result; raises ``KeyboardInterrupt`` once Esc or Ctrl+C was pressed and the work has been rolled back."""
        with suppress(TimeoutError):
            return self._result(future, LOOK)
        try:
            with (keys or pressed_keys)() as pressed:
                while True:
                    with suppress(TimeoutError):
                        return self._result(future, LOOK)
                    self._line.tick()
                    if pressed() == _ESCAPE:
                        self._ask()
        finally:
            self._line.end()

    def _result(self, future: Future[Value], seconds: float) -> Value:
        try:
            return future.result(seconds)
        except KeyboardInterrupt:
            self._ask()
            raise TimeoutError from None
        except StoppedError:
            raise KeyboardInterrupt from None

    def _ask(self) -> None:
        self._stop.set()
        self._line.tick(t("progress.stopping"))


@contextmanager
def pressed_keys() -> Iterator[Pressed]:
    """What was typed since the last look, without echo; nothing where there is no keyboard to look at."""
    if sys.platform == "win32":
        import msvcrt

        yield lambda: msvcrt.getch() if msvcrt.kbhit() else b""
        return
    import select
    import termios
    import tty

    try:
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (OSError, ValueError, termios.error):
        yield lambda: b""
        return
    tty.setcbreak(descriptor)
    try:
        yield lambda: os.read(descriptor, 64) if select.select([descriptor], [], [], 0)[0] else b""
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
