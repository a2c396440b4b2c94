"""The task list: ids of everything that is shown, rows of what is in view.

The ids of a list of any length are one array; rows are asked for by the page (:class:`TaskList.Wanted`) and given by
whoever reads the store. A row is repainted only when its new state is given.
"""

from __future__ import annotations

from array import array
from asyncio import Event, wait_for
from collections.abc import Collection, Hashable, Iterable, Mapping, Set
from contextlib import suppress

from textual.message import Message

from planreview.domain.records import dataclass
from planreview.domain.review import PlanInfo, TaskRow
from planreview.tui.inks import Line
from planreview.tui.long_lists import AllOf, among, kept_place
from planreview.tui.widgets.group_lines import GroupLines, group_line
from planreview.tui.widgets.line_view import LineView
from planreview.tui.widgets.list_columns import Columns, row_line, waiting_line
from planreview.tui.widgets.task_columns import Finder, Words
from planreview.tui.widgets.task_ranges import Ranges

ROWS_KEPT = 2_000
# From so many ids on, a set is made before they are looked for.
MANY = 8
# Seconds that a mark is waited for before the cursor is shown without it.
PATIENCE = 0.05


class TaskList(Ranges):
    """Tasks, one a line, with a cursor and a selection kept by task id."""

    @dataclass
    class Wanted(Message):
        """Rows in view that are not loaded."""

        ids: tuple[int, ...]

    @dataclass
    class SelectionChanged(Message):
        """So many tasks are selected now."""

        count: int

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.ids: array[int] = array("q")
        self.selected: Set[int] = set()
        self.plans: Mapping[int, PlanInfo] = {}
        # The groups that stand in the list, and the columns that were chosen; None: none, the usual ones.
        self.groups: GroupLines | None = None
        self.chosen_columns: tuple[str, ...] | None = None
        # Whether the tasks come section by section, as in the plan, with no heads between them.
        self.sectioned = False
        self._found: Finder | None = None
        self._rows: dict[int, TaskRow] = {}
        self._edition: dict[int, int] = {}
        self._asked: set[int] = set()
        self._anchor: int | None = None
        # Lines that do not show yet where the cursor has gone.
        self._owed: set[int] = set()
        # Whoever waits until rows have been painted.
        self._witnesses: list[Event] = []
        self._columns: tuple[int, Mapping[int, PlanInfo], Columns] | None = None

    @property
    def current(self) -> int | None:
        """The id of the task under the cursor."""
        return self.task_at(self.cursor)

    @property
    def current_row(self) -> TaskRow | None:
        """The row under the cursor, where it is loaded."""
        return self._rows.get(self.current) if self.current is not None else None

    def show(
        self, ids: array[int], rows: Iterable[TaskRow] = (), groups: GroupLines | None = None, *, first: bool = False
    ) -> None:
        """Show these tasks, in groups where there are any; the cursor stays on its task, or on the next that is still there.

        ``first``: the others follow, and so does what is selected of them; the cursor goes to the top.
        """
        place = 0 if first else kept_place(self.ids, self._place(), ids)
        self.ids, self.groups = ids, groups
        if groups is not None and ids:
            place = groups.line_of(place)
        if not first:
            self.selected = among(self.selected, ids)
        self._asked.clear()
        self.put_rows(rows)
        self.set_reactive(LineView.cursor, place)
        self.resize_to(len(ids) if groups is None else groups.lines)
        self._keep_in_view()
        self.want_view()
        self.post_message(self.Moved(self, self.cursor))
        self.post_message(self.SelectionChanged(len(self.selected)))

    def put_rows(self, rows: Iterable[TaskRow]) -> None:
        """Rows as they are now in the store; those in view are repainted, and only those."""
        if len(self._rows) > ROWS_KEPT:
            self._rows.clear()
        changed = set()
        for row in rows:
            self._asked.discard(row.id)
            if self._rows.get(row.id) != row:
                self._rows[row.id] = row
                self._edition[row.id] = self._edition.get(row.id, 0) + 1
                changed.add(row.id)
        top = self.scroll_offset.y
        for index in range(top, min(top + self.size.height, self.count)):
            # The row before says whether a section begins.
            if self.task_at(index) in changed or (self.sectioned and index and self.task_at(index - 1) in changed):
                self.refresh_line(index)
        self.pay()
        for one in self._witnesses:
            self.call_after_refresh(one.set)
        self._witnesses.clear()

    async def seen(self) -> None:
        """Wait until the next rows that are given have been painted, as long as the cursor waits for a mark."""
        painted = Event()
        self._witnesses.append(painted)
        with suppress(TimeoutError):
            await wait_for(painted.wait(), PATIENCE)

    def forget(self, ids: Collection[int] | None = None) -> None:
        """Rows that are no longer true (None: all); they stay on screen until the new ones come."""
        self._asked.clear()
        if ids is None:
            top, height = self.scroll_offset.y, self.size.height
            seen = self.tasks_between(top, top + height)
            keep = set(seen)
            self._rows = {id: row for id, row in self._rows.items() if id in keep}
            self.post_message(self.Wanted(tuple(seen)))
        elif known := tuple(id for id in ids if id in self._rows):
            self.post_message(self.Wanted(known))

    def holds(self, ids: Collection[int]) -> bool:
        """Whether all of these are listed; for many at once not by one search each."""
        return all(id in self.ids for id in ids) if len(ids) < MANY else not set(ids).difference(self.ids)

    def plans_of(self, ids: Collection[int]) -> set[int] | None:
        """The plans that these tasks belong to; None where not all of their rows are loaded."""
        rows = [row for id in ids if (row := self._rows.get(id)) is not None]
        return {row.plan_id for row in rows} if len(rows) == len(ids) else None

    def go_to(self, task_id: int, *, top: bool = False) -> bool:
        """Put the cursor on a task, and that to the ``top`` of the view; False where it is not shown."""
        try:
            place = self.ids.index(task_id)
        except ValueError:
            return False
        if self.groups is not None:
            line = self.groups.line_of(place)
            if self.groups.task_at(line) is None:
                self.fold(self.groups.turned(line, open=True))
            place = self.groups.line_of(place)
        self.move_to(place)
        if top:
            self.scroll_to(y=place, animate=False, force=True, immediate=True)
        return True

    def marked(self) -> tuple[int, ...]:
        """What an action is for: the selected tasks in the list's order, else the one under the cursor."""
        if self.selected:
            return tuple(self.ids) if isinstance(self.selected, AllOf) else tuple(id for id in self.ids if id in self.selected)
        return (self.current,) if self.current is not None else ()

    def advance(self) -> None:
        """Go on to the next row, and show it together with the new state of the row that is left.

        The screen is painted at once after a rest, but the frame behind that one comes up to two periods later: the verdict
        would wait for a frame that shows the cursor only. What takes longer than usual to store is not waited for.
        """
        left = self.cursor
        following = range(left + 1, self.count)
        # The head of a group is no task.
        self.set_reactive(LineView.cursor, next((line for line in following if self.task_at(line) is not None), left))
        if self.cursor != left:
            self._anchor = None
            self._owed |= {left, self.cursor}
            self._keep_in_view()
            self.post_message(self.Moved(self, self.cursor))
            self.set_timer(PATIENCE, self._pay_late)

    @property
    def owes(self) -> bool:
        """Whether the cursor stands where it is not shown yet."""
        return bool(self._owed)

    def _pay_late(self) -> None:
        if self.owes:
            self.pay()
            self.post_message(self.Moved(self, self.cursor))

    def pay(self) -> None:
        """Paint the lines that the cursor has left or reached."""
        for index in self._owed:
            self.refresh_line(index)
        self._owed.clear()

    def toggle(self) -> None:
        """Select or leave the task under the cursor, or all of a group on its head, and go on."""
        if self.groups is not None and self.groups.lines and self.current is None:
            inside = self.groups.tasks_of(self.cursor)
            whole = set(self.ids[inside.start : inside.stop])
            self.selected = self.selected - whole if whole <= self.selected else self.selected | whole
            self._selection_changed()
        elif self.current is not None:
            self.selected = self.selected ^ {self.current}
            self._selection_changed()
            self.move_to(self.cursor + 1)

    def select(self, ids: Iterable[int]) -> None:
        """Select exactly these."""
        self.selected = AllOf(ids) if ids is self.ids and isinstance(ids, array) else set(ids)
        self._anchor = None
        self._selection_changed()

    def want_view(self) -> None:
        """Ask for the rows of the pages around the view that are not loaded."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        first, last = max(0, top - height), min(self.count, top + 2 * height)
        missing = [id for id in self.tasks_between(first, last) if id not in self._rows and id not in self._asked]
        if missing:
            self._asked.update(missing)
            self.post_message(self.Wanted(tuple(missing)))

    def look(self, index: int) -> tuple[Hashable, str]:
        """A row's strip is good for one edition of the row and one state of its selection."""
        task = self.task_at(index)
        if task is None:
            return ("head", index), ""
        chosen = task in self.selected
        edition = self._edition.get(task, 0) if task in self._rows else -1
        return (task, edition, self.opens(index)), "ink-selected" if chosen else ""

    def line(self, index: int, cells: int) -> Line:
        """The row's columns, or a placeholder until it is loaded."""
        task = self.task_at(index)
        if task is None and self.groups is not None:
            return group_line(self.groups, self.groups.group_at(index), cells, here=index == self.cursor)
        columns = self.columns(cells)
        row = self._rows.get(task or 0)
        if row is None:
            return waiting_line(columns)
        plan = self.plans.get(row.plan_id)
        here, chosen = index == self.cursor, row.id in self.selected
        return row_line(row, columns, self.words, here=here, chosen=chosen, plan=plan, found=self._found, opens=self.opens(index))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Load what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        self.want_view()

    def watch_cursor(self, old: int, new: int) -> None:
        """A step without shift ends a range."""
        self._anchor = None
        self.pay()
        super().watch_cursor(old, new)

    def _selection_changed(self) -> None:
        self.refresh()
        self.post_message(self.SelectionChanged(len(self.selected)))

    def _place(self) -> int:
        """The place of the cursor's task among all, of the first of a group on its head."""
        if self.groups is None or not self.groups.lines:
            return self.cursor
        task = self.groups.task_at(self.cursor)
        return self.groups.tasks_of(self.cursor).start if task is None else task
