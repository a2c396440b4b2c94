"""The notes of a task: by kind, with every wording; one can be worded anew or withdrawn."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import NOTE_KINDS
from planreview.services import notes
from planreview.services.notes import NoteHistory
from planreview.text import show, show_block
from planreview.tui.keys import bind
from planreview.tui.log_lines import local_time
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

COLUMNS = (Column(6), Column(10), Column(8), Column())
KINDS = (*NOTE_KINDS, None)


class NotesScreen(Dialog[None]):
    """The list above, the wordings of the marked note below, the newest first."""

    FULL = True
    # Enter is the dialog's own: what is typed behind it waits for the editor that it opens.
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "edit", "note_edit"),
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
        bind("n", "write", "note_write"),
        bind("delete,x", "withdraw", "note_withdraw"),
    ]

    choices = getters.query_one(ChoiceList)
    wordings = getters.query_one("#notes-wordings", Paragraph)

    def __init__(self, task_id: int, title: str) -> None:
        super().__init__()
        self.task_id = task_id
        self.heading = title
        self.notes: dict[object, NoteHistory] = {}

    def body(self) -> ComposeResult:
        yield ChoiceList(COLUMNS, focusable=False)
        yield Paragraph(id="notes-wordings", classes="remark")

    async def load(self) -> None:
        found = await self.desk.read(lambda ws: notes.note_histories(ws, self.task_id))
        # Withdrawn ones stand last: their wordings are kept, and nothing counts them.
        ordered = sorted(found, key=lambda one: (not one.now.text, KINDS.index(one.now.kind) if one.now.kind in KINDS else 9))
        self.notes = {one.id: one for one in ordered}
        self.title_line.text = tn("screens.notes.title", sum(bool(one.now.text) for one in ordered), title=show(self.heading))
        self.choices.show_choices([_choice(one) for one in ordered])
        if not ordered:
            self.complain(t("screens.notes.none"))
        self._show_wordings()

    @property
    def chosen(self) -> NoteHistory | None:
        """The note under the cursor."""
        line = self.choices.chosen
        return self.notes.get(line.key) if line else None

    def on_choice_list_moved(self) -> None:
        self._show_wordings()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was withdrawn, or is not there, is neither worded anew nor withdrawn."""
        return bool(self.chosen and self.chosen.now.text) if action in ("edit", "withdraw") else True

    def _show_wordings(self) -> None:
        chosen = self.chosen
        lines = []
        for place, one in enumerate(reversed(chosen.versions) if chosen else ()):
            head = t("screens.notes.now" if place == 0 else "screens.notes.before")
            text = show_block(one.text) or t("screens.notes.withdrawn")
            lines.append(f"{head} {local_time(one.recorded_at)} {show(one.person)} {_kind(one.kind)}\n{text}")
        self.wordings.text = "\n".join(lines)

    def on_choice_list_chosen(self) -> None:
        self.action_edit()

    def action_go(self, step: int) -> None:
        """Choose a note."""
        self.choices.action_move(step)

    @work(exclusive=True, group="ask")
    async def action_edit(self) -> None:
        """Word the marked note anew."""
        chosen = self.chosen
        if chosen is None:
            return
        if not chosen.now.text:
            self.complain(t("error.note_gone.message"))
            return
        from planreview.tui.screens.edit_note import EditNoteScreen

        now = chosen.now
        await self.app.push_screen_wait(EditNoteScreen(self.task_id, chosen.id, now.text, now.kind, title=self.heading))

    @work(exclusive=True, group="ask")
    async def action_write(self) -> None:
        """Write another note."""
        from planreview.tui.screens.note import NoteScreen

        await self.app.push_screen_wait(NoteScreen((self.task_id,), self.heading))

    async def action_withdraw(self) -> None:
        """Withdraw the marked note; undo brings it back."""
        chosen = self.chosen
        if chosen is None or not chosen.now.text:
            return
        with self.problems():
            await self.desk.write(lambda ws: notes.edit_note(ws, chosen.id, "", kind=chosen.now.kind))
            self.complain(t("screens.notes.was_withdrawn"))


def _kind(kind: str | None) -> str:
    return t(f"screens.note_kind.{kind or 'none'}")


def _choice(one: NoteHistory) -> Choice:
    now = one.now
    text = show(now.text) or t("screens.notes.withdrawn")
    edited = t("screens.notes.edited", n=len(one.versions) - 1) + " " if len(one.versions) > 1 else ""
    return Choice(one.id, (_kind(now.kind), now.on.isoformat(), now.person, edited + text), "" if now.text else "faint")
