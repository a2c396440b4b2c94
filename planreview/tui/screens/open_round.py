"""Open a round: its name, its as-of date, and the plans that it covers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.entries import parse_date
from planreview.domain.review import PlanInfo, Receipt
from planreview.domain.rounds import RoundInfo
from planreview.errors import PlanreviewError
from planreview.services import queries, rounds
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine


def day_of(one: RoundInfo) -> date:
    """The day as of which a round looks."""
    return one.as_of or one.opened_on


def standing(
    ws: Workspace, meant: tuple[int, ...]
) -> tuple[tuple[PlanInfo, ...], tuple[date | None, date | None], RoundInfo | None]:
    """The plans; the day to propose for a round over all of them and over those that are ``meant``: the as-of date, or the
    end of the month behind that of the last round; and the round of the latest day."""
    plans, held, common = queries.plans(ws), rounds.rounds(ws), queries.as_of_set(ws)

    def proposed(among: Iterable[PlanInfo]) -> date | None:
        day = common or max((plan.as_of for plan in among), default=None)
        if day is not None and any(day_of(one) >= day for one in held):
            return end_of_next_month(day)
        return day

    days = proposed(plans), proposed(plan for plan in plans if plan.id in meant)
    return plans, days, max(held, key=day_of, default=None)


def name_for(day: date) -> str:
    """What a round of a month is called."""
    return t("screens.rounds.proposal", month=day.month)


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
        self._proposed = ""
        # The round of the latest day, and the date of which it was said that it lies before that.
        self._last: RoundInfo | None = None
        self._asked: str | None = None
        # The name that follows the date.
        self._called = ""

    def body(self) -> ComposeResult:
        yield Paragraph(t("screens.rounds.name"), classes="field-label")
        yield PromptLine(id="round-name", enter="screens.key.next_field", on_enter=self._entered)
        yield Paragraph(t("screens.rounds.date"), classes="field-label")
        yield PromptLine(id="round-date", enter="screens.key.store", on_enter=self._entered)
        yield Paragraph(id="round-scope", classes="remark")

    async def load(self) -> None:
        self.title_line.text = t("screens.rounds.open")
        self.plans, self.days, self._last = await self.desk.read(lambda ws: standing(ws, self.meant))
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
        before, self._proposed = self._proposed, day.isoformat()
        if self.date_line.text == before:
            self.date_line.propose(self._proposed)
        self._name_after_date()

    def _name_after_date(self) -> None:
        """The name follows the date until somebody edits it."""
        day = parse_date(self.date_line.text, date.today()) if self.date_line.text else None
        if day is not None and self.name_line.text == self._called:
            self._called = name_for(day)
            self.name_line.propose(self._called)

    def action_scope(self) -> None:
        """The plans in view, or every plan."""
        if self._divided:
            self.every = not self.every
            self._propose()
            self._show_scope()

    def on_input_changed(self, event: Input.Changed) -> None:
        # What was said of a line is not true of another text.
        self.complain("")
        self._asked = None
        if event.input is self.date_line:
            self._name_after_date()

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
        last = self._last
        if last is not None and day is not None and day < day_of(last) and self._asked != text:
            # What the later round has found would look lost.
            said = t("screens.rounds.ask_earlier", name=show(last.name), date=day_of(last).isoformat())
            self.complain(said)
            # A key that came before the question stood there answers nothing.
            self.call_after_refresh(setattr, self, "_asked", text)
            return
        async with self.keys_held():
            with self.problems():
                self.dismiss(await self.desk.write(lambda ws: rounds.open_round(ws, name, plans=plans, as_of=day)))

    def line_of(self, error: PlanreviewError) -> PromptLine | None:
        """The line that a problem is about."""
        if error.key in ("round_unnamed", "round_long", "round_exists"):
            return self.name_line
        return self.date_line if error.key == "day_unthinkable" else None
