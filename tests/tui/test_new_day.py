"""Midnight in a running session: figures stay those of the head's date until all are moved, and one line says what changed."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from planreview.domain.review import TaskFilter
from planreview.errors import StoreError
from planreview.services import adjusting, queries
from planreview.services.new_day import Said, Step, move_some
from planreview.services.workspace import Workspace
from planreview.tui import new_day
from planreview.tui.app import PlanreviewApp
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of
from tests.tui.screens.support import FixedClock, writer
from tests.tui.test_patience import until

LAST, FIRST = date(2026, 8, 31), date(2026, 9, 1)


@pytest.fixture
def due(store: Path) -> Path:
    """The second task and the last, which is words only, are due on the last day."""
    with writer(store, FixedClock(LAST)) as ws:
        for task in (2, 6):
            adjusting.adjust_due(ws, task, LAST, approver="周", document="9号", on=date(2026, 8, 1))
    return store


def overdue(store: Path) -> list[int]:
    with Workspace.reader(store, clock=FixedClock(FIRST)) as ws:
        return list(queries.task_ids(ws, TaskFilter(overdue=True)))


@asynccontextmanager
async def overnight(store: Path) -> AsyncIterator[tuple[PlanreviewApp, Pilot[Any], FixedClock]]:
    """The app that was opened on the last day, at the beginning of the first."""
    clock = FixedClock(LAST)
    app = make_app(store, clock=clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await app._look_outside()
        clock.day = FIRST
        yield app, pilot, clock


async def test_what_a_new_day_changes_is_said_once(due: Path) -> None:
    async with overnight(due) as (app, pilot, clock):
        # A reader shows what is stored, and the head its date, until who writes has moved it.
        await press(pilot, "down")
        assert "截至2026-08-31" in grid(app)[0] and "超期" not in grid(app)[1]
        await app._look_outside()
        await settle(pilot)
        assert "截至2026-09-01" in grid(app)[0] and tasks_of(pilot).cursor == 1
        assert [one.message for one in app._notifications] == ["新的一天，2026-09-01：新超期 2 件，灯变了 1 件。"]
        assert overdue(due) == [2, 6] and "超期2" in grid(app)[1]
        await app._look_outside()
        await settle(pilot)
        assert len(app._notifications) == 1
        clock.day = date(2026, 9, 2)
        await app._look_outside()
        await settle(pilot)
        assert [one.message for one in app._notifications][-1] == "新的一天，2026-09-02：没有任务因此超期或变灯。"


async def test_keys_and_marks_go_on_while_a_large_store_is_moved(due: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, go, steps = threading.Event(), threading.Event(), [Step(0, 6, 0, 0)]

    def slow(ws: Workspace, today: date, most: int, said: Said) -> Step:
        if steps:
            return steps.pop()
        if not go.is_set():
            # What is marked finds its turn between two steps.
            waiting.set()
            return Step(0, 6, 0, 0)
        return move_some(ws, today, most, said)

    monkeypatch.setattr(new_day, "move_some", slow)
    monkeypatch.setattr(new_day, "SOON", 0.0)
    async with overnight(due) as (app, pilot, _):
        await app._look_outside()
        await until(pilot, lambda: waiting.is_set() and "正在更新到 2026-09-01：0/6" in grid(app)[0])
        await pilot.press("down", "5")
        await until(pilot, lambda: "完成" in next((line for line in grid(app) if " 2 " in line[:8]), ""))
        await app._look_outside()
        go.set()
        await settle(pilot)
        assert "截至2026-09-01" in grid(app)[0] and "正在更新" not in grid(app)[0]
        # A task that is done is no more overdue.
        assert [one.message for one in app._notifications][-1] == "新的一天，2026-09-01：新超期 1 件，灯变了 1 件。"


async def test_where_nobody_can_write_the_new_day_comes_all_the_same(due: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Workspace:
        raise StoreError("store_read_only", path=due, reason="")

    monkeypatch.setattr(Workspace, "open", refused)
    async with overnight(due) as (app, pilot, _):
        await app._look_outside()
        await settle(pilot)
        assert "截至2026-09-01" in grid(app)[0] and "超期2" in grid(app)[1]
