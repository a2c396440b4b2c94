"""The departments screen counts as the summary does, and goes from city to city."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import SUPPORT, DepartmentInfo
from planreview.errors import InputError
from planreview.services import departments, imports, reports
from planreview.services.department_merging import merge_departments
from planreview.tui.screens.departments import DepartmentsScreen
from planreview.tui.screens.merge import MergeScreen
from tests.tui.screens.support import PLAN, Desk, make_store, press, settle, type_text, writer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_store(tmp_path / "store.db")
    return Desk(tmp_path / "store.db")


def named(desk: Desk, name: str) -> DepartmentInfo:
    return next(info for info in desk.ask_store(departments.departments) if info.name == name)


async def test_a_bureau_counts_its_offices_as_the_summary_does_and_its_own_beside(desk: Desk) -> None:
    with writer(desk.path) as ws:
        office = named(desk, "高新科").id
        bureau = named(desk, "临澜市科技局").id
        departments.assign(ws, (1, 2), office)
        departments.assign(ws, (3,), named(desk, "成果科").id)
        departments.assign(ws, (1,), bureau, role=SUPPORT, mode="add")
    counted = {group.key: group for group in desk.ask_store(reports.summary).groups}
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = DepartmentsScreen(1)
        desk.ask(screen)
        await settle(pilot)
        assert [column.label for column in screen.grid.figures] == ["主责", "主责本级", "配合", "配合本级"]
        figures = {row.key: row.cells[2:] for row in screen.grid.rows}
        assert figures[bureau] == ("6", "3", "0", "1"), "what its office leads it does not support"
        assert figures[office] == ("2", "2", "0", "0")
        for key, row in figures.items():
            if key in counted:
                assert (int(row[0]), int(row[2])) == (counted[key].counts.total, counted[key].support)
        assert "主责本级" in desk.text()
        screen.grid.select_cell(bureau, "leads")
        await press(pilot, "enter")
        assert desk.results[0].filter.ids == counted[bureau].task_ids == (1, 2, 3, 4, 5, 6)
        desk.ask(other := DepartmentsScreen(1))
        await settle(pilot)
        other.grid.select_cell(bureau, "own_leads")
        await press(pilot, "enter")
        assert desk.results[1].filter.ids == (4, 5, 6) and "本级" in desk.results[1].label


async def test_an_empty_department_is_deleted_and_one_in_use_is_not(desk: Desk) -> None:
    with writer(desk.path) as ws:
        departments.assign_new(ws, (1,), "临澜市", "高薪科")
        departments.assign(ws, (1,), named(desk, "高新科").id)
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = DepartmentsScreen(1)
        desk.ask(screen)
        await settle(pilot)
        assert "x 删去" in desk.text()
        screen.grid.select_cell(named(desk, "高新科").id, "leads")
        await press(pilot, "x")
        assert "高新科不能删" in desk.text() and "主责 1 件" in desk.text()
        screen.grid.select_cell(named(desk, "高薪科").id, "leads")
        await press(pilot, "x")
        assert "已删去高薪科" in desk.text() and "高薪科" not in [row.cells[1].strip() for row in screen.grid.rows]
        await press(pilot, "u")
        assert "删去单位" in desk.text() and named(desk, "高薪科")


async def test_another_city_is_a_key_away(desk: Desk) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = DepartmentsScreen(1)
        desk.ask(screen)
        await settle(pilot)
        await press(pilot, "c")
        assert "只有一个城市" in desk.text()
        with writer(desk.path) as ws:
            imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "岚溪市").encode(), name="other.txt"))
        screen.reload()
        await settle(pilot)
        await press(pilot, "c", "down", "enter")
        assert "岚溪市 的责任单位" in desk.text() and "岚溪市科技局" in desk.text()
        await press(pilot, "p")
        await type_text(pilot, "综合科")
        await press(pilot, "ctrl+s")
        assert named(desk, "综合科").city == "岚溪市"
        await press(pilot, "c", "up", "enter")
        assert "临澜市 的责任单位" in desk.text()


async def test_a_department_is_joined_to_another_after_saying_what_is_joined(desk: Desk) -> None:
    with writer(desk.path) as ws:
        departments.assign(ws, (1, 2), named(desk, "高新科").id)
        departments.assign(ws, (2, 3), named(desk, "成果科").id, role=SUPPORT, mode="add")
        departments.assign(ws, (4,), named(desk, "成果科").id)
    high, results = named(desk, "高新科").id, named(desk, "成果科").id
    async with desk.run_test(size=(90, 30)) as pilot:
        screen = DepartmentsScreen(1)
        desk.ask(screen)
        await settle(pilot)
        screen.grid.select_cell(results, "leads")
        await press(pilot, "m")
        await type_text(pilot, "高新")
        assert "成果科并入高新科" in desk.words() and "主责2件与1件，合为3件" in desk.words()
        assert "配合0件与2件，合为2件" in desk.words()
        assert named(desk, "成果科").leads == 1
        await press(pilot, "enter")
        assert "已并入" in desk.text()
        assert named(desk, "高新科").leads == 3 and "成果科" in named(desk, "高新科").aliases
        assert results not in {info.id for info in desk.ask_store(departments.departments)}
        counted = {group.key: group for group in desk.ask_store(reports.summary).groups}
        assert counted[high].counts.total == 3
        await press(pilot, "u")
        assert named(desk, "成果科").leads == 1 and named(desk, "高新科").leads == 2


async def test_a_bureau_is_not_joined_to_its_own_office_nor_to_another_city(desk: Desk) -> None:
    with writer(desk.path) as ws:
        imports.store_plan(ws, imports.prepare(PLAN.replace("临澜市", "岚溪市").encode(), name="other.txt"))
        bureau, office = named(desk, "临澜市科技局").id, named(desk, "高新科").id
        other = named(desk, "岚溪市科技局").id
        for into, merged, key in (
            (office, bureau, "department_ring"),
            (office, office, "departments_apart"),
            (office, other, "departments_apart"),
            (office, 999, "department_gone"),
        ):
            with pytest.raises(InputError) as caught:
                merge_departments(ws, into, merged)
            assert caught.value.key == key
        merge_departments(ws, bureau, office)
        assert {info.name for info in departments.departments(ws, city="临澜市")} == {"临澜市科技局", "办公室", "成果科"}
    async with desk.run_test(size=(90, 30)) as pilot:
        screen = DepartmentsScreen(1)
        desk.ask(screen)
        await settle(pilot)
        screen.grid.select_cell(bureau, "leads")
        await press(pilot, "m")
        await type_text(pilot, "办公")
        await press(pilot, "enter")
        assert isinstance(desk.screen, MergeScreen) and desk.screen.problem_line.text
        await press(pilot, "escape", "escape")
        assert desk.results == [None]


async def test_another_name_is_said_beside_the_one_before_and_so_is_its_undoing(desk: Desk) -> None:
    async with desk.run_test(size=(100, 30)) as pilot:
        screen = DepartmentsScreen(1)
        desk.ask(screen)
        await settle(pilot)
        assert screen.department is not None
        old = screen.department.name
        await press(pilot, "r")
        await press(pilot, "end")
        await type_text(pilot, "二")
        await press(pilot, "enter")
        assert f"{old}已改名为{old}二" in desk.words()
        await press(pilot, "u")
        assert f"已撤销：单位改名{old}>{old}二" in desk.words()
