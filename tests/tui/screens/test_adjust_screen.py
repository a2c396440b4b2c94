"""The dialog of adjustments: what is chosen, what lacks, what is stored, what is named before it is given up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskDetail
from planreview.services import queries
from planreview.tui.screens.adjust import AdjustScreen
from planreview.tui.widgets.prompt_line import PromptLine
from tests.tui.screens.support import Desk, make_store, press, settle, type_text
from tests.tui.screens.test_bursts import burst


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def task(desk: Desk) -> TaskDetail:
    return desk.ask_store(lambda ws: queries.task_detail(ws, 1))


async def test_a_target_is_adjusted_in_one_burst(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        assert "目标值" in desk.text() and "12家" in desk.text()
        await burst(pilot, "down", "8", "enter", "周", "enter", "9", "号", "enter", "enter")
        assert [target.value for target in task(desk).targets] == [Decimal(8), Decimal(70)]
        assert "12 -> 8" in desk.text() and "批准 周 文号 9号" in desk.text()
        assert [entry.payload["document"] for entry in task(desk).history] == ["9号"]


async def test_the_same_approval_serves_for_the_next(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        await burst(pilot, "down", "8", "enter", "周", "enter", "9", "enter", "enter")
        await burst(pilot, "up", *"2026-11-30", "ctrl+s")
        assert (task(desk).row.due, task(desk).row.due_presumed) == (date(2026, 11, 30), False)
        await press(pilot, "escape")
        assert desk.results == [None]


async def test_what_lacks_is_said_and_nothing_is_stored(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        await press(pilot, "down")
        await burst(pilot, "8", "enter", "周", "ctrl+s")
        assert "缺文号" in desk.text()
        assert task(desk).history == ()
        await press(pilot, "escape")
        assert desk.results == [None] and desk.notices[-1].startswith("没有存的已留作草稿")


async def test_what_was_said_of_a_date_goes_when_the_date_is_mended(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        await burst(pilot, *"2026-13-40", "enter", "周", "enter", "9", "enter", "enter")
        said = "“2026-13-40”不是日期，例：2026-12-31"
        assert said in desk.text()
        # Another line than the one in hand is looked at: nothing was mended.
        await press(pilot, "tab")
        assert said in desk.text()
        await press(pilot, "shift+tab", "home", "backspace", "2")
        assert said not in desk.text()
        assert task(desk).history == ()


async def test_from_a_day(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        await press(pilot, "down")
        await burst(pilot, "8", "enter", "周", "enter", "9", "enter")
        await type_text(pilot, "2026年7月1日")
        await press(pilot, "enter")
        (one,) = task(desk).adjustments
        assert one.on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        # A day from which that is none, while the new value is right.
        (("down", "8", "enter", "周", "enter", "9", "enter", *"七月一", "enter"), "since"),
        (("down", "8", "enter", "周", "enter", "9", "enter", *"20260231", "ctrl+s"), "since"),
        # A new due date that is none, noticed three lines below it.
        ((*"年底", "enter", "周", "enter", "9", "enter", *"2026-07-01", "enter"), "new"),
        (("down", "8", "enter", "enter", "9", "ctrl+s"), "approver"),
        (("down", "8", "enter", "周", "ctrl+s"), "document"),
    ],
)
async def test_the_cursor_goes_to_the_line_that_is_wrong_and_what_is_typed_mends_that(
    desk: Desk, keys: tuple[str, ...], wrong: str
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        await burst(pilot, *keys)
        assert desk.focused is not None and desk.focused.id == f"adjust-{wrong}"
        assert task(desk).history == ()
        # One character takes the place of what was wrong; no other line is touched.
        before = {line.id: line.text for line in desk.screen.query(PromptLine)}
        await burst(pilot, "7")
        after = {line.id: line.text for line in desk.screen.query(PromptLine)}
        assert after == {**before, f"adjust-{wrong}": "7"}


async def test_the_row_that_is_adjusted_has_a_sign_in_front(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AdjustScreen(1))
        await settle(pilot)
        await press(pilot, "down")
        signed = [line for line in desk.text().splitlines() if line.lstrip().startswith("> ")]
        assert len(signed) == 1 and "目标值" in signed[0] and "12家" in signed[0]
