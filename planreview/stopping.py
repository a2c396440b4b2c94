"""Work that somebody may stop: who does it looks, at every step that takes a while, whether it is still wanted.

Where somebody listens, it also tells how far it has come.

The wish belongs to the thread that works, so that no function between the asking and the working has to hand it on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planreview.errors import PlanreviewError

Asked = Callable[[], bool]
# Steps that are done, and all that there are.
Told = Callable[[int, int], None]


class StoppedError(PlanreviewError):
    """The work was stopped as asked; nothing of it was written."""


class _Wishes(threading.local):
    def __init__(self) -> None:
        self.asked: tuple[Asked, ...] = ()
        self.told: Told | None = None


_here = _Wishes()


def stop_asked() -> bool:
    """Whether this thread has been asked to stop."""
    return any(asked() for asked in _here.asked)


def check_stop() -> None:
    """Raise :class:`StoppedError` where this thread has been asked to stop."""
    if _here.asked and stop_asked():
        raise StoppedError("stopped")


@contextmanager
def heeding(asked: Asked) -> Iterator[None]:
    """Heed a wish to stop in what this thread does inside."""
    before = _here.asked
    _here.asked = (*before, asked)
    try:
        yield
    finally:
        _here.asked = before


def tell(done: int, total: int) -> None:
    """Say how far this thread's work has come to whoever listens; a step at which it may be stopped."""
    check_stop()
    if _here.told is not None:
        _here.told(done, total)


@contextmanager
def telling(told: Told) -> Iterator[None]:
    """Hear how far what this thread does inside has come."""
    before = _here.told
    _here.told = told
    try:
        yield
    finally:
        _here.told = before
