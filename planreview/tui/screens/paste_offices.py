"""A pasted list of offices, shown as the names it will make before any is made."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.departments import split_names
from planreview.text import clean_line, show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.note_editor import NoteEditor
from planreview.tui.widgets.paragraph import Paragraph


def names_in(text: str) -> tuple[str, ...]:
    """The names of a pasted list, fit for the store."""
    return tuple(name for name in map(clean_line, split_names(text)) if name)


class PasteOfficesScreen(Dialog[tuple[str, ...] | None]):
    """Gives the names in the order pasted."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("ctrl+s", "store", "create")]

    editor = getters.query_one(NoteEditor)
    found = getters.query_one("#paste-found", Paragraph)

    def __init__(self, city: str) -> None:
        super().__init__()
        self.city = city
        self._warned = False

    def body(self) -> ComposeResult:
        yield Paragraph(t("screens.paste.remark"), classes="remark")
        yield NoteEditor(id="paste-text")
        yield Paragraph(id="paste-found", classes="remark")

    async def load(self) -> None:
        self.title_line.text = t("screens.paste.title", city=show(self.city))

    def on_text_area_changed(self) -> None:
        names = names_in(self.editor.body)
        self.found.text = tn("screens.paste.found", len(names)) + " " + " | ".join(names)
        self._warned = False
        self.complain("")

    def action_store(self) -> None:
        """Give the names back."""
        names = names_in(self.editor.body)
        if names:
            self.dismiss(names)
        else:
            self.complain(t("screens.paste.empty"))

    async def action_leave(self) -> None:
        """Leave; a list that was pasted is given up only at the second Esc."""
        if self.editor.body and not self._warned:
            self._warned = True
            self.complain(t("screens.paste.leave_again"))
        else:
            self.dismiss(None)
