"""A dialog of lines to fill in that loses none of them: they are a draft of the task while they are typed, as a note is."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from textual import on
from textual.widgets import Input

from planreview.catalogue import t
from planreview.services import drafts
from planreview.tui.screens.dialog import Dialog, pointing_out
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.widgets.prompt_line import PromptLine

Result = TypeVar("Result")


class FormDialog(Dialog[Result]):
    """Neither Esc nor a crash nor a power cut takes what was typed: it stands there when the dialog opens again.

    The draft belongs to the first of ``task_ids``; a subclass calls :meth:`go_on` at the end of its ``load`` and hands
    :meth:`seen_draft` to what it stores. Nothing is written over a draft that could not be read yet.
    """

    # The name under which its lines are kept.
    FORM: ClassVar[str]

    autosave = AUTOSAVE
    task_ids: tuple[int, ...]
    # What the draft holds; None until it has been looked for.
    _kept: dict[str, str] | None = None
    _failure = ""
    # What the lines held when something about them was refused; None where nothing is said of that.
    _refused_of: dict[str | None, str] | None = None

    def on_mount(self) -> None:
        # A draft on its way must not come behind the operation that it became.
        self._keeping = Lock()
        # The clock and a reading may both look for the draft: the second does not put it in front again.
        self._looking = Lock()
        self.set_interval(self.autosave, self.save_draft)

    @contextmanager
    def problems(self) -> Iterator[None]:
        """As every dialog; what was refused is said until one of the lines is mended."""
        self.complain("")
        with self.in_place(self._refuse), pointing_out(self):
            yield

    def _refuse(self, reason: str) -> None:
        self.complain(reason)
        self._refused_of = {line.id: line.value for line in self.query(PromptLine)}

    def complain(self, sentence: str) -> None:
        """Say something else than what was refused."""
        self._refused_of = None
        super().complain(sentence)

    @on(Input.Changed)
    def mended(self, event: Input.Changed) -> None:
        """What was said of a line as it was is not said of it as it is."""
        if self._refused_of is not None and event.input.value != self._refused_of.get(event.input.id):
            self.complain("")

    @property
    def draft(self) -> tuple[int, str]:
        """Where the draft is kept: task and kind."""
        return self.task_ids[0], drafts.FORM + self.FORM

    @property
    def seen_draft(self) -> tuple[int, str] | None:
        """The draft that is done with when the form is stored; None where nobody has seen it: it is not what stands here."""
        return None if self._kept is None else self.draft

    def is_stored(self) -> None:
        """What stood here has been stored, and its draft has gone with it."""
        self._kept = None if self._kept is None else {}

    def marks(self) -> dict[str, str]:
        """What is chosen beside the lines, to be kept with them."""
        return {}

    def mark_again(self, kept: dict[str, str]) -> None:
        """Choose again what :meth:`marks` said."""

    async def go_on(self) -> None:
        """Fill the lines with what this person typed and did not store; once, and in front of what is typed."""
        async with self._looking:
            if self._kept is not None or not self.task_ids:
                return
            found: list[dict[str, str]] = []
            # The writer knows whose draft is meant; a reader is nobody.
            await self.desk.write(lambda ws: found.extend(drafts.form_draft(ws, *self.draft)))
            begun = bool(self.filled())
            self._kept = dict(found[0]) if found else {}
            if self.fill(self._kept):
                if not begun:
                    # What is chosen is meant for what has been typed since.
                    self.mark_again(self._kept)
                self.complain(t("screens.form.draft_late" if begun else "screens.form.draft_found"))

    def fill(self, kept: dict[str, str]) -> bool:
        """Put what was kept in front of what is typed; whether there was anything."""
        filled = False
        for line in self.query(PromptLine):
            if text := kept.get(line.id or "", ""):
                line.value = drafts.in_front(text, line.text if line.touched else "")
                line.cursor_position = len(line.value)
                line.touched = filled = True
        return filled

    def filled(self) -> dict[str, str]:
        """The lines as they stand, where a hand typed one of them."""
        lines = {line.id or "": line.text for line in self.query(PromptLine) if line.text}
        return {**lines, **self.marks()} if any(line.touched and line.text for line in self.query(PromptLine)) else {}

    async def save_draft(self) -> None:
        """Keep what was typed since the last time; a failure is said and tried again at the next stroke of the clock."""
        async with self._keeping:
            if self._left or not self._opened or not self.task_ids:
                return
            with self.in_place(self._draft_failed if self.filled() else lambda _: None):
                if self._kept is None:
                    # What is shown is read first: a draft may be one of lines that are not there yet.
                    await self.load()
                    await self.go_on()
                now = self.filled()
                if now == self._kept:
                    return
                await self.desk.write(lambda ws: drafts.save_form(ws, *self.draft, now))
                self._kept = now
                if self.problem_line.text == self._failure:
                    self.complain("")
                self._failure = ""

    def _draft_failed(self, reason: str) -> None:
        self._failure = t("screens.note.draft_failed", reason=reason)
        self.complain(self._failure)

    async def put_away(self) -> str:
        """What was typed is kept as a draft."""
        await self.save_draft()
        return self._failure if not self._left and self.filled() != (self._kept or {}) else ""

    async def action_leave(self) -> None:
        """Leave with the draft kept; where it could not be kept, only a second Esc leaves."""
        async with self.keys_held():
            if await self.may_leave():
                if self._kept:
                    self.tell(t("screens.form.draft_kept"))
                self.dismiss(None)
