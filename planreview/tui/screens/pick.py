"""Pick one of a few: a person, a kind, a revision."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.app import ComposeResult

from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList


class PickScreen(Dialog[tuple[Hashable] | None]):
    """Gives the key of the line that was chosen, in a tuple, for a key may be None; None where it was left."""

    def __init__(self, heading: str, choices: Sequence[tuple[Hashable, str]], here: Hashable = None) -> None:
        super().__init__()
        self.heading = heading
        self.choices = tuple(choices)
        self.here = here

    def body(self) -> ComposeResult:
        yield ChoiceList(enter="screens.key.pick")

    async def load(self) -> None:
        self.title_line.text = self.heading
        lines = self.query_one(ChoiceList)
        first = not lines.choices
        lines.show_choices([Choice(key, (words,)) for key, words in self.choices])
        if first:
            lines.select_key(self.here)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss((event.choice.key,))
