"""Departments: pasted, found by letters, assigned to tasks and sections, by rule, with aliases that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from planreview.domain.review import LEAD, SUPPORT, DepartmentInfo, TaskFilter
from planreview.services import departments, imports, queries
from planreview.tui.screens.assign import AssignScreen
from planreview.tui.screens.department_figures import in_tree
from planreview.tui.screens.departments import DepartmentsScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.results import DepartmentsState, Opened
from planreview.tui.widgets.figure_grid import FigureGrid
from tests.tui.screens.support import PLAN, Desk, make_store, press, settle, shown, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def leads(desk: Desk) -> list[str | None]:
    rows = desk.ask_store(lambda ws: queries.task_rows(ws, queries.task_ids(ws, TaskFilter())))
    return [row.lead for row in rows]


def named(desk: Desk, name: str) -> DepartmentInfo:
    return next(info for info in desk.ask_store(departments.departments) if info.name == name)


def roles(desk: Desk, task_id: int) -> list[tuple[str, str, str]]:
    detail = desk.ask_store(lambda ws: queries.task_detail(ws, task_id))
    return [(one.name, one.role, one.source) for one in detail.departments]


async def test_two_letters_and_enter_assign(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1, 2), "两件"))
        await settle(pilot)
        assert "指定单位：两件：1 " in desk.text()
        await type_text(pilot, "高新")
        await press(pilot, "enter")
        assert leads(desk)[:3] == ["高新科", "高新科", "临澜市科技局"]
        assert desk.results[0].task_ids == (1, 2)


async def test_a_section_is_assigned_with_one_action(desk: Desk) -> None:
    section = desk.ask_store(lambda ws: queries.task_rows(ws, [4]))[0].section_id
    assert section is not None
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(AssignScreen(TaskFilter(sections=(section,)), "二、优化创新环境"))
        await settle(pilot)
        await type_text(pilot, "成")
        await press(pilot, "enter")
        assert leads(desk)[3:] == ["成果科"] * 3 and leads(desk)[:3] == ["临澜市科技局"] * 3


async def test_what_was_typed_and_not_assigned_stands_there_again_to_be_typed_over(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((3,), "一件"))
        await settle(pilot)
        await type_text(pilot, "市档案局")
        await press(pilot, "f2", "escape")
        assert desk.results == [None] and "已留作草稿" in desk.notices[-1]
        desk.ask(AssignScreen((3,), "一件"))
        await settle(pilot)
        screen = desk.screen
        assert isinstance(screen, AssignScreen)
        assert (screen.line.value, screen.role) == ("市档案局", SUPPORT) and "接着上次" in desk.text()
        await type_text(pilot, "高新")
        assert screen.line.value == "高新"
        await press(pilot, "enter")
        assert desk.results[-1].task_ids == (3,)
        desk.ask(AssignScreen((3,), "一件"))
        await settle(pilot)
        assert isinstance(desk.screen, AssignScreen) and desk.screen.line.value == ""


async def test_support_is_added_beside_the_lead_and_taken_away(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await press(pilot, "f2", "f3")
        assert "加为配合，原来的配合保留" in desk.text() and "F2 改为主责  F3 改为去掉" in desk.text()
        await type_text(pilot, "办公")
        await press(pilot, "enter")
        assert ("办公室", SUPPORT, "person") in roles(desk, 1)
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await press(pilot, "f2", "f3", "f3")
        await type_text(pilot, "办公")
        await press(pilot, "enter")
        assert [role for _, role, _ in roles(desk, 1)] == [LEAD]


async def test_the_cursor_chooses_among_those_that_fit(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await type_text(pilot, "科")
        names = [choice.cells[0] for choice in shown(desk, AssignScreen).names.choices]
        await press(pilot, "down", "down", "up", "enter")
        assert leads(desk)[0] == names[1]


async def test_tasks_of_two_cities_are_not_assigned_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        other = imports.prepare(PLAN.replace("临澜市", "砚州市").encode(), name="other.txt")
        imports.store_plan(ws, other)
    desk = Desk(path)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1, 8), "两件"))
        await settle(pilot)
        assert "临澜市, 砚州市" in desk.text()
        await type_text(pilot, "高新")
        await press(pilot, "enter", "escape", "escape")
        assert desk.results == [None] and "高新科" not in leads(desk)


async def test_a_list_of_offices_is_pasted_under_the_bureau(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        assert "共 4 个" in desk.text()
        await press(pilot, "p")
        desk.post_message(events.Paste("农社科、高新科\n外专科，\x1b[2J"))
        await settle(pilot)
        assert "4 个：" in desk.text() or "农社科 | 高新科 | 外专科" in desk.text()
        await press(pilot, "ctrl+s")
        assert "建立单位 3 个。 1 个早已有" in desk.text()
        assert named(desk, "农社科").parent_id == named(desk, "临澜市科技局").id
        assert sum(info.name == "高新科" for info in desk.ask_store(departments.departments)) == 1


async def test_a_pasted_list_is_given_up_only_knowingly(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await press(pilot, "p", "ctrl+s")
        assert "还没有名称" in desk.text()
        await type_text(pilot, "农社科")
        await press(pilot, "escape")
        assert "名单尚未建立" in desk.text()
        await press(pilot, "escape", "escape")
        assert desk.results == [None] and len(desk.ask_store(departments.departments)) == 4


async def go_to(desk: Desk, pilot: object, name: str) -> None:
    desk.screen.query_one(FigureGrid).select_cell(named(desk, name).id, "leads")
    await settle(pilot)  # type: ignore[arg-type]


async def test_an_alias_is_added_and_undone(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await go_to(desk, pilot, "高新科")
        await press(pilot, "a")
        await type_text(pilot, "高新技术科")
        await press(pilot, "enter")
        assert named(desk, "高新科").aliases == ("高新技术科",) and "别名：高新技术科" in desk.text()
        await press(pilot, "u")
        assert named(desk, "高新科").aliases == () and "已撤销：别名 高新科 高新技术科。" in shown(desk, Dialog).problem_line.text


async def test_name_order_parent_and_leader_are_changed(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await go_to(desk, pilot, "成果科")
        for key, answer in (("r", "转化科"), ("o", "３"), ("l", "王五"), ("b", "高新")):
            await press(pilot, key)
            if key == "r":
                await press(pilot, "backspace", "backspace", "backspace")
            await type_text(pilot, answer)
            await press(pilot, "enter")
        info = named(desk, "转化科")
        assert (info.order, info.leader, info.parent_id) == (3, "王五", named(desk, "高新科").id)
        await press(pilot, "b", "enter")
        assert named(desk, "转化科").parent_id is None


async def test_what_cannot_be_is_said(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await go_to(desk, pilot, "成果科")
        await press(pilot, "o")
        await type_text(pilot, "第一")
        await press(pilot, "enter")
        assert "“第一”不是序号" in desk.text()
        await press(pilot, "b")
        await type_text(pilot, "没有这个")
        await press(pilot, "enter")
        assert "没有这个" in desk.text() and named(desk, "成果科").parent_id == named(desk, "临澜市科技局").id


async def test_a_rule_is_previewed_before_it_assigns(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await go_to(desk, pilot, "高新科")
        await press(pilot, "k")
        await type_text(pilot, "高新技术企业")
        assert "将 1 件指定给该单位作主责" in desk.text() and "培育高新技术企业" in desk.text()
        await press(pilot, "f2")
        assert "作配合" in desk.text()
        await press(pilot, "f2", "down", "up", "enter")
        assert roles(desk, 1) == [("高新科", LEAD, "rule")]
        assert "已指定 1 件" in desk.text()


async def test_a_rule_that_meets_nothing_assigns_nothing(desk: Desk) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await press(pilot, "k")
        await type_text(pilot, "火星")
        await press(pilot, "enter")
        assert "没有任务含这个词" in desk.text()
        await press(pilot, "escape", "escape", "escape")
        assert desk.results == [None]


async def test_bodies_of_the_text_are_offered_and_made(tmp_path: Path) -> None:
    text = PLAN.replace("建设创新平台。", "建设创新平台。会同市财政局、市教育局和省科技厅，")
    make_store(tmp_path / "store.db", text)
    desk = Desk(tmp_path / "store.db")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        await press(pilot, "g")
        assert "市财政局" in desk.text() and "省科技厅" not in desk.text()
        await press(pilot, "down", "up", "enter")
        assert any(info.name in {"市财政局", "市教育局"} for info in desk.ask_store(departments.departments))
        await press(pilot, "g", "escape", "escape")
        assert desk.results == [None]


async def test_every_figure_opens_its_tasks(desk: Desk) -> None:
    with writer(desk.path) as ws:
        office = next(info.id for info in departments.departments(ws) if info.name == "高新科")
        departments.assign(ws, (1, 3), office)
        departments.assign(ws, (2,), office, role=SUPPORT, mode="add")
    async with desk.run_test(size=(80, 24)) as pilot:
        for key, ids in (("leads", (1, 3)), ("supports", (2,))):
            desk.ask(DepartmentsScreen(1))
            await settle(pilot)
            desk.screen.query_one(FigureGrid).select_cell(office, key)
            await press(pilot, "enter")
            opened = desk.results[-1]
            assert isinstance(opened, Opened) and opened.filter.ids == ids
            assert opened.back == DepartmentsState(1, office, key)
            assert tuple(desk.ask_store(lambda ws, opened=opened: queries.task_ids(ws, opened.filter))) == ids


async def test_hostile_names_are_literal(tmp_path: Path) -> None:
    make_store(tmp_path / "store.db")
    with writer(tmp_path / "store.db") as ws:
        departments.create_departments(ws, "临澜市", ("[@click=app.quit]局[/]",))
    desk = Desk(tmp_path / "store.db")
    async with desk.run_test(size=(80, 24), tooltips=True) as pilot:
        desk.ask(DepartmentsScreen(1))
        await settle(pilot)
        assert "[@click=app.quit]局[/]" in desk.text()
        await go_to(desk, pilot, "[@click=app.quit]局[/]")
        assert desk.text().count("[@click=app.quit]局[/]") == 2
        await press(pilot, "r")
        assert "[@click=app.quit]局[/] 改名" in desk.text()


def test_offices_stand_behind_their_bureau_and_a_ring_is_cut() -> None:
    def info(id: int, parent: int | None) -> DepartmentInfo:
        return DepartmentInfo(id, str(id), "市", f"局{id}", parent, None, None, False, (), 0, 0)

    infos = [info(1, None), info(2, None), info(3, 1), info(4, 3), info(5, 6), info(6, 5), info(7, 99)]
    assert [(depth, one.id) for depth, one in in_tree(infos)] == [(0, 1), (1, 3), (2, 4), (0, 2), (0, 7), (0, 5), (0, 6)]


async def test_offices_of_one_name_are_told_apart_where_tasks_are_assigned(desk: Desk) -> None:
    with writer(desk.path) as ws:
        departments.create_departments(ws, "临澜市", ("市教育局",))
        departments.create_departments(ws, "临澜市", ("办公室",), parent=named(desk, "市教育局").id)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(AssignScreen((1,), "一件"))
        await settle(pilot)
        await type_text(pilot, "办公室")
        assert "临澜市科技局/办公室" in desk.text() and "市教育局/办公室" in desk.text()
