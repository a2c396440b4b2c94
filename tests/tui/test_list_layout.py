"""Columns, orders and groups of the list: chosen by keys, marked, folded, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import review
from planreview.tui.inks import FOUND
from planreview.tui.screens.columns import ColumnsScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of, verdicts
from tests.tui.screens.support import type_text, writer


@pytest.fixture
def marked(store: Path) -> Path:
    with writer(store) as ws:
        review.mark(ws, (1, 4), "behind")
        review.mark(ws, (2,), "done")
        review.add_note(ws, (5,), "高新园区承办", kind="progress")
    return store


async def choose_group(pilot: object, place: int) -> None:
    await press(pilot, "O")  # type: ignore[arg-type]
    await press(pilot, "home", *["down"] * place)  # type: ignore[arg-type]
    await press(pilot, "enter")  # type: ignore[arg-type]
    # The list is read anew by what waited for the dialog.
    await settle(pilot)  # type: ignore[arg-type]


async def test_groups_have_heads_with_figures_and_fold(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose_group(pilot, 2)
        tasks = tasks_of(pilot)
        assert tasks.count == 8 and len(tasks.ids) == 6
        heads = [row for row in grid(app) if "件" in row and " - " in row]
        assert "一、 壮大创新主体" in heads[0] and "3件" in heads[0] and "已核2" in heads[0] and "序时%" in heads[0]
        await press(pilot, "home", "enter")
        assert tasks.count == 5 and tasks.current is None and any(" + " in row for row in grid(app))
        await press(pilot, "down", "down")
        assert tasks.current == 4
        await press(pilot, "g")
        await type_text(pilot, "2")
        await press(pilot, "enter")
        assert tasks.current == 2 and tasks.count == 8
        await press(pilot, "O", "end", "enter")
        assert tasks.count == 2
        await press(pilot, "O", "end", "enter")
        assert tasks.count == 8


async def test_heads_say_no_rates_where_a_filter_leaves_tasks_out(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose_group(pilot, 2)
        await press(pilot, "slash")
        await type_text(pilot, "结论=滞后,未核")
        await press(pilot, "enter")
        heads = [row for row in grid(app) if "件" in row and " - " in row]
        assert heads and all("已核" in row and "序时%" not in row for row in heads)
        await press(pilot, "home", "enter")
        assert "序时%" not in next(row for row in grid(app) if " + " in row)


async def test_digits_pass_over_heads_and_a_head_selects_its_group(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await choose_group(pilot, 2)
        await press(pilot, "home", "3")
        assert verdicts(marked) == ["behind", "done", None, "behind", None, None]
        await press(pilot, "down", "down", "down")
        await press(pilot, "3", "5")
        assert verdicts(marked) == ["behind", "done", "on_track", "done", None, None]
        await press(pilot, "home", "space")
        assert tasks_of(pilot).selected == {1, 2, 3}
        await press(pilot, "4")
        assert verdicts(marked)[:3] == ["ahead"] * 3
        await press(pilot, "home", "shift+down", "shift+down", "shift+down", "shift+down", "shift+down")
        assert tasks_of(pilot).selected == {1, 2, 3, 4}


async def test_every_group_lists_every_task(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        for place in range(7):
            await choose_group(pilot, place)
            tasks = tasks_of(pilot)
            lines = [tasks.task_at(line) for line in range(tasks.count)]
            assert sorted(one for one in lines if one is not None) == [1, 2, 3, 4, 5, 6]
            assert (tasks.groups is None) == (place == 0)


async def test_columns_are_ticked_moved_sorted_and_remembered(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "C")
        dialog = app.screen
        assert isinstance(dialog, ColumnsScreen)
        dialog.lines.select_key("by")
        await press(pilot, "space", *["shift+up"] * 12)
        dialog.lines.select_key("attainment")
        await press(pilot, "space")
        dialog.lines.select_key("due")
        await press(pilot, "o", "o")
        assert "核查人" in "\n".join(grid(app)[12:])
        await press(pilot, "enter")
        assert grid(app)[2].split()[0] == "核查人" and "达成%" not in grid(app)[2] and "时限▼" in grid(app)[2]
        assert "倒序" in grid(app)[1]
        await press(pilot, "o")
    app = make_app(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert grid(app)[2].split()[0] == "核查人" and screen_of(pilot).looking.sort == "department"
        await press(pilot, "C", "f8", "enter")
        assert "达成%" in grid(app)[2] and tasks_of(pilot).chosen_columns is None
        await press(pilot, "slash")
        await type_text(pilot, "分组=灯 排序=-差距")
        await press(pilot, "enter")
    app = make_app(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_of(pilot).looking.group == "light" and screen_of(pilot).looking.sort == "-gap"
        assert tasks_of(pilot).groups is not None


async def test_what_was_looked_for_is_marked_in_list_and_detail(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "高新")
        await press(pilot, "enter", "home")
        screen = screen_of(pilot)
        found = {part for line in screen.detail._lines for part, ink in line if ink == FOUND}
        assert found == {"高新"}
        row = screen.tasks.line(0, 80)
        assert ("高新", FOUND) in row
        await press(pilot, "end")
        notes = [part for line in screen.detail._lines for part, ink in line if ink == FOUND]
        assert screen.tasks.current == 5 and set(notes) == {"高新"}
        await press(pilot, "c")
        assert not any(ink == FOUND for line in screen.detail._lines for _, ink in line)


async def test_what_letters_mean_is_marked_too(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "kphd")
        await press(pilot, "enter")
        screen = screen_of(pilot)
        assert list(screen.tasks.ids) == [5] and ("科普活动", FOUND) in screen.tasks.line(0, 80)
        assert any(part == "科普活动" for line in screen.detail._lines for part, ink in line if ink == FOUND)


async def test_counts_of_what_is_listed_stand_beside_it_where_there_is_room(marked: Path) -> None:
    app = make_app(marked)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        words = "\n".join(row[:38] for row in grid(app))
        assert "按结论、灯、单位" in words and "未核 3  滞后 2  完成 1" in words
        await press(pilot, "slash")
        await type_text(pilot, "结论=滞后")
        await press(pilot, "enter")
        words = "\n".join(row[:38] for row in grid(app))
        assert "*滞后 2" in words and "未核 3" in words and "*未核" not in words
    async with make_app(marked).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not screen_of(pilot).query_one("#facets").display
