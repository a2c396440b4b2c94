"""What a key means where two cities are listed: what is under the cursor of the pane in focus, and nothing out of sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from planreview.services import imports, review
from planreview.tui.screens.departments import DepartmentsScreen
from planreview.tui.screens.review import ReviewScreen
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, stored, tasks_of
from tests.tui.screens.support import PLAN, type_text, writer


@pytest.fixture
def cities(store: Path) -> Path:
    """Six tasks of one city, and of another one nine, the last three of its second section."""
    more = "".join(f"{n}.推进第{n}项工作。建设平台{n}个。\n\n" for n in (7, 8, 9))
    text = PLAN.replace("临澜市", "砚州市").replace("砚州市科技局\n2026年1月", f"{more}砚州市科技局\n2026年1月")
    with writer(store) as ws:
        imports.store_plan(ws, imports.prepare(text.encode(), name="other.txt"))
    return store


async def test_the_departments_are_those_of_the_city_under_the_cursor(cities: Path) -> None:
    app = make_app(cities)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        for keys, city in ((("left", "end"), "砚州市"), (("home", "down"), "临澜市"), (("tab", "end"), "砚州市")):
            await press(pilot, *keys, "d")
            assert isinstance(app.screen, DepartmentsScreen) and city in app.screen.title_line.text
            await press(pilot, "escape")


async def test_all_plans_are_not_assigned_nor_a_task_that_is_not_pointed_at(cities: Path) -> None:
    app = make_app(cities)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "left", "home", "a")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.pause()
        assert "光标在“全部”上" in "".join("".join(grid(app)).split())
        await press(pilot, "down", "a")
        assert "临澜市（6 件）" in "\n".join(grid(app))


async def test_a_number_that_one_listed_task_has_is_found_from_another_plan(cities: Path) -> None:
    app = make_app(cities)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "g", "8", "enter")
        assert isinstance(app.screen, ReviewScreen)
        row = tasks_of(pilot).current_row
        assert row is not None and row.number == 8 and len(tasks_of(pilot).ids) == 15
        # In its own plan a number means the task of that plan.
        await press(pilot, "g", "2", "enter")
        assert (row := tasks_of(pilot).current_row) is not None and row.number == 2 and row.plan_id == 2
        await press(pilot, "g", "9", "9", "enter")
        assert "城市/号" in "".join(grid(app))


async def test_of_several_listed_tasks_with_one_number_the_city_is_said(cities: Path) -> None:
    with writer(cities) as ws:
        text = PLAN.replace("临澜市", "石桥市").replace("6.加强作风", "8.加强作风")
        imports.store_plan(ws, imports.prepare(text.encode(), name="third.txt"))
    app = make_app(cities)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "g", "8", "enter")
        assert {"砚州/二、/8", "石桥/二、/8"} <= {word for line in grid(app) for word in line.split()}
        await press(pilot, "ctrl+u")
        await type_text(pilot, "石桥市/8")
        await press(pilot, "enter")
        row = tasks_of(pilot).current_row
        assert row is not None and row.id == next(one.id for one in stored(cities) if one.plan_id == 3 and one.number == 8)
        assert screen_of(pilot) is app.screen


async def test_the_next_digit_falls_in_another_plan_only_after_that_was_said(cities: Path) -> None:
    app = make_app(cities)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "down", "3", "3")
        assert tasks_of(pilot).cursor == 5 and "砚州市2026年" not in "".join(grid(app))
        await press(pilot, "3")
        said = "".join("".join(grid(app)).split())
        assert "下一件属于砚州市科技局2026年工作要点：1培育高新技术企业" in said
        row = tasks_of(pilot).current_row
        assert row is not None and row.plan_id == 2


async def test_where_plans_are_mixed_no_border_is_told(cities: Path) -> None:
    app = make_app(cities)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "o", "home", *["3"] * 14)
        assert "下一件" not in "".join(grid(app))


async def test_an_application_for_closing_is_seen_in_the_list(cities: Path) -> None:
    app = make_app(cities)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "[报销号]" not in "".join(grid(app))
        await press(pilot, "6")
        rows = [line for line in grid(app) if "未核" in line and "[报销号待核] 培育高新技" in line]
        assert len(rows) == 1
        await press(pilot, "up")
        assert "单位已报销号，待核：结论未核，核为完成才能销号" in "".join(grid(app))
        other = next(line for line in grid(app) if "培育科技型中小企业" in line and "未核" in line)
        assert cell_len(rows[0].split("12-31")[0]) == cell_len(other.split("12-31")[0])


async def test_a_filter_begins_at_its_first_task_and_giving_it_up_goes_back(cities: Path) -> None:
    with writer(cities) as ws:
        review.mark(ws, (1, 4, 6), "behind")
    app = make_app(cities)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *["down"] * 5)
        await press(pilot, "slash")
        await type_text(pilot, "滞后")
        await settle(pilot)
        tasks = tasks_of(pilot)
        await press(pilot, "escape")
        assert tasks.current == 6
        await press(pilot, "slash")
        await type_text(pilot, "结论=滞后")
        await press(pilot, "enter")
        assert list(tasks.ids) == [1, 4, 6] and tasks.current == 1
        # What stands there goes on from where the cursor is.
        await press(pilot, "down", "3")
        assert tasks.current == 6
