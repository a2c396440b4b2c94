"""The grid of figures: a cursor that goes from cell to cell, headings and names always in view, every cell opened by its keys."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from planreview.cells import width
from planreview.tui.widgets.figure_grid import FigureGrid, GridColumn, GridRow

COLUMNS = (
    GridColumn("name", "Name", 8, "left", frozen=True),
    *(GridColumn(f"c{n}", f"C{n}", 6) for n in range(8)),
)
ROWS = tuple(GridRow(f"r{n}", (f"单位{n}", *(f"{n}.{c}" for c in range(8))), "total" if n == 29 else "") for n in range(30))


class GridApp(App[None]):
    """One grid; what it opens is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[object, str]] = []

    def compose(self) -> ComposeResult:
        yield FigureGrid()

    def on_mount(self) -> None:
        self.grid.show_table(COLUMNS, ROWS)
        self.grid.focus()

    @property
    def grid(self) -> FigureGrid:
        return self.query_one(FigureGrid)

    def on_figure_grid_opened(self, event: FigureGrid.Opened) -> None:
        self.opened.append((event.row_key, event.column_key))

    def line(self, y: int) -> str:
        return "".join(segment.text for segment in self.grid.render_line(y))


async def test_the_cursor_goes_over_figures_alone_and_enter_opens_its_cell() -> None:
    app = GridApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("enter", "right", "right", "down", "enter", "left", "up", "enter")
        assert app.opened == [("r0", "c0"), ("r1", "c2"), ("r0", "c1")]


async def test_home_end_and_pages_go_to_the_edges_and_stop_there() -> None:
    app = GridApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("ctrl+end", "pagedown", "pagedown", "pagedown", "pagedown", "down", "enter")
        await pilot.press("ctrl+home", "pageup", "pageup", "pageup", "pageup", "up", "left", "enter")
        await pilot.press("right", "end", "enter", "home", "enter")
        assert app.opened == [("r29", "c7"), ("r0", "c0"), ("r29", "c1"), ("r0", "c1")]


async def test_heading_and_names_stay_while_the_cell_under_the_cursor_comes_into_view() -> None:
    app = GridApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("ctrl+end", "end")
        assert app.line(0).startswith("Name")
        assert "C7" in app.line(0) and "C0" not in app.line(0)
        assert app.line(11).startswith("单位29") and "29.7" in app.line(11)


@pytest.mark.parametrize("columns", [40, 27, 12])
async def test_every_line_fills_its_cells_exactly(columns: int) -> None:
    app = GridApp()
    async with app.run_test(size=(columns, 12)):
        assert {width(app.line(y)) for y in range(12)} == {columns}
        assert app.line(0).endswith(">")


async def test_another_table_keeps_the_cursor_on_the_cell_of_the_same_keys() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "down", "right")
        app.grid.show_table((COLUMNS[0], *reversed(COLUMNS[1:])), tuple(reversed(ROWS)))
        assert app.grid.cell_key == ("r2", "c1")
        app.grid.show_table(COLUMNS, ())
        assert app.grid.cell_key == (None, "c1")
        await pilot.press("enter", "down")
        assert app.opened == []


async def test_a_click_puts_the_cursor_and_a_double_click_opens() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.click(FigureGrid, offset=(9 + 7 + 2, 3))
        assert app.grid.cell_key == ("r2", "c1") and app.opened == []
        await pilot.click(FigureGrid, offset=(9 + 7 + 2, 3), times=2)
        assert app.opened == [("r2", "c1")]


async def test_hostile_names_are_drawn_literally() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)):
        app.grid.show_table(COLUMNS, (GridRow("x", ("[b]\x1b[31m\u202e甲", *"12345678")),))
        assert app.line(1).startswith("[b][31m")
        assert "\x1b" not in app.line(1) and "\u202e" not in app.line(1)
