"""A department that is not there yet while tasks are assigned: made by a second Enter, and taken back with the assignment."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services import departments, queries, review
from planreview.tui.screens.assign import AssignScreen
from tests.tui.screens.support import Desk, make_store, press, settle, type_text, writer
from tests.tui.screens.test_assigning import leads, named


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


async def test_a_name_that_is_not_there_is_made_and_assigned(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((3,), "一件"))
        await settle(pilot)
        await type_text(pilot, "外专科")
        assert "新建：外专科" in desk.text()
        await press(pilot, "enter")
        assert "没有叫“外专科”的单位；再按回车" in desk.text() and leads(desk)[2] == "临澜市科技局"
        await press(pilot, "enter")
        assert leads(desk)[2] == "外专科" and named(desk, "外专科").leads == 1
    with writer(desk.path) as ws:
        review.undo(ws)
    assert leads(desk)[2] == "临澜市科技局" and all(info.name != "外专科" for info in desk.ask_store(departments.departments))


async def test_a_slip_of_the_hand_makes_no_department(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((3,), "一件"))
        await settle(pilot)
        await type_text(pilot, "zzz")
        await press(pilot, "enter")
        await type_text(pilot, "z")
        assert "再按回车" not in desk.text()
        await press(pilot, "enter")
        assert "没有叫“zzzz”的单位" in desk.text()
        await press(pilot, "backspace", "backspace", "backspace", "backspace")
        await type_text(pilot, "成果")
        await press(pilot, "enter")
    assert leads(desk)[2] == "成果科" and len(desk.ask_store(departments.departments)) == 4


async def test_only_a_department_that_is_there_is_taken_away(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((3,), "一件"))
        await settle(pilot)
        await type_text(pilot, "外专科")
        await press(pilot, "f3", "f3")
        assert "从主责中去掉" in desk.text() and "新建" not in desk.text()
        await press(pilot, "enter")
        assert "没有叫“外专科”的单位。" in desk.text()
        assert len(desk.ask_store(departments.departments)) == 4


async def test_selected_tasks_are_named_with_their_count(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1, 3, 4), "3件任务"))
        await settle(pilot)
        rows = {row.id: row for row in desk.ask_store(lambda ws: queries.task_rows(ws, (1, 3)))}
        names = "、".join(f"{rows[one].number} {rows[one].title}" for one in (1, 3))
        assert f"指定单位：3件任务：{names}等".replace(" ", "") in desk.words()
