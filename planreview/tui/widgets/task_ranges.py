"""Selecting ranges in the task list, by keys and by mouse: drag over rows, shift and click for a range, ctrl and click for one.

Many terminals keep shift and the mouse for themselves; dragging works everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from textual import events

from planreview.tui.widgets.task_arranging import Arranged

LEFT = 1


class Ranges(Arranged):
    """Rows that keys and a mouse select; who is told of it is its subclass's."""

    _dragged_from: int | None = None
    _anchor: int | None
    selected: Set[int]

    def select(self, ids: Iterable[int]) -> None:
        """Select exactly these."""
        raise NotImplementedError

    def _selection_changed(self) -> None:
        raise NotImplementedError

    def extend(self, where: str) -> None:
        """Select from where the range began to where the cursor goes."""
        begin = self._anchor if self._anchor is not None else self.cursor
        self.action_step(where)
        self._select_from(begin)

    def extend_to(self, index: int) -> None:
        """Select from where the range began, or the cursor, to a row."""
        begin = self._anchor if self._anchor is not None else self.cursor
        self.move_to(index)
        self._select_from(begin)

    def select_range(self, begin: int, end: int) -> None:
        """Select exactly the rows between two, with the cursor on the second."""
        self.selected = set()
        self.move_to(end)
        self._select_from(begin)

    def _select_from(self, begin: int) -> None:
        self._anchor = begin
        first, last = sorted((begin, self.cursor))
        self.selected = self.selected | set(self.tasks_between(first, last + 1))
        self._selection_changed()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A range may begin here."""
        index = int(event.y) + self.scroll_offset.y
        self._dragged_from = index if event.button == LEFT and index < self.count and not (event.shift or event.ctrl) else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The range goes to where the mouse is; beyond the edges the list scrolls."""
        if self._dragged_from is None or event.button != LEFT:
            return
        index = max(0, min(int(event.y) + self.scroll_offset.y, self.count - 1))
        if index != self._dragged_from or self.selected:
            self.capture_mouse()
            self.select_range(self._dragged_from, index)

    def on_mouse_up(self) -> None:
        """The range is what it is."""
        if self._dragged_from is not None:
            self._dragged_from = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """With shift the rows from the cursor to here, with ctrl this row as well."""
        index = int(event.y) + self.scroll_offset.y
        if index >= self.count or not (event.shift or event.ctrl):
            return
        event.prevent_default()
        if event.shift:
            self.extend_to(index)
        else:
            self.move_to(index)
            self.select(self.selected ^ {*self.tasks_between(index, index + 1)})
