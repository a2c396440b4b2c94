"""Threads that own a workspace each and run jobs on it, in the order given.

One lane writes: its jobs are never cancelled, so that what was typed is what is stored. Others read for the screen; a job
that nobody waits for any more is left out before it begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from planreview.errors import PlanreviewError
from planreview.tui.session_day import SessionDay

if TYPE_CHECKING:
    from planreview.domain.operations import Clock
    from planreview.services.workspace import Workspace

T = TypeVar("T")
Job = Callable[["Workspace"], T]
# Seconds without a job after which a lane does what earlier jobs left for later.
IDLE = 0.3


class Lane:
    """A thread with a workspace of its own; it is opened in that thread by the first job (or by :meth:`open`)."""

    def __init__(self, name: str, make: Callable[[], Workspace]) -> None:
        self._make = make
        self._jobs: SimpleQueue[tuple[Job[Any], Future[Any], Event | None] | None] = SimpleQueue()
        self._workspace: Workspace | None = None
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._closed = False
        # What failed when nobody was there any more who could be told.
        self.lost: list[BaseException] = []

    def submit(self, job: Job[T], stop: Event | None = None) -> Future[T]:
        """Queue a job; it runs after those queued before, until ``stop`` is set. A lane that is closed cancels it at once."""
        future: Future[T] = Future()
        if self._closed:
            future.cancel()
            return future
        if not self._thread.is_alive():
            self._thread.start()
        self._jobs.put((job, future, stop))
        return future

    def open(self) -> Future[None]:
        """Open the workspace now rather than at the first job; the future holds the store's refusal, if any."""
        return self.submit(_nothing)

    async def run(self, job: Job[T]) -> T:
        """Queue a job at once and wait for it; a cancelled wait does not cancel the job."""
        return await asyncio.shield(asyncio.wrap_future(self.submit(job)))

    async def ask(self, job: Job[T]) -> T:
        """As :meth:`run`, but a job is dropped when the wait is cancelled: one that has begun is broken off."""
        stop = Event()
        try:
            return await asyncio.wrap_future(self.submit(job, stop))
        except asyncio.CancelledError:
            stop.set()
            raise

    def close(self) -> None:
        """Finish what is queued, close the workspace and end the thread."""
        self._closed = True
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        tidy = True
        while True:
            try:
                task = self._jobs.get(timeout=None if tidy else IDLE)
            except Empty:
                tidy = not self._tidy()
                continue
            if task is None:
                break
            self._do(*task)
            tidy = False
        if self._workspace is not None:
            self._workspace.close()

    def _do(self, job: Job[Any], future: Future[Any], stop: Event | None) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            if self._workspace is None:
                self._workspace = self._make()
            else:
                # A reader of another date than the store's computes its figures anew when others have written.
                self._workspace.refresh()
            if stop is None:
                result = job(self._workspace)
            else:
                with self._workspace.heeding(stop.is_set):
                    result = job(self._workspace)
        except BaseException as error:  # handed to whoever waits, whatever it is
            if self._closed:
                self.lost.append(error)
            future.set_exception(_carried(error))
        else:
            future.set_result(result)

    def _tidy(self) -> bool:
        """Nobody waits now; what cannot be done (a full disk) is told by the next job that needs it. Whether more is left."""
        if self._workspace is not None:
            with suppress(PlanreviewError):
                return self._workspace.tidy()
        return False


def open_reader(path: Path, person: str, clock: Clock | None, most: int | None = None) -> Workspace:
    """A reader of the store that also sees the person's own drafts; ``most`` as for :meth:`Workspace.reader`."""
    from planreview.services.workspace import Workspace

    workspace = Workspace.reader(path, clock=clock, most=most)
    workspace.person = person
    if isinstance(clock, SessionDay):
        workspace.kept = clock.is_kept
    return workspace


def _carried(error: BaseException) -> BaseException:
    """What a future can hold of a failure: of a StopIteration who waits would never hear, a cancelled job would cancel them."""
    if not isinstance(error, StopIteration | CancelledError | asyncio.CancelledError):
        return error
    carried = RuntimeError(repr(error))
    carried.__cause__ = error
    return carried


def _nothing(_: Workspace) -> None:
    return None
