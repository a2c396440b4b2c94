"""Figures beside a filter that take long: said, stopped by Esc, and no key waits for them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.tui import filter_counts, patience
from planreview.tui.screens import filter_counting
from planreview.tui.screens.filter import FilterScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, stored
from tests.tui.test_patience import count_for_ever, until


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second is over at once."""
    monkeypatch.setattr(patience, "DELAY", 0.01)


async def test_figures_of_a_filter_are_counted_while_keys_go_on_and_esc_stops_that(
    store: Path, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    begun, slow, sums = threading.Event(), threading.Event(), queries.sums
    slow.set()

    def counted(ws: Workspace, chosen: TaskFilter) -> queries.Sums:
        if chosen.ids is not None and slow.is_set():
            count_for_ever(ws, begun)
        return sums(ws, chosen)

    monkeypatch.setattr(queries, "sums", counted)
    app = make_app(store)
    async with app.run_test(size=(160, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"号=2-4", "enter")
        await until(pilot, lambda: "正在统计" in grid(app)[1])
        # Rows, the task under the cursor and a verdict come all the same.
        await pilot.press("down", "5")

        await until(pilot, lambda: "保护知识产权。专利授权量增长7%" in "\n".join(grid(app)))
        await until(pilot, lambda: stored(store)[2].verdict == "done")
        await until(pilot, lambda: "正在统计" in grid(app)[1])
        await pilot.press("escape")
        await until(pilot, lambda: "未统计" in grid(app)[1])
        assert "显示3" in grid(app)[1] and "号=2-4" in grid(app)[1] and app.escapes == []
        slow.clear()
        await press(pilot, "4")
        assert "未统计" not in grid(app)[1] and "正在统计" not in grid(app)[1]


async def test_parts_of_the_filter_dialog_are_counted_while_keys_go_on(
    store: Path, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    begun, counted = threading.Event(), filter_counting.count_parts
    monkeypatch.setattr(filter_counts, "LONG", 1)
    monkeypatch.setattr(filter_counting, "count_parts", lambda ws, *_: count_for_ever(ws, begun))
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f", "down", "down")
        screen = app.screen
        assert isinstance(screen, FilterScreen) and "6 件" in screen.count.text, screen.count.text
        await pilot.press("space")
        await until(pilot, lambda: "正在统计" in "\n".join(grid(app)))
        ticked = [choice for choice in screen.parts.choices if choice.cells[0] == "*"]
        assert len(ticked) == 1 and ticked[0].cells[2] == "", "a count that is not known is no number"
        # Another key is dealt with meanwhile; the first reading is given up for the next.
        await pilot.press("down", "space")
        await until(pilot, lambda: len([one for one in screen.parts.choices if one.cells[0] == "*"]) == 2)
        await until(pilot, lambda: "正在统计" in "\n".join(grid(app)))
        await pilot.press("escape")
        await until(pilot, lambda: "统计已取消" in "\n".join(grid(app)))
        assert app.screen is screen and app.escapes == []
        monkeypatch.setattr(filter_counting, "count_parts", counted)
        await press(pilot, "space")
        assert ticked[0].key in {one.key for one in screen.parts.choices if one.cells[2:] > ("",)}
        await press(pilot, "escape")
        assert app.screen is screen_of(pilot)
