"""Readings that come late: what is typed meanwhile goes to what stands under the cursor, and nothing that is gone is back."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from planreview.services import queries, review
from planreview.services.workspace import Workspace
from planreview.tui.screens.reasons import ReasonsScreen
from tests.tui.screens.support import Desk, make_store, press, settle, writer

Value = TypeVar("Value")


class LateDesk(Desk):
    """A desk on which the answer of a reading can be held back: it was read in its turn, and comes when it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.late = False
        self.held: list[Event] = []

    async def read(self, job: Callable[[Workspace], Value], *, background: bool = False) -> Value:
        answer = await super().read(job, background=background)
        if self.late:
            come = Event()
            self.held.append(come)
            await come.wait()
        return answer

    async def until_held(self, pilot: Pilot[None], count: int) -> None:
        """Wait until so many answers are held back."""
        while len(self.held) < count:
            await pilot.pause()

    def let_all_go(self) -> None:
        """Let every answer come, and those to come at once."""
        self.late = False
        for come in self.held:
            come.set()


@pytest.fixture
def desk(tmp_path: Path) -> LateDesk:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        review.mark(ws, (1, 4, 5), "behind")
    return LateDesk(tmp_path / "store.db")


def notes(desk: Desk, task_id: int) -> list[str]:
    return [note.body for note in desk.ask_store(lambda ws: queries.task_detail(ws, task_id)).notes]


async def test_a_task_whose_reason_is_stored_takes_no_other_before_it_is_read_again(desk: LateDesk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ReasonsScreen(autosave=3600)
        desk.ask(screen)
        await settle(pilot)
        # The cursor comes to stand at the end of the list, where the task of before would stand if it came back.
        await press(pilot, "down")
        desk.late = True
        await pilot.press("甲", "enter")
        # The dialog reads for what it stored, and for what it is told of that.
        await desk.until_held(pilot, 2)
        assert screen.current == 5
        await pilot.press("乙", "enter")
        assert screen.current == 1 and screen.tasks.choices[1:] == screen.tasks.choices[-1:]
        await pilot.press("丙", "enter")
        desk.let_all_go()
        await settle(pilot)
        assert [notes(desk, task) for task in (1, 4, 5)] == [["丙"], ["甲"], ["乙"]]
        assert "没有缺原因的任务" in desk.text()
