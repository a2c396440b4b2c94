"""Rounds of review: open one, carry over in it, close it with its figures kept, and print those of a closed one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.entries import parse_date
from planreview.domain.review import PlanInfo, Receipt
from planreview.domain.rounds import RoundInfo
from planreview.services import queries, rounds
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.results import Opened, SummaryState
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

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
        return any(one.open for one in self.rounds.values()) if action in ("left", "carry", "close") else True

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
        if left.tasks:
            found = await self.desk.read(lambda ws: rounds.left_filter(ws, chosen.uid))
            self.dismiss(Opened(found, f"{show(chosen.name)} {t('screens.filter.not_in_round')}"))
        elif left.indicators:
            self.complain(t("screens.rounds.left", left=rounds.left_words(left)))
        else:
            self.complain(t("screens.rounds.all_done", n=left.total, indicators=left.indicators_total))

    @work(exclusive=True, group="ask")
    async def action_open(self) -> None:
        """Open a round."""
        receipt = await self.app.push_screen_wait(OpenRoundScreen(self.plan_id, self.part))
        if receipt is not None:
            self.tell(t("cli.round.opened", name=show(receipt.values["name"])))

    @work(exclusive=True, group="ask")
    async def action_carry(self) -> None:
        """Carry over all that is reviewed, not yet in the round, and nothing new is of."""
        from planreview.tui.screens.carry import CarryScreen

        wanted = CarryScreen(None, t("screens.carry.all"))
        receipt = await self.app.push_screen_wait(wanted)
        if receipt is not None:
            self.tell(tn("screens.carry.done", len(receipt.task_ids)))

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


def standing(ws: Workspace, meant: tuple[int, ...]) -> tuple[tuple[PlanInfo, ...], date | None, date | None]:
    """The plans, and the day to propose for a round over all of them and over those that are ``meant``: the as-of date, or
    the end of the month behind that of the last round."""
    plans, held, common = queries.plans(ws), rounds.rounds(ws), queries.as_of_set(ws)

    def proposed(among: Iterable[PlanInfo]) -> date | None:
        day = common or max((plan.as_of for plan in among), default=None)
        if day is not None and any((one.as_of or one.opened_on) >= day for one in held):
            return end_of_next_month(day)
        return day

    return plans, proposed(plans), proposed(plan for plan in plans if plan.id in meant)


def end_of_next_month(day: date) -> date:
    """The last day of the month behind that of a day."""
    months = day.year * 12 + day.month + 1
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


class OpenRoundScreen(Dialog[Receipt | None]):
    """A name and the date that the round is looked at; F2 changes between the plans in view and every plan."""

    ASKS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store"),
        bind("f2", "scope", "round_scope"),
        bind("up", "app.focus_previous", "previous_field", show=False),
        bind("down", "app.focus_next", "next_field", show=False),
    ]

    name_line = getters.query_one("#round-name", PromptLine)
    date_line = getters.query_one("#round-date", PromptLine)
    scope = getters.query_one("#round-scope", Paragraph)

    def __init__(self, plan_id: int | None = None, part: tuple[int, ...] = ()) -> None:
        """``part``: the plans of the part that is looked at, which are proposed; without one every plan is, or ``plan_id``."""
        super().__init__()
        self.meant = part or (() if plan_id is None else (plan_id,))
        self.every = not part
        self.plans: tuple[PlanInfo, ...] = ()
        # What is proposed for every plan and for the one in view.
        self.days: tuple[date | None, date | None] = (None, None)
        self._proposed: tuple[str, str] = ("", "")

    def body(self) -> ComposeResult:
        yield Paragraph(t("screens.rounds.name"), classes="field-label")
        yield PromptLine(id="round-name", enter="screens.key.next_field", on_enter=self._entered)
        yield Paragraph(t("screens.rounds.date"), classes="field-label")
        yield PromptLine(id="round-date", enter="screens.key.store", on_enter=self._entered)
        yield Paragraph(id="round-scope", classes="remark")

    async def load(self) -> None:
        self.title_line.text = t("screens.rounds.open")
        self.plans, *days = await self.desk.read(lambda ws: standing(ws, self.meant))
        self.days = (days[0], days[1])
        self._propose()
        self._show_scope()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One plan or every plan is a question where there are several."""
        return self._divided if action == "scope" else True

    @property
    def _divided(self) -> bool:
        """Whether there are plans besides those that are meant."""
        return any(plan.id in self.meant for plan in self.plans) and any(plan.id not in self.meant for plan in self.plans)

    def _show_scope(self) -> None:
        words = tn("screens.rounds.every", len(self.plans))
        if self._divided and not self.every:
            inside = [plan for plan in self.plans if plan.id in self.meant]
            titles = t("screens.rounds.between_titles").join(show(plan.title) for plan in inside)
            words = t("screens.rounds.only", title=titles, n=sum(plan.tasks for plan in inside))
        self.refresh_bindings()
        self.scope.text = words + (" " + t("screens.rounds.scope_key") if self._divided else "")

    def _propose(self) -> None:
        """Name and day for what is covered, where nothing else was typed."""
        day = self.days[0 if self.every else 1]
        if day is None:
            return
        now = (t("screens.rounds.proposal", month=day.month), day.isoformat())
        for line, before, value in zip((self.name_line, self.date_line), self._proposed, now, strict=True):
            if line.text == before:
                line.propose(value)
        self._proposed = now

    def action_scope(self) -> None:
        """The plans in view, or every plan."""
        if self._divided:
            self.every = not self.every
            self._propose()
            self._show_scope()

    def on_input_changed(self) -> None:
        # What was said of a line is not true of another text.
        self.complain("")

    async def _entered(self, line: PromptLine) -> None:
        if line is self.date_line:
            await self.action_store()
        else:
            self.focus_next()

    async def action_store(self) -> None:
        """Open it."""
        name, text = self.name_line.text, self.date_line.text
        plans = () if self.every or not self._divided else self.meant
        day = parse_date(text, date.today()) if text else None
        if text and day is None:
            self.complain(t("screens.as_of.not_a_date", text=text))
            self.date_line.reject()
            return
        async with self.keys_held():
            with self.problems():
                self.dismiss(await self.desk.write(lambda ws: rounds.open_round(ws, name, plans=plans, as_of=day)))
