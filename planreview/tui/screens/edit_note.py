"""A note worded anew: the wordings before stay; what is typed is kept as a draft of this note until it is stored."""

from __future__ import annotations

from collections.abc import Callable

from planreview.catalogue import t
from planreview.domain.review import Receipt
from planreview.services import notes
from planreview.services.drafts import EDIT, Draft, edit_draft
from planreview.services.workspace import Workspace
from planreview.text import show_block
from planreview.tui.screens.note import AUTOSAVE, NoteScreen


class EditNoteScreen(NoteScreen):
    """As a new note; an emptied one is not stored but withdrawn in the list of notes."""

    def __init__(
        self, task_id: int, note_id: str, text: str, kind: str | None, *, title: str = "", autosave: float = AUTOSAVE
    ) -> None:
        super().__init__((task_id,), title, text, kind, autosave=autosave)
        self.note_id = note_id

    def _words_of_title(self) -> str:
        return t("screens.notes.edit")

    async def _look_for_drafts(self) -> None:
        found: list[str] = []
        task, note = self.task_ids[0], self.note_id
        # The writer knows whose draft is meant; a reader is nobody.
        await self.desk.write(lambda ws: found.extend(edit_draft(ws, task, note)))
        self._others = {}
        if found and (not self._ours or found[0] != self._saved[0]):
            written = self.editor.body not in {"", self._saved[0]}
            self._go_on_with(Draft(task, self.kind, found[0], ""), written=written)

    def _kept_as(self, kind: str | None) -> str | None:
        return EDIT + self.note_id

    def _storing(self, body: str, kind: str | None) -> Callable[[Workspace], Receipt]:
        note, kept = self.note_id, EDIT + self.note_id
        discards = (self.task_ids[0], kept) if self._knows(kept) else None
        return lambda ws: notes.edit_note(ws, note, body, kind=kind, discards=discards)

    def _keeps_draft(self) -> bool:
        return super()._keeps_draft() and self.editor.body != show_block(self.draft).strip()
