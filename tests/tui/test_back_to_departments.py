"""Esc leads back to where one came from: from the tasks of an office to the departments screen, from there to the list."""

from __future__ import annotations

from pathlib import Path

from planreview.services import departments
from planreview.tui.screens.departments import DepartmentsScreen
from tests.tui.reviewing import make_app, press, settle, tasks_of
from tests.tui.screens.support import make_store, type_text, writer


async def test_from_the_tasks_of_an_office_back_to_its_figure_and_then_to_the_list(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        office = next(info.id for info in departments.departments(ws) if info.name == "高新科")
        departments.assign(ws, (1, 2), office)
    app = make_app(path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert isinstance(app.screen, DepartmentsScreen)
        app.screen.grid.select_cell(office, "own_leads")
        await press(pilot, "enter")
        assert tuple(tasks_of(pilot).ids) == (1, 2)
        await press(pilot, "escape")
        assert isinstance(app.screen, DepartmentsScreen)
        assert app.screen.grid.cell_key == (office, "own_leads")
        await press(pilot, "escape")
        assert tuple(tasks_of(pilot).ids) == (1, 2, 3, 4, 5, 6)


async def test_who_only_looks_at_the_departments_goes_on_with_what_was_listed(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    app = make_app(path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "培育")
        await press(pilot, "enter", "s", "down", "enter")
        listed = tuple(tasks_of(pilot).ids)
        await press(pilot, "d", "escape")
        assert tuple(tasks_of(pilot).ids) == listed
