"""Bodies that a plan's text names: suggestions only, superiors and other cities' bodies are hidden."""

from __future__ import annotations

from textual.app import ComposeResult

from planreview.catalogue import t, tn
from planreview.services import departments
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column


class SuggestionsScreen(Dialog[str | None]):
    """Gives the name of the body to create."""

    def __init__(self, plan_id: int) -> None:
        super().__init__()
        self.plan_id = plan_id

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(), Column(6, "right"), Column(8)), enter="screens.key.create")

    async def load(self) -> None:
        found = await self.desk.read(lambda ws: departments.suggestions(ws, self.plan_id))
        self.title_line.text = tn("screens.suggestions.title", len(found))
        self.query_one(ChoiceList).show_choices(
            [Choice(one.name, (one.name, str(one.mentions), t(f"screens.role.{one.role}"))) for one in found]
        )
        if not found:
            self.complain(t("screens.suggestions.none"))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(str(event.choice.key))
