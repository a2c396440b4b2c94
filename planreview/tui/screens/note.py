"""A note being written: kept as a draft while it is typed, so that neither Esc nor a power cut loses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import NOTE_KINDS, Receipt
from planreview.errors import PlanreviewError
from planreview.services import review
from planreview.services.drafts import Draft
from planreview.services.workspace import Workspace
from planreview.text import show, show_block
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.note_editor import NoteEditor
from planreview.tui.widgets.paragraph import Paragraph

# A draft is written at most this many seconds after the key that changed it.
AUTOSAVE = 0.5


class NoteScreen(Dialog[Receipt | None]):
    """An editor for one note on one task or many; the draft belongs to the first of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store"),
        *(bind(f"f{number}", f"kind('{kind}')", f"kind_{kind}") for number, kind in enumerate(NOTE_KINDS, 2)),
        bind("f6", "kind('')", "kind_none"),
    ]

    editor = getters.query_one(NoteEditor)
    kind_line = getters.query_one("#note-kind", Paragraph)

    def __init__(
        self, task_ids: Sequence[int], title: str, draft: str = "", kind: str | None = None, *, autosave: float = AUTOSAVE
    ) -> None:
        super().__init__()
        self.task_ids = tuple(task_ids)
        self.heading = title
        self.draft = draft
        self.kind = kind
        self._autosave = autosave
        self._saved = (draft, kind)
        self._refused = False
        self._begun = False

    def body(self) -> ComposeResult:
        yield Paragraph(id="note-kind", classes="remark")
        yield NoteEditor(self.draft, id="note-body")

    def on_mount(self) -> None:
        count = "" if len(self.task_ids) == 1 else " " + tn("screens.note.tasks", len(self.task_ids))
        self.title_line.text = t("screens.note.title", title=show(self.heading)) + count
        self.editor.move_cursor(self.editor.document.end)
        self._saved = (self.editor.body, self.kind)
        self._show_kind()
        self.set_interval(self._autosave, self.save_draft)

    async def load(self) -> None:
        """Go on with the draft that this person left, unless something has been typed; later changes touch nothing here."""
        if self._begun:
            return
        found: list[Draft] = []
        # The writer knows whose draft is meant; a reader is nobody.
        await self.desk.write(lambda ws: found.extend(one for one in review.drafts(ws) if one.task_id == self.task_ids[0]))
        self._begun = True
        if found and self.editor.text in {"", show_block(found[0].body)}:
            self.kind = found[0].kind
            self._show_kind()
            self.editor.load_text(show_block(found[0].body))
            self.editor.move_cursor(self.editor.document.end)
            self._saved = (self.editor.body, self.kind)
        if found:
            self.complain(t("screens.note.draft_found"))

    def _show_kind(self) -> None:
        word = t(f"screens.note_kind.{self.kind}") if self.kind else t("screens.note_kind.none")
        self.kind_line.text = t("screens.note.kind", kind=word)

    def action_kind(self, kind: str) -> None:
        """Give the note a kind, or none."""
        self.kind = kind or None
        self._show_kind()

    async def save_draft(self) -> None:
        """Keep what was typed since the last time; a failure is said and tried again at the next stroke of the clock."""
        now, before = (self.editor.body, self.kind), self._saved[1]
        if now == self._saved or not self._begun:
            return

        def job(ws: Workspace) -> None:
            if before != now[1]:
                review.drop_draft(ws, self.task_ids[0], before)
            review.save_draft(ws, self.task_ids[0], *now)

        try:
            await self.desk.write(job)
        except PlanreviewError as error:
            self.complain(t("screens.note.draft_failed", reason=str(error)))
            return
        self._saved = now
        self._refused = False
        self.complain("")

    async def action_store(self) -> None:
        """Store the note; its draft is no longer needed."""
        body, kind, ids = self.editor.body, self.kind, self.task_ids
        draft = (ids[0], self._saved[1])
        if not body:
            self.complain(t("screens.note.empty"))
            return
        with self.problems():
            receipt = await self.desk.write(lambda ws: review.add_note(ws, ids, body, kind=kind, discards=draft))
            self._saved = (body, kind)
            self.dismiss(receipt)

    async def action_leave(self) -> None:
        """Leave with the draft kept; where it could not be kept, only a second Esc leaves."""
        await self.save_draft()
        body = self.editor.body
        if (body, self.kind) != self._saved and not self._refused:
            self._refused = True
            self.complain(self.problem_line.text + " " + t("screens.note.leave_again"))
            return
        if body and not self._refused:
            self.tell(t("screens.note.draft_kept"))
        self.dismiss(None)
