"""The source lines of a document: wrapped by cells, some lines lit, targets underlined, a cursor that stands on a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planreview.cells import fit, width, wrap
from planreview.text import show
from planreview.tui.keys import bind

# Cells of the line number and the space behind it.
NUMBER = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen: the line that it shows (from 1), the character that it begins with, and its text."""

    line: int
    start: int
    text: str


class SourceView(ScrollView, can_focus=True):
    """The lines of a document; a move of the cursor posts :class:`Moved`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "move(-1)", "up", show=False),
        bind("down", "move(1)", "down", show=False),
        bind("pageup", "page(-1)", "page_up", show=False),
        bind("pagedown", "page(1)", "page_down", show=False),
        bind("home", "edge(-1)", "first", show=False),
        bind("end", "edge(1)", "last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source-view--cursor",
        "source-view--number",
        "source-view--lit",
        "source-view--target",
        "source-view--faint",
    }
    DEFAULT_CSS = """
    SourceView { height: 1fr; min-height: 1; scrollbar-size: 0 0; background: $surface; }
    SourceView .source-view--cursor { text-style: bold reverse; }
    SourceView .source-view--number { color: $ink-muted; }
    SourceView .source-view--lit { background: $panel; }
    SourceView .source-view--target { text-style: underline bold; }
    SourceView .source-view--faint { color: $ink-faint; text-style: strike; }
    """

    cursor: reactive[int] = reactive(0, always_update=True)

    @dataclass
    class Moved(Message):
        """The cursor stands on a row of a line."""

        view: SourceView
        line: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[str] = ()
        self.rows: list[Row] = []
        self.targets: Mapping[int, Sequence[tuple[int, int]]] = {}
        self.lit: range = range(0)
        self.ignored: Collection[int] = ()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show a document's lines."""
        self.lines = tuple(show(line) for line in lines)
        self._wrap()

    def mark(self, targets: Mapping[int, Sequence[tuple[int, int]]], ignored: Collection[int]) -> None:
        """Underline stretches (first, last behind) of lines, and strike lines that are ignored."""
        self.targets, self.ignored = targets, ignored
        self.refresh()

    def light(self, lines: range) -> None:
        """Light the lines of what is chosen."""
        self.lit = lines
        self.refresh()

    @property
    def line(self) -> int:
        """The line (from 1) on which the cursor stands."""
        return self.rows[self.cursor].line if self.rows else 1

    @property
    def begins(self) -> bool:
        """Whether the cursor stands on the beginning of its line, and not where the line goes on."""
        return not self.rows or self.rows[self.cursor].start == 0

    def go_to(self, line: int) -> None:
        """Put the cursor on a line, with what stands behind it in view."""
        self.cursor = self._first_row(line)
        self._into_view()

    def _into_view(self) -> None:
        self.scroll_to(y=max(0, self.cursor - max(1, self.size.height // 4)), animate=False)

    def _first_row(self, line: int) -> int:
        return min(bisect_left(self.rows, line, key=lambda row: row.line), max(0, len(self.rows) - 1))

    def _wrap(self) -> None:
        line = self.line
        cells = max(10, self.size.width - NUMBER)
        self.rows = []
        for number, text in enumerate(self.lines, 1):
            start = 0
            for part in wrap(text, cells) or [""]:
                self.rows.append(Row(number, start, part))
                start += len(part)
        self.virtual_size = Size(0, len(self.rows))
        self.set_reactive(
            SourceView.cursor, min(bisect_left(self.rows, line, key=lambda row: row.line), max(0, len(self.rows) - 1))
        )
        self.refresh()

    def on_resize(self) -> None:
        """Rows are made for a width; one that was hidden until now has had none."""
        self._wrap()
        self.call_after_refresh(self._into_view)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if not top <= after < top + height:
            self.scroll_to(y=after if after < top else after - height + 1, animate=False)
        self.refresh()
        if before != after and self.rows:
            self.post_message(self.Moved(self, self.line))

    def render_line(self, y: int) -> Strip:
        cells, base, place = self.size.width, self.rich_style, y + self.scroll_offset.y
        if not 0 <= place < len(self.rows):
            return Strip.blank(cells, base)
        row = self.rows[place]
        if row.line in self.lit:
            base += self.get_component_rich_style("source-view--lit", partial=True)
        if row.line in self.ignored:
            base += self.get_component_rich_style("source-view--faint", partial=True)
        if place == self.cursor:
            base += self.get_component_rich_style("source-view--cursor", partial=True)
        number = fit(str(row.line) if row.start == 0 else "", NUMBER - 1, "right") + " "
        segments = [Segment(number, base + self.get_component_rich_style("source-view--number", partial=True))]
        target = self.get_component_rich_style("source-view--target", partial=True)
        at = 0
        for first, last in sorted(self.targets.get(row.line, ())):
            first, last = max(at, first - row.start), min(len(row.text), last - row.start)
            if first < last:
                segments += [Segment(row.text[at:first], base), Segment(row.text[first:last], base + target)]
                at = last
        segments.append(Segment(row.text[at:], base))
        left = cells - NUMBER - width(row.text)
        return Strip([*segments, Segment(" " * max(0, left), base)]).crop(0, cells)

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.cursor += step

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self.cursor += step * max(1, self.size.height - 1)

    def action_edge(self, side: int) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = 0 if side < 0 else len(self.rows) - 1

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        self.cursor = event.y + self.scroll_offset.y
