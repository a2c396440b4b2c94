"""How the task list is arranged: groups with their heads between the tasks, columns that were chosen, marks in the rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from planreview.domain.review import PlanInfo, TaskRow
from planreview.tui.inks import Line
from planreview.tui.widgets.group_lines import GroupLines
from planreview.tui.widgets.line_view import LineView
from planreview.tui.widgets.list_columns import Columns, header_line, row_line
from planreview.tui.widgets.task_columns import Finder, Words

if TYPE_CHECKING:
    from planreview.tui.screens.columns import Layout

# Rows that a choice of columns is shown with.
SAMPLED = 3


class Arranged(LineView):
    """Rows of tasks in groups and columns; what is listed and read is its subclass's."""

    words: Words
    ids: array[int]
    plans: Mapping[int, PlanInfo]
    groups: GroupLines | None
    _rows: dict[int, TaskRow]
    chosen_columns: tuple[str, ...] | None
    sectioned: bool
    _sections_told: bool = True
    _found: Finder | None
    _columns: tuple[int, Mapping[int, PlanInfo], Columns] | None

    def want_view(self) -> None:
        """Ask for the rows that come into view."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """A taller list shows rows that nobody has asked for."""
        self.want_view()

    def task_at(self, line: int) -> int | None:
        """The id of the task that a line shows; None for the head of a group and where there is none."""
        place = line if self.groups is None else self.groups.task_at(line) if self.groups.lines else None
        return self.ids[place] if place is not None and 0 <= place < len(self.ids) else None

    def tasks_between(self, first: int, behind: int) -> list[int]:
        """The ids of the tasks on some lines."""
        if self.groups is None:
            return list(self.ids[max(0, first) : behind])
        return [id for line in range(max(0, first), min(behind, self.count)) if (id := self.task_at(line)) is not None]

    def opens(self, line: int) -> str:
        """The labels of the section that begins on a line, without those above that have begun before; empty elsewhere.

        Said of rows that are loaded, from the one before: it costs nothing more in a list of any length.
        """
        row = self._rows.get(self.ids[line]) if self.sectioned and self._sections_told and line < len(self.ids) else None
        if row is None or not row.path:
            return ""
        before = self._rows.get(self.ids[line - 1]) if line else None
        if line and (before is None or (before.plan_id, before.section_id) == (row.plan_id, row.section_id)):
            return ""
        known = before.path if before is not None and before.plan_id == row.plan_id else ()
        shared = next((at for at, pair in enumerate(zip(known, row.path, strict=False)) if pair[0] != pair[1]), len(known))
        return "/".join(row.path[shared:] or row.path[-1:])

    def tell_sections(self, told: bool) -> None:
        """Whether a row says which section begins with it."""
        if told != self._sections_told:
            self._sections_told = told
            self.repaint_all()

    def look_for(self, found: Finder | None) -> None:
        """Mark what was looked for in the rows."""
        self._found = found
        self.repaint_all()

    def fold(self, groups: GroupLines) -> None:
        """Show the groups otherwise folded; the cursor stays on its line, or goes to the head of its group."""
        if self.groups is None:
            return
        task = self.groups.task_at(self.cursor)
        group = self.groups.group_at(self.cursor)
        self.groups = groups
        line = groups.line_of(task) if task is not None else groups.head_of(group)
        self.set_reactive(LineView.cursor, line)
        self.resize_to(groups.lines)
        self._keep_in_view()
        self.want_view()
        self.post_message(self.Moved(self, self.cursor))

    def columns(self, cells: int) -> Columns:
        """The columns for a width."""
        # Asked for every row that is drawn, and there may be hundreds of plans: looked at once for one set of them.
        known = self._columns
        if known is None or known[0] != cells or known[1] is not self.plans:
            columns = Columns.for_width(cells, self.words, plans=self.plans.values(), chosen=self.chosen_columns)
            self._columns = known = cells, self.plans, columns
        return known[2]

    def sample(self) -> Callable[[Layout, int], list[Line]]:
        """Draws the head and the first rows in view in another layout, for a width."""
        top = self.scroll_offset.y
        rows = [self._rows[id] for id in self.tasks_between(top, top + SAMPLED + 1) if id in self._rows][:SAMPLED]
        plans = tuple(self.plans.values())

        def draw(layout: Layout, cells: int) -> list[Line]:
            columns = Columns.for_width(cells, self.words, plans=plans, chosen=layout.columns)
            lines = [
                row_line(row, columns, self.words, here=False, chosen=False, plan=self.plans.get(row.plan_id)) for row in rows
            ]
            return [header_line(columns, layout.sort), *lines]

        return draw

    def choose_columns(self, chosen: tuple[str, ...] | None) -> None:
        """Show these columns, None for the usual ones."""
        self.chosen_columns, self._columns = chosen, None
        self.repaint_all()
