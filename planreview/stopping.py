"""Work that somebody may stop: who does it looks, at every step that takes a while, whether it is still wanted.

The wish belongs to the thread that works, so that no function between the asking and the working has to hand it on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planreview.errors import PlanreviewError

Asked = Callable[[], bool]


class StoppedError(PlanreviewError):
    """The work was stopped as asked; nothing of it was written."""


class _Wishes(threading.local):
    def __init__(self) -> None:
        self.asked: tuple[Asked, ...] = ()


_here = _Wishes()


def stop_asked() -> bool:
    """Whether this thread has been asked to stop."""
    return any(asked() for asked in _here.asked)


def check_stop() -> None:
    """Raise :class:`StoppedError` where this thread has been asked to stop."""
    if _here.asked and stop_asked():
        raise StoppedError("stopped")


@contextmanager
def heeding(asked: Asked) -> Iterator[bool]:
    """Heed a wish to stop in what this thread does inside; gives whether another is heeded already."""
    before = _here.asked
    _here.asked = (*before, asked)
    try:
        yield bool(before)
    finally:
        _here.asked = before
