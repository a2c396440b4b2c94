"""The behind list of a row of the summary: what is behind, how far, why, what is done about it; below it what was taken out
of the base, why and with whose approval; as a file too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar, cast

from textual import getters, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from planreview.catalogue import t
from planreview.cells import clip, width
from planreview.domain.behind_list import behind_ids
from planreview.domain.out_list import out_ids
from planreview.domain.summary import Summary
from planreview.render.behind_list import PrintedList, heading
from planreview.services.behind import row_filter
from planreview.services.behind_list import MOST
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.behind_lists import FIRST, BehindLists, Ids, read_lists
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
        self.lists: BehindLists | None = None

    def body(self) -> ComposeResult:
        yield ChoiceList(enter="screens.key.work_through", id="behind-tasks")
        with VerticalScroll(id="behind-words-box", can_focus=False):
            yield Paragraph(id="behind-words")

    async def load(self) -> None:
        # Of a list that is drawn already, as much is read anew.
        most = FIRST if self.lists is None or not self.lists.whole else MOST
        lists = await self.desk.read(self._reading(self._ids, most))
        self._take(lists)
        if not lists.whole:
            self._read_on(lists.ids)

    def _reading(self, ids: tuple[Ids, Ids], most: int) -> Callable[[Workspace], BehindLists]:
        return partial(read_lists, state=self._state, ids=ids, known=self._known, most=most)

    def _take(self, lists: BehindLists) -> None:
        self.lists = lists
        self._show()

    @work(group="load")
    async def _read_on(self, ids: tuple[Ids, Ids]) -> None:
        """Read the rest of a long list while its first tasks are looked at; Esc stops that."""
        with self.in_place():
            async with self.patient(t("progress.reading")) as stop:
                stop.then = self._stop_loading
                self._take(await self.desk.read(self._reading(ids, MOST)))

    def stay_as_it_was(self) -> bool:
        if self.lists is not None:
            self._say_left_out(self.lists)
        return self.lists is not None

    def _say_left_out(self, lists: BehindLists) -> None:
        self.complain(" ".join(filter(None, (one.left_out for one in lists.found))))

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        lists = self.lists
        if lists is None:
            return
        behind, out = lists.found
        below = t("screens.behind.below", title=out.title) if out.tasks else ""
        self.title_line.text = f"{self._name}  {behind.title}{below}".strip()
        parts = [_rows(one, columns) for one, columns in zip(lists.found, _COLUMNS, strict=True)]
        most, sides = _WIDEST, _SIDES
        if lists.where.by:
            # Tasks of several plans have the same numbers.
            said = [[lists.places.get(task, "") for task in tasks] for tasks in lists.tasks]
            firsts = [[t(f"list.{lists.where.by}"), *map(show, one)] for one in said]
            parts = [[(first, *row) for first, row in zip(*both, strict=True)] for both in zip(firsts, parts, strict=True)]
            most, sides = (_PLACE, *_WIDEST), ("left", *_SIDES)
        drawn = [row for part, one in zip(parts, lists.found, strict=True) if one.tasks for row in part] or parts[0]
        widths = [max(1, min(cells, max(width(row[at]) for row in drawn))) for at, cells in enumerate(most)]
        left = self.lines.size.width - sum(widths) - len(widths) - 1
        title = max(_LEAST_TITLE, left // 2)
        self.lines.columns = (*map(Column, widths, sides), Column(title), Column())
        lines: list[Choice] = []
        for one, tasks, (heads, *rows) in zip(lists.found, lists.tasks, parts, strict=True):
            if one.tasks:
                lines += [] if one is behind else [Choice(None, (one.title,), "heading")]
                lines.append(Choice(None, heads, "columns"))
                lines += [Choice(task, tuple(clip(cell, 400) for cell in row)) for task, row in zip(tasks, rows, strict=True)]
        self.lines.show_choices(lines)
        if lists.whole:
            self._say_left_out(lists)
        self._show_words()

    def on_choice_list_moved(self) -> None:
        self._show_words()

    def _chosen(self) -> tuple[int, int] | None:
        """Which list and which of its tasks the cursor is on."""
        chosen = self.lines.chosen
        for place, tasks in enumerate(self.lists.tasks if self.lists else ()):
            if chosen and chosen.key in tasks:
                return place, tasks.index(chosen.key)
        return None

    def _show_words(self) -> None:
        at = self._chosen()
        if at is None or self.lists is None:
            self.words.text = ""
            return
        found = self.lists.found[at[0]]
        one = found.tasks[at[1]]
        plan = one["plan"] + " " if found.several else ""
        self.words.text = "\n".join((f"{one['number']} {plan}{one['title']}", *found.lines[at[1]]))

    def on_choice_list_chosen(self) -> None:
        """List exactly these, in the order in which they stand here."""
        at = self._chosen()
        if at is None or self.lists is None:
            return
        key = ("screens.behind.label", "screens.behind.out_label")[at[0]]
        label = t(key, name=self._name) if self._name else t(f"{key}_total")
        self.dismiss(Opened(opened_filter(self.lists.all_of(at[0])), as_of_now(label, self._state), replace(self._state)))

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Write the summary of this part with its list to a file."""
        from planreview.tui.screens.export import ExportScreen

        if self._part is None:
            self.complain(t("screens.behind.no_part"))
        else:
            await self.app.push_screen_wait(ExportScreen(self._part))
