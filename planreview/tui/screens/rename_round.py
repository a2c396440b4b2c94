"""Another name for a round that is open; a closed one is called as its figures were issued."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.domain.rounds import RoundInfo
from planreview.services import rounds
from planreview.text import show
from planreview.tui.screens.ask import AskScreen
from planreview.tui.widgets.prompt_line import PromptLine


class RenameRoundScreen(AskScreen):
    """Gives the name under which the round is stored; what cannot be its name stays on the line."""

    def __init__(self, one: RoundInfo) -> None:
        super().__init__(t("screens.rounds.rename", name=show(one.name)), t("screens.rounds.rename_remark"), one.name)
        self.uid = one.uid

    async def answered(self, line: PromptLine) -> None:
        """Store it as the name."""
        text = line.text
        if text == self.value:
            self.dismiss(None)
            return
        async with self.keys_held():
            with self.problems():
                receipt = await self.desk.write(lambda ws: rounds.rename_round(ws, self.uid, text))
                self.dismiss(str(receipt.values["name"]))
