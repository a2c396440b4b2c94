"""The summary: every figure opens exactly the tasks that it counts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.domain.counting import Id
from planreview.domain.grouping import ALL, LEAD
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Summary
from planreview.errors import InputError
from planreview.services import queries, reports
from planreview.services.behind import filter_behind
from planreview.services.behind_list import with_behind
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind, key_for
from planreview.tui.notices import NoticeApp
from planreview.tui.screens.dialog import SAID, Dialog
from planreview.tui.screens.results import Opened, SummaryState, opened_filter
from planreview.tui.summary_table import Table, indicator_choices, lay_out
from planreview.tui.widgets.figure_grid import FigureGrid
from planreview.tui.widgets.paragraph import Paragraph

# Of more tasks no list of ids stands behind each figure.
LARGE = 50_000
# On a screen of fewer lines the footnotes take the table's place when they are asked for.
TALL = 34


def read_summary(ws: Workspace, state: SummaryState) -> Summary:
    """The figures of a scope as it stands, or of a round."""
    if state.round is not None:
        from planreview.services.issued import issued_summary

        ids = state.filter.ids if state.part else None
        return issued_summary(ws, state.round, by=state.by, mode=state.mode, listed=True, part=ids, part_name=state.part)
    scope = state.counted
    return with_behind(ws, reports.summary(ws, by=state.by, mode=state.mode, scope=scope), scope, asked=state.lists)


def shown_summary(ws: Workspace, state: SummaryState) -> Summary:
    """As :func:`read_summary`; of a store of very many tasks the worst rows and what the others add up to, whose figures are
    opened by a filter. Raises :class:`InputError` summary_large where its tasks would have to be counted one by one."""
    part = state.filter != TaskFilter() and not state.narrowed
    if state.round is not None or part or queries.sums(ws, state.counted).total <= LARGE:
        return read_summary(ws, state)
    from planreview.services.brief import brief_summary, is_kept

    if state.narrowed or not is_kept(state.by, state.mode):
        raise InputError("summary_large", n=LARGE)
    return brief_summary(ws, by=state.by, mode=state.mode)


def left_out(state: SummaryState) -> str:
    """That the filter of the list says nothing of the figures; empty where there is none, or it does."""
    return "" if state.narrowed or not state.words else t("screens.summary.not_narrowed", filter=clip(show(state.words), SAID))


class SummaryScreen(Dialog[Opened | None]):
    """Figures by department, section, city, verdict, plan or reviewer, within the tasks that the list was showing."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("d", "by('department')", "by_department"),
        bind("s", "by('section')", "by_section"),
        bind("c", "by('city')", "by_city"),
        bind("v", "by('verdict')", "by_verdict"),
        bind("p", "by('plan')", "by_plan"),
        bind("r", "by('person')", "by_person"),
        bind("m", "mode", "summary_mode"),
        bind("o", "rank", "rank"),
        bind("f", "columns", "all_columns"),
        bind("slash", "narrow", "narrow_summary"),
        bind("b", "behind", "behind_list"),
        bind("i", "indicators", "open_indicators"),
        bind("n", "notes", "notes"),
        bind("y", "copy", "copy_table"),
        bind("e", "export", "export"),
    ]

    grid = getters.query_one(FigureGrid)
    cell = getters.query_one("#summary-cell", Paragraph)
    notes_box = getters.query_one("#summary-notes-box", VerticalScroll)
    notes = getters.query_one("#summary-notes", Paragraph)

    def __init__(self, state: SummaryState | None = None) -> None:
        super().__init__()
        self.state = state or SummaryState()
        self.summary: Summary | None = None
        self.table: Table | None = None
        self._shown = self.state
        self._notes_wanted: bool | None = None

    def body(self) -> ComposeResult:
        yield FigureGrid(id="summary-grid")
        yield Paragraph(id="summary-cell", classes="remark")
        with VerticalScroll(id="summary-notes-box"):
            yield Paragraph(id="summary-notes")

    async def load(self) -> None:
        state, first = self.state, self.summary is None
        try:
            self.summary = await self.desk.read(partial(shown_summary, state=state))
        except InputError:
            self.stay_as_it_was()
            raise
        self._shown = state
        self._show()
        if first:
            self.grid.select_cell(state.row, state.column)
            self.grid.focus()

    def stay_as_it_was(self) -> bool:
        """What stands on the screen stays, and its figures open what they say."""
        if self.summary is not None:
            self.state = replace(self.state, by=self._shown.by, mode=self._shown.mode, narrowed=self._shown.narrowed)
            self.refresh_bindings()
        return self.summary is not None

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        if self.summary is None:
            return
        self.table = self._lay_out(self.summary, whole=self.state.whole)
        self.title_line.text = self.table.title + self._beside()
        self.notes.text = "\n".join(f"{number}. {note}" for number, note in enumerate(self.table.notes, 1))
        self.grid.show_table(self.table.columns, self.table.rows)
        tall = self.size.height >= TALL
        wanted = tall if self._notes_wanted is None else self._notes_wanted
        self.notes_box.display = wanted
        self.grid.display = self.cell.display = tall or not wanted
        (self.grid if self.grid.display else self.notes_box).focus()
        self._show_cell()
        self.refresh_bindings()

    def _lay_out(self, summary: Summary, *, whole: bool) -> Table:
        # Within a border, if there is one; a table that the footnotes took the place of has no width.
        cells = self.grid.size.width or self.size.width
        return lay_out(summary, cells, ranked=self.state.ranked, whole=whole)

    def _beside(self) -> str:
        """What the list shows and the figures do not say: that it is narrowed, and whether they are too."""
        state, key = self._shown, key_for(self.app, "screens.narrow_summary", "slash")
        if not state.words or state.narrowed:
            return t("screens.summary.narrowed", key=key) if state.words else ""
        return left_out(state) + (t("screens.summary.can_narrow", key=key) if state.listed is not None else "")

    @property
    def place(self) -> tuple[Id, str]:
        """Row and column under the cursor."""
        row, column = self.grid.cell_key
        assert isinstance(row, (int, str))
        return row, column

    def on_figure_grid_moved(self) -> None:
        self.complain("")
        self._show_cell()

    def _show_cell(self) -> None:
        if self.table is None or not self.grid.rows:
            return
        row, column = self.place
        names = {"row": show(self.table.names[row]), "column": self.table.heading(column)}
        said = tn("screens.summary.cell", self.table.number(row, column), **names)
        group = self.table.groups[row]
        if column == "total" and row != "total" and group.cells and (self.state.by, self.state.mode) == ("department", LEAD):
            said += t("screens.summary.cell_roles", n=group.support)
        if hidden := self.table.hidden.get(row):
            said += "   " + t("screens.summary.hidden", key=key_for(self.app, "screens.all_columns", "f"), figures=hidden)
        path, meant = (self.app.exported if isinstance(self.app, NoticeApp) else None) or (None, None)
        self.cell.text = f"{said}   {t('screens.export.done', path=show(path))}" if path and meant == self.state.meant else said

    async def on_figure_grid_opened(self) -> None:
        if self.table is None:
            return
        (row, column), chosen = self.place, None
        held = bool(self.table.ids(row, column))
        counted = self.summary is not None and not self.summary.total.cells and self.state.round is None
        if counted and self.table.number(row, column):
            chosen = await self.desk.read(lambda ws: filter_behind(ws, self.state.by, row, column))
        if held or chosen is not None:
            self.dismiss(self.table.opened(row, column, self.state, chosen))
        else:
            # Figures that were kept without their tasks are warned of.
            kept = self.state.round is not None and self.summary is not None and self.summary.warnings
            self.complain(t("screens.summary.no_tasks" if kept else "screens.summary.nothing"))

    def on_figure_grid_head_clicked(self, event: FigureGrid.HeadClicked) -> None:
        """The rate that ranks turns the order, as its key does."""
        if event.column_key == "on_schedule":
            self.complain("")
            self.action_rank()
        else:
            self.complain(t("screens.summary.ranked_by"))

    def action_by(self, by: str) -> None:
        """Group by something else."""
        self.state = replace(self.state, by=by)
        self.reload()

    def action_mode(self) -> None:
        """Count a task at its first lead, or at each of its departments."""
        self.state = replace(self.state, mode=ALL if self.state.mode == LEAD else LEAD)
        # Where nobody leads together the figures are the same.
        self.complain(t(f"screens.summary.mode_{self.state.mode}"))
        self.reload()

    def action_rank(self) -> None:
        """The lowest on-schedule rate first, or the usual order."""
        self.state = replace(self.state, ranked=not self.state.ranked)
        self._show()
        self.complain(t("screens.summary.ranked" if self.state.ranked else "screens.summary.unranked"))

    def action_narrow(self) -> None:
        """Count only what the list's filter leaves, or all of the part again."""
        self.state = replace(self.state, narrowed=not self.state.narrowed)
        self.complain("")
        self.reload()

    def action_columns(self) -> None:
        """Every column, or those that fit the screen."""
        self.state = replace(self.state, whole=not self.state.whole)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Every column is offered where some are left out, a grouping where it is another, the list's filter where it has one."""
        if action == "by":
            return parameters != (self.state.by,)
        if action == "narrow":
            return self.state.listed is not None
        return self.table is None or self.table.narrowed if action == "columns" else True

    async def action_leave(self) -> None:
        """From footnotes that stand in the table's place back to it; else leave."""
        if self.grid.display:
            await super().action_leave()
        else:
            self.action_notes()

    def action_notes(self) -> None:
        """Show or hide the footnotes."""
        self._notes_wanted = not self.notes_box.display
        self._show()

    async def action_copy(self) -> None:
        """Copy every row and column, with tabs between them."""
        from planreview.tui.copying import copy_text, state_folder

        if self.summary is not None:
            self.tell(await copy_text(self.app, self._lay_out(self.summary, whole=True).tabbed(), state_folder(self.app)))

    @work(exclusive=True, group="ask")
    async def action_behind(self) -> None:
        """List what is behind in the row under the cursor, each with its reason."""
        from planreview.tui.screens.behind import ask_behind

        if self.summary is not None and self.table is not None and self.grid.rows:
            if self.state.round is not None and self.summary.behind is None:
                self.complain(t("rounds.no_list"))
                return
            state = replace(self.state, row=self.place[0], column=self.place[1])
            opened = await ask_behind(self.app, state, self.table, self.summary)
            if opened is not None:
                self.dismiss(opened)

    @work(exclusive=True, group="ask")
    async def action_indicators(self) -> None:
        """Open the rows behind a figure of the indicators, which stand in no line of the table."""
        from planreview.tui.screens.pick import PickScreen

        found = self.summary.indicators if self.summary else None
        if found is None:
            self.complain(t("indicator.none"))
            return
        figures = indicator_choices(found, self.summary.words if self.summary else {})
        picked = await self.app.push_screen_wait(PickScreen(t("indicator.pick"), figures))
        if picked is None:
            return
        ids = tuple(one for one in found.cells[str(picked[0])] if isinstance(one, int))
        self.dismiss(Opened(opened_filter(ids), f"{t('tree.indicators')} {dict(figures)[picked[0]]}", replace(self.state)))

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Write what is shown to a file."""
        from planreview.tui.screens.export import ExportScreen

        await self.app.push_screen_wait(ExportScreen(self.state))
        self._show_cell()
