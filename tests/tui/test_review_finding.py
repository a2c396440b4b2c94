"""The review screen, by keys: finding, panes, orders, and from a figure to its tasks and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.tui.screens.import_review import ImportReviewScreen
from planreview.tui.screens.review import ReviewScreen
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, stored, tasks_of, verdicts
from tests.tui.screens.support import PLAN, type_text


async def test_search_narrows_while_typing_and_escape_restores(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "平台")
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 1
        await press(pilot, "escape")
        assert len(tasks_of(pilot).ids) == 6
        await press(pilot, "slash")
        await type_text(pilot, "科")
        await press(pilot, "enter")
        assert "筛选 科" in grid(app)[1] and "c清筛选" in grid(app)[-1]
        await press(pilot, "c")
        assert len(tasks_of(pilot).ids) == 6 and "清筛选" not in grid(app)[-1]


async def test_digits_typed_into_the_search_mark_nothing(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "1", "2", "3", "escape")
    assert set(verdicts(store)) == {None}


async def test_the_tree_opens_over_the_list_and_sets_what_is_looked_at(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "left")
        assert screen_of(pilot).plan_tree.has_focus and "一、壮大创新主体" in "\n".join(grid(app))
        await press(pilot, "3")
        assert set(verdicts(store)) == {None}
        await press(pilot, "end", "enter")
        assert len(tasks_of(pilot).ids) == 3 and "二、优化创新环境" in grid(app)[1]
        assert tasks_of(pilot).has_focus


async def test_all_three_panes_stand_side_by_side_on_a_wide_terminal(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        tree, tasks, detail = (pane.region for pane in (screen.plan_tree, screen.tasks, screen.detail))
        assert tree.right <= tasks.x and tasks.right <= detail.x and detail.right == 160
        assert "时限" in grid(app)[2] and "核于" not in grid(app)[2], "titles have its room"


async def test_enter_shows_the_wording_in_full_width_and_back(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot).detail.region.height == 20 and "目标值" in "\n".join(grid(app))
        await press(pilot, "down", "end", "home", "escape")
        assert tasks_of(pilot).has_focus and tasks_of(pilot).region.height == 11


async def test_the_detail_follows_the_cursor(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down")
        shown = screen_of(pilot).detail.detail
        assert shown is not None and shown.row.id == tasks_of(pilot).current


@pytest.mark.parametrize("order", ["o", "o o", "o o o", "o o o o", "o o o o o", "o o o o o o"])
async def test_every_order_lists_every_task(store: Path, order: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *order.split())
        assert len(tasks_of(pilot).ids) == 6


async def test_a_task_can_be_set_aside_and_taken_back(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "x", "enter")
        assert stored(store)[0].supervised is False
        await press(pilot, "x")
        assert stored(store)[0].supervised is True


async def test_the_mouse_does_what_the_keys_do(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click("#list", offset=(20, 2))
        assert tasks_of(pilot).cursor == 2
        bar = screen_of(pilot).query_one("#keys")
        place = next(place for place in bar.places() if place.key == "5")  # type: ignore[attr-defined]
        await pilot.click("#keys", offset=(place.first + 1, place.line))
        await settle(pilot)
    assert verdicts(store)[2] == "done"


async def test_a_task_outside_the_scope_is_gone_to_by_showing_everything(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left", "end", "enter")
        assert len(tasks_of(pilot).ids) == 3
        await press(pilot, "g")
        await type_text(pilot, "2")
        await press(pilot, "enter")
        row = tasks_of(pilot).current_row
        assert row is not None and row.number == 2 and len(tasks_of(pilot).ids) == 6


async def test_an_imported_plan_is_where_the_cursor_goes(store: Path, tmp_path: Path) -> None:
    (tmp_path / "岚溪市.txt").write_text(PLAN.replace("临澜市", "岚溪市"), encoding="utf-8")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left", "end", "enter", "down")
        await press(pilot, "i")
        await press(pilot, "ctrl+u")
        await type_text(pilot, str(tmp_path / "岚溪市.txt"))
        # The review of what was read is awaited by the one who read it.
        await pilot.press("enter")
        while not isinstance(app.screen, ImportReviewScreen):
            await pilot.pause()
        await pilot.press("ctrl+s")
        while not isinstance(app.screen, ReviewScreen):
            await pilot.pause()
        await settle(pilot)
        row = tasks_of(pilot).current_row
        assert row is not None and (row.plan_id, row.number) == (2, 1)
        assert len(tasks_of(pilot).ids) == 12
        tasks = tasks_of(pilot)
        assert list(tasks.ids[tasks.scroll_offset.y :])[:1] == [row.id] or tasks.scroll_offset.y == tasks.max_scroll_y
        assert row.title in "\n".join(grid(app)[3 : 3 + tasks.size.height])


async def test_a_figure_of_the_summary_lists_its_tasks_and_escape_goes_back_to_it(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "s")
        while isinstance(app.screen, SummaryScreen):
            await press(pilot, "enter")
        screen = screen_of(pilot)
        assert screen.looking.opened is not None
        assert tuple(screen.tasks.ids) == screen.looking.opened.filter.ids and "Esc返回" in grid(app)[1]
        await press(pilot, "escape")
        assert isinstance(app.screen, SummaryScreen)
        await press(pilot, "escape")
        assert screen.looking.opened is None and len(screen.tasks.ids) == 6


async def test_a_whole_section_is_assigned_from_the_tree(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left", "end", "a")
        await type_text(pilot, "成果")
        await press(pilot, "enter")
        assert isinstance(app.screen, ReviewScreen)
    assert [row.lead for row in stored(store)][3:] == ["成果科"] * 3
    assert "成果科" not in [row.lead for row in stored(store)][:3]


@pytest.mark.parametrize(
    ("text", "said"), [("zzq", "按拼音只在任务标题和单位名称中找"), ("987", "按任务号跳转用 g"), ("查无此词", "")]
)
async def test_a_text_that_finds_nothing_says_where_it_was_looked_for(store: Path, text: str, said: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *text)
        await settle(pilot)
        assert not tasks_of(pilot).ids
        drawn = "".join("".join(grid(app)).split())
        assert "没有符合的任务" in drawn and said.replace(" ", "") in drawn
        assert bool(said) == ("按拼音只" in drawn or "按任务号" in drawn)
