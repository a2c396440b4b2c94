"""The detail pane: all that is known of the task under the cursor, as scrolling lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planreview.domain.review import TaskDetail
from planreview.tui.inks import Inkwell, Line
from planreview.tui.keys import bind
from planreview.tui.messages import Pointed
from planreview.tui.widgets.task_columns import Words

# Cells into which any paragraph fits.
UNWRAPPED = 100_000
# A pane of so many lines or fewer is close-set.
LOW = 10


class DetailPane(ScrollView, can_focus=True, inherit_bindings=False):
    """One task in full; laid out anew for every width, drawn line by line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("A", "targets", "detail_targets", area="review"),
        bind("up", "scroll('up')", "detail_up", show=False, area="review"),
        bind("down", "scroll('down')", "detail_down", show=False, area="review"),
        bind("pageup", "scroll('page_up')", "detail_page_up", show=False, area="review"),
        bind("pagedown", "scroll('page_down')", "detail_page_down", show=False, area="review"),
        bind("ctrl+u", "scroll('half_up')", "detail_half_up", show=False, area="review"),
        bind("ctrl+d", "scroll('half_down')", "detail_half_down", show=False, area="review"),
        bind("home", "scroll('home')", "detail_first", show=False, area="review"),
        bind("end", "scroll('end')", "detail_last", show=False, area="review"),
    ]

    DEFAULT_CSS = """
    DetailPane { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.detail: TaskDetail | None = None
        self.source: Sequence[str] = ()
        # How the files of its evidence stand, by piece, once they have been looked at.
        self.files: Mapping[str, str] = {}
        self._text = ""
        self._lines: list[Line] = []
        self._inkwell: Inkwell | None = None
        self._base: Style | None = None

    @property
    def roomy(self) -> bool:
        """Whether the full form is shown, with the lines of the document around the task."""
        return self.size.height > LOW

    def show(self, detail: TaskDetail | None, source: Sequence[str] = ()) -> None:
        """Show a task, with the lines of its document where they are known; the same task keeps its place, another begins
        at its top."""
        same = detail is not None and self.detail is not None and detail.row.id == self.detail.row.id
        self.detail, self.source = detail, source
        if not same:
            self.files = {}
        self.lay_out()
        if not same:
            self.scroll_to(y=0, animate=False)

    def show_files(self, task_id: int, files: Mapping[str, str]) -> None:
        """Flag files of the evidence that are not what was noted, if the task is still the one that is shown."""
        if self.detail is not None and self.detail.row.id == task_id and files != self.files:
            self.files = files
            self.lay_out()

    def look_for(self, text: str) -> None:
        """Mark what was looked for; nothing for an empty text."""
        self._text = text
        self.lay_out()

    def lay_out(self) -> None:
        """Wrap everything for the size and theme in use."""
        cells = max(8, self.scrollable_content_region.width - 1)
        self._lines = self._said(cells)
        if self._text and self.detail is not None:
            from planreview.tui.found_lines import marked_lines, words_meant

            self._lines = marked_lines(self._lines, words_meant(self._text, self.detail))
        # Set past its watcher, which would lay the whole screen out anew at every step of the cursor.
        self.set_reactive(DetailPane.virtual_size, Size(self.size.width, max(1, len(self._lines))))
        self.vertical_scrollbar.window_virtual_size = len(self._lines)
        self.refresh()

    def plain_text(self) -> str:
        """The task in full, each paragraph on one line."""
        lines = self._said(UNWRAPPED)
        return "\n".join("".join(text for text, _ in line).rstrip() for line in lines).strip() + "\n"

    def _said(self, cells: int) -> list[Line]:
        if self.detail is None:
            return []
        from planreview.tui.widgets.detail_lines import detail_lines

        return detail_lines(self.detail, self.words, cells, self.size.height, self.source if self.roomy else (), self.files)

    def notify_style_update(self) -> None:
        """The colours of the moment are another theme's."""
        super().notify_style_update()
        self._inkwell = self._base = None

    def render_line(self, y: int) -> Strip:
        """The strip of one line in view."""
        place = y + self.scroll_offset.y
        base = self._base = self._base or self.rich_style
        if place >= len(self._lines):
            return Strip.blank(self.size.width, base)
        if self._inkwell is None:
            self._inkwell = Inkwell(self.app.theme_variables)
        return self._inkwell.strip(self._lines[place], self.size.width, base)

    def action_scroll(self, where: str) -> None:
        """Scroll by a line, a page or to an end."""
        page = max(1, self.size.height - 1)
        now = self.scroll_offset.y
        places = {"up": now - 1, "down": now + 1, "page_up": now - page, "page_down": now + page, "home": 0}
        places |= {"half_up": now - page // 2, "half_down": now + page // 2}
        self.scroll_to(y=places.get(where, len(self._lines)), animate=False)

    def action_targets(self) -> None:
        """See the targets of the task, add one."""
        self.post_message(Pointed("detail", "targets"))

    def on_click(self, event: events.Click) -> None:
        """A second click says on which part it was."""
        if event.chain == 2 and self.detail is not None:
            from planreview.tui.widgets.detail_parts import part_at

            offset = event.get_content_offset(self)
            place = -1 if offset is None else int(offset.y) + self.scroll_offset.y
            self.post_message(Pointed("detail", part_at(self._lines, place)))

    def on_resize(self) -> None:
        """Lines are laid out for a width."""
        self.lay_out()
