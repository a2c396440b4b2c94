"""Open reasons, filled in one after another: type, Enter, next."""

from __future__ import annotations

from asyncio import Lock
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import Receipt, TaskFilter, TaskRow
from planreview.domain.verdicts import OUT
from planreview.errors import PlanreviewError
from planreview.presets import verdict_set
from planreview.services import queries, review
from planreview.services.drafts import Draft
from planreview.services.workspace import Workspace
from planreview.text import clean_line, show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

FIELDS = ("reason", "approver", "document")
# A task and one of its fields.
Place = tuple[int, str]


def read_reasons(ws: Workspace, chosen: TaskFilter | None) -> list[TaskRow]:
    """Tasks whose reason is open, in plan order: those that are listed, or all."""
    if chosen is None:
        return queries.task_rows(ws, queries.open_reasons(ws))
    return queries.task_rows(ws, queries.task_ids(ws, replace(chosen, reason_open=True)))


def store_reason(row: TaskRow, fields: dict[str, str], ws: Workspace) -> Receipt:
    """Store the reason of a task as it was when it was typed; its draft is no longer needed."""
    reason, draft = fields["reason"], (row.id, "reason")
    if row.verdict not in OUT:
        return review.add_note(ws, (row.id,), reason, kind="reason", discards=draft)
    return review.mark(
        ws,
        (row.id,),
        row.verdict,
        note=reason,
        note_kind="reason",
        approver=fields["approver"] or None,
        document=fields["document"] or None,
        discards=draft,
    )


class ReasonsScreen(Dialog[None]):
    """The list above, a line below for each part that the marked one lacks: the reason, approver or document number."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "previous_task"),
        bind("down", "go(1)", "next_task"),
        bind("tab", "app.focus_next", "next_field", show=False),
    ]

    tasks = getters.query_one("#reasons-tasks", ChoiceList)
    wording = getters.query_one("#reasons-wording", Paragraph)

    def __init__(self, chosen: TaskFilter | None = None, *, first: int | None = None, autosave: float = AUTOSAVE) -> None:
        super().__init__()
        self._autosave = autosave
        # What the list below shows, if only that is asked for, and the task to begin with.
        self._chosen = chosen
        self._first = first
        self.rows: dict[int, TaskRow] = {}
        # What was typed and not stored, by task: leaving a task keeps it.
        self.typed: dict[int, dict[str, str]] = {}
        # What stands in drafts, and what stood there when the screen opened (None until that has been looked for).
        self.drafts: dict[Place, str] = {}
        self._found: dict[Place, str] | None = None
        self._failure = ""
        # Who leaves waits for the drafts on their way.
        self._keeping = Lock()
        # Tasks whose reason is on its way: they are not offered again meanwhile.
        self._storing: set[int] = set()
        self.current: int | None = None

    def on_mount(self) -> None:
        self.set_interval(self._autosave, self.save_drafts)

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(5, "right"), Column(6), Column(12), Column()), focusable=False, id="reasons-tasks")
        yield Paragraph(id="reasons-wording", classes="remark")
        for field in FIELDS:
            yield PromptLine(
                id=f"reasons-{field}",
                enter="screens.key.store_next",
                placeholder=t(f"screens.out.{field}"),
                on_enter=self._entered,
            )

    def _line(self, field: str) -> PromptLine:
        return self.query_one(f"#reasons-{field}", PromptLine)

    async def load(self) -> None:
        rows = await self.desk.read(partial(read_reasons, chosen=self._chosen))
        if not rows and self._chosen is not None and not self.rows:
            self._chosen = None
            rows = await self.desk.read(partial(read_reasons, chosen=None))
        self.rows = {row.id: row for row in rows}
        try:
            if self._found is None:
                await self._look_for_drafts()
        finally:
            self._show_rows()

    async def _look_for_drafts(self) -> None:
        found: list[Draft] = []
        # The writer knows whose drafts are meant; a reader is nobody.
        await self.desk.write(lambda ws: found.extend((*review.drafts(ws), *review.drafts_beside(ws))))
        # A note of another kind that is being written stays what it is.
        self._found = {(one.task_id, one.kind): clean_line(show(one.body)) for one in found if one.kind in FIELDS}
        self.drafts |= self._found
        self._keep()
        self.current = None
        for (task_id, field), body in self._found.items():
            typed = self.typed.setdefault(task_id, {})
            if body not in typed.get(field, ""):
                typed[field] = " ".join(filter(None, (body, typed.get(field))))

    def _show_rows(self) -> None:
        rows = [row for row in self.rows.values() if row.id not in self._storing]
        title = tn("screens.reasons.title", len(rows))
        self.title_line.text = title if self._chosen is None else t("screens.reasons.within", title=title)
        self.title_line.display = self.tasks.display = bool(rows)
        words = verdict_set()
        self.tasks.show_choices(
            [Choice(row.id, (str(row.number or "-"), words.by_key(row.verdict).word, row.lead or "-", row.title)) for row in rows]
        )
        if self._first in self.rows:
            self.tasks.select_key(self._first)
        self._first = None
        self._show_task()

    def on_choice_list_moved(self) -> None:
        self._show_task()

    def _keep(self) -> None:
        """Remember what stands on the lines for the task they belong to."""
        if self.current is not None:
            self.typed[self.current] = {field: self._line(field).text for field in FIELDS}

    def _show_task(self) -> None:
        chosen = self.tasks.chosen
        task_id = chosen.key if chosen and isinstance(chosen.key, int) else None
        row = self.rows.get(task_id) if task_id is not None else None
        for field in FIELDS:
            self._line(field).display = row is not None and field in row.lacks
        if task_id == self.current and task_id is not None:
            return
        self._keep()
        self.current = task_id
        self.wording.text = show(row.title) if row else t("screens.reasons.none")
        typed = self.typed.get(task_id, {}) if task_id is not None else {}
        for field in FIELDS:
            line = self._line(field)
            line.value = typed.get(field, "")
            line.cursor_position = len(line.value)
        if row is not None:
            # At once: the keys behind it in a burst belong to this task.
            self.set_focus(self._line(row.lacks[0]))

    def action_go(self, step: int) -> None:
        """Go to another task; what was typed for this one stays with it."""
        self.tasks.action_move(step)
        self._show_task()

    def _entered(self, line: PromptLine) -> None:
        last = [field for field in FIELDS if self._line(field).display][-1]
        if line is self._line(last):
            self._take()
        else:
            self.focus_next()

    def _take(self) -> None:
        """Take the lines of the current task and go on at once: what is typed during the write belongs to the next."""
        row = self.rows.get(self.current) if self.current is not None else None
        if row is None:
            return
        fields = {field: self._line(field).text for field in FIELDS}
        if not fields[row.lacks[0]]:
            self.complain(t("leaving.empty", field=t(f"screens.out.{row.lacks[0]}")))
            self.set_focus(self._line(row.lacks[0]))
            return
        self._storing.add(row.id)
        self.typed.pop(row.id, None)
        for field in FIELDS:
            self.drafts.pop((row.id, field), None)
        self.current = None
        self._show_rows()
        self.run_worker(self._store(row, fields), group="store")

    async def _store(self, row: TaskRow, fields: dict[str, str]) -> None:
        stored = False
        try:
            with self.problems():
                await self.desk.write(partial(store_reason, row, fields))
                stored = True
                await self.load()
        finally:
            self._storing.discard(row.id)
            if not stored:
                self.typed.setdefault(row.id, fields)
                self._show_rows()

    async def save_drafts(self) -> None:
        """Keep what was typed since the last time; what cannot be kept now is tried again at the next stroke of the clock."""
        if self._found is None and self._opened:
            with self.in_place(lambda _: None):
                await self.load()
        async with self._keeping:
            self._keep()
            changed = self._changed()
            if changed and not self._left:
                await self._write_drafts(changed)

    async def _write_drafts(self, changed: dict[Place, str]) -> None:
        # At once: a reason that is stored meanwhile takes its draft with it.
        self.drafts |= changed
        self._failure = ""

        def job(ws: Workspace) -> None:
            for (task_id, field), body in changed.items():
                review.save_draft(ws, task_id, body, field)

        with self.in_place(self._draft_failed):
            try:
                await self.desk.write(job)
            except PlanreviewError:
                for place in changed:
                    self.drafts.pop(place, None)
                raise

    def _changed(self) -> dict[Place, str]:
        typed = {(task_id, field): lines.get(field, "") for task_id, lines in self.typed.items() for field in FIELDS}
        return {place: body for place, body in typed.items() if body != self.drafts.get(place, "")}

    def _draft_failed(self, reason: str) -> None:
        self._failure = t("screens.note.draft_failed", reason=reason)
        self.complain(self._failure)

    async def put_away(self) -> str:
        """What was typed becomes drafts of the tasks."""
        await self.stored()
        await self.save_drafts()
        return self._failure if self._changed() else ""

    async def action_leave(self) -> None:
        """Leave; what was typed and not stored is a draft of its task, and that is said."""
        async with self.keys_held():
            if await self.may_leave():
                before = self._found or {}
                kept = {place[0] for place, body in self.drafts.items() if body and body != before.get(place)}
                if kept:
                    self.tell(tn("screens.reasons.drafts_kept", len(kept)))
                self.dismiss(None)
