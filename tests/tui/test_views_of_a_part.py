"""A view that is saved inside a part of the tree means that part: opened from anywhere it lists what was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import imports, review
from planreview.services.filter_text import Sentence
from planreview.services.views import save_view, views
from planreview.services.workspace import Workspace
from planreview.tui.screens.views import ViewsScreen
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of
from tests.tui.screens.support import FixedClock, make_store, type_text, writer
from tests.tui.test_sections_in_list import NESTED


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        imports.store_plan(ws, imports.prepare(NESTED.encode(), name="b.txt"))
        review.mark(ws, (1, 4, 7, 8), "behind")
    return path


@pytest.mark.parametrize(
    ("downs", "condition", "filter"),
    [
        (0, "", "结论=滞后"),
        (1, "城市=临澜", ""),
        (2, "计划=临澜市2026", "结论=滞后"),
        (3, "章节=", ""),
        (6, "计划=松溪市2026", "qysj"),
        (8, "章节=", "结论=滞后"),
    ],
)
async def test_the_part_in_view_is_a_condition_of_the_view(store: Path, downs: int, condition: str, filter: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "shift+tab", *["down"] * downs, "enter")
        if filter:
            await press(pilot, "slash")
            await type_text(pilot, filter)
            await press(pilot, "enter")
        await settle(pilot)
        seen = list(tasks_of(pilot).ids)
        await press(pilot, "V", "s")
        await settle(pilot)
        await type_text(pilot, "所看")
        await press(pilot, "enter")
        await settle(pilot)
        # Saving is a flow of its own, for which nothing waits.
        while not isinstance(app.screen, ViewsScreen) or not app.screen.lines.choices:
            await pilot.pause()
        (line,) = app.screen.lines.choices
        assert line.cells[3] == str(len(seen)) and condition in line.cells[2]
        await press(pilot, "escape", "c", "shift+tab", "home", "enter", "V", "1")
        await settle(pilot)
        assert list(tasks_of(pilot).ids) == seen
    with Workspace.reader(store, clock=FixedClock()) as ws:
        assert [view.count for view in views(ws)] == [len(seen)]


async def test_the_tasks_of_a_figure_are_saved_as_they_are_seen(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s", "v")
        await settle(pilot)
        await press(pilot, "down", "enter")
        await settle(pilot)
        seen = list(tasks_of(pilot).ids)
        assert 0 < len(seen) < 10
        await press(pilot, "V")
        assert f"的{len(seen)}件任务；保存的正是这{len(seen)}件" in "".join(grid(app)) and "编号" not in "".join(grid(app))
        await press(pilot, "s")
        await settle(pilot)
        assert f"保存的正是这{len(seen)}件" in "".join(grid(app))
        await type_text(pilot, "数字")
        await press(pilot, "enter")
        while not isinstance(app.screen, ViewsScreen) or not app.screen.lines.choices:
            await pilot.pause()
        await press(pilot, "1")
        await settle(pilot)
        assert list(tasks_of(pilot).ids) == seen


async def test_of_many_tasks_of_a_figure_it_is_said_that_no_view_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    plan = "松溪市2026年工作要点\n\n一、壮大\n\n" + "".join(f"{n}.做好第{n}件事。\n\n" for n in range(1, 502))
    with writer(path) as ws:
        imports.store_plan(ws, imports.prepare(f"{plan}松溪市科技局\n2026年1月10日\n".encode(), name="b.txt"))
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        await settle(pilot)
        await press(pilot, "end", "enter")
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 507
        await press(pilot, "V")
        assert "的507件任务" in "".join(grid(app))
        await press(pilot, "s")
        await settle(pilot)
        assert isinstance(app.screen, ViewsScreen) and "视图最多记 500 件" in app.screen.problem_line.text
    with writer(path) as ws:
        assert not views(ws)
        with pytest.raises(InputError, match="500"):
            save_view(ws, "多", Sentence(TaskFilter(ids=tuple(range(1, 502)))))
        save_view(ws, "多", Sentence(TaskFilter(ids=tuple(range(1, 501)))))
    app = make_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "V", "1")
        await settle(pilot)
        await press(pilot, "V")
        assert isinstance(app.screen, ViewsScreen) and app.screen.remark.size.height < 6
        assert app.screen.remark.text.endswith("500件（1、2、3等）")
