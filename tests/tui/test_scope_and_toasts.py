"""Setting tasks aside asks why; toasts leave the foot alone, and say nothing that a dialog says itself."""

from __future__ import annotations

from pathlib import Path

from textual.widgets._toast import Toast

from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.tui.screens.ask import AskScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, stored, tasks_of
from tests.tui.screens.support import FixedClock, type_text


async def test_a_task_is_set_aside_with_its_reason_and_brought_back_without(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        assert isinstance(app.screen, AskScreen) and "1 件" in "".join(grid(app))
        await press(pilot, "escape")
        assert all(row.supervised for row in stored(store))
        await press(pilot, "x")
        await type_text(pilot, "常态工作")
        await press(pilot, "enter")
        aside = next(row for row in stored(store) if not row.supervised)
        with Workspace.reader(store, clock=FixedClock()) as ws:
            detail = queries.task_detail(ws, aside.id)
        assert any(entry.payload.get("reason") == "常态工作" for entry in detail.history)
        await press(pilot, "g")
        await type_text(pilot, "1")
        await press(pilot, "enter")
        assert tasks_of(pilot).current == aside.id and "不列" in "".join(grid(app))
        await press(pilot, "x")
        assert not isinstance(app.screen, AskScreen)
    assert all(row.supervised for row in stored(store))


async def test_a_toast_stands_below_the_head_and_above_the_foot(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "u")
        toast = app.screen.query_one(Toast)
        assert toast.region.y >= 3 and toast.region.right >= 78
        assert toast.region.bottom < screen_of(pilot).query_one("#keys").region.y - 8


async def test_what_a_dialog_says_itself_is_no_toast(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        await type_text(pilot, "结论=火星")
        await press(pilot, "enter")
        assert "火星" in app.screen.problem_line.text  # type: ignore[attr-defined]
        assert not app.screen.query(Toast)
