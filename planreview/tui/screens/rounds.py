"""Rounds of review: open one, carry over in it, close it with its figures kept, and print those of a closed one."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.records import replace
from planreview.domain.rounds import RoundInfo
from planreview.services import rounds
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.results import Opened, SummaryState, asked_for
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

COLUMNS = (Column(), Column(6), Column(10), Column(9, "right"), Column(7, "right", from_width=64), Column(10, from_width=64))
HEADINGS = ("round", "state", "as_of", "reviewed", "carried", "closed")


def round_choice(one: RoundInfo) -> Choice:
    """A round as a line; how far a closed one had come is left out where its closing did not keep it."""
    state = t("cli.round.is_open" if one.open else "cli.round.is_closed")
    counts = (f"{one.reviewed}/{one.total}", str(one.carried)) if one.counted else ("", "")
    days = [day.isoformat() if day else "-" for day in (one.as_of, one.closed_on)]
    return Choice(one.uid, (one.name, state, days[0], *counts, days[1]), "" if one.open else "faint")


class RoundsScreen(Dialog[Opened | None]):
    """The newest round first; what a round's figure stands for may be opened from its summary."""

    FULL = True
    # Enter is the dialog's own: what is typed behind it waits for the summary that it opens.
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "figures", "round_figures"),
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
        bind("n", "open", "round_open"),
        bind("f", "left", "round_left"),
        bind("9", "carry", "round_carry"),
        bind("r", "rename", "round_rename"),
        bind("c", "close", "round_close"),
    ]

    choices = getters.query_one(ChoiceList)

    def __init__(self, plan_id: int | None = None, part: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.plan_id, self.part = plan_id, part
        self.rounds: dict[object, RoundInfo] = {}

    def body(self) -> ComposeResult:
        yield ChoiceList(COLUMNS, focusable=False)

    async def load(self) -> None:
        found = await self.desk.read(rounds.rounds)
        self.rounds = {one.uid: one for one in found}
        self.title_line.text = tn("screens.rounds.title", len(found))
        names = Choice(None, tuple(t(f"cli.round.column.{name}") for name in HEADINGS), "columns")
        self.choices.show_choices([names, *map(round_choice, reversed(found))] if found else ())
        self.refresh_bindings()
        self._say_standing()

    def _say_standing(self) -> None:
        """Say where the next step is where no round is open; what was said of a choice goes, a problem stays."""
        any_open = any(one.open for one in self.rounds.values())
        words = "" if any_open else t("screens.rounds.none_open" if self.rounds else "screens.rounds.none")
        passing = (t(f"screens.rounds.{name}") for name in ("none", "none_open", "choose_open"))
        if self.problem_line.text in ("", *passing):
            self.complain(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done in a round is offered where one is open."""
        if action == "figures":
            return bool(self.rounds)
        return any(one.open for one in self.rounds.values()) if action in ("left", "carry", "rename", "close") else True

    def on_choice_list_moved(self) -> None:
        self._say_standing()

    @property
    def chosen(self) -> RoundInfo | None:
        """The round under the cursor."""
        line = self.choices.chosen
        return self.rounds.get(line.key) if line else None

    def on_choice_list_chosen(self) -> None:
        self.action_figures()

    def action_go(self, step: int) -> None:
        """Choose a round."""
        self.choices.action_move(step)

    @work(exclusive=True, group="ask")
    async def action_figures(self) -> None:
        """The figures of a round: of a closed one as they were issued."""
        from planreview.tui.screens.summary import SummaryScreen

        chosen = self.chosen
        if chosen is not None:
            state = SummaryState(round=chosen.uid, closed="" if chosen.open else chosen.name)
            opened = await self.app.push_screen_wait(SummaryScreen(state))
            if opened is not None:
                self.dismiss(opened)

    @property
    def chosen_open(self) -> RoundInfo | None:
        """The round under the cursor; of one that is closed it is said that an open one is meant."""
        chosen = self.chosen
        if chosen is None or not chosen.open:
            self.complain(t("screens.rounds.choose_open"))
            return None
        self._say_standing()
        return chosen

    @work(exclusive=True, group="ask")
    async def action_left(self) -> None:
        """List what is not yet found on in the round under the cursor."""
        chosen = self.chosen_open
        if chosen is None:
            return
        left = await self.desk.read(lambda ws: rounds.round_left(ws, chosen.uid))
        if left.any:
            found = await self.desk.read(lambda ws: rounds.left_filter(ws, chosen.uid))
            # Indicators are counted apart, and listed apart: they come when no task is left.
            found = found if left.tasks else replace(found, indicators=True)
            self.dismiss(asked_for(chosen.name, found, chosen.uid))
        else:
            self.complain(t("screens.rounds.all_done", n=left.total, indicators=left.indicators_total))

    @work(exclusive=True, group="ask")
    async def action_open(self) -> None:
        """Open a round."""
        from planreview.tui.screens.open_round import OpenRoundScreen

        receipt = await self.app.push_screen_wait(OpenRoundScreen(self.plan_id, self.part))
        if receipt is not None:
            name = receipt.values["name"]
            self.tell(t("cli.round.opened", name=show(name)))
            await self.load()
            # What comes next is done in it.
            self.choices.select_key(next((one.uid for one in self.rounds.values() if one.open and one.name == name), None))

    @work(exclusive=True, group="ask")
    async def action_rename(self) -> None:
        """Give the round under the cursor another name."""
        from planreview.tui.screens.rename_round import RenameRoundScreen

        chosen = self.chosen_open
        if chosen is None:
            return
        name = await self.app.push_screen_wait(RenameRoundScreen(chosen))
        if name is not None:
            self.tell(t("cli.round.renamed", old=show(chosen.name), name=show(name)))

    @work(exclusive=True, group="ask")
    async def action_carry(self) -> None:
        """Carry over all that is reviewed, not yet in the round, and nothing new is of."""
        from planreview.tui.screens.carry import CarryScreen

        done = await self.app.push_screen_wait(CarryScreen(None, t("screens.carry.all")))
        if done is not None:
            self.tell(done, seconds=8)

    @work(exclusive=True, group="ask")
    async def action_close(self) -> None:
        """Close the round under the cursor, after what is left in it was said."""
        from planreview.tui.screens.confirm import ConfirmScreen

        chosen = self.chosen_open
        if chosen is None:
            return
        left = await self.desk.read(lambda ws: rounds.round_left(ws, chosen.uid))
        said = t("screens.rounds.all_done", n=left.total, indicators=left.indicators_total)
        if left.any:
            said = t("screens.rounds.left", left=rounds.left_words(left)) + t("screens.rounds.left_key")
        if left.reasons:
            said += " " + t("screens.rounds.reasons", n=left.reasons)
        title = t("screens.rounds.close", name=show(chosen.name))
        if await self.app.push_screen_wait(ConfirmScreen(title, f"{said}\n{t('screens.rounds.kept')}")):
            with self.problems():
                await self.desk.write(lambda ws: rounds.close_round(ws, chosen.uid, agreed=left))
                self.tell(t("cli.round.closed", name=show(chosen.name)))
