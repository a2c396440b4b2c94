"""A note being written: kept as a draft while it is typed, so that neither Esc nor a power cut loses it."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import NOTE_KINDS, Receipt
from planreview.errors import PlanreviewError
from planreview.services import reasons, review
from planreview.services.drafts import Draft
from planreview.services.workspace import Workspace
from planreview.text import show, show_block
from planreview.tui import reason_lines
from planreview.tui.keys import bind, key_for
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.other_task import OtherTask
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
        bind("f7", "other", "other_task"),
        bind("ctrl+e", "outside", "outside_editor"),
    ]

    editor = getters.query_one(NoteEditor)
    other_line = getters.query_one("#other-task", Paragraph)
    kind_line = getters.query_one("#note-kind", Paragraph)

    def __init__(
        self,
        task_ids: Sequence[int],
        title: str,
        draft: str = "",
        kind: str | None = None,
        *,
        other: OtherTask | None = None,
        autosave: float = AUTOSAVE,
    ) -> None:
        """``other``: the task that the note may be meant for in place of ``task_ids``."""
        super().__init__()
        self.task_ids = tuple(task_ids)
        self.heading = title
        self.draft = draft
        self.kind = kind
        self.other = other
        # The kind that was not chosen by hand.
        self._given_kind = kind
        # The drafts of the task as they were found, and the first text of the note that is one of them.
        self._found: tuple[Draft, ...] = ()
        self._own = ""
        self._autosave = autosave
        self._saved = (draft, kind)
        self._failure = ""
        # Drafts of other kinds on the same task, which this one must not cover; None until they have been looked for.
        self._others: dict[str | None, str] | None = None
        # The kinds under which this note was kept before they were looked for.
        self._ours: set[str | None] = set()
        self._begun = False
        # A draft on its way must not come behind the note that it became.
        self._keeping = Lock()

    def body(self) -> ComposeResult:
        yield Paragraph(id="other-task", classes="remark")
        yield Paragraph(id="note-kind", classes="remark")
        yield NoteEditor(self.draft, id="note-body")

    def on_mount(self) -> None:
        self._show_task()
        self.editor.move_cursor(self.editor.document.end)
        self._saved = (self.editor.body, self.kind)
        self._show_kind()
        self.set_interval(self._autosave, self.save_draft)

    def _show_task(self) -> None:
        count = "" if len(self.task_ids) == 1 else " " + tn("screens.note.tasks", len(self.task_ids))
        self.title_line.text = self._words_of_title() + count
        self.other_line.text = self.other.words(self.app) if self.other else ""

    def _words_of_title(self) -> str:
        return t("screens.note.title", title=show(self.heading))

    async def load(self) -> None:
        """Go on with the draft that this person left; later changes touch nothing here."""
        if self._begun:
            return
        try:
            await self._look_for_drafts()
        except PlanreviewError:
            # What is typed is kept, whether or not the reading succeeds.
            self._begun = True
            raise
        self._begun = True

    async def _look_for_drafts(self) -> None:
        found: list[Draft] = []
        # The writer knows whose draft is meant; a reader is nobody.
        await self.desk.write(lambda ws: found.extend(one for one in review.drafts(ws) if one.task_id == self.task_ids[0]))
        mine = next((one for one in found if self.kind and one.kind == self.kind), found[0] if found else None)
        written = self.editor.body not in {"", self._saved[0]}
        if mine is not None and written and mine.kind != self.kind:
            mine = None
        self._others = {one.kind: one.body for one in found if one is not mine}
        self._found = tuple(found)
        # It may be what was kept here before there was a way to look.
        if mine is not None and (mine.kind not in self._ours or mine.body != self._saved[0]):
            self._go_on_with(mine, written=written)

    def _kept_as(self, kind: str | None) -> str | None:
        """The kind of draft under which a note of a kind is kept."""
        return kind

    def _knows(self, kept: str | None) -> bool:
        """Whether no draft can stand under a kind that nobody has seen."""
        return self._others is not None or kept in self._ours

    def _go_on_with(self, draft: Draft, *, written: bool) -> None:
        """Show a draft; what was written before it came stands behind it."""
        self._own = body = show_block(draft.body)
        self.kind = self._given_kind = draft.kind
        self._show_kind()
        if not written:
            self._put(body)
        elif not self.editor.text.startswith(body):
            self._put(body, self.editor.text)
        self._saved = (draft.body if written else self.editor.body, draft.kind)
        self.complain(t("screens.note.draft_found"))

    def _put(self, *parts: str) -> None:
        self.editor.load_text("\n".join(filter(None, parts)))
        self.editor.move_cursor(self.editor.document.end)

    def _show_kind(self) -> None:
        word = t(f"screens.note_kind.{self.kind}") if self.kind else t("screens.note_kind.none")
        self.kind_line.text = t("screens.note.kind", kind=word)

    def action_kind(self, kind: str) -> None:
        """Give the note a kind, or none; a draft of that kind that stood beside this one is taken in."""
        self.kind = kind or None
        self._show_kind()
        other = (self._others or {}).pop(self.kind, None)
        if other is not None:
            self._put(self.editor.text, show_block(other))
            self.tell(t("leaving.draft_taken_in"))

    async def save_draft(self) -> None:
        """Keep what was typed since the last time; a failure is said and tried again at the next stroke of the clock."""
        async with self._keeping:
            if self._left or not self._begun:
                return
            if self._others is None:
                with self.in_place(lambda _: None):
                    await self._look_for_drafts()
            now, before = (self.editor.body, self.kind), self._saved[1]
            if now != self._saved:
                await self._write_draft(now, before)

    async def _write_draft(self, now: tuple[str, str | None], before: str | None) -> None:
        task, former, kept = self.task_ids[0], self._kept_as(before), self._kept_as(now[1])
        drops, known = former != kept and self._knows(former), self._knows(kept)

        def job(ws: Workspace) -> str | None:
            if drops:
                review.drop_draft(ws, task, former)
            if not known:
                # Nothing is read anew for a draft.
                return review.save_behind(ws, task, now[0], kept) or None
            review.save_draft(ws, task, now[0], kept)
            return None

        with self.in_place(self._draft_failed):
            unseen = await self.desk.write(job)
            self._ours.add(kept)
            self._saved = now
            self._failure = ""
            if unseen:
                self._go_on_with(Draft(task, now[1], unseen, ""), written=True)
                return
            # What Ctrl+S has just said of an empty note is not answered by its draft.
            if self.problem_line.text != t("screens.note.empty"):
                self.complain("")

    def _draft_failed(self, reason: str) -> None:
        self._failure = t("screens.note.draft_failed", reason=reason)
        self.complain(self._failure)

    async def action_store(self) -> None:
        """Store the note; its draft is no longer needed."""
        body, kind = self.editor.body, self.kind
        if not body:
            self.complain(t("screens.note.empty"))
            return
        async with self.keys_held(), self._keeping:
            with self.problems():
                stored = await self.desk.write(lambda ws: reasons.answered(ws, self.task_ids, self._storing(body, kind)))
                self.tell(reason_lines.noted(self.heading, kind, stored, key_for(self.app, "review.undo", "u")))
                self.dismiss(stored.receipt)

    def _storing(self, body: str, kind: str | None) -> Callable[[Workspace], Receipt]:
        """What stores the note."""
        # A draft that could not be looked for stays: it is not what was typed here.
        ids, draft = self.task_ids, (self.task_ids[0], self._saved[1]) if self._knows(self._saved[1]) else None
        return lambda ws: review.add_note(ws, ids, body, kind=kind, discards=draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a task to turn to where one was marked just now."""
        return self.other is not None if action == "other" else True

    async def action_other(self) -> None:
        """Write for the other task: what was typed here goes along, the drafts of this one are as they were found."""
        other, body = self.other, self.editor.text
        if other is None or not self._begun:
            return
        typed = body.removeprefix(self._own).lstrip("\n") if self._own else body
        async with self.keys_held(), self._keeping:
            with self.problems():
                await self.desk.write(self._as_found)
                self.other = OtherTask(self.task_ids[0], self.heading, self._given_kind, marked=not other.marked)
                self.kind = other.kind if self.kind == self._given_kind else self.kind
                self.task_ids, self.heading, self._given_kind = (other.task,), other.title, other.kind
                self._others, self._ours, self._own, self._saved = None, set(), "", ("", self.kind)
                self._put(typed)
                self._show_task()
                self._show_kind()
                await self._look_for_drafts()

    def _as_found(self, ws: Workspace) -> None:
        known = [one.kind for one in self._found]
        if self._others is not None and self._saved[1] not in known:
            review.drop_draft(ws, self.task_ids[0], self._saved[1])
        # The newest last, as it was.
        for one in reversed(self._found):
            review.save_draft(ws, one.task_id, one.body, one.kind)

    async def action_outside(self) -> None:
        """Write on in the editor of $VISUAL or $EDITOR; the draft is saved first."""
        from planreview.tui.outside_editor import edit_outside

        async with self.keys_held():
            await self.save_draft()
            with self.problems():
                text = edit_outside(self.app, self.editor.body)
                if text != self.editor.body:
                    self._put(show_block(text))

    async def put_away(self) -> str:
        """The note is kept as a draft."""
        await self.save_draft()
        return "" if self._left or (self.editor.body, self.kind) == self._saved else self._failure

    async def action_leave(self) -> None:
        """Leave with the draft kept; where it could not be kept, only a second Esc leaves."""
        async with self.keys_held():
            if await self.may_leave():
                if self._keeps_draft():
                    self.tell(t("screens.note.draft_kept"))
                self.dismiss(None)

    def _keeps_draft(self) -> bool:
        return bool(self.editor.body) and (self.editor.body, self.kind) == self._saved
