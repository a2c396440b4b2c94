"""Going by number where indicators are listed, and what is said where going leaves what was listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.tui.widgets.choice_list import ChoiceList
from tests.services.test_indicators import text
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of
from tests.tui.screens.support import make_store, writer


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path, text())
    return path


async def test_a_number_is_that_of_an_indicator_where_these_are_listed(plan: Path) -> None:
    app = make_app(plan)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left", "down", "down", "down", "enter")
        listed = list(tasks_of(pilot).ids)
        assert len(listed) == 3 and all(one < 0 for one in listed)
        await press(pilot, "g")
        assert "号先找指标" in "\n".join(grid(app))
        await press(pilot, "3")
        # Tasks of the number stand below it.
        assert "任务" in [choice.cells[0] for choice in app.screen.query_one("#go-matches", ChoiceList).choices]
        await press(pilot, "enter")
        assert list(tasks_of(pilot).ids) == listed and tasks_of(pilot).current == listed[2]
        assert not app._notifications


async def test_a_task_of_the_number_is_a_line_below_and_that_all_is_listed_then_is_said(plan: Path) -> None:
    app = make_app(plan)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        last = tasks_of(pilot).ids[-1]
        number = len(tasks_of(pilot).ids)
        await press(pilot, "left", "down", "down", "down", "enter")
        await press(pilot, "g", *str(number))
        await press(pilot, "down", "enter")
        assert tasks_of(pilot).current == last
        assert "已离开原来的范围" in "\n".join(grid(app))
        # Nothing that was not asked for is listed along.
        assert screen_of(pilot).looking.filter == TaskFilter()


async def test_a_task_that_is_set_aside_is_listed_under_words_that_say_so(plan: Path) -> None:
    with writer(plan) as ws:
        first = queries.task_ids(ws, TaskFilter())[0]
        review.set_scope(ws, [first], False, reason="重复")
    app = make_app(plan)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "g", "1", "enter")
        assert tasks_of(pilot).current == first and "含不列入" in grid(app)[1]
