"""Keys typed ahead of a dialog reach the dialog: digits meant for it are never verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from planreview.tui.app import PlanreviewApp
from tests.tui.reviewing import make_app, settle, tasks_of, verdicts

SIZE = (80, 24)


async def type_at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Put keys into the app's queue without a pause between them, as a paste or a fast hand does."""
    app = pilot.app
    assert isinstance(app, PlanreviewApp)
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(100):
        await settle(pilot)
        if not app.ahead.waiting:
            return
    raise AssertionError("keys still wait")


async def test_a_number_typed_behind_g_goes_there_and_marks_nothing(store: Path) -> None:
    before = verdicts(store)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, "g", "3", "enter")
        await settle(pilot)
        row = tasks_of(pilot).current_row
        assert row is not None and row.number == 3
    assert verdicts(store) == before


@pytest.mark.parametrize("key", ["n", "t", "f", "s", "d", "i", "a", "v", "r", "l", "e"])
async def test_digits_behind_a_dialogs_key_are_no_verdicts(store: Path, key: str) -> None:
    before = verdicts(store)
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await type_at_once(pilot, key, "3", "2", "5")
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 2
    assert verdicts(store) == before


async def test_a_digit_behind_an_undo_waits_for_it(store: Path) -> None:
    async with make_app(store).run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await type_at_once(pilot, "3", "4", "u", "5")
        await settle(pilot)
    # The undo goes back to the task whose verdict it took, and there the next digit counts.
    assert verdicts(store)[:2] == ["on_track", "done"]
