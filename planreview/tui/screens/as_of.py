"""The as-of date (截至): typed, previewed as the schedule share of each plan, set for the whole store."""

from __future__ import annotations

from datetime import date

from textual import getters
from textual.app import ComposeResult
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.entries import parse_date
from planreview.domain.place_names import with_city
from planreview.domain.review import PlanInfo
from planreview.domain.schedule import default_as_of, schedule_share
from planreview.services import later, queries, review
from planreview.text import show
from planreview.tui.keys import key_for
from planreview.tui.screens.dialog import Dialog
from planreview.tui.toasts import LASTING
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.work import start

PLANS_SHOWN = 6


def preview(plans: tuple[PlanInfo, ...], day: date | None, today: date) -> str:
    """A line for each plan: the date it is seen as of and its schedule share then."""
    lines = []
    for plan in plans[:PLANS_SHOWN]:
        as_of = day or default_as_of(plan.period, today)
        share = schedule_share(plan.period, as_of)
        lines.append(t("screens.as_of.plan", title=show(with_city(plan.city, plan.title)), date=as_of, share=share))
    if len(plans) > PLANS_SHOWN:
        lines.append(t("screens.as_of.more", n=len(plans) - PLANS_SHOWN))
    return "\n".join(lines)


class AsOfScreen(Dialog[bool]):
    """One date for all figures, the one in force to begin with; an emptied line goes back to each plan's own date."""

    line = getters.query_one("#as-of-date", PromptLine)
    shares = getters.query_one("#as-of-shares", Paragraph)

    def __init__(self) -> None:
        super().__init__()
        self.plans: tuple[PlanInfo, ...] = ()
        self.today = date.min
        # What the field was filled with; None until the store has been read.
        self.given: str | None = None
        # The date of which it was said that a second Enter takes verdicts out of sight.
        self._asked: str | None = None

    def body(self) -> ComposeResult:
        yield Paragraph(id="as-of-remark", classes="remark")
        yield PromptLine(id="as-of-date", enter="screens.key.set_date", placeholder=t("screens.as_of.example"))
        yield Paragraph(id="as-of-shares", classes="remark")

    async def load(self) -> None:
        self.title_line.text = t("screens.as_of.title")
        self.plans, self.today, day = await self.desk.read(lambda ws: (queries.plans(ws), ws.today(), queries.as_of_set(ws)))
        self.query_one("#as-of-remark", Paragraph).text = t("screens.as_of.remark_set" if day else "screens.as_of.remark")
        if self.given is None or self.line.text == self.given:
            self.given = day.isoformat() if day else ""
            self.line.value = self.given
            # A date that is typed takes the place of the one that stands there.
            self.line.action_select_all()
        self._preview()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.complain("")
        self._asked = None
        self._preview()

    def _day(self) -> date | None:
        return parse_date(self.line.text, self.today)

    def _preview(self) -> None:
        day = self._day()
        known = day is not None or not self.line.text
        said = preview(self.plans, day, self.today) if known else ""
        # Verdicts that are gone from the list look lost.
        self.shares.text = f"{said}\n{t('screens.as_of.earlier')}" if said and day is not None and day < self.today else said

    def _await_answer(self, text: str) -> None:
        if self.line.text == text:
            self._asked = text

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        # In a worker: the dialog goes on being drawn. A second one would set the date again.
        if not any(one.group == "store" and not one.is_finished for one in self.workers if one.node is self):
            start(self, self._set, "store")

    async def _set(self) -> None:
        day = self._day()
        if self.line.text and day is None:
            self.complain(t("screens.as_of.not_a_date", text=self.line.text))
            self.line.reject()
            return
        text = self.line.text
        with self.problems():
            async with self.patient(t("progress.counting")) as stop:
                hidden = await self.desk.read(stop.heed(lambda ws: later.hidden_by(ws, day)))
            # What this round has found so far would look lost.
            if hidden.tasks and hidden.in_round and self._asked != text:
                self.complain(tn("screens.as_of.ask_later", hidden.tasks))
                # An Enter that came before the question stood there answers nothing.
                self.call_after_refresh(self._await_answer, text)
                return
            await self.desk.write(lambda ws: review.set_as_of(ws, day))
            if hidden.tasks:
                keys = {"key": key_for(self.app, "review.as_of", "t"), "undo": key_for(self.app, "review.undo", "u")}
                self.tell(tn("screens.as_of.later", hidden.tasks, **keys), seconds=LASTING)
            self.dismiss(True)

    async def action_leave(self) -> None:
        self.dismiss(False)
