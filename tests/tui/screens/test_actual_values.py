"""Actual values: typed one after another with Enter, kept when one goes elsewhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TargetView
from planreview.services import queries, review
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.screens.support import Desk, make_store, press, settle, shown, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


async def test_values_are_typed_one_after_another_and_what_follows_is_shown(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        before = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets
        assert [target.value for target in before] == [Decimal(12), Decimal(70)]
        await type_text(pilot, "３")
        await press(pilot, "enter")
        # 3 of 12 at a schedule share of 58.3: 25.0 - 58.3, more than 30 points behind.
        assert "灯按目标：达到目标绿，没达到黄，不到目标的50%红" in desk.text()
        assert "25.0" in desk.text() and "-33.3" in desk.text() and "红" in desk.text()
        await type_text(pilot, "70家")
        await press(pilot, "enter")
        assert "100.0" in desk.text() and "绿" in desk.text()
        after = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets
        assert [(target.actual, target.light) for target in after] == [(Decimal(3), "red"), (Decimal(70), "green")]
        await press(pilot, "escape")
        assert desk.results == [None]


@pytest.mark.parametrize("how", ["待数", "f4"])
async def test_a_figure_that_is_not_yet_published_is_pending(desk: Desk, how: str) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(ActualScreen(2))
        await settle(pilot)
        if how == "f4":
            await press(pilot, "f4")
        else:
            await type_text(pilot, how)
            await press(pilot, "enter")
        (target,) = desk.ask_store(lambda ws: queries.task_detail(ws, 2)).targets
        assert target.pending and target.actual is None and "待数" in desk.text()


async def test_a_figure_gives_way_to_pending_only_when_asked_twice(desk: Desk) -> None:
    def target() -> TargetView:
        return desk.ask_store(lambda ws: queries.task_detail(ws, 2)).targets[0]

    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(2))
        await settle(pilot)
        await type_text(pilot, "150")
        await press(pilot, "f4")
        assert "再按 F4 记为待数，代替 150" in desk.text() and not target().pending
        await press(pilot, "enter")
        assert target().actual == Decimal(150)
        await press(pilot, "f4")
        assert "代替 150" in desk.text() and target().actual == Decimal(150)
        await press(pilot, "f4")
        assert target().pending


async def test_what_is_no_figure_is_said_and_not_lost(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await type_text(pilot, "好几家")
        await press(pilot, "enter")
        assert "“好几家”不是数字" in desk.text()
        await press(pilot, "down", "up")
        assert "好几家" in desk.text()
        await press(pilot, "escape")
        assert desk.results == [None] and "已留作草稿" in desk.notices[-1]


async def test_values_that_were_not_stored_stand_with_their_targets_again(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        for stored in (False, True):
            desk.ask(ActualScreen(1))
            await settle(pilot)
            if stored:
                assert "接着上次" in desk.text()
                assert desk.screen.query_one("#actual-value", PromptLine).value == "7"
                await press(pilot, "enter")
            else:
                await type_text(pilot, "7")
                await press(pilot, "down")
                await type_text(pilot, "66")
            await press(pilot, "escape")
        desk.ask(ActualScreen(1))
        await settle(pilot)
        # The first has become a value; the second is a draft still.
        assert desk.screen.query_one("#actual-value", PromptLine).value == ""
        await press(pilot, "down")
        assert desk.screen.query_one("#actual-value", PromptLine).value == "66"
        assert [target.actual for target in desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets] == [Decimal(7), None]


async def test_what_is_typed_is_seen_and_a_figure_far_beyond_its_target_is_doubted(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await type_text(pilot, "505")
        assert "505" in desk.text()
        await press(pilot, "enter", "up")
        assert "达成 4208.3%。若是误填" in desk.text()
        await type_text(pilot, "5")
        await press(pilot, "enter")
        assert "若是误填" not in desk.text()
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0].actual == Decimal(5)


async def test_enter_on_an_empty_line_goes_on(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "66")
        await press(pilot, "enter")
        assert [target.actual for target in desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets] == [None, Decimal(66)]


async def test_a_task_without_quantities_says_so(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(6))
        await settle(pilot)
        assert "没有量化目标" in desk.text()
        await press(pilot, "f4", "down", "escape")
        assert desk.results == [None]


async def test_another_window_s_value_appears_without_losing_the_line(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await type_text(pilot, "4")
        first = desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0]
        with writer(desk.path) as ws:
            review.record_actual(ws, first.id, Decimal("9.5"))
        shown(desk, ActualScreen).reload()
        await settle(pilot)
        assert "9.5" in desk.text()
        await press(pilot, "enter")
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0].actual == Decimal(4)


async def test_a_refused_value_is_mended_where_it_stands(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        screen = desk.screen
        assert isinstance(screen, ActualScreen) and screen.target is not None
        first = screen.target.id
        await type_text(pilot, "-5")
        await press(pilot, "enter")
        assert screen.target.id == first and screen.line.value == "-5"
        assert screen.line.cursor_position == 2 and screen.problem_line.text
        await press(pilot, "home", "delete", "enter")
        assert desk.ask_store(lambda ws: queries.task_detail(ws, 1)).targets[0].actual == Decimal(5)
        assert screen.target is not None and screen.target.id != first


async def test_one_esc_leaves_behind_a_refused_value(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        await type_text(pilot, "-5")
        await press(pilot, "enter")
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_a_figure_with_a_magnitude_is_stored_in_the_unit_and_said(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ActualScreen(2))
        await settle(pilot)
        await type_text(pilot, "０.02万")
        await press(pilot, "enter")
        assert "０.02万 = 200家" in desk.text() and "若是误填" not in desk.text()
        await type_text(pilot, "3亿元")
        await press(pilot, "enter")
        assert "“3亿元”不是数字，或单位不对：按家填，例：200家" in desk.text()
        assert isinstance(desk.screen, ActualScreen) and desk.screen.line.text == "3亿元"


async def test_a_doubt_outlasts_the_next_figure_and_a_quick_escape(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(ActualScreen(1))
        await settle(pilot)
        # The first of two, the second right behind it, and Esc.
        await press(pilot, *"1200", "enter", *"70", "enter")
        assert "达成 10000.0%。若是误填" in desk.text()
        await press(pilot, "escape")
        assert "若是误填" in desk.notices[-1]
        desk.ask(ActualScreen(4))
        await settle(pilot)
        await press(pilot, *"70", "enter")
        # A rate has no attainment; so far beyond its target it is doubted all the same.
        assert "目标是 7%。若是误填" in desk.text()
