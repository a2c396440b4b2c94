"""The summary beside a filtered list: its head says what it counts, and a key makes it count what the list shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import imports, queries, review
from planreview.services.filter_text import parse_filter
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, settle, tasks_of
from tests.tui.screens.support import PLAN, make_store, type_text, writer

FILTERS = ("结论=滞后", "结论=滞后 培育", "培育", "城市=松溪市 非结论=未核", "结论=滞后,完成 灯=无")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "松溪市").encode(), name="b.txt"))
        review.mark(ws, (1, 2, 7, 8), "behind", note="缺地")
        review.mark(ws, (3,), "done")
        review.set_scope(ws, (7,), False, reason="常态工作")
    return path


def words(app: PlanreviewApp) -> str:
    return "".join("".join(grid(app)).split())


@pytest.mark.parametrize("said", FILTERS)
async def test_the_filter_of_the_list_is_counted_when_its_key_is_pressed(plans: Path, said: str) -> None:
    with writer(plans) as ws:
        wanted = set(queries.task_ids(ws, parse_filter(ws, said)))
        everything = set(queries.task_ids(ws, TaskFilter()))
    app = make_app(plans)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, said)
        await press(pilot, "enter")
        assert set(tasks_of(pilot).ids) == wanted
        await press(pilot, "s")
        screen = app.screen
        assert isinstance(screen, SummaryScreen) and screen.summary is not None
        assert set(screen.summary.total.cells["total"]) == everything
        assert f"列表的筛选未计入：{''.join(said.split())}（/计入）" in words(app)
        assert "范围：全部计划" in words(app)
        await press(pilot, "slash")
        assert set(screen.summary.total.cells["total"]) == wanted
        assert f"范围：{''.join(said.split())}" in words(app) and "未计入" not in words(app)
        # The way to a figure and back keeps it.
        await press(pilot, "v", "end", "enter")
        assert set(tasks_of(pilot).ids) == wanted
        await press(pilot, "escape")
        assert isinstance(app.screen, SummaryScreen) and app.screen.state.narrowed
        await press(pilot, "slash")
        assert app.screen.summary is not None and set(app.screen.summary.total.cells["total"]) == everything


async def test_without_a_filter_there_is_no_such_key(plans: Path) -> None:
    app = make_app(plans)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        assert "范围：全部计划" in words(app) and "筛选" not in words(app)
        await press(pilot, "slash")
        assert isinstance(app.screen, SummaryScreen) and not app.screen.state.narrowed


async def test_a_selection_is_named_and_not_counted(plans: Path) -> None:
    app = make_app(plans)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "space", "slash")
        await type_text(pilot, "选中")
        await press(pilot, "enter")
        assert tasks_of(pilot).count == 1
        await press(pilot, "s")
        assert "列表的筛选未计入：已选" in words(app) and "/计入" not in words(app)


async def test_more_than_can_be_counted_one_by_one_is_refused_and_what_stands_stays(
    plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planreview.tui.screens.summary.LARGE", 1)
    app = make_app(plans)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "结论=滞后")
        await press(pilot, "enter", "s", "slash")
        assert isinstance(app.screen, SummaryScreen) and not app.screen.state.narrowed
        assert "任务超过1件" in words(app) and "筛选未计入：结论=滞后" in words(app)
