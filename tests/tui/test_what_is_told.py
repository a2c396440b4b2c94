"""What an action says of itself: undo, splitting and assigning name what was done and the way back."""

from __future__ import annotations

from pathlib import Path

from planreview.services import departments
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of
from tests.tui.screens.support import type_text, writer


async def test_undo_names_its_task_the_values_and_the_way_back(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)

        def told() -> str:
            return [one.message for one in app._notifications][-1]

        await press(pilot, "5", "u")
        row = screen_of(pilot).tasks.current_row
        assert row is not None and told() == f"已撤销：{row.number} {row.title}，结论由 完成 变为 未核。按 U 重做"
        await press(pilot, "U")
        assert told() == f"已重做：{row.number} {row.title}，结论由 未核 变为 完成。按 u 撤销"
        await press(pilot, "space", "space", "3", "u")
        assert told() == "已撤销：结论 序时，2件。按 U 重做"


async def test_a_split_that_made_a_department_is_called_a_split(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "p", "ctrl+u")
        await type_text(pilot, "建水厂|市水务集团；改管网")
        await press(pilot, "enter", "H")
        await settle(pilot)
        assert "拆分 为 2 项 1-1 建水厂" in grid(app)[1], grid(app)[:4]


async def test_assigning_says_what_was_assigned_and_ends_the_selection(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space", "a")
        assert "指定单位：2件任务：1 " in "".join(grid(app))
        await type_text(pilot, "市水务集团")
        await press(pilot, "enter", "enter")
        await settle(pilot)
        told = [one.message for one in app._notifications][-1]
        assert told == "已指定：主责 市水务集团（替换），2件，选择已取消。按 u 撤销" and not tasks_of(pilot).selected


async def test_nothing_is_said_to_be_replaced_where_nobody_led(store: Path) -> None:
    with writer(store) as ws:
        lead = departments.departments(ws)[0]
        departments.assign(ws, (1,), lead.id, mode="remove")
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await type_text(pilot, "市水务集团")
        await press(pilot, "enter", "enter")
        (told,) = [one.message for one in app._notifications]
        assert told == "已指定：主责 市水务集团，1件。按 u 撤销"


async def test_of_several_departments_made_at_once_it_is_said_that_there_are_others(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await app.write(lambda ws: departments.create_departments(ws, "临澜市", ["农社科", "外专科"]))
        await press(pilot, "u")
        assert [one.message for one in app._notifications][-1] == "已撤销：建立单位 农社科等。按 U 重做"
        await app.write(lambda ws: departments.create_departments(ws, "临澜市", ["农社科"]))
        await press(pilot, "u")
        assert [one.message for one in app._notifications][-1] == "已撤销：建立单位 农社科。按 U 重做"
