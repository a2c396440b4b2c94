"""A table of figures with a cursor that goes from cell to cell; every cell can be opened."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planreview.cells import fit
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.widgets.vertical import bring_into_view, vertical_keys

HEADER_LINES = 1
# Stands at the end of the heading where columns go on to the right.
MORE = ">"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its key, heading and cells; a ``frozen`` one stays at the left and is passed over by the cursor."""

    key: str
    label: str
    width: int
    align: str = "right"
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its key, its cells as printed, and its tone (``total``, ``sub`` or plain)."""

    key: Hashable
    cells: tuple[str, ...]
    tone: str = ""


class FigureGrid(ScrollView, can_focus=True):
    """Rows by columns, virtual, the heading and the frozen columns always in view.

    Enter or a double click posts :class:`Opened` with the keys of the row and the column.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *vertical_keys("move(-1, 0)", "move(1, 0)"),
        bind("left", "move(0, -1)", "left", show=False),
        bind("right", "move(0, 1)", "right", show=False),
        bind("home", "row(-1)", "first_row", show=False),
        bind("end", "row(1)", "last_row", show=False),
        bind("ctrl+home", "edge(-1)", "first_column", show=False),
        bind("ctrl+end", "edge(1)", "last_column", show=False),
        bind("enter", "open", "open"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "figure-grid--cursor",
        "figure-grid--row",
        "figure-grid--head",
        "figure-grid--total",
        "figure-grid--sub",
    }
    DEFAULT_CSS = """
    FigureGrid { height: 1fr; min-height: 2; scrollbar-size: 0 0; background: $surface; }
    FigureGrid .figure-grid--head { text-style: bold; background: $panel; }
    FigureGrid .figure-grid--row { background: $boost; }
    FigureGrid .figure-grid--cursor { text-style: bold reverse; }
    FigureGrid .figure-grid--total { text-style: bold; }
    FigureGrid .figure-grid--sub { text-style: none; }
    """

    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    @dataclass
    class Opened(Message):
        """A cell is to be opened."""

        grid: FigureGrid
        row_key: Hashable
        column_key: str

    @dataclass
    class HeadClicked(Message):
        """A heading was clicked."""

        grid: FigureGrid
        column_key: str

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

        grid: FigureGrid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: tuple[GridColumn, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self._first = 0  # the first column behind the frozen ones that is drawn

    def show_table(self, columns: Sequence[GridColumn], rows: Sequence[GridRow]) -> None:
        """Show another table; the cursor stays on the cell of the same keys where there still is one."""
        row_key, column_key = self.cell_key
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.virtual_size = Size(0, len(rows) + HEADER_LINES)
        self._first = 0
        self.select_cell(row_key, column_key)
        self.refresh()

    @property
    def figures(self) -> tuple[GridColumn, ...]:
        """The columns that the cursor visits."""
        return tuple(column for column in self.columns if not column.frozen)

    @property
    def cell_key(self) -> tuple[Hashable, str]:
        """Keys of the row and the column under the cursor; None and an empty text in an empty table."""
        row = self.rows[self.row].key if self.row < len(self.rows) else None
        column = self.figures[self.column].key if self.column < len(self.figures) else ""
        return row, column

    def select_cell(self, row_key: Hashable, column_key: str | None) -> None:
        """Put the cursor on a cell; a key that is not there leaves the place as it is."""
        rows = [row.key for row in self.rows]
        columns = [column.key for column in self.figures]
        self.row = rows.index(row_key) if row_key in rows else self.row
        self.column = columns.index(column_key) if column_key in columns else self.column

    def validate_row(self, row: int) -> int:
        return max(0, min(row, len(self.rows) - 1))

    def validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.figures) - 1))

    def watch_row(self) -> None:
        self._bring_into_view()
        self._moved()

    def _bring_into_view(self) -> None:
        bring_into_view(self, self.row, self.row, self.size.height - HEADER_LINES)

    def watch_column(self) -> None:
        self._moved()

    def _moved(self) -> None:
        self.refresh()
        if self.is_attached:
            self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        self._bring_into_view()

    def _drawn(self, width: int) -> list[tuple[int, GridColumn]]:
        """Places and columns that fit into ``width`` cells, shifted so that the cursor's column is among them."""
        frozen = [(place, column) for place, column in enumerate(self.columns) if column.frozen]
        others = [(place, column) for place, column in enumerate(self.columns) if not column.frozen]
        room = width - sum(column.width + 1 for _, column in frozen)
        self._first = min(self._first, self.column)
        while self._first < self.column:
            shown = others[self._first : self.column + 1]
            if sum(column.width + 1 for _, column in shown) <= room + 1:
                break
            self._first += 1
        drawn = frozen
        for place, column in others[self._first :]:
            if column.width > room:
                break
            drawn = [*drawn, (place, column)]
            room -= column.width + 1
        return drawn

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        place = y - HEADER_LINES + self.scroll_offset.y
        if y >= HEADER_LINES and not 0 <= place < len(self.rows):
            return Strip.blank(width, base)
        row = None if y < HEADER_LINES else self.rows[place]
        line = base + self._style("head" if row is None else row.tone)
        if row is not None and place == self.row:
            line += self._style("row")
        current = self.figures[self.column].key if self.figures else ""
        segments: list[Segment] = []
        for index, column in self._drawn(width):
            text = fit(show(column.label if row is None else row.cells[index]), column.width, column.align)
            marked = row is not None and place == self.row and column.key == current
            segments += [Segment(text, line + self._style("cursor") if marked else line), Segment(" ", line)]
        strip = Strip(segments).adjust_cell_length(width, line)
        more = row is None and self._first + len(segments) // 2 < len(self.columns)
        return Strip.join((strip.crop(0, width - 1), Strip([Segment(MORE, line)]))) if more else strip

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"figure-grid--{name}", partial=True) if name else Style.null()

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by cells."""
        self.row += rows
        self.column += columns

    def action_page(self, step: float) -> None:
        """Move the cursor by pages of rows."""
        self.row += int(step * max(2, self.size.height - HEADER_LINES - 1))

    def action_row(self, side: int) -> None:
        """Move the cursor to the first or the last row."""
        self.row = 0 if side < 0 else len(self.rows) - 1

    def action_edge(self, side: int) -> None:
        """Move the cursor to the first or the last figure of the row."""
        self.column = 0 if side < 0 else len(self.figures) - 1

    def action_open(self) -> None:
        """Open the cell under the cursor."""
        if self.rows and self.figures:
            self.post_message(self.Opened(self, *self.cell_key))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell that was clicked; a double click opens it, on a name the first figure of the row."""
        place = event.y - HEADER_LINES + self.scroll_offset.y
        keys = [column.key for column in self.figures]
        clicked = self._column_at(int(event.x))
        if clicked is None or place >= len(self.rows):
            return
        if event.y < HEADER_LINES:
            self.post_message(self.HeadClicked(self, clicked.key))
            return
        self.row = place
        if clicked.key in keys:
            self.column = keys.index(clicked.key)
        elif event.chain > 1:
            self.column = 0
        if event.chain > 1:
            self.action_open()

    def _column_at(self, x: int) -> GridColumn | None:
        """The column that a cell of a line belongs to."""
        first = 0
        for _, column in self._drawn(self.size.width):
            if first <= x < first + column.width:
                return column
            first += column.width + 1
        return None
