"""In the plan's order the list shows where sections begin, its head names the one under the cursor, and every line is a task."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planreview.services import imports
from planreview.tui.screens.review import ReviewScreen
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of
from tests.tui.screens.support import make_store, type_text, writer

NESTED = """松溪市2026年水利工作要点

一、河道

（一）清淤

1.清淤疏浚。清理河道20公里。

2.岸线巡查。每月巡查一次。

（二）绿化

3.种植岸林。植树3000株。

二、水库

4.除险加固。加固水库2座。

松溪市水利局
2026年1月10日
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        imports.store_plan(ws, imports.prepare(NESTED.encode(), name="b.txt"))
    return path


def marks(lines: list[str]) -> list[str]:
    """What stands in front of titles."""
    return [found[0] for line in lines if (found := re.search(r"\S*/(?= )", line))]


async def test_the_first_task_of_each_section_shows_its_labels_and_every_line_is_a_task(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        assert marks(grid(app)[3:14]) == ["一、/", "二、/", "一、/（一）/", "（二）/", "二、/"]
        assert tasks_of(pilot).count == 10
        assert "任务  一、壮大创新主体" in grid(app)[2]
        await press(pilot, "down", "down", "down")
        assert "任务  二、优化创新环境" in grid(app)[2]
        await press(pilot, "end", "up")
        assert "任务  （二）绿化" in grid(app)[2]


async def test_in_another_order_or_in_groups_no_section_begins(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "o")
        assert marks(grid(app)[3:14]) == [] and "壮大创新主体" not in grid(app)[2]
        assert isinstance(app.screen, ReviewScreen)
        while app.screen.looking.sort != "plan":
            await press(pilot, "o")
        assert marks(grid(app)[3:14])[0] == "一、/"


async def test_a_filter_says_of_its_first_task_of_a_section_where_it_stands(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "科普")
        await press(pilot, "enter")
        assert tasks_of(pilot).count == 1 and marks(grid(app)[3:6]) == ["二、/"]


async def test_beside_the_tree_titles_have_the_room_and_the_head_says_the_section(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        beside = grid(app)
        assert "一、/" not in marks(beside[3:14])
        assert "任务  一、壮大创新主体" in beside[2]
        await pilot.resize_terminal(110, 45)
        await settle(pilot)
        # The detail stands beside the list here, and the tree in its place only where it is asked for.
        assert "一、/" in marks(grid(app)[3:14])
        await pilot.resize_terminal(160, 45)
        await settle(pilot)
        assert "一、/" not in marks(grid(app)[3:14])
