"""What happens outside the session is followed: other processes' marks in a store that cannot be written to, and midnight."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.errors import StoreError
from planreview.services import review
from planreview.services.workspace import Workspace
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of
from tests.tui.screens.support import FixedClock, writer


async def test_marks_of_others_are_seen_in_a_store_that_cannot_be_written_to(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Workspace.open

    def refused(*_: object, **__: object) -> Workspace:
        raise StoreError("store_read_only", path=store, reason="")

    monkeypatch.setattr(Workspace, "open", refused)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await app._look_outside()
        monkeypatch.setattr(Workspace, "open", real)
        with writer(store) as ws:
            review.mark(ws, (1,), "behind")
        monkeypatch.setattr(Workspace, "open", refused)
        await app._look_outside()
        await settle(pilot)
        assert "滞后" in next(line for line in grid(app) if line.startswith(">"))


async def test_midnight_brings_the_head_to_the_new_day(store: Path) -> None:
    clock = FixedClock(date(2026, 8, 31))
    app = make_app(store, clock=clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await app._look_outside()
        await settle(pilot)
        assert "截至2026-08-31" in grid(app)[0]
        await press(pilot, "down", "down")
        clock.day = date(2026, 9, 30)
        await app._look_outside()
        await settle(pilot)
        assert "截至2026-09-30" in grid(app)[0] and tasks_of(pilot).cursor == 2
