"""Open reasons, filled in one after another: type, Enter, next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import REASON_PARTS, PlanInfo, TaskFilter, TaskRow
from planreview.domain.verdicts import OUT
from planreview.services import reasons
from planreview.text import show
from planreview.tui import reason_lines
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import strayed
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.screens.reason_drafts import ReasonDrafts
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.more_below import MoreBelow
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.words import lacking


class ReasonsScreen(ReasonDrafts):
    """The list above, with what each task lacks; below, what has been given of the marked one and a line for each other part:
    the reason, approver or document number.

    Where the tasks of what is listed are done, Enter goes on to the others: nobody is led out of a list without a word.
    """

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "previous_task"),
        bind("down", "go(1)", "next_task"),
        bind("pageup", "go(-1, True)", "page_up", show=False),
        bind("pagedown", "go(1, True)", "page_down", show=False),
        bind("tab", "app.focus_next", "next_field", show=False),
        bind("ctrl+s", "store", "store"),
        bind("enter", "go_on", "the_others"),
    ]

    tasks = getters.query_one("#reasons-tasks", ChoiceList)
    wording = getters.query_one("#reasons-wording", Paragraph)
    given = getters.query_one("#reasons-given", Paragraph)

    def __init__(self, chosen: TaskFilter | None = None, *, first: int | None = None, autosave: float = AUTOSAVE) -> None:
        super().__init__(autosave)
        # What the list below shows, if only that is asked for, and the task to begin with.
        self._chosen = chosen
        self._first = first
        self.rows: dict[int, TaskRow] = {}
        self._plans: Mapping[int, PlanInfo] = {}
        # Tasks beyond the list that ask for a reason, once none of the list does; and whether they are shown unasked.
        self._others = 0
        self._widened = False
        # Tasks that are not started ask for none: whoever marked them is told so.
        self._unasked = 0
        self._read = False
        # Tasks of which something was stored here and something still lacks.
        self._begun: set[int] = set()
        # Tasks whose reason is on its way: they are not offered again meanwhile.
        self._storing: set[int] = set()
        # What the current task lacked when that was shown.
        self._shown: tuple[str, ...] = ()
        # How many were stored, as which of them each task was last, and how many of them the rows know.
        self._stores = self._known = 0
        self._stored: dict[int, int] = {}

    def body(self) -> ComposeResult:
        yield ChoiceList(focusable=False, id="reasons-tasks")
        yield MoreBelow()
        yield Paragraph(id="reasons-wording", classes="remark")
        yield Paragraph(id="reasons-given", classes="field-label")
        for field in REASON_PARTS:
            yield Paragraph(t(f"screens.out.{field}"), id=f"reasons-{field}-label", classes="field-label")
            yield PromptLine(id=f"reasons-{field}", placeholder=t(f"screens.out.{field}"), on_enter=self._entered)

    async def load(self) -> None:
        since = self._stores
        # Whoever has come to the end of a list here is asked before it goes on to others.
        job = partial(reasons.asking, chosen=self._chosen, widen=not self._opened, plans=self._plans)
        asking = await self.desk.read(job)
        if asking.widened:
            self._chosen, self._widened = None, True
        self.rows, self._known = {row.id: row for row in asking.rows}, since
        self._others, self._unasked, self._plans = asking.others, asking.unasked, asking.plans
        self._read = True
        try:
            await self.look_for_drafts()
        finally:
            self._show_rows()

    def _show_rows(self) -> None:
        # What was stored while the rows were read stands in them as it was before: shown again, it would take what is typed
        # for the next task.
        known = [row for row in self.rows.values() if self._stored.get(row.id, 0) <= self._known]
        rows = [row for row in known if row.id not in self._storing]
        where = "widened" if self._widened else "within" if self._chosen is not None else ""
        self.title_line.text = reason_lines.titled(rows, where, self._unasked)
        self.title_line.display = self.tasks.display = bool(rows)
        self.tasks.columns, choices = reason_lines.lines(rows, self._plans)
        self.tasks.show_choices(choices)
        self.refresh_bindings()
        if self._first in self.rows:
            self.tasks.select_key(self._first)
        self._first = None
        self._show_task()

    def on_choice_list_moved(self) -> None:
        self._show_task()

    def _show_task(self) -> None:
        chosen = self.tasks.chosen
        task_id = chosen.key if chosen and isinstance(chosen.key, int) else None
        row = self.rows.get(task_id) if task_id is not None else None
        for field in REASON_PARTS:
            line = self.line(field)
            line.display = row is not None and field in row.lacks
            self.query_one(f"#reasons-{field}-label").display = line.display
            last = row is not None and field == row.lacks[-1]
            line.key_words = {"submit": "screens.key.store_next" if last else "screens.key.next_field"}
        self.keep()
        if row is not None and task_id == self.current:
            if row.lacks != self._shown:
                if self.focused is not None and not self.focused.display:
                    # The rest of a word that is being typed must not be stored as another part.
                    self.set_focus(self.line(row.lacks[0]))
                    self.tasks.strayed = True
                self._show_rest(row)
            return
        self.current = task_id
        none = tn("screens.reasons.done_within", self._others) if self._others else t("screens.reasons.none")
        # Before anything was read nobody knows whether there are none.
        self.wording.text = show(row.title) if row else none + reason_lines.unasked(self._unasked, "\n") if self._read else ""
        self.given.text = ""
        typed = self.typed.get(task_id, {}) if task_id is not None else {}
        for field in REASON_PARTS:
            line = self.line(field)
            line.value = typed.get(field, "")
            line.cursor_position = len(line.value)
        if row is not None:
            # At once: the keys behind it in a burst belong to this task.
            self.set_focus(self.line(row.lacks[0]))
            self._show_rest(row)
        self.refresh_bindings()

    def _show_rest(self, row: TaskRow) -> None:
        """What is not asked of a task: what has been given of it."""
        self._shown = row.lacks
        if row.verdict in OUT and len(row.lacks) < len(REASON_PARTS):
            self.run_worker(self._show_given(row), group="given", exclusive=True)

    async def _show_given(self, row: TaskRow) -> None:
        """What has been given of a task is not asked for again, but shown."""
        with self.in_place():
            said = await self.desk.read(partial(reasons.given, row=row))
            if self.current == row.id:
                self.given.text = reason_lines.given(said, self.unasked(row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There are others to go on to only where the list is done, and another task where there are several."""
        if action in ("go", "store"):
            return len(self.rows) > (action == "go")
        return bool(self._others) if action == "go_on" else super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Go on to the tasks beyond the list."""
        self._chosen = None
        self._widened = False
        self.reload()

    def action_go(self, step: int, page: bool = False) -> None:
        """Go to another task, the next one or a page on; what was typed for this one stays with it."""
        self.tasks.action_page(step) if page else self.tasks.action_move(step)
        self._show_task()

    def _entered(self, line: PromptLine) -> None:
        last = [field for field in REASON_PARTS if self.line(field).display][-1]
        if line is self.line(last):
            self.action_store()
        else:
            self.focus_next()

    def action_store(self) -> None:
        """Take the lines of the current task and go on at once: what is typed during the write belongs to the next."""
        row = self.rows.get(self.current) if self.current is not None else None
        if row is None:
            return
        if not any(self.line(name).text for name in row.lacks):
            self.complain(t("leaving.empty", field=lacking(row.lacks)))
            self.set_focus(self.line(row.lacks[0]))
            return
        if strayed(self, self.tasks):
            return
        fields = self.take(row)
        self._storing.add(row.id)
        self._show_rows()
        # It is the next one that the cursor stands on now.
        self.tasks.strayed = False
        self.run_worker(self._store(row, fields), group="store")

    async def _store(self, row: TaskRow, fields: dict[str, str]) -> None:
        stored = False
        try:
            with self.problems():
                give = partial(reasons.give, task_ids=(row.id,), verdict=row.verdict, fields=fields)
                done = await self.desk.write(partial(give, drafts_seen=self.drafts_seen))
                stored = True
                self.give_back(row.id, done.kept)
                kept = reason_lines.not_stored(self.unasked(row) | done.kept)
                self._stores += 1
                self._stored[row.id] = self._stores
                self._begun.add(row.id)
                self._storing.discard(row.id)
                await self.load()
                still = reason_lines.still(row, self.rows[row.id]) if row.id in self.rows else ""
                self.complain("\n".join(filter(None, (still, kept))))
        finally:
            self._storing.discard(row.id)
            if not stored:
                self.give_back(row.id, fields)
                self._show_rows()

    async def action_leave(self) -> None:
        """Leave; what was typed and not stored is a draft of its task, and that is said."""
        async with self.keys_held():
            if await self.may_leave():
                if kept := self.left_as_drafts():
                    self.tell(tn("screens.reasons.drafts_kept", len(kept)))
                if left := reason_lines.left([self.rows[one] for one in self._begun if one in self.rows]):
                    self.tell(left)
                self.dismiss(None)
