"""The base of the panes: a virtual list of one-line rows with a cursor.

Only rows in view are rendered, through ``render_line`` and a cache of strips, so that 20,000 rows cost what 40 do (a
DataTable takes seconds for them).
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planreview.domain.records import dataclass
from planreview.tui.inks import Inkwell, Line
from planreview.tui.keys import bind

STRIPS_KEPT = 600


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one line each; subclasses say how many there are and what each looks like."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "step('up')", "list_up", show=False, area="review"),
        bind("down", "step('down')", "list_down", show=False, area="review"),
        bind("pageup", "step('page_up')", "list_page_up", show=False, area="review"),
        bind("pagedown", "step('page_down')", "list_page_down", show=False, area="review"),
        bind("ctrl+u", "step('half_up')", "list_half_up", show=False, area="review"),
        bind("ctrl+d", "step('half_down')", "list_half_down", show=False, area="review"),
        bind("home", "step('first')", "list_first", show=False, area="review"),
        bind("end", "step('last')", "list_last", show=False, area="review"),
    ]
    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        view: LineView
        index: int

        @property
        def control(self) -> LineView:
            """The list that sent it, for handlers chosen by selector."""
            return self.view

    @dataclass
    class Picked(Moved):
        """A row was clicked twice, ``x`` says where."""

        x: int = 0

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        self._inkwell: Inkwell | None = None
        self._base: Style | None = None
        self._strips: dict[Hashable, Strip] = {}

    @property
    def cells(self) -> int:
        """Cells of a line: the pane without its scroll bar."""
        return self.scrollable_content_region.width

    def line(self, index: int, cells: int) -> Line:
        """What row ``index`` says, for a width of ``cells``."""
        raise NotImplementedError

    def look(self, index: int) -> tuple[Hashable, str]:
        """A key that changes whenever the row's line does, and the row's ground ("" for none)."""
        return index, ""

    def resize_to(self, count: int) -> None:
        """There are ``count`` rows now; the cursor is kept inside them."""
        self.count = count
        self.virtual_size = Size(max(1, self.size.width), max(1, count))
        self.set_reactive(LineView.cursor, max(0, min(self.cursor, count - 1)))
        self.repaint_all()

    def repaint_all(self) -> None:
        """Forget every strip: another theme, width or set of rows."""
        self._forget_styles()
        self.refresh()

    def notify_style_update(self) -> None:
        """Strips hold the colours of the moment."""
        super().notify_style_update()
        self._forget_styles()

    def _forget_styles(self) -> None:
        self._strips.clear()
        self._inkwell = None
        self._base = None

    def render_line(self, y: int) -> Strip:
        """The strip of one line in view."""
        index = y + self.scroll_offset.y
        cells = self.cells
        # Asked for every line, a widget's own style costs more than drawing it.
        base = self._base = self._base or self.rich_style
        if index >= self.count:
            return Strip.blank(cells, base)
        key, ground = self.look(index)
        here = index == self.cursor
        place = (key, ground, here, here and self.has_focus, cells)
        strip = self._strips.get(place)
        if strip is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[place] = self._draw(index, cells, base, ground, here)
        return strip

    def _draw(self, index: int, cells: int, base: Style, ground: str, here: bool) -> Strip:
        if self._inkwell is None:
            self._inkwell = Inkwell(self.app.theme_variables)
        if here:
            ground = "ink-cursor" if self.has_focus else "ink-cursor-blurred"
        return self._inkwell.strip(self.line(index, cells), cells, base + self._inkwell.ground(ground) if ground else base)

    def move_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on a row and bring it into view."""
        index = max(0, min(index, self.count - 1))
        moved, self.cursor = index != self.cursor, index
        self._keep_in_view()
        if moved and tell:
            self.post_message(self.Moved(self, index))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned."""
        self.refresh_line(old)
        self.refresh_line(new)

    def _keep_in_view(self) -> None:
        # Forced: a list that fitted before, and has more lines now, is no scrolling one until it is laid out again.
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def action_step(self, where: str) -> None:
        """Move the cursor: up, down, page_up, page_down, half_up, half_down, first or last."""
        page = max(1, self.size.height - 1)
        target = {
            "up": self.cursor - 1, "down": self.cursor + 1, "page_up": self.cursor - page, "page_down": self.cursor + page,
            "half_up": self.cursor - page // 2, "half_down": self.cursor + page // 2, "first": 0, "last": self.count - 1,
        }[where]  # fmt: skip
        self.move_to(target)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row under the mouse; a second click picks it."""
        index = int(event.y) + self.scroll_offset.y
        if index < self.count:
            self.move_to(index)
            if event.chain == 2:
                self.post_message(self.Picked(self, index, int(event.x)))

    def on_focus(self) -> None:
        """The cursor's ground changes with the focus."""
        self.refresh_line(self.cursor)

    def on_blur(self) -> None:
        """The cursor's ground changes with the focus."""
        self.refresh_line(self.cursor)

    def on_resize(self) -> None:
        """Lines are laid out for a width."""
        self.virtual_size = Size(max(1, self.size.width), max(1, self.count))
        self._strips.clear()
        self.call_after_refresh(self._keep_in_view)
