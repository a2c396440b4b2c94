"""Keys that come in one burst: each reaches the line it was meant for, whatever is being stored meanwhile."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from planreview.services import queries
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.adjust_out import AdjustOutScreen
from tests.tui.screens.support import Desk, make_store, settle


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Put keys into the app's queue without a pause between them."""
    for key in keys:
        single = len(key) == 1
        pilot.app.post_message(events.Key(_character_to_key(key) if single else key, key if single else None))
    await settle(pilot)


async def test_values_in_one_burst_go_to_one_target_each(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await burst(pilot, "5", "enter", "3", "3", "enter")
        targets = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets
        assert [target.actual for target in targets] == [Decimal(5), Decimal(33)]


async def test_fields_in_one_burst_are_filled_one_after_another(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustOutScreen((1,), "dropped"))
        await settle(pilot)
        await burst(pilot, "甲", "enter", "乙", "enter", "丙", "enter")
        detail = desk.ask_store(lambda ws: queries.task_detail(ws, 1))
        assert [note.body for note in detail.notes] == ["甲"]
        assert {"verdict": "dropped", "approver": "乙", "document": "丙"} in [entry.payload for entry in detail.history]
