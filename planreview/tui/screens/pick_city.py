"""Pick the city whose departments are shown."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from planreview.catalogue import t
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList


class PickCityScreen(Dialog[int | None]):
    """Gives the first plan of the city that was chosen."""

    def __init__(self, cities: Mapping[str, int], here: str) -> None:
        super().__init__()
        self.cities = cities
        self.here = here

    def body(self) -> ComposeResult:
        yield ChoiceList(enter="screens.key.pick_city")

    async def load(self) -> None:
        self.title_line.text = t("screens.departments.pick_city")
        names = self.query_one(ChoiceList)
        first = not names.choices
        names.show_choices([Choice(plan, (city,)) for city, plan in self.cities.items()])
        if first:
            names.select_key(self.cities.get(self.here))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        assert isinstance(event.choice.key, int)
        self.dismiss(event.choice.key)
