"""The mouse on the review screen: heads sort, counts narrow, a second click opens what it is on, the tree follows a click."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from planreview.cells import width
from planreview.services import review
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.review import ReviewScreen
from planreview.tui.widgets.bars import FilterBar
from planreview.tui.widgets.facet_pane import FacetPane
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of, verdicts
from tests.tui.screens.support import writer


async def click(pilot: Pilot[Any], line: int, words: str, times: int = 1, behind: int = 0) -> None:
    """Click on words on a line of the screen, the first of them from a character on."""
    drawn = grid(cast(PlanreviewApp, pilot.app))[line]
    assert words in drawn[behind:], drawn
    x = width(drawn[: drawn.index(words, behind)])
    await pilot.click(offset=(x, line), times=times)
    await settle(pilot)


def line_of(app: PlanreviewApp, words: str) -> int:
    return next(place for place, line in enumerate(grid(app)) if words in line[:38])


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_click_on_a_head_sorts_and_another_turns_it(store: Path, size: tuple[int, int]) -> None:
    with writer(store) as ws:
        review.mark(ws, (2,), "behind")
        review.mark(ws, (5,), "done")
    app = make_app(store)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        plain = list(tasks_of(pilot).ids)
        await click(pilot, 2, "结论")
        assert screen_of(pilot).looking.sort == "verdict" and "结论▲" in grid(app)[2]
        assert list(tasks_of(pilot).ids)[:2] == [2, 5]
        await click(pilot, 2, "结论")
        assert screen_of(pilot).looking.sort == "-verdict" and "结论▼" in grid(app)[2]
        assert list(tasks_of(pilot).ids)[:2] == [5, 2]
        # The word of the order above the list turns it as well.
        await click(pilot, 1, "结论")
        assert screen_of(pilot).looking.sort == "verdict"
        await click(pilot, 2, "号")
        assert screen_of(pilot).looking.sort == "plan" and list(tasks_of(pilot).ids) == plain
        await click(pilot, 2, "任务")
        assert screen_of(pilot).looking.sort == "plan" and "不能按这一列排序" in "".join(grid(app))


async def test_a_count_beside_the_filter_lists_what_it_counts_and_takes_that_back(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (2, 3), "behind")
    app = make_app(store)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space")
        await click(pilot, 1, "缺原因", behind=40)
        assert screen_of(pilot).looking.filter.reason_open and list(tasks_of(pilot).ids) == [2, 3]
        await click(pilot, 1, "缺原因", behind=40)
        assert len(tasks_of(pilot).ids) == 6
        # Who clicks twice, as on a row, does not take back what the first click asked for.
        await click(pilot, 1, "缺原因", times=2, behind=40)
        assert len(tasks_of(pilot).ids) == 2
        await press(pilot, "c", "ctrl+a", "space")
        await click(pilot, 1, "选中", behind=40)
        assert len(tasks_of(pilot).ids) == 5
        await click(pilot, 1, "范围")
        assert type(app.screen).__name__ == "FilterScreen"


async def test_facets_add_a_value_and_take_it_away(store: Path) -> None:
    with writer(store) as ws:
        review.mark(ws, (2, 3), "behind")
        review.mark(ws, (4,), "done")
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await click(pilot, line_of(app, "滞后 2"), "滞后 2")
        assert list(tasks_of(pilot).ids) == [2, 3]
        # Those that are not asked for stand beside it, so that they can be added.
        await click(pilot, line_of(app, "*滞后 2"), "完成 1")
        assert list(tasks_of(pilot).ids) == [2, 3, 4] and screen_of(pilot).looking.filter.verdicts == ("behind", "done")
        await click(pilot, line_of(app, "*完成 1"), "*完成 1")
        await click(pilot, line_of(app, "*滞后 2"), "*滞后 2")
        assert len(tasks_of(pilot).ids) == 6 and "*" not in "".join(grid(app)[30:43])
        pane = screen_of(pilot).query_one(FacetPane)
        assert pane.part_at(0, 0) is None and pane.part_at(3, 99) is None


@pytest.mark.parametrize(
    ("head", "dialog"), [("主责", "AssignScreen"), ("达成", "ActualScreen"), ("时限", "AdjustScreen"), ("结论", "PickScreen")]
)
async def test_a_second_click_opens_what_its_column_is_about(store: Path, head: str, dialog: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        x = width(grid(app)[2][: grid(app)[2].index(head)])
        await pilot.click(offset=(x, 4), times=1)
        await settle(pilot)
        assert tasks_of(pilot).cursor == 1 and isinstance(app.screen, ReviewScreen)
        await pilot.click(offset=(x, 4), times=2)
        await settle(pilot)
        assert type(app.screen).__name__ == dialog


async def test_a_verdict_is_given_by_the_mouse_alone(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        x = width(grid(app)[2][: grid(app)[2].index("结论")])
        await pilot.click(offset=(x, 5), times=2)
        await settle(pilot)
        await click(pilot, line_of(app, "5 完成"), "5 完成", times=2)
        assert isinstance(app.screen, ReviewScreen)
    assert verdicts(store) == [None, None, "done", None, None, None]


async def test_a_second_click_on_a_part_of_the_detail_opens_it(store: Path) -> None:
    app = make_app(store)
    opened = {"目标 ": "TargetsScreen", "责任单位": "AssignScreen", "未核": "PickScreen", "原文": "SourceScreen"}
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        for words, dialog in opened.items():
            line = next(place for place, text in enumerate(grid(app)) if place > 2 and words in text[90:])
            await click(pilot, line, words, behind=90)
            assert isinstance(app.screen, ReviewScreen) and screen_of(pilot).detail.has_focus
            await click(pilot, line, words, times=2, behind=90)
            assert type(app.screen).__name__ == dialog, words
            await press(pilot, "escape")


async def test_a_click_in_the_tree_lists_a_branch_and_keys_go_on_to_it(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await click(pilot, line_of(app, "壮大创新主体"), "壮大创新主体")
        assert list(tasks_of(pilot).ids) == [1, 2, 3] and screen_of(pilot).plan_tree.has_focus
        await click(pilot, line_of(app, "优化创新环境"), "优化创新环境", times=2)
        assert list(tasks_of(pilot).ids) == [4, 5, 6] and tasks_of(pilot).has_focus
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "left")
        await click(pilot, line_of(app, "优化创新环境"), "优化创新环境")
        assert list(tasks_of(pilot).ids) == [4, 5, 6] and tasks_of(pilot).has_focus


async def test_where_a_count_stands_is_where_it_is_drawn(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bar = screen_of(pilot).query_one(FilterBar)
        drawn = "".join(text for text, _ in bar.spans(bar.size.width))
        for key, first, behind in bar._places:
            cut = "".join(char for place, char in enumerate(drawn) if first <= width(drawn[:place]) < behind)
            assert cut == cut.strip() != "", key


async def test_the_wheel_scrolls_the_list_under_it(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 22)) as pilot:
        await settle(pilot)
        await pilot._post_mouse_events([MouseScrollDown], offset=(140, 10))
        await settle(pilot)
        assert screen_of(pilot).detail.scroll_offset.y > 0
