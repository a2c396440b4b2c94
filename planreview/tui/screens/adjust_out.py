"""Why tasks leave the base (调出, 无口): reason, approver, document number; all may be filled in later."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import Receipt
from planreview.services import review
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

FIELDS = ("reason", "approver", "document")


class AdjustOutScreen(Dialog[Receipt | None]):
    """Asks after the verdict stands: leaving the dialog leaves the verdict, and the reason open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store"),
        bind("up", "app.focus_previous", "previous_field", show=False),
        bind("down", "app.focus_next", "next_field", show=False),
    ]

    reason = getters.query_one("#out-reason", PromptLine)
    approver = getters.query_one("#out-approver", PromptLine)
    document = getters.query_one("#out-document", PromptLine)

    def __init__(self, task_ids: tuple[int, ...], verdict: str) -> None:
        super().__init__()
        self.task_ids = task_ids
        self.verdict = verdict
        self._warned = False

    def body(self) -> ComposeResult:
        yield Paragraph(t("screens.out.remark"), classes="remark")
        for field in FIELDS:
            yield Paragraph(t(f"screens.out.{field}"), classes="field-label")
            last = field == FIELDS[-1]
            enter = "screens.key.store" if last else "screens.key.next_field"
            yield PromptLine(id=f"out-{field}", enter=enter, on_enter=self._entered)

    async def load(self) -> None:
        self.title_line.text = tn(f"screens.out.title.{self.verdict}", len(self.task_ids))

    def _entered(self, line: PromptLine) -> None:
        if line is self.document:
            self.run_worker(self.action_store(), group="store")
        else:
            self.focus_next()

    async def action_store(self) -> None:
        """Store what was filled in; without a reason there is nothing to store."""
        note, approver, document = self.reason.text, self.approver.text or None, self.document.text or None
        if not note:
            self.complain(t("screens.out.no_reason"))
            self.reason.focus()
            return
        with self.problems():
            receipt = await self.desk.write(
                lambda ws: review.mark(
                    ws, self.task_ids, self.verdict, note=note, note_kind="reason", approver=approver, document=document
                )
            )
            self.dismiss(receipt)

    async def action_leave(self) -> None:
        """Leave; a reason that was typed is stored first, other fields are given up only when that has been said."""
        if self.reason.text:
            await self.action_store()
        elif (self.approver.text or self.document.text) and not self._warned:
            self._warned = True
            self.complain(t("screens.out.leave_again"))
        else:
            self.tell(tn("screens.out.left_open", len(self.task_ids)))
            self.dismiss(None)
