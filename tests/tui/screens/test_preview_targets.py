"""Targets in the preview: which are meant by the line of the cursor, and how one is changed on its line or by its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.tui.screens.preview_target import PreviewTargetScreen
from planreview.tui.screens.preview_targets import PreviewTargetsScreen
from planreview.tui.screens.target_kind import PreviewKindScreen
from tests.tui.screens.support import Desk, press, type_text, writer
from tests.tui.screens.test_preview_screen import PLAN, opened


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    writer(tmp_path / "store.db", create=True).close()
    return Desk(tmp_path / "store.db")


async def test_on_a_blank_line_the_targets_are_those_of_the_paragraph_beside_it(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, pilot)
        await press(pilot, "down", "enter", "down", "down", "v")
        assert "第7行是空行；看旁边第6行的目标值" in desk.words() and "清理河道" in desk.words()
        await press(pilot, "escape", *["down"] * 3, "v")
        assert "没有读出目标值" in desk.words() and "离得最近的目标在第8行" in desk.words()


async def test_a_wrong_word_stays_on_the_line_of_a_target_with_what_there_can_be(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "down", "v", "down", "enter")
        assert "指标 要求 目标值 上限 单位 类型 基期 时限" in desk.text(), "the fields there are"
        await press(pilot, *["backspace"] * 2)
        await type_text(pilot, "递增")
        await press(pilot, "enter")
        assert isinstance(desk.screen, PreviewTargetScreen) and "类型=递增" in desk.text()
        assert "类型不能是“递增”，可以是：累计" in desk.text() and "越低越好" in desk.words()
        await press(pilot, *["backspace"] * 2)
        await type_text(pilot, "上限")
        await press(pilot, "enter")
        assert isinstance(desk.screen, PreviewTargetsScreen) and "上限：不许超过的数" in desk.words()
        await press(pilot, "enter", "end")
        await type_text(pilot, " 基期=40")
        await press(pilot, "enter", "y", "ctrl+s")
        (_, second, *_) = screen.prepared.outline.tasks[0].targets
        assert (second.kind, second.op, str(second.baseline)) == ("ceiling", "<=", "40"), "each change stands on the one before"


async def test_f3_lists_the_kinds_in_the_preview_and_corrects_to_one(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot)
        await press(pilot, "down", "v", "down", "f3")
        assert isinstance(desk.screen, PreviewKindScreen)
        chosen = desk.screen.kinds.chosen
        assert chosen is not None and chosen.key == "flow" and "*累计期内累加" in desk.words() and "位次进前几名" in desk.words()
        assert "按现在的数得" not in desk.words() and "清理河道30公里" in desk.words()
        await press(pilot, *["down"] * 4)
        assert "上限：不许超过的数" in desk.words()
        await press(pilot, "enter")
        assert isinstance(desk.screen, PreviewTargetsScreen) and "采纳" in desk.text()
        await press(pilot, "enter")
        assert "类型=上限" in desk.text() and "要求=不超过" in desk.text()
        await press(pilot, "escape", "f3", "escape", "ctrl+s")
        (_, second, *_) = screen.prepared.outline.tasks[0].targets
        assert (second.metric, second.kind, second.op) == ("清理河道", "ceiling", "<=")
        await press(pilot, "u")
        assert screen.prepared.corrections == ()


AIMS = PLAN.replace("一、清理河面", "总体目标：新增绿道12公里，水质达标率达到95%以上。\n\n一、清理河面")


async def test_the_indicators_of_a_plan_are_a_row_from_which_they_are_looked_at_and_dropped(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await opened(desk, pilot, AIMS)
        assert "指标2个：全计划的目标" in desk.words()
        for key in ("e", "a", "o", "i", "j"):
            await press(pilot, key)
            assert "光标不在任务上" in desk.words() and screen.prepared.corrections == ()
        await press(pilot, "v")
        assert "全计划的指标" in desk.words() and "第3行：新增绿道12公里" in desk.words() and "水质达标率" in desk.words()
        await press(pilot, "d", "ctrl+s")
        assert [str(one.value) for one in screen.prepared.outline.objectives] == ["95"] and "指标1个" in desk.words()
        await press(pilot, "enter")
        assert (screen.pane, screen.source.line) == ("preview-source", 3)
        await press(pilot, "v", "d", "escape", "shift+tab")
        assert screen.prepared.outline.objectives == () and "全计划的目标" not in desk.words()
