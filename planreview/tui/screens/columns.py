"""Choose the columns of the list, their order, and by which it is sorted, with a preview of the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from planreview.catalogue import t
from planreview.services.filter_order import ORDERS, TURNED
from planreview.tui.inks import Inkwell, Line
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.list_columns import COLUMNS, SORTED, USUAL
from planreview.tui.widgets.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns from left to right (None: the usual ones) and the order of the list."""

    columns: tuple[str, ...] | None
    sort: str


# Head and rows of a layout for a width.
Sample = Callable[[Layout, int], list[Line]]


class Preview(Widget):
    """A few rows as they will stand."""

    DEFAULT_CSS = "Preview { height: 4; width: 1fr; background: $background; margin: 1 0 0 0; }"

    def __init__(self, sample: Sample, layout: Layout, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sample = sample
        self._layout = layout

    def show(self, layout: Layout) -> None:
        """Draw another layout."""
        self._layout = layout
        self.refresh()

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        lines = self._sample(self._layout, cells)
        return Inkwell(self.app.theme_variables).strip(lines[y] if y < len(lines) else (), cells, self.rich_style)


class ColumnsScreen(Dialog[Layout]):
    """Ticks say which columns stand in the list; what is ticked stands above in its order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("space", "tick", "toggle"),
        bind("left_square_bracket,shift+up", "shift(-1)", "column_up"),
        bind("right_square_bracket,shift+down", "shift(1)", "column_down"),
        bind("o", "sort", "column_sort"),
        bind("f8", "usual", "usual_columns"),
    ]
    FULL = True

    lines = getters.query_one("#column-lines", ChoiceList)
    preview = getters.query_one("#column-preview", Preview)

    def __init__(self, layout: Layout, sample: Sample) -> None:
        super().__init__()
        self.layout_now = layout
        self._sample = sample

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(1), Column(), Column(10, "right")), enter="screens.key.apply", id="column-lines")
        yield Preview(self._sample, self.layout_now, id="column-preview")
        yield Paragraph(t("screens.columns.explained"), classes="field-label")

    async def load(self) -> None:
        self.title_line.text = t("screens.columns.title")
        chosen = self.layout_now.columns or USUAL
        sort = self.layout_now.sort
        by = SORTED.get(sort.removeprefix(TURNED)) if sort != "plan" else None
        lines = []
        for key in (*chosen, *(key for key in COLUMNS if key not in chosen)):
            marked = t("screens.columns.turned" if sort.startswith(TURNED) else "screens.columns.sorted") if key == by else ""
            lines.append(Choice(key, ("*" if key in chosen else "", t(f"screens.column.{key}"), marked)))
        self.lines.show_choices(lines)
        self.preview.show(self.layout_now)
        if not self._opened:
            self.lines.focus()

    async def _take(self, columns: tuple[str, ...] | None, sort: str | None = None) -> None:
        self.layout_now = Layout(columns, sort or self.layout_now.sort)
        await self._load()

    @property
    def _chosen(self) -> list[str]:
        return list(self.layout_now.columns or USUAL)

    def _key(self) -> str | None:
        line = self.lines.chosen
        return None if line is None else str(line.key)

    async def action_tick(self) -> None:
        """Show the column, or leave it out; the title always stands."""
        key, chosen = self._key(), self._chosen
        if key is None or key == "title":
            return
        await self._take(tuple(one for one in chosen if one != key) if key in chosen else (*chosen, key))
        self.lines.select_key(key)

    async def action_shift(self, step: int) -> None:
        """Move the column to the left or to the right."""
        key, chosen = self._key(), self._chosen
        if key not in chosen:
            return
        place = chosen.index(key)
        chosen.remove(key)
        chosen.insert(max(0, min(place + step, len(chosen))), key)
        await self._take(tuple(chosen))
        self.lines.select_key(key)

    async def action_sort(self) -> None:
        """Sort by the column; again turns the order round, once more gives the order of the document."""
        order = next((order for order in ORDERS if SORTED[order] == self._key()), None)
        if order is None:
            self.complain(t("screens.columns.not_sorted"))
            return
        self.complain("")
        now = self.layout_now.sort
        sort = TURNED + order if now == order else "plan" if now == TURNED + order else order
        await self._take(self.layout_now.columns, sort)

    async def action_usual(self) -> None:
        """The columns that a list has by itself, in the order of the document."""
        await self._take(None, "plan")

    def on_choice_list_chosen(self) -> None:
        self.dismiss(self.layout_now)
