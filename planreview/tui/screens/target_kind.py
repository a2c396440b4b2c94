"""Which kind a target is: how each is measured, and what the figures of today would be by it."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult

from planreview.catalogue import t
from planreview.domain.review import TargetView
from planreview.services.target_correcting import weigh_kinds
from planreview.tui.screens.dialog import Dialog
from planreview.tui.target_words import figure_words, given_words
from planreview.tui.widgets.asking_list import AskingList
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

_COLUMNS = (Column(1), Column(10), Column(), Column(16, "right"))


class TargetKindScreen(Dialog[str | None]):
    """Gives the kind that was chosen, None where it was left."""

    FULL = True

    kinds = getters.query_one("#target-kinds", ChoiceList)
    given = getters.query_one("#target-kind-given", Paragraph)
    meaning = getters.query_one("#target-kind-meaning", Paragraph)

    def __init__(self, target: TargetView) -> None:
        super().__init__()
        self.target = target

    def body(self) -> ComposeResult:
        yield Paragraph(id="target-kind-given", classes="remark")
        yield AskingList(_COLUMNS, enter="screens.key.correct_kind", id="target-kinds")
        yield Paragraph(id="target-kind-meaning", classes="field-label")

    async def load(self) -> None:
        weighed = await self.desk.read(lambda ws: weigh_kinds(ws, self.target.id))
        self.title_line.text = t("screens.kind.title")
        self.given.text = given_words(self.target, weighed)
        names = ("", t("target.field.kind"), t("screens.kind.how"), t("screens.kind.now"))
        lines = [
            Choice(
                kind,
                ("*" if kind == weighed.kind else "", t(f"target.kind.{kind}"), t(f"target.brief.{kind}"), figure_words(figure)),
            )
            for kind, figure in weighed.given
        ]
        first = not self.kinds.choices
        self.kinds.show_choices([Choice(None, names, "columns"), *lines])
        if first:
            self.kinds.select_key(weighed.kind)
            self.kinds.focus()

    def on_choice_list_moved(self) -> None:
        """Say in full how the marked kind is measured."""
        chosen = self.kinds.chosen
        self.meaning.text = "" if chosen is None or chosen.key is None else t(f"target.meaning.{chosen.key}")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(str(event.choice.key))
