"""Indicators in the review screen: a node of the tree, rows of the list, the same keys as tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskRow
from planreview.presets import verdict_set
from planreview.render.behind_list import put_behind_in_words
from planreview.render.out_list import put_out_in_words
from planreview.services import queries, review, rounds
from planreview.services.behind_list import behind_list, out_list
from planreview.services.workspace import Workspace
from planreview.tui.screens.review_going import show_task
from tests.services.test_indicators import WHOLE, text
from tests.tui.reviewing import FixedClock, grid, make_app, press, screen_of, settle, tasks_of
from tests.tui.screens.support import make_store, type_text, writer


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    make_store(path, text())
    return path


def indicators(path: Path) -> list[TaskRow]:
    with Workspace.reader(path, clock=FixedClock()) as ws:
        return queries.task_rows(ws, queries.task_ids(ws, WHOLE))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_node_lists_them_and_digits_mark_them(plan: Path, size: tuple[int, int]) -> None:
    app = make_app(plan)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert any("指标3" in line for line in grid(app))
        await press(pilot, "left")
        await press(pilot, "down", "down", "down", "enter")
        assert len(tasks_of(pilot).ids) == 3
        assert any("每千人口床位" in line and "-/7张" in line for line in grid(app))
        await press(pilot, "3", "2")
        assert [row.verdict for row in indicators(plan)] == ["on_track", "behind", None]
        assert any("已核2/3" in line for line in grid(app))
        await press(pilot, "u")
        # The action that writes is one that settling does not wait for.
        for _ in range(100):
            if indicators(plan)[1].verdict is None:
                break
            await pilot.pause()
        assert [row.verdict for row in indicators(plan)] == ["on_track", None, None]


async def test_what_a_round_still_asks_for_is_listed_of_indicators_when_no_task_is_left(plan: Path) -> None:
    with writer(plan) as ws:
        rounds.open_round(ws, "8月轮")
    app = make_app(plan)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "f")
        assert all(task > 0 for task in tasks_of(pilot).ids)
        await press(pilot, "escape", "ctrl+a", "3", "R", "f")
        assert "8月轮 本轮未核 指标" in grid(app)[1] and len(tasks_of(pilot).ids) == 3
        assert "8月轮 已核0/3" in grid(app)[0]
        await press(pilot, "3")
        assert "8月轮 已核1/3" in grid(app)[0]
        await press(pilot, "3", "3", "R", "f")
        assert "本轮全部核过" in "\n".join(grid(app))
    assert [row.verdict for row in indicators(plan)] == ["on_track"] * 3


async def test_values_and_departments_by_the_same_keys(plan: Path) -> None:
    app = make_app(plan)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "left")
        await press(pilot, "down", "down", "down", "enter")
        await press(pilot, "v")
        await pilot.press(*"5.9", "enter")
        await settle(pilot)
        await press(pilot, "escape")
        (row, *_) = indicators(plan)
        assert row.measure is not None and str(row.measure.actual) == "5.9"
        assert any("5.9/7张" in line for line in grid(app))
        await press(pilot, "J")
        assert any("7张" in line for line in grid(app))
        await press(pilot, "escape")
        await press(pilot, "p")
        assert screen_of(pilot) is app.screen, "an indicator is not split"


async def test_the_detail_says_with_what_it_is_one(plan: Path) -> None:
    with writer(plan) as ws:
        review.mark(ws, queries.task_ids(ws, WHOLE)[2:], "on_track")
    app = make_app(plan)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "end")
        assert any("与3号指标同一指标" in line for line in grid(app))


async def test_the_word_of_the_filter_finds_them(plan: Path) -> None:
    app = make_app(plan)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        screen_of(pilot).looking.narrow(WHOLE, "指标")
        screen_of(pilot).loader.reload()
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 3
        assert any("已核0/3" in line for line in grid(app))


@pytest.mark.parametrize("typed", ["2号指标", "指标2", "指标/2"])
async def test_one_is_found_and_shown_by_the_number_that_it_is_called_by(plan: Path, typed: str) -> None:
    with writer(plan) as ws:
        review.mark(ws, queries.task_ids(ws, WHOLE)[1:2], "behind")
    app = make_app(plan)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "g")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert tasks_of(pilot).current == indicators(plan)[1].id
        shown = grid(app)
        assert any("2号指标" in line and "每千人口医师" in line for line in shown) and not any("[1]" in line for line in shown)
        await press(pilot, "3", "u")
        assert any("2号指标" in line and "序时" in line for line in grid(app))


def test_the_behind_list_names_them_by_it(plan: Path) -> None:
    with writer(plan) as ws:
        own = queries.task_ids(ws, WHOLE)
        review.mark(ws, own[1:2], "behind")
        review.mark(ws, own[2:], "dropped")
        words = verdict_set().words()
        printed = put_behind_in_words(behind_list(ws, own[1:2]), words), put_out_in_words(out_list(ws, own[2:]), words)
    assert [one.tasks[0]["number"] for one in printed] == ["2号指标", "3号指标"]


async def test_undoing_leads_to_the_one_it_was_about(plan: Path) -> None:
    app = make_app(plan)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await show_task(screen_of(pilot), indicators(plan)[1].id)
        await settle(pilot)
        assert tasks_of(pilot).current == indicators(plan)[1].id
        await press(pilot, "5")
        assert indicators(plan)[1].verdict == "done"
        await press(pilot, "L")
        assert any("每千人口医师" in line for line in grid(app))


async def test_a_figure_of_the_summary_opens_its_rows(plan: Path) -> None:
    with writer(plan) as ws:
        review.mark(ws, queries.task_ids(ws, WHOLE)[1:2], "on_track")
    app = make_app(plan)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        await press(pilot, "i")
        assert any("全部 3" in line for line in grid(app)) and any("序时 1" in line for line in grid(app))
        await press(pilot, "down", "down", "enter")
        assert list(tasks_of(pilot).ids) == [indicators(plan)[1].id]
        await press(pilot, "escape")
        assert any("责任单位(主责)" in line for line in grid(app)), "back in the summary"
