"""A plan whose import is taken back takes nothing of the program with it: not what named it, and no key."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import imports
from planreview.tui.screens import review
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.screens.views import ViewsScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of, verdicts
from tests.tui.screens.support import make_store, post_keys, type_text, writer

OTHER = """松溪市2026年工作要点

一、交通

1.建设公路。新建农村公路15000公里。

松溪市交通局
2026年1月10日
"""
NAMING = ["计划=松溪市2026", "章节=松溪市2026/一", "非计划=松溪市2026"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        imports.store_plan(ws, imports.prepare(OTHER.encode(), name="b.txt"))
    return path


@pytest.mark.parametrize("condition", NAMING)
async def test_what_names_it_is_cleared_and_the_keys_go_on(store: Path, condition: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, condition)
        await press(pilot, "enter")
        assert screen_of(pilot).looking.filter_text
        await press(pilot, "c", "u")
        assert "恢复筛选" not in "\n".join(grid(app))
        await press(pilot, "c")
        assert len(tasks_of(pilot).ids) == 6 and not screen_of(pilot).looking.narrows
        await press(pilot, "home", "5")
        assert verdicts(store)[0] == "done"
        await press(pilot, "ctrl+q")
    assert app.return_code == 0


@pytest.mark.parametrize("condition", NAMING)
async def test_the_filter_in_use_is_written_and_ticked_without_it(store: Path, condition: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, condition)
        await press(pilot, "enter", "u", "f")
        assert isinstance(app.screen, FilterScreen)
        await press(pilot, "escape", "V")
        assert isinstance(app.screen, ViewsScreen)
        await press(pilot, "escape", "c", "c")
        assert len(tasks_of(pilot).ids) == 6 and "不能恢复" in "\n".join(grid(app))
        assert "恢复筛选" not in "\n".join(grid(app))


async def test_views_open_where_it_was_the_part_that_is_looked_at(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "UNSURE", 600.0)
    app = make_app(store)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "shift+tab", "end", "up", "enter")
        assert len(tasks_of(pilot).ids) == 1
        await press(pilot, "tab", "u")
        assert len(tasks_of(pilot).ids) == 6 and screen_of(pilot).looking.node is None
        # Another task lies under the cursor than the one that was seen there.
        await press(pilot, "5")
        assert verdicts(store)[0] is None
        await press(pilot, "V")
        assert isinstance(app.screen, ViewsScreen)


@pytest.mark.parametrize("ups", [0, 1, 2])
async def test_a_burst_of_keys_behind_the_undo_ends_in_the_whole_list(store: Path, ups: int) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "计划=松溪市2026")
        await press(pilot, "enter", "c", "shift+tab", "end", *["up"] * ups, "enter", "tab")
        assert len(tasks_of(pilot).ids) == 1 and screen_of(pilot).looking.node is not None
        post_keys(app, "u", "c")
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 6 and not screen_of(pilot).looking.narrows
        await press(pilot, "V")
        assert isinstance(app.screen, ViewsScreen)
