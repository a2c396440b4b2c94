"""The behind list of a row of the summary: what is behind, how far, why, what is done about it; below it what was taken out
of the base, why and with whose approval; as a file too."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, cast

from textual import getters, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from planreview.catalogue import t
from planreview.cells import clip, width
from planreview.domain.behind_list import BEHIND_CELLS, BehindList, behind_ids
from planreview.domain.counting import Id
from planreview.domain.out_list import OUT_CELL, OutList, out_ids
from planreview.domain.place_names import whereabouts
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Summary
from planreview.domain.tallies import REST
from planreview.presets import verdict_set
from planreview.render.behind_list import PrintedList, heading, put_behind_in_words, several_plans
from planreview.render.out_list import put_out_in_words
from planreview.services import queries
from planreview.services.behind import filter_behind, row_filter
from planreview.services.behind_list import MOST, behind_list, out_list
from planreview.services.issued import issued_summary
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Desk, Dialog
from planreview.tui.screens.results import Opened, SummaryState, opened_filter
from planreview.tui.summary_table import Table, as_of_now
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

# Cells of number, verdict, departments, gap and deadline: what they need up to so many; title and reason take the rest.
_WIDEST: tuple[int, ...] = (8, 10, 12, 8, 10)
_SIDES: tuple[str, ...] = ("right", "left", "left", "right", "left")
# At most so many of the city, or of the plan, where the tasks are of several.
_PLACE = 10
_LEAST_TITLE = 20
# Heading and cell of each column, of the tasks behind and of those taken out, which have neither gap nor deadline.
_FIRST, _LAST = (
    (("number", "number"), ("verdict", "verdict"), ("lead", "departments")),
    (("title", "title"), ("reason", "reason")),
)
_COLUMNS = (
    (*_FIRST, ("gap", "gap"), ("due", "plain_due"), *_LAST),
    (*_FIRST, ("", ""), ("since", "since"), *_LAST),
)
# A list that a row has, and the cells of the row that it is made of.
Ids = tuple[int, ...] | None


def read_lists(ws: Workspace, state: SummaryState, behind: Ids, out: Ids, known: Summary) -> tuple[BehindList, OutList]:
    """The lists of these tasks; where the summary holds no ids, of those that its figures mean; of a round as they stood then."""
    if state.round is not None and behind is not None and out is not None:
        if _cut(known):
            # The first of the whole round are not those of the row.
            known = issued_summary(ws, state.round, by=state.by, mode=state.mode, listed=True, part=(*behind, *out))
        assert known.behind is not None and known.taken_out is not None
        late, left = frozenset(behind), frozenset(out)
        return (
            BehindList(tuple(one for one in known.behind.tasks if one.id in late), len(behind)),
            OutList(tuple(one for one in known.taken_out.tasks if one.id in left), len(out)),
        )
    first = _meant(ws, state, BEHIND_CELLS, known) if behind is None else behind
    second = _meant(ws, state, (OUT_CELL,), known) if out is None else out
    return behind_list(ws, first), out_list(ws, second)


def read_all(
    ws: Workspace, state: SummaryState, behind: Ids, out: Ids, known: Summary
) -> tuple[tuple[BehindList, OutList], str, dict[int, str]]:
    """As :func:`read_lists`, with what tells their plans apart: ``city`` or ``plan``, and what it says of each task."""
    lists = read_lists(ws, state, behind, out, known)
    rows = queries.task_rows(ws, [task.id for one in lists for task in one.tasks])
    where = whereabouts(queries.plans(ws, {row.plan_id for row in rows}))
    return lists, where.by, {row.id: where.labels.get(row.plan_id, "") for row in rows}


def _cut(known: Summary) -> bool:
    """Whether a list of a summary leaves tasks out."""
    lists = (known.behind, known.taken_out)
    return any(one is not None and one.total > len(one.tasks) for one in lists)


def _meant(ws: Workspace, state: SummaryState, cells: tuple[str, ...], known: Summary) -> tuple[int, ...]:
    """The tasks that figures of a row count, by filters, in plan order; what the other rows add up to is what no row counts."""
    assert isinstance(state.row, int | str)

    def counted(row: Id) -> set[int]:
        meant = [filter_behind(ws, state.by, row, column) for column in cells]
        return {one for chosen in meant if chosen is not None for one in queries.task_ids(ws, chosen)}

    if state.row == REST:
        rows = [group.key for group in known.groups if not group.depth and group.key != REST]
        found = counted("total").difference(*map(counted, rows))
    else:
        found = counted(state.row)
    # In plan order, which that of the ids is within a plan.
    return tuple(queries.task_ids(ws, TaskFilter(ids=tuple(found), supervised=None)) if len(found) <= MOST else sorted(found))


async def ask_behind(app: App[object], state: SummaryState, table: Table, known: Summary) -> Opened | None:
    """Show what is behind in the row of a summary at which ``state`` stands; the tasks that are to be listed, if any.
    ``known`` is the whole summary, of a round with its lists as they stood then."""
    row = state.row
    assert isinstance(row, int | str)
    group = table.groups[row]
    name = table.names[row] if row != "total" else ""
    part_name = name or (state.words if state.narrowed else "")
    # Of a store of very many tasks no ids are held; each row of one that holds them has some.
    ids = (behind_ids(group.cells), out_ids(group.cells)) if group.cells else (None, None)
    chosen = state.filter
    if state.round is None:
        chosen = await cast(Desk, app).read(lambda ws: row_filter(ws, state.counted, state.by, state.mode, row))
    if row != "total" and chosen == state.counted and group.cells:
        # No words of a filter mean this row: what is written to a file must still be no more than it.
        chosen = opened_filter(tuple(one for one in group.cells["total"] if isinstance(one, int)))
    # What no filter means and no ids stand for is not written as if it were everything.
    known_part = row == "total" or chosen != state.counted
    part = replace(state, filter=chosen, listed=None, words="", narrowed=False, part=part_name, lists=True)
    return await app.push_screen_wait(BehindScreen(state, name, ids, part if known_part else None, known))


def _rows(found: PrintedList, columns: tuple[tuple[str, str], ...]) -> list[tuple[str, ...]]:
    """The names of the columns, then what stands in them."""
    heads = tuple(heading(name) if name else "" for name, _ in columns)
    return [heads, *(tuple(one[cell] if cell else "" for _, cell in columns) for one in found.tasks)]


class BehindScreen(Dialog[Opened | None]):
    """Gives the tasks of the list under the cursor, to be worked through. ``state`` is that of the summary with the row that is
    meant, ``name`` the row's, ``ids`` its tasks behind and those taken out, None where they are not held; ``part`` is what is
    written to a file, None where it cannot be said, ``known`` the whole summary."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [bind("e", "export", "export")]

    lines = getters.query_one("#behind-tasks", ChoiceList)
    words = getters.query_one("#behind-words", Paragraph)

    def __init__(self, state: SummaryState, name: str, ids: tuple[Ids, Ids], part: SummaryState | None, known: Summary) -> None:
        super().__init__()
        self._state, self._name, self._ids, self._part, self._known = state, name, ids, part, known
        self.found: tuple[PrintedList, ...] = ()
        # What tells the plans of the tasks apart, where they are of several, and what it says of each.
        self._place, self._places = "", dict[int, str]()
        # The tasks of each list.
        self._tasks: tuple[tuple[int, ...], ...] = ()

    def body(self) -> ComposeResult:
        yield ChoiceList(enter="screens.key.work_through", id="behind-tasks")
        with VerticalScroll(id="behind-words-box", can_focus=False):
            yield Paragraph(id="behind-words")

    async def load(self) -> None:
        (behind, out), state, known = self._ids, self._state, self._known
        read = partial(read_all, state=state, behind=behind, out=out, known=known)
        lists, self._place, self._places = await self.desk.read(read)
        words, several = verdict_set().words(), several_plans(*lists)
        self.found = (
            put_behind_in_words(lists[0], words, several=several),
            put_out_in_words(lists[1], words, several=several),
        )
        self._tasks = tuple(tuple(one.id for one in found.tasks) for found in lists)
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        if not self.found:
            return
        behind, out = self.found
        below = t("screens.behind.below", title=out.title) if out.tasks else ""
        self.title_line.text = f"{self._name}  {behind.title}{below}".strip()
        parts = [_rows(one, columns) for one, columns in zip(self.found, _COLUMNS, strict=True)]
        most, sides = _WIDEST, _SIDES
        if self._place:
            # Tasks of several plans have the same numbers.
            said = [[self._places.get(task, "") for task in tasks] for tasks in self._tasks]
            firsts = [[t(f"list.{self._place}"), *map(show, one)] for one in said]
            parts = [[(first, *row) for first, row in zip(*both, strict=True)] for both in zip(firsts, parts, strict=True)]
            most, sides = (_PLACE, *_WIDEST), ("left", *_SIDES)
        drawn = [row for part, one in zip(parts, self.found, strict=True) if one.tasks for row in part] or parts[0]
        widths = [max(1, min(cells, max(width(row[at]) for row in drawn))) for at, cells in enumerate(most)]
        left = self.lines.size.width - sum(widths) - len(widths) - 1
        title = max(_LEAST_TITLE, left // 2)
        self.lines.columns = (*map(Column, widths, sides), Column(title), Column())
        lines: list[Choice] = []
        for one, tasks, (heads, *rows) in zip(self.found, self._tasks, parts, strict=True):
            if one.tasks:
                lines += [] if one is behind else [Choice(None, (one.title,), "heading")]
                lines.append(Choice(None, heads, "columns"))
                lines += [Choice(task, tuple(clip(cell, 400) for cell in row)) for task, row in zip(tasks, rows, strict=True)]
        self.lines.show_choices(lines)
        self.complain(" ".join(filter(None, (one.left_out for one in self.found))))
        self._show_words()

    def on_choice_list_moved(self) -> None:
        self._show_words()

    def _chosen(self) -> tuple[int, int] | None:
        """Which list and which of its tasks the cursor is on."""
        chosen = self.lines.chosen
        for place, tasks in enumerate(self._tasks):
            if chosen and chosen.key in tasks:
                return place, tasks.index(chosen.key)
        return None

    def _show_words(self) -> None:
        at = self._chosen()
        if at is None:
            self.words.text = ""
            return
        found = self.found[at[0]]
        one = found.tasks[at[1]]
        plan = one["plan"] + " " if found.several else ""
        self.words.text = "\n".join((f"{one['number']} {plan}{one['title']}", *found.lines[at[1]]))

    def on_choice_list_chosen(self) -> None:
        """List exactly these, in the order in which they stand here."""
        at = self._chosen()
        if at is None:
            return
        key = ("screens.behind.label", "screens.behind.out_label")[at[0]]
        label = t(key, name=self._name) if self._name else t(f"{key}_total")
        self.dismiss(Opened(opened_filter(self._tasks[at[0]]), as_of_now(label, self._state), replace(self._state)))

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Write the summary of this part with its list to a file."""
        from planreview.tui.screens.export import ExportScreen

        if self._part is None:
            self.complain(t("screens.behind.no_part"))
        else:
            await self.app.push_screen_wait(ExportScreen(self._part))
