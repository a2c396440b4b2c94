"""A filter that is cleared is named, and the same key brings it back; Esc once too often loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import review
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of
from tests.tui.screens.support import type_text, writer


@pytest.mark.parametrize("clear", ["escape", "c"])
async def test_what_was_cleared_is_named_and_comes_back(store: Path, clear: str) -> None:
    with writer(store) as ws:
        review.mark(ws, (1, 4), "behind")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "恢复筛选" not in "\n".join(grid(app))
        await press(pilot, "c")
        await press(pilot, "slash")
        await type_text(pilot, "结论=滞后")
        await press(pilot, "enter")
        assert len(tasks_of(pilot).ids) == 2 and "c清筛选" in "\n".join(grid(app))
        await press(pilot, clear)
        said = "\n".join(grid(app))
        assert len(tasks_of(pilot).ids) == 6 and "已清除筛选“结论=滞后”，c 恢复。" in said and "c恢复筛选" in said
        await press(pilot, "escape", "escape")
        await press(pilot, "c")
        assert len(tasks_of(pilot).ids) == 2 and screen_of(pilot).looking.filter_text == "结论=滞后"
        assert "筛选 结论=滞后" in grid(app)[1] and "c清筛选" in "\n".join(grid(app))
