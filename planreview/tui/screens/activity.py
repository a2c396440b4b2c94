"""What all reviewers did, newest first, day by day: of one person, of one kind, up to a day; Enter goes to the tasks.

Read page by page as the cursor comes near the end: a log of millions of operations opens like one of twenty.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.actions import Action, ActionPage, Place
from planreview.domain.entries import parse_date
from planreview.presets import verdict_set
from planreview.services import actions
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.log_lines import action_words, local_day, local_time
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.pick import PickScreen
from planreview.tui.screens.results import Opened, opened_filter
from planreview.tui.widgets.asking_list import AskingList
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

# Lines before the end at which the next page is read.
NEAR = 20


class ActivityScreen(Dialog[Opened | int | None]):
    """Gives the tasks of an action, or the id of its only one."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("p", "person", "by_whom"),
        bind("k", "kind", "of_kind"),
        bind("t", "until", "until_day"),
        bind("c", "everything", "everything"),
    ]

    lines = getters.query_one(ChoiceList)

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Action] = {}
        self.person: str | None = None
        self.kind: str | None = None
        self.until: date | None = None
        self._behind: Place | None = None

    def body(self) -> ComposeResult:
        yield AskingList((Column(5), Column(8), Column(4), Column()), enter="screens.key.open_tasks")

    async def load(self) -> None:
        wanted = max(actions.PAGE, len(self.found))
        kinds = None if self.kind is None else (self.kind,)
        person, until = self.person, self.until

        def job(ws: Workspace) -> ActionPage:
            return actions.activity(ws, person=person, kinds=kinds, until=until, limit=wanted)

        page = await self.desk.read(job)
        self.found = {one.batch: one for one in page.actions}
        self._behind = page.behind
        self._show()

    @work(exclusive=True, group="load")
    async def _read_on(self) -> None:
        before, person, until = self._behind, self.person, self.until
        kinds = None if self.kind is None else (self.kind,)
        with self.in_place():
            page = await self.desk.read(lambda ws: actions.activity(ws, before=before, person=person, kinds=kinds, until=until))
            self.found |= {one.batch: one for one in page.actions if one.batch not in self.found}
            self._behind = page.behind
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything is offered where something is left out."""
        return (self.person, self.kind, self.until) != (None, None, None) if action == "everything" else True

    def _show(self) -> None:
        self.refresh_bindings()
        self.title_line.text = self._heading()
        self.lines.show_choices(activity_lines(list(self.found.values()), more=self._behind is not None))
        if not self.found:
            self.complain(t("screens.log.empty" if self._heading() == t("screens.activity.title") else "screens.activity.none"))

    def _heading(self) -> str:
        parts = [
            show(self.person or ""),
            "" if self.kind is None else t(f"screens.log.{self.kind}"),
            "" if self.until is None else t("screens.activity.until", date=self.until.isoformat()),
        ]
        return "  ".join([t("screens.activity.title"), *(part for part in parts if part)])

    def on_choice_list_moved(self) -> None:
        if self._behind is not None and self.lines.cursor >= len(self.lines.choices) - NEAR:
            self._read_on()

    @work(exclusive=True, group="read")
    async def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        action = self.found[str(event.choice.key)]
        ids = await self.desk.read(lambda ws: actions.tasks_of(ws, (action.about or action).batch))
        if not ids:
            self.complain(t("screens.log.no_tasks"))
        elif len(ids) == 1:
            self.dismiss(ids[0])
        else:
            label = f"{local_time(action.entry.recorded_at)} {action_words(action, verdict_set())}"
            self.dismiss(Opened(opened_filter(ids), label))

    async def _pick(self, heading: str, read: Callable[[Workspace], Sequence[tuple[Hashable, str]]], here: Hashable) -> Hashable:
        """What was picked, None for all; what was there before where the question was left."""
        choices = await self.desk.read(read)
        picked = await self.app.push_screen_wait(PickScreen(heading, [(None, t("screens.activity.all")), *choices], here))
        return here if picked is None else picked[0]

    @work(exclusive=True, group="ask")
    async def action_person(self) -> None:
        """Only what one person did, or all again."""
        picked = await self._pick(
            t("screens.activity.whose"), lambda ws: [(one, show(one)) for one in actions.persons(ws)], self.person
        )
        self.person = None if picked is None else str(picked)
        await self._anew()

    @work(exclusive=True, group="ask")
    async def action_kind(self) -> None:
        """Only actions of one kind, or all again."""
        picked = await self._pick(
            t("screens.activity.which"), lambda ws: [(one, t(f"screens.log.{one}")) for one in actions.kinds(ws)], self.kind
        )
        self.kind = None if picked is None else str(picked)
        await self._anew()

    @work(exclusive=True, group="ask")
    async def action_until(self) -> None:
        """Go to a day."""
        today, answer, remark = await self.desk.read(lambda ws: ws.today()), "", t("screens.activity.until_remark")
        while True:
            asked = AskScreen(t("screens.activity.until_when"), remark, proposed=answer)
            said = await self.app.push_screen_wait(asked)
            if said is None:
                return
            until, answer = parse_date(said, today) if said else None, said
            if until is not None or not said:
                break
            remark = t("screens.activity.no_day", text=show(said))
        self.until = until
        await self._anew()

    async def action_everything(self) -> None:
        """All persons, kinds and days again."""
        self.person = self.kind = self.until = None
        await self._anew()

    async def _anew(self) -> None:
        self.found = {}
        self.complain("")
        self.lines.show_choices((), keep=False)
        await self._load()


def activity_lines(found: Sequence[Action], *, more: bool = False) -> list[Choice]:
    """A heading for each day and a line for each action: time, person, whether it was taken back, what it did.

    With ``more`` to be read, the oldest day has at least as many actions as stand here.
    """
    lines: list[Choice] = []
    here: date | None = None
    words = verdict_set()
    for action in found:
        entry = action.entry
        day = local_day(entry.recorded_at)
        if day != here or not lines:
            here = day
            of_day = sum(local_day(one.entry.recorded_at) == day for one in found)
            name = f"{day.isoformat()} {t(f'screens.weekday.{day.weekday()}')}" if day else entry.recorded_at[:10]
            whole = not more or day != local_day(found[-1].entry.recorded_at)
            count = tn("screens.activity.of_day" if whole else "screens.activity.of_day_at_least", of_day)
            lines.append(Choice(("day", name), (name, count), "heading"))
        cells = (
            local_time(entry.recorded_at)[11:],
            entry.person,
            "" if entry.live else t("screens.log.undone"),
            action_words(action, words),
        )
        lines.append(Choice(action.batch, cells, "" if entry.live else "faint"))
    return lines
