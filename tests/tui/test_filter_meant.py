"""Enter behind words that are found nowhere: they are taken for the conditions that they can only be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from planreview.services import review
from planreview.tui.app import PlanreviewApp
from planreview.tui.widgets.filter_line import FilterLine
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of, verdicts
from tests.tui.screens.support import make_assigned, post_keys, type_text, writer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_assigned(path)
    with writer(path) as ws:
        review.mark(ws, (2, 3), "behind", note="缺地")
    return path


def said(app: PlanreviewApp) -> str:
    return "".join(one.message for one in app._notifications)


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Keys that stand in the queue before any of them is dealt with."""
    post_keys(pilot.app, *keys)
    await settle(pilot)


@pytest.mark.parametrize(
    ("typed", "listed"),
    [("高新科滞后", "单位=高新科 结论=滞后"), ("滞后 高新科", "结论=滞后 单位=高新科")],
)
async def test_enter_lists_what_the_words_mean_and_says_so(store: Path, typed: str, listed: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, typed)
        assert len(tasks_of(pilot).ids) == 0
        await press(pilot, "enter")
        assert not app.screen.query(FilterLine) and tasks_of(pilot).ids
        assert said(app) == f"没有文字“{typed}”，已按条件查：{listed}"


async def test_the_foot_offers_no_key_that_the_line_takes_as_text(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        assert "/查" in grid(app)[-1]
        await press(pilot, "slash")
        assert "查" not in grid(app)[-1] + grid(app)[-2] and "回车 确定" in grid(app)[-1] + grid(app)[-2]


async def test_keys_typed_ahead_meet_the_list_of_what_was_meant(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, "slash", *"高新科滞后", "enter", "4")
    assert verdicts(store) == [None, "ahead", "behind", None, None, None]


async def test_words_that_mean_nothing_keep_the_empty_list(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, "slash", *"无此字", "enter", "4")
        assert not tasks_of(pilot).ids and not app.screen.query(FilterLine) and said(app) == ""
    assert verdicts(store) == [None, "behind", "behind", None, None, None]


async def test_words_that_can_mean_several_things_are_not_guessed(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await burst(pilot, "slash", *"wh", "enter")
        assert not tasks_of(pilot).ids
        assert app.screen.query(FilterLine) and "回车取用" in "".join(grid(app))
        await burst(pilot, "down", "enter", "enter", "4")
        assert len(tasks_of(pilot).ids) == 4 and not app.screen.query(FilterLine)
    assert verdicts(store) == ["ahead", "behind", "behind", None, None, None]


async def test_what_can_be_ticked_is_counted_for_what_stands_on_the_line(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settle(pilot)

        def ticks() -> list[str]:
            return [" ".join(line.split()) for line in grid(app) if re.match(r"\s*\*?\s*(未核|滞后|未启)\b", line)]

        await press(pilot, "f")
        everything = ticks()
        assert any(line.startswith("滞后") and line.endswith(" 2") for line in everything), everything
        await type_text(pilot, "高新科")
        await press(pilot, "down", "space")
        assert ticks() != everything and "符合 2 件" in "".join(grid(app))
        await press(pilot, "shift+tab")
        await type_text(pilot, " 滞后")
        # A word that finds a tick leaves its number as it is.
        assert any(line.startswith("滞后") and not line.endswith(" 0") for line in ticks())
        await press(pilot, "ctrl+u")
        assert ticks() == everything
