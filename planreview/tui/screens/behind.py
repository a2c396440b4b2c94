"""The behind list of a row of the summary: what is behind, how far, why, what is done about it; as a file too."""

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
from planreview.domain.review import TaskFilter
from planreview.presets import verdict_set
from planreview.render.behind_list import PrintedBehind, facts, heading, put_behind_in_words, said
from planreview.services import queries
from planreview.services.behind import filter_behind, row_filter
from planreview.services.behind_list import MOST, behind_list
from planreview.services.workspace import Workspace
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Desk, Dialog
from planreview.tui.screens.results import Opened, SummaryState, opened_filter
from planreview.tui.summary_table import Table, as_of_now
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

# Cells of a column: what it needs up to so many.
_WIDEST = {"number": 8, "verdict": 10, "lead": 12, "gap": 8, "due": 10}
_LEAST_TITLE = 20


def read_behind(ws: Workspace, state: SummaryState, ids: tuple[int, ...] | None, known: BehindList | None) -> BehindList:
    """The list of these tasks; where the summary holds no ids, of those that its figures mean; of a round what is ``known``."""
    if state.round is not None and known is not None and ids is not None:
        wanted = frozenset(ids)
        return BehindList(tuple(one for one in known.tasks if one.id in wanted), len(ids))
    if ids is None:
        assert isinstance(state.row, int | str)
        meant = [filter_behind(ws, state.by, state.row, column) for column in BEHIND_CELLS]
        found = {one for chosen in meant if chosen is not None for one in queries.task_ids(ws, chosen)}
        # In plan order, which that of the ids is within a plan.
        ids = tuple(queries.task_ids(ws, TaskFilter(ids=tuple(found), supervised=None))) if len(found) <= MOST else tuple(found)
    return behind_list(ws, ids)


async def ask_behind(app: App[object], state: SummaryState, table: Table, known: BehindList | None) -> Opened | None:
    """Show what is behind in the row of a summary at which ``state`` stands; the tasks that are to be listed, if any.
    ``known`` is the list of the whole summary, of a round as it stood then."""
    row = state.row
    assert isinstance(row, int | str)
    group = table.groups[row]
    name = table.names[row] if row != "total" else ""
    # Of a store of very many tasks no ids are held; each row of one that holds them has some.
    ids = behind_ids(group.cells) if group.cells else None
    chosen = state.filter
    if state.round is None:
        chosen = await cast(Desk, app).read(lambda ws: row_filter(ws, state.counted, state.by, state.mode, row))
    if row != "total" and chosen == state.counted and group.cells:
        # No words of a filter mean this row: what is written to a file must still be no more than it.
        chosen = opened_filter(tuple(one for one in group.cells["total"] if isinstance(one, int)))
    of_round = name if state.round is not None else ""
    part = replace(state, filter=chosen, listed=None, words="", narrowed=False, part=of_round)
    return await app.push_screen_wait(BehindScreen(state, name, ids, part, known))


class BehindScreen(Dialog[Opened | None]):
    """Gives the tasks of the list, to be worked through. ``state`` is that of the summary with the row that is meant,
    ``name`` the row's, ``ids`` its tasks behind, None where they are not held; ``part`` is what is written to a file, ``known``
    the list of a round."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [bind("e", "export", "export")]

    lines = getters.query_one("#behind-tasks", ChoiceList)
    words = getters.query_one("#behind-words", Paragraph)

    def __init__(
        self, state: SummaryState, name: str, ids: tuple[int, ...] | None, part: SummaryState, known: BehindList | None = None
    ) -> None:
        super().__init__()
        self._state, self._name, self._ids, self._part, self._known = state, name, ids, part, known
        self.found: PrintedBehind | None = None
        self._tasks: tuple[int, ...] = ()

    def body(self) -> ComposeResult:
        yield ChoiceList(enter="screens.key.work_through", id="behind-tasks")
        with VerticalScroll(id="behind-words-box", can_focus=False):
            yield Paragraph(id="behind-words")

    async def load(self) -> None:
        found = await self.desk.read(partial(read_behind, state=self._state, ids=self._ids, known=self._known))
        self.found = put_behind_in_words(found, verdict_set().words())
        self._tasks = tuple(one.id for one in found.tasks)
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        self.title_line.text = f"{self._name}  {self.found.title}".strip()
        columns = ("number", "verdict", "lead", "gap", "due", "title", "reason")
        names = {key: heading(key) for key in columns}
        cells = [
            {**{key: one[key] for key in columns}, "lead": one["departments"], "due": one["plain_due"]}
            for one in self.found.tasks
        ]
        widths = {key: min(most, max(width(one[key]) for one in (names, *cells))) for key, most in _WIDEST.items()}
        left = self.lines.size.width - sum(widths.values()) - len(widths) - 1
        title = max(_LEAST_TITLE, left // 2)
        sides = {"number": "right", "gap": "right"}
        self.lines.columns = (
            *(Column(cells_of, sides.get(key, "left")) for key, cells_of in widths.items()),
            Column(title),
            Column(),
        )
        head = [Choice(None, tuple(names.values()), "columns")] if cells else []
        rows = [Choice(task, tuple(clip(one[key], 400) for key in columns)) for task, one in zip(self._tasks, cells, strict=True)]
        self.lines.show_choices([*head, *rows])
        self.complain(self.found.left_out)
        self._show_words()

    def on_choice_list_moved(self) -> None:
        self._show_words()

    def _show_words(self) -> None:
        chosen = self.lines.chosen
        at = self._tasks.index(chosen.key) if chosen and isinstance(chosen.key, int) else None
        if self.found is None or at is None:
            self.words.text = ""
            return
        one = self.found.tasks[at]
        plan = one["plan"] + " " if self.found.several else ""
        self.words.text = "\n".join((f"{one['number']} {plan}{one['title']}", facts(one), *said(one)))

    def on_choice_list_chosen(self) -> None:
        """List exactly these, in the order in which they stand here."""
        label = t("screens.behind.label", name=self._name) if self._name else t("screens.behind.label_total")
        self.dismiss(Opened(opened_filter(self._tasks), as_of_now(label, self._state), replace(self._state)))

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Write the summary of this part with its list to a file."""
        from planreview.tui.screens.export import ExportScreen

        await self.app.push_screen_wait(ExportScreen(self._part))
