"""Open reasons, filled in one after another: type, Enter, next."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.review import Receipt, TaskRow
from planreview.domain.verdicts import OUT
from planreview.presets import verdict_set
from planreview.services import queries, review
from planreview.services.drafts import Draft
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

FIELDS = ("reason", "approver", "document")


def read_reasons(ws: Workspace) -> list[TaskRow]:
    """Tasks whose reason is open, in plan order."""
    return queries.task_rows(ws, queries.open_reasons(ws))


class ReasonsScreen(Dialog[None]):
    """The list above, one line to type on below; 调出 and 无口 also ask approver and document number."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "previous_task"),
        bind("down", "go(1)", "next_task"),
        bind("tab", "app.focus_next", "next_field", show=False),
    ]

    tasks = getters.query_one("#reasons-tasks", ChoiceList)
    wording = getters.query_one("#reasons-wording", Paragraph)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[int, TaskRow] = {}
        # What was typed and not stored, by task: leaving a task keeps it, leaving the screen makes drafts of it.
        self.typed: dict[int, dict[str, str]] = {}
        self.drafts: dict[int, str] | None = None
        self.current: int | None = None

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(5, "right"), Column(6), Column(12), Column()), focusable=False, id="reasons-tasks")
        yield Paragraph(id="reasons-wording", classes="remark")
        for field in FIELDS:
            yield PromptLine(id=f"reasons-{field}", enter="screens.key.store_next", placeholder=t(f"screens.out.{field}"))

    def _line(self, field: str) -> PromptLine:
        return self.query_one(f"#reasons-{field}", PromptLine)

    async def load(self) -> None:
        rows = await self.desk.read(read_reasons)
        self.rows = {row.id: row for row in rows}
        if self.drafts is None:
            found: list[Draft] = []
            # The writer knows whose drafts are meant; a reader is nobody.
            await self.desk.write(lambda ws: found.extend(review.drafts(ws)))
            # A note of another kind that is being written stays what it is.
            self.drafts = {one.task_id: one.body for one in found if one.kind == "reason" and one.task_id in self.rows}
            self.typed = {task_id: {"reason": body} for task_id, body in self.drafts.items()}
        self.title_line.text = tn("screens.reasons.title", len(rows))
        self.title_line.display = self.tasks.display = bool(rows)
        words = verdict_set()
        self.tasks.show_choices(
            [Choice(row.id, (str(row.number or "-"), words.by_key(row.verdict).word, row.lead or "-", row.title)) for row in rows]
        )
        self._show_task()

    def on_choice_list_moved(self) -> None:
        self._show_task()

    def _keep(self) -> None:
        """Remember what stands on the lines for the task they belong to."""
        if self.current is not None:
            self.typed[self.current] = {field: self._line(field).text for field in FIELDS}

    def _show_task(self) -> None:
        chosen = self.tasks.chosen
        task_id = chosen.key if chosen else None
        if task_id == self.current and task_id is not None:
            return
        self._keep()
        self.current = task_id if isinstance(task_id, int) else None
        row = self.rows.get(self.current) if self.current is not None else None
        self.wording.text = show(row.title) if row else t("screens.reasons.none")
        typed = self.typed.get(self.current, {}) if self.current is not None else {}
        for field in FIELDS:
            line = self._line(field)
            line.display = row is not None and (field == "reason" or row.verdict in OUT)
            line.value = typed.get(field, "")
            line.cursor_position = len(line.value)
        if row is not None:
            self._line("reason").focus()

    def action_go(self, step: int) -> None:
        """Go to another task; what was typed for this one stays with it."""
        self.tasks.action_move(step)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        last = [field for field in FIELDS if self._line(field).display][-1]
        if event.input is not self._line(last):
            self.focus_next()
            return
        await self._store()

    async def _store(self) -> None:
        """Store the reason of the current task and go on to the next that is open."""
        row = self.rows.get(self.current) if self.current is not None else None
        if row is None:
            return
        reason, approver, document = (self._line(field).text for field in FIELDS)
        if not reason:
            self.complain(t("screens.reasons.empty"))
            self._line("reason").focus()
            return
        task_id, verdict = row.id, row.verdict
        out = verdict if verdict in OUT else None

        def job(ws: Workspace) -> Receipt:
            if out is None:
                return review.add_note(ws, (task_id,), reason, kind="reason", discards=(task_id, "reason"))
            return review.mark(
                ws,
                (task_id,),
                out,
                note=reason,
                note_kind="reason",
                approver=approver or None,
                document=document or None,
                discards=(task_id, "reason"),
            )

        with self.problems():
            await self.desk.write(job)
            self.typed.pop(task_id, None)
            self.current = None
            await self.load()

    async def action_leave(self) -> None:
        """Leave; what was typed and not stored becomes a draft of its task, and that is said."""
        self._keep()
        known = self.drafts or {}
        typed = {task_id: lines.get("reason", "") for task_id, lines in self.typed.items()}
        kept = {task_id: body for task_id, body in typed.items() if body != known.get(task_id, "")}

        def job(ws: Workspace) -> None:
            for task_id, body in kept.items():
                review.save_draft(ws, task_id, body, "reason")

        with self.problems():
            if kept:
                await self.desk.write(job)
                self.tell(tn("screens.reasons.drafts_kept", len(kept)))
            self.dismiss(None)
