"""Setting tasks aside asks why; toasts leave the foot alone, and say nothing that a dialog says itself."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from planreview.cells import width
from planreview.errors import InputError
from planreview.services import queries, rounds
from planreview.services.workspace import Workspace
from planreview.tui import notices, toasts
from planreview.tui.app import PlanreviewApp
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.filter import FilterScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, stored, tasks_of
from tests.tui.screens.support import FixedClock, shown, type_text, writer


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


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_toast_is_one_line_just_above_the_foot(store: Path, size: tuple[int, int]) -> None:
    app = make_app(store)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        app.notify("已撤销", markup=False, timeout=600)
        await settle(pilot)
        toast = app.screen.query_one(Toast)
        assert toast.region.height == 1 and toast.region.width == size[0]
        assert toast.region.bottom == screen_of(pilot).query_one("#keys").region.y
        # Two say two things, each on its line; a failure says its title first.
        app.show_error(InputError("config_unreadable", path="x", reason="y"))
        await settle(pilot)
        first, second = (one.region for one in app.screen.query(Toast))
        assert first.bottom == second.y and second.bottom == screen_of(pilot).query_one("#keys").region.y


async def until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    """The foot gives way, then the panes do: as often as it takes."""
    for _ in range(20):
        await settle(pilot)
        if done():
            return
    raise AssertionError("it does not come to pass")


@pytest.mark.parametrize("size", [(160, 45), (110, 30), (80, 24)])
async def test_notices_lie_over_nothing_that_is_read(store: Path, size: tuple[int, int]) -> None:
    app = make_app(store)
    long = "已撤销 " + "实施产业链攻关结论由滞后变为序时，" * 8
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        before, screen = grid(app), screen_of(pilot)
        foot = screen.foot.region
        places = [pane.region.offset for pane in (screen.side, screen.tasks, screen.detail) if pane.display]
        for words in ("甲乙丙丁", long):
            app.notify(words, severity="warning", markup=False, timeout=600)
            await until(
                pilot, lambda: len(app.screen.query(Toast)) == len(app._notifications) and screen.detail.region.bottom < foot.y
            )
            await settle(pilot)
            lying = [toast.region for toast in app.screen.query(Toast)]
            first = min(one.y for one in lying)
            assert max(one.bottom for one in lying) == foot.y and screen.foot.region == foot
            panes = [pane for pane in (screen.side, screen.tasks, screen.detail) if pane.display]
            assert all(pane.region.bottom <= first for pane in panes)
            # List and detail stand where they stood, and nothing that is said is cut or begins with a comma.
            assert [pane.region.offset for pane in panes] == places
            drawn = grid(app)
            said = [line.strip() for line in drawn[first : foot.y]]
            assert words.replace(" ", "") in "".join(said).replace(" ", "") and not any(
                line.startswith(("，", "。", "：")) for line in said
            )
        # Not broken at the only space there is.
        assert len(said) > 2 and width(said[1]) > size[0] - 10
        app.clear_notifications()
        await settle(pilot)
        await settle(pilot)
        assert grid(app) == before


async def test_the_line_under_the_cursor_stays_in_sight_beside_notices(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 22), notifications=True) as pilot:
        await settle(pilot)
        view = tasks_of(pilot)
        # As many lines as reach the foot.
        view.show(array("q", range(1, 7)) * 4)
        await press(pilot, "end")
        assert view.content_region.y + view.cursor - view.scroll_offset.y == screen_of(pilot).foot.region.y - 1
        app.notify("很长的一句" * 40, severity="warning", markup=False, timeout=600)
        await settle(pilot)
        await settle(pilot)
        (toast,) = (one.region for one in app.screen.query(Toast))
        row = view.content_region.y + view.cursor - view.scroll_offset.y
        assert toast.height > 1 and row == toast.y - 1


async def test_the_foot_takes_its_line_back_when_the_time_of_a_notice_is_over(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MOUNTED", 600)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        detail = screen_of(pilot).detail
        lines = detail.region.height
        app.notify("已撤销", markup=False, timeout=600)
        await until(pilot, lambda: detail.region.height == lines - 1)
        app.screen.query_one(Toast)._expire()
        await until(pilot, lambda: detail.region.height == lines)


async def test_what_an_action_tells_takes_the_place_of_what_one_before_told_and_not_of_warnings(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlanreviewApp, "NOTIFICATION_TIMEOUT", toasts.LASTING - 1)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)

        def told() -> list[str]:
            return [one.message for one in app._notifications]

        app.notify("存不下", severity="warning", markup=False, timeout=600)
        await press(pilot, "5", "u")
        await until(pilot, lambda: len(told()) == 2 and told()[1].startswith("已撤销"))
        await press(pilot, "U")
        await until(pilot, lambda: len(told()) == 2 and told()[1].startswith("已重做"))
        # Two things that one action tells stand together.
        app.notify("还有一句", markup=False)
        await settle(pilot)
        assert len(told()) == 3


async def test_an_action_that_tells_nothing_takes_away_what_one_before_told(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        assert any("要写原因" in one.message for one in app._notifications)
        app.notify("存不下", severity="warning", markup=False, timeout=600)
        app.notify("说一次", markup=False, timeout=600)
        await press(pilot, "3")
        assert [one.message for one in app._notifications] == ["存不下", "说一次"]


async def test_what_was_told_on_a_screen_goes_with_it(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        app.notify("已导出", markup=False, timeout=10)
        await press(pilot, "escape")
        assert not app._notifications


async def test_a_box_that_reaches_down_to_the_foot_is_not_covered(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "g")
        box = app.screen.query_one("#dialog")
        for lines, below in ((4, 2), (20, 0)):
            box.styles.height = lines
            await settle(pilot)
            app.clear_notifications()
            app.notify("存不下", severity="warning", markup=False, timeout=600)
            await settle(pilot)
            (toast,) = (one.region for one in app.screen.query(Toast))
            assert toast.bottom == 24 - below and toast.y >= box.region.bottom and "存不下" in "".join(grid(app))


@pytest.mark.parametrize("key", ["slash", "f"])
async def test_what_was_told_makes_way_for_proposals_and_a_failure_does_not(store: Path, key: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        app.notify("已撤销", markup=False, timeout=600)
        app.show_error(InputError("config_unreadable", path="x", reason="y"))
        await settle(pilot)
        assert len(app._notifications) == 2
        await press(pilot, key)
        assert [one.severity for one in app._notifications] == ["error"]


async def test_in_a_dialog_a_toast_leaves_its_keys_alone(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        app.notify("已存", markup=False, timeout=600)
        await settle(pilot)
        (toast,) = (one.region for one in app.screen.query(Toast))
        assert toast.bottom == app.screen.query_one("#dialog-keys").region.y


async def test_what_was_told_before_a_full_screen_does_not_stand_in_it_and_a_warning_does(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "u")
        assert "已撤销" in "\n".join(grid(app))
        app.notify("存不下", severity="warning", markup=False, timeout=600)
        await press(pilot, "s")
        assert "已撤销" not in "\n".join(grid(app)) and "存不下" in "\n".join(grid(app))


async def test_a_toast_is_shown_once_and_above_the_foot_that_is_seen_around_a_question(store: Path) -> None:
    with writer(store) as ws:
        rounds.open_round(ws, "8月轮")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R")
        app.notify("滞后要写原因", severity="warning", markup=False, timeout=600)
        await press(pilot, "c")
        drawn = grid(app)
        assert sum("滞后要写原因" in line for line in drawn) == 1
        foot = next(place for place, line in enumerate(drawn) if "c 关轮" in line)
        assert foot >= len(drawn) - 2 and "滞后要写原因" in drawn[foot - 1]
        await press(pilot, "escape", "escape")
        assert sum("滞后要写原因" in line for line in grid(app)) == 1


async def test_what_a_dialog_says_itself_is_no_toast(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        await type_text(pilot, "结论=火星")
        await press(pilot, "enter")
        assert "火星" in shown(app, FilterScreen).problem_line.text
        assert not app.screen.query(Toast)
