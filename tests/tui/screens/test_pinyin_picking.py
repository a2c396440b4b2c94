"""A department picked by two or three letters of its pinyin, which no screen waits for."""

from __future__ import annotations

from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from textual import events

from planreview.domain.review import TaskFilter
from planreview.services import departments, pinyin, queries
from planreview.tui.screens.assign import AssignScreen
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.screens.go_to import GoToScreen
from planreview.tui.widgets.choice_list import ChoiceList
from tests.tui.screens.support import Desk, looked_for, make_store, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(pinyin, "_keys", {})
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def leads(desk: Desk) -> list[str | None]:
    rows = desk.ask_store(lambda ws: queries.task_rows(ws, queries.task_ids(ws, TaskFilter())))
    return [row.lead for row in rows]


def offered(desk: Desk) -> list[str]:
    names = desk.screen.query_one("#assign-list", ChoiceList)
    return [choice.cells[0] for choice in names.choices]


async def test_letters_of_pinyin_narrow_the_list_and_are_marked(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1, 2), "两件"))
        await settle(pilot)
        await type_text(pilot, "gx")
        assert offered(desk) == ["高新科", "新建：gx"]
        names = desk.screen.query_one("#assign-list", ChoiceList)
        assert names.choices[0].marks == ((0, 0, 2),) and names.chosen == names.choices[0]
        marked = [one.text for one in names.render_line(0) if one.style and one.style.underline]
        assert marked == ["高新"]
        await press(pilot, "enter")
    assert leads(desk)[:3] == ["高新科", "高新科", "临澜市科技局"]


async def test_written_letters_are_marked_too(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await type_text(pilot, "临科")
        names = desk.screen.query_one("#assign-list", ChoiceList)
        assert names.choices[0].marks == ((0, 0, 1), (0, 3, 4))


async def test_enter_waits_for_the_pinyin_and_makes_no_department_of_letters(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        # One burst: nothing has been looked up when Enter comes.
        await pilot.press("c", "g", "k", "enter")
        await settle(pilot)
    assert leads(desk)[0] == "成果科"


async def test_where_several_fit_that_were_not_seen_enter_shows_them_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, learn = Event(), pinyin.learn

    def late(names: tuple[str, ...]) -> object:
        assert current_thread() is not main_thread()
        go_on.wait(10)
        return learn(names)

    monkeypatch.setattr(pinyin, "learn", late)
    with writer(desk.path) as ws:
        departments.create_departments(ws, "临澜市", "财务科")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await pilot.press("c")
        assert offered(desk) == [] and "正在按拼音查找" in desk.words()
        desk.post_message(events.Key("enter", None))
        go_on.set()
        await settle(pilot)
        assert offered(desk)[:2] == ["成果科", "财务科"] and "选定后按回车" in desk.words()
        assert "正在按拼音查找" not in desk.words()
        await press(pilot, "down", "enter")
    assert leads(desk)[0] == "财务科"


async def test_letters_of_a_heading_go_to_its_first_task(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await type_text(pilot, "cxhj")
        await press(pilot, "enter")
    assert desk.results == [4]


async def test_of_several_headings_one_is_chosen_and_what_is_none_is_said(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(GoToScreen(1))
        await settle(pilot)
        await type_text(pilot, "xyz")
        await press(pilot, "enter")
        await looked_for(pilot)
        assert "没有任务、章节或计划叫“xyz”" in desk.words()
        await press(pilot, "ctrl+u")
        await type_text(pilot, "cx")
        await looked_for(pilot)
        assert "处对得上" in desk.words() and "壮大创新主体" in desk.text()
        await press(pilot, "down", "enter")
    assert desk.results == [4]


async def test_a_filter_by_department_is_typed_in_pinyin(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(FilterScreen(TaskFilter()))
        await settle(pilot)
        await type_text(pilot, "单位=kjj")
        await press(pilot, "enter")
    (bureau,) = (one.id for one in desk.ask_store(departments.departments) if one.name == "临澜市科技局")
    assert desk.results == [TaskFilter(departments=(bureau,))]
