"""The program opens at the task where it was left, and takes nobody away who has begun elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from textual import events

from planreview.domain.review import TaskRow
from planreview.services import imports
from planreview.services.workspace import Workspace
from planreview.tui import questions
from planreview.tui.screens import review, review_return
from tests.tui.reviewing import make_app, press, screen_of, settle, stored, tasks_of
from tests.tui.screens.support import PLAN, FixedClock


async def leave_at(store: Path, *keys: str) -> None:
    """Open the screens, press keys, and leave."""
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *keys, "ctrl+q")
    assert app.return_code == 0


async def test_the_task_under_the_cursor_is_found_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "UNSURE", 600.0)
    await leave_at(store, "down", "down", "down")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert tasks_of(pilot).cursor == 3 and screen_of(pilot).detail.detail is not None
        assert screen_of(pilot).detail.detail.row.id == tasks_of(pilot).current
        # What was on its way to the first task is not given to this one.
        await press(pilot, "5")
        assert not [row for row in stored(store) if row.verdict]
        screen_of(pilot)._unsure_until = 0.0
        await press(pilot, "5")
        assert [row.verdict for row in stored(store)][3] == "done"
        await press(pilot, "home", "ctrl+q")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert tasks_of(pilot).cursor == 0


async def test_from_inside_a_dialog_too_and_in_another_order(store: Path) -> None:
    await leave_at(store, "end", "o", "n")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert screen_of(pilot).looking.sort != "plan" and tasks_of(pilot).current == 6


@pytest.mark.parametrize(("hand", "cursor"), [("key", 1), ("wheel", 0)])
async def test_who_was_quicker_stays(store: Path, monkeypatch: pytest.MonkeyPatch, hand: str, cursor: int) -> None:
    await leave_at(store, "end")
    pressed = Event()

    def late(ids: Sequence[int]) -> Callable[[Workspace], list[TaskRow]]:
        def read(ws: Workspace) -> list[TaskRow]:
            assert pressed.wait(30)
            return questions.rows(ids)(ws)

        return read

    monkeypatch.setattr(review_return, "rows", late)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        if hand == "key":
            await pilot.press("down")
        else:
            place = tasks_of(pilot).region
            app.post_message(events.MouseScrollDown(None, place.x + 2, place.y, 0, 1, 0, False, False, False))
            await pilot.pause()
        pressed.set()
        await settle(pilot)
        # The key may have come before there was a list.
        assert tasks_of(pilot).cursor <= cursor


async def test_another_store_in_its_place_begins_at_its_first_task(store: Path) -> None:
    await leave_at(store, "end")
    store.unlink()
    with Workspace.open(store, person="张三", device_file=store.with_name("device.json"), clock=FixedClock(), create=True) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "松溪市").encode(), name="b.txt"))
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert tasks_of(pilot).cursor == 0
        await press(pilot, "5")
        assert next(row.verdict for row in stored(store)) == "done"
