"""Keys typed ahead of the dialogs of rounds, claims, evidence, closing and notes reach what they were meant for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from planreview.services import queries, review, rounds
from planreview.tui.screens.rounds import RoundsScreen
from tests.tui.reviewing import make_app, read, settle, stored, verdicts
from tests.tui.screens.support import post_keys, writer


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Keys as a terminal hands them over in one read; those of more than one character are names."""
    post_keys(pilot.app, *keys)
    for _ in range(3):
        await settle(pilot)


@pytest.mark.parametrize("keys", [("b", *"5 已建成", "enter", "3"), ("b", *"5", *" 已建成", "enter", "3")])
async def test_what_is_typed_ahead_of_a_claim_is_the_claims(store: Path, keys: tuple[str, ...]) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, *keys)
    with read(store) as ws:
        assert [(one.verdict, one.text) for one in queries.task_detail(ws, 1).reports] == [("done", "已建成")]
    assert verdicts(store) == ["on_track", None, None, None, None, None]


async def test_rounds_and_carrying_over_in_one_go(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, "R", "9", "enter", "c", "enter")
        assert isinstance(app.screen, RoundsScreen)
    with read(second) as ws:
        assert [one.open for one in rounds.rounds(ws)] == [False, False]
    assert sum(row.carried for row in stored(second)) == 4 and verdicts(second) == ["on_track"] * 5 + [None]


async def test_evidence_and_closing_in_one_go(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, "5", "up", "6", "up", "w", "enter", *"7号", "enter", "enter", "z", "enter")
        for _ in range(20):
            await settle(pilot)
    row = stored(store)[0]
    assert (row.verdict, row.evidence, row.closed) == ("done", 1, True)
    assert verdicts(store) == ["done", None, None, None, None, None]


async def test_notes_opened_and_reworded_in_one_go(store: Path) -> None:
    with writer(store) as ws:
        review.add_note(ws, (1,), "正在推进")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, "N", "enter", *"333", "ctrl+s", "escape", "3")
    with read(store) as ws:
        assert queries.task_detail(ws, 1).notes[0].body == "正在推进333"
    assert verdicts(store) == ["on_track", None, None, None, None, None]
