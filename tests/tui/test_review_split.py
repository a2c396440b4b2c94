"""The key that splits: parts are typed on one line, stand in the place of the task, and are joined by the same key."""

from __future__ import annotations

from pathlib import Path

from planreview.tui.screens.ask import AskScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle
from tests.tui.screens.support import type_text


async def test_a_task_is_split_marked_and_joined_by_keys(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        first, count = screen.tasks.current, len(screen.tasks.ids)
        await press(pilot, "p")
        assert isinstance(app.screen, AskScreen)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "建水厂|市水利局|2020-06-30；改管网")
        await press(pilot, "enter")
        await settle(pilot)
        assert len(screen.tasks.ids) == count + 1 and screen.tasks.current != first
        row = screen.tasks.current_row
        assert row is not None and (row.title, row.label) == ("建水厂", "1-1")
        assert "1-1" in "\n".join(grid(app)) and "改管网" in "\n".join(grid(app))
        await press(pilot, "5")
        await settle(pilot)
        assert screen.tasks.current_row is not None and screen.tasks.current_row.label == "1-2"
        await press(pilot, "p")
        await settle(pilot)
        assert screen.tasks.current == first and len(screen.tasks.ids) == count
        await press(pilot, "u")
        await settle(pilot)
        assert len(screen.tasks.ids) == count + 1


async def test_the_question_left_or_misunderstood_splits_nothing(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        count = len(screen.tasks.ids)
        await press(pilot, "p", "escape")
        await press(pilot, "p", "ctrl+u")
        await type_text(pilot, "只有一项")
        await press(pilot, "enter")
        await settle(pilot)
        assert len(screen.tasks.ids) == count and "至少拆成" in "\n".join(grid(app))
