"""F7 in the dialog of actual values: the figure that was typed goes along, and the drafts of both tasks stay what they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from planreview.services import drafts, queries
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.other_task import OtherTask
from tests.tui.screens.support import Desk, make_store, press, settle, shown, type_text


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


async def typed(desk: Desk, pilot: Pilot[None], task: int, text: str, *keys: str, other: int | None = None) -> str:
    """Type a figure of a task and press keys; what stands on the line at the end, empty where the dialog has gone."""
    desk.ask(ActualScreen(task, other=OtherTask(other, f"{other} 那一件", None) if other else None))
    await settle(pilot)
    await type_text(pilot, text)
    await press(pilot, *keys)
    return desk.screen.line.text if isinstance(desk.screen, ActualScreen) else ""


def kept(desk: Desk, task: int) -> list[str]:
    """The draft of the values of a task, target by target."""
    targets = desk.ask_store(lambda ws: queries.task_detail(ws, task)).targets
    found = desk.ask_store(lambda ws: drafts.form_draft(ws, task, "form:actual"))
    return [found[0].get(one.uid, "") if found else "" for one in targets]


async def test_a_draft_of_the_other_task_is_replaced_only_when_asked_twice(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await typed(desk, pilot, 1, "11.5", "escape")
        assert await typed(desk, pilot, 2, "34", "f7", other=1) == "34"
        assert "那件任务有草稿 11.5：再按 F7 改记过去，代替它。" in desk.text() and shown(desk, ActualScreen).task_id == 2
        await press(pilot, "escape")
        assert kept(desk, 1) == ["11.5", ""] and kept(desk, 2) == ["34"]
        assert await typed(desk, pilot, 2, "", "f7", "f7", other=1) == "34"
        await press(pilot, "escape")


async def test_a_draft_that_was_found_stays_with_its_task_and_what_is_typed_behind_it_goes_along(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await typed(desk, pilot, 2, "180", "escape")
        assert await typed(desk, pilot, 2, "5", "f7", other=1) == "5"
        assert shown(desk, ActualScreen).task_id == 1
        await press(pilot, "escape")
        assert kept(desk, 1) == ["5", ""] and kept(desk, 2) == ["180"]


async def test_asked_twice_a_figure_replaces_the_draft_and_turned_back_it_does_not(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await typed(desk, pilot, 1, "11.5", "escape")
        assert await typed(desk, pilot, 2, "34", "f7", "f7", other=1) == "34"
        assert shown(desk, ActualScreen).task_id == 1
        await press(pilot, "f7")
        screen = shown(desk, ActualScreen)
        assert (screen.task_id, screen.line.text) == (2, "34") and kept(desk, 1) == ["11.5", ""]
        await press(pilot, "f7", "f7", "escape")
        assert kept(desk, 1) == ["34", ""] and kept(desk, 2) == [""]


async def test_a_draft_alone_stays_and_that_of_the_other_task_is_shown(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await typed(desk, pilot, 1, "11.5", "escape")
        await typed(desk, pilot, 2, "180", "escape")
        assert await typed(desk, pilot, 2, "", "f7", other=1) == "11.5"
        await press(pilot, "escape")
        assert kept(desk, 1) == ["11.5", ""] and kept(desk, 2) == ["180"]


async def test_a_figure_goes_to_no_task_without_a_line_for_it(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        assert await typed(desk, pilot, 2, "34", "f7", other=6) == "34"
        assert "6 那一件 没有量化目标：所写的留在这里。" in desk.text()
        await press(pilot, "escape")
        assert kept(desk, 2) == ["34"]
