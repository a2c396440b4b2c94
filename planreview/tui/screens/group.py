"""Choose what the list is grouped by."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult

from planreview.catalogue import t
from planreview.services.filter_order import GROUPS
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

# What is given back for folding or opening all; an empty text for a list without groups.
FOLD = "fold"


class GroupScreen(Dialog[str]):
    """A key of ``GROUPS``, ``""`` for none, or ``FOLD``."""

    lines = getters.query_one("#group-lines", ChoiceList)

    def __init__(self, group: str | None) -> None:
        super().__init__()
        self._group = group

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(1), Column()), enter="screens.key.apply", id="group-lines")
        yield Paragraph(t("screens.group.syntax"), classes="field-label")

    async def load(self) -> None:
        self.title_line.text = t("screens.group.title")
        lines = [Choice("", ("" if self._group else "*", t("screens.group.none")))]
        lines += [Choice(key, ("*" if key == self._group else "", t(f"screens.group.{key}"))) for key in GROUPS]
        if self._group:
            lines.append(Choice(FOLD, ("", t("screens.group.fold"))))
        self.lines.show_choices(lines)
        if not self._opened:
            self.lines.select_key(self._group or "")
            self.lines.focus()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(str(event.choice.key))
