"""Work that takes a while: from half a second on a line says what is done and for how long, and Esc stops it.

What is stopped has written nothing: reads are broken off in the store, writes are rolled back, files are put in place whole.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from planreview.catalogue import t

if TYPE_CHECKING:
    from textual.timer import Timer

    from planreview.services.workspace import Workspace

Value = TypeVar("Value")
DELAY = 0.5


class Stop:
    """A wish to stop, for jobs that heed it."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        # What else is to be done when it is asked.
        self.then: Callable[[], None] | None = None

    @property
    def asked(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Stop at the next step."""
        self._asked.set()
        if self.then is not None:
            self.then()

    def heed(self, job: Callable[[Workspace], Value]) -> Callable[[Workspace], Value]:
        """The same job, which raises :class:`StoppedError` once it is asked to stop."""

        def heeding(workspace: Workspace) -> Value:
            with workspace.heeding(self._asked.is_set):
                return job(workspace)

        return heeding


class Host(Protocol):
    """The dialog or screen on which somebody waits."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer: ...

    def wait_line(self, sentence: str) -> None:
        """Say how it stands; an empty sentence says that it is over."""


@asynccontextmanager
async def patient(host: Host, escapes: list[Callable[[], None]], doing: str) -> AsyncIterator[Stop]:
    """Say ``doing`` (words) while the body takes longer than half a second; ``escapes`` gets what Esc does meanwhile."""
    stop = Stop()
    begun = monotonic()
    shown = False

    def tick() -> None:
        nonlocal shown
        if not shown:
            shown = True
            escapes.append(stop.ask)
        host.wait_line(t("progress.stopping") if stop.asked else t("progress.line", doing=doing, n=int(monotonic() - begun)))

    timer = host.set_interval(DELAY, tick)
    try:
        yield stop
    finally:
        timer.stop()
        if shown:
            escapes.remove(stop.ask)
            host.wait_line("")
