"""A list in which Enter on a line may ask a question: what is typed behind it waits for that."""

from __future__ import annotations

from planreview.tui.ahead import follow
from planreview.tui.widgets.choice_list import ChoiceList


class AskingList(ChoiceList):
    """As a choice list; keys wait until what Enter set off has been dealt with."""

    def action_choose(self) -> None:
        super().action_choose()
        follow(self)
