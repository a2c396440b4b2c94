"""Threads with a workspace each: order, refusal, cancellation, the end."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from pathlib import Path
from shutil import copyfile
from threading import Event, current_thread

import pytest

from planreview.errors import StoreError
from planreview.services import review
from planreview.services.workspace import Workspace
from planreview.tui.lanes import Lane
from tests.tui.reviewing import stored
from tests.tui.screens.support import FixedClock, writer


@pytest.fixture
def lane(store: Path) -> Lane:
    return Lane("test", lambda: writer(store))


async def test_jobs_run_in_the_order_given_on_one_thread(lane: Lane) -> None:
    ran: list[tuple[int, str]] = []

    def job(place: int) -> None:
        ran.append((place, current_thread().name))

    await asyncio.gather(*(lane.run(lambda ws, place=place: job(place)) for place in range(50)))
    lane.close()
    assert ran == [(place, "test") for place in range(50)]


async def test_what_was_queued_is_done_before_the_end(lane: Lane, store: Path) -> None:
    ids = [row.id for row in stored(store)]
    futures = [lane.submit(lambda ws, id=id: review.mark(ws, [id], "done")) for id in ids]
    lane.close()
    assert all(future.done() for future in futures)
    assert {row.verdict for row in stored(store)} == {"done"}


async def test_a_cancelled_wait_does_not_cancel_a_write(lane: Lane, store: Path) -> None:
    hold = Event()
    first = stored(store)[0].id
    lane.submit(lambda ws: hold.wait(5))
    waiting = asyncio.ensure_future(lane.run(lambda ws: review.mark(ws, [first], "done")))
    await asyncio.sleep(0)
    waiting.cancel()
    hold.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    lane.close()
    assert stored(store)[0].verdict == "done"


async def test_a_cancelled_question_is_not_asked(lane: Lane) -> None:
    hold = Event()
    asked: list[int] = []
    lane.submit(lambda ws: hold.wait(5))
    waiting = asyncio.ensure_future(lane.ask(lambda ws: asked.append(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    hold.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    lane.close()
    assert asked == []


async def test_a_failure_reaches_whoever_waits_and_the_lane_goes_on(lane: Lane) -> None:
    def fail(ws: Workspace) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await lane.run(fail)
    assert await lane.run(lambda ws: 7) == 7
    lane.close()


@pytest.mark.parametrize("end", [StopIteration, asyncio.CancelledError, CancelledError])
async def test_an_end_that_no_future_holds_is_a_failure_too(lane: Lane, end: type[BaseException]) -> None:
    def fail(ws: Workspace) -> None:
        raise end

    for wait in (lane.run, lane.ask):
        with pytest.raises(RuntimeError) as failed:
            await asyncio.wait_for(wait(fail), 5)
        assert isinstance(failed.value.__cause__, end)
    assert await lane.run(lambda ws: 7) == 7
    lane.close()


async def test_a_store_that_refuses_refuses_every_job(tmp_path: Path) -> None:
    lane = Lane("test", lambda: Workspace.reader(tmp_path / "none.db", clock=FixedClock()))
    for _ in range(2):
        with pytest.raises(StoreError):
            await lane.run(lambda ws: None)
    lane.close()


def test_a_lane_without_jobs_brings_what_was_written_into_the_file(lane: Lane, store: Path, tmp_path: Path) -> None:
    first = stored(store)[0].id
    tidied = Event()

    def watch(ws: Workspace) -> None:
        done = ws.tidy
        ws.tidy = lambda: (done(), tidied.set())[0]  # type: ignore[method-assign]

    lane.submit(watch)
    lane.submit(lambda ws: review.mark(ws, [first], "done"))
    assert tidied.wait(5)
    bare = tmp_path / "without-its-log.db"
    copyfile(store, bare)
    lane.close()
    assert stored(bare)[0].verdict == "done"


async def test_what_could_not_be_stored_when_the_screens_had_gone_is_kept_to_be_told(lane: Lane) -> None:
    def refuse(_: Workspace) -> None:
        raise StoreError("disk_full", path="store.db")

    # Who waits for this one is told of it.
    with pytest.raises(StoreError):
        await lane.run(refuse)
    go_on = Event()
    lane.submit(lambda _: go_on.wait(20))
    lane.submit(refuse)
    closing = asyncio.create_task(asyncio.to_thread(lane.close))
    while not lane.submit(lambda _: None).cancelled():
        await asyncio.sleep(0)
    go_on.set()
    await closing
    assert [type(one) for one in lane.lost] == [StoreError]
