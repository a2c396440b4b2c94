"""The change table of a revised document (调整对照表), looked through before it is stored."""

from __future__ import annotations

from textual.app import ComposeResult

from planreview.domain.changes import ChangeTable
from planreview.render.change_formats import text_lines
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

# Cells that a full dialog leaves beside its lines.
_MARGIN = 6


class ChangesScreen(Dialog[None]):
    """Lists the lines of the table; Enter and Esc go back."""

    FULL = True

    def __init__(self, table: ChangeTable) -> None:
        super().__init__()
        self.table = table

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(),), enter="screens.key.leave")

    async def load(self) -> None:
        self.title_line.text, *lines = text_lines(self.table, page=max(40, self.app.size.width - _MARGIN))
        self.query_one(ChoiceList).show_choices([Choice(place, (line,)) for place, line in enumerate(lines)])

    def on_choice_list_chosen(self) -> None:
        self.dismiss(None)
