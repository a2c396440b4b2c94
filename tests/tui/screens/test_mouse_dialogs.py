"""The mouse in dialogs: a click points at a line, a second one chooses it, the keys of the foot can be clicked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planreview.cells import width
from planreview.tui.screens.activity import ActivityScreen
from planreview.tui.screens.departments import DepartmentsScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.pick import PickScreen
from planreview.tui.screens.plan import PlanScreen
from planreview.tui.screens.summary import SummaryScreen
from planreview.tui.widgets.choice_list import PASSED_OVER, ChoiceList
from planreview.tui.widgets.key_line import KeyLine
from tests.tui.screens.support import Desk, settle

LISTS: dict[str, Callable[[Path], Dialog[Any]]] = {
    "activity": lambda path: ActivityScreen(),
    "pick": lambda path: PickScreen("甲", [(1, "一"), (2, "二"), (3, "三")]),
    "plan": lambda path: PlanScreen(1, path.with_name("device.json")),
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_click_points_at_a_line_and_the_foot_is_clicked(store: Path, name: str) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(80, 24), tooltips=True, notifications=True) as pilot:
        dialog = LISTS[name](store)
        desk.ask(dialog)
        await settle(pilot)
        lines = next(one for one in dialog.query(ChoiceList) if one.region.height)
        for place, choice in enumerate(lines.choices[: lines.size.height]):
            if choice.tone not in PASSED_OVER:
                await pilot.click(lines, offset=(4, place))
                assert lines.cursor == place
        foot = dialog.query_one(KeyLine)
        leave = next(hint for hint in foot.hints(foot.content_size.width) if hint.key == "escape")
        await pilot.click(offset=foot.content_region.offset + (leave.first, leave.line))
        await settle(pilot)
        assert not dialog.is_attached and desk.results == [None]


async def test_departments_are_pointed_at_by_their_names_and_opened(store: Path) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        dialog = DepartmentsScreen(1)
        desk.ask(dialog)
        await settle(pilot)
        last = len(dialog.grid.rows) - 1
        await pilot.click(dialog.grid, offset=(6, last + 1))
        assert dialog.grid.row == last > 0 and dialog.is_attached
        await pilot.click(dialog.grid, offset=(6, 1), times=2)
        await settle(pilot)
        assert len(desk.results) == 1 and desk.results[0] is not None


async def test_a_second_click_picks(store: Path) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(LISTS["pick"](store))
        await settle(pilot)
        await pilot.click(ChoiceList, offset=(4, 1), times=2)
        await settle(pilot)
        assert desk.results == [(2,)]


async def test_the_head_of_the_rate_ranks_the_summary_and_another_says_so(store: Path) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(160, 45)) as pilot:
        dialog = SummaryScreen()
        desk.ask(dialog)
        await settle(pilot)
        y = dialog.grid.region.y
        head = desk.text().split("\n")[y]
        for words, ranked in (("序时率", True), ("完成率", True), ("序时率", False)):
            await pilot.click(offset=(width(head[: head.index(words)]), y))
            await settle(pilot)
            assert dialog.state.ranked is ranked
            assert ("表只按序时率排" in desk.words()) is (words == "完成率")
