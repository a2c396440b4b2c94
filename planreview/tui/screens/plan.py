"""A plan as a document: what it is, its revisions, what waits for a person to decide, what its reader was unsure of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.actions import Way
from planreview.domain.imprint import Imprint
from planreview.domain.matching import PART, SAME
from planreview.domain.review import Receipt
from planreview.services import actions, plans, revision_changes, settling, target_reading
from planreview.services.revising import OTHER
from planreview.services.target_reading import ListedTarget
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.plan_lines import ABOUT, CITY, IMPORTED, NOTED, PAIR, TARGET, TITLE, plan_lines
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.changes import ChangesScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.source import SourceScreen
from planreview.tui.widgets.asking_list import AskingList
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

ANSWERS = {SAME, PART, OTHER}


class PlanScreen(Dialog[None]):
    """Enter opens what a line stands for: the source, the change table, a question; y, p and n decide what is doubtful."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("y", "settle('same')", "settle_yes"),
        bind("p", "settle('part')", "settle_part"),
        bind("n", "settle('other')", "settle_no"),
        bind("e", "export", "export_changes"),
        bind("x", "take_back", "take_back"),
        bind("u", "undo", "undo"),
    ]

    lines = getters.query_one(ChoiceList)

    def __init__(self, plan_id: int, device_file: Path) -> None:
        super().__init__()
        self.plan_id = plan_id
        self.device_file = device_file
        self.sheet: plans.PlanSheet | None = None
        self._asked: Way | None = None

    def body(self) -> ComposeResult:
        yield AskingList((Column(12), Column()), enter="screens.key.open")

    async def load(self) -> None:
        plan_id = self.plan_id
        self.sheet = await self.desk.read(lambda ws: plans.plan_sheet_of(ws, plan_id))
        self.title_line.text = show(self.sheet.plan.title)
        self.lines.show_choices(plan_lines(self.sheet))

    def on_choice_list_moved(self) -> None:
        self._asked = None
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What decides is offered on lines that are doubtful: a pair is one, a part or two, a target is one or none."""
        if action != "settle":
            return True
        return self.key[0] == PAIR or (self.key[0] == TARGET and parameters != (PART,))

    @property
    def key(self) -> tuple[object, ...]:
        """What the line under the cursor stands for."""
        chosen = self.lines.chosen
        return chosen.key if chosen is not None and isinstance(chosen.key, tuple) else ("",)

    @work(exclusive=True, group="ask")
    async def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        kind, *rest = self.key
        if kind == ABOUT and rest[0] in (CITY, TITLE):
            await self._correct(str(rest[0]), event.choice)
        elif kind == NOTED and isinstance(rest[0], int):
            await self.app.push_screen_wait(SourceScreen(self.plan_id, rest[0], rest[0]))
        elif kind == TARGET and (listed := self._listed(rest[0])) is not None:
            target = listed.target
            await self.app.push_screen_wait(SourceScreen(self.plan_id, target.line, target.line, (target,)))
        elif kind == IMPORTED:
            await self._show_changes(rest[1])
        else:
            self.complain(t("screens.plan.how_to_settle" if kind == PAIR else "screens.plan.nothing_to_open"))

    async def _show_changes(self, number: object) -> None:
        plan_id = self.plan_id
        with self.problems():
            if isinstance(number, int):
                table = await self.desk.read(lambda ws: revision_changes.changes(ws, plan_id, number))
                await self.app.push_screen_wait(ChangesScreen(table))

    async def _correct(self, what: str, choice: Choice) -> None:
        title = t(f"screens.plan.ask_{what}")
        asked = AskScreen(title, t("screens.plan.ask_remark"), choice.cells[1])
        answer = await self.app.push_screen_wait(asked)
        if answer is not None and answer != choice.cells[1]:
            said = {what: answer}
            await self._do(lambda ws: plans.correct_plan(ws, self.plan_id, **said), t("screens.plan.corrected"))

    def _listed(self, target: object) -> ListedTarget | None:
        known = self.sheet.doubtful if self.sheet else ()
        return next((one for one in known if one.target.id == target), None)

    async def _do(self, job: Callable[[Workspace], Receipt], said: str) -> None:
        with self.problems():
            await self.desk.write(job)
            await self.load()
            self.complain(said)

    async def action_settle(self, answer: str) -> None:
        """Decide what is doubtful on this line: a pair is one task, a part, or two; a target is one, or is none."""
        kind, *rest = self.key
        listed = self._listed(rest[0]) if kind == TARGET else None
        if kind == PAIR and answer in ANSWERS:
            new, old = str(rest[0]), str(rest[1])
            await self._do(partial(settling.settle_pair, new=new, old=old, answer=answer), t("screens.plan.settled"))
        elif listed is not None and answer != PART:
            job = target_reading.take_targets if answer == SAME else target_reading.drop_targets
            await self._do(lambda ws: job(ws, [listed]), t("screens.plan.settled"))

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Write the change table of the revision under the cursor, or of the newest one, to a file."""
        from planreview.render.change_formats import render_changes
        from planreview.render.files import write_file
        from planreview.render.formats import format_of
        from planreview.tui.screens.export import who_prints

        kind, *rest = self.key
        number = rest[1] if kind == IMPORTED and isinstance(rest[1], int) else None
        plan_id = self.plan_id
        with self.problems():
            table = await self.desk.read(lambda ws: revision_changes.changes(ws, plan_id, number))
            name = f"{show(table.title)}-{table.first}-{table.second}.html".replace("/", "_")
            answer = await self.app.push_screen_wait(
                AskScreen(t("screens.plan.export_title"), t("screens.plan.export_remark"), name)
            )
            if answer:
                path = Path(answer).expanduser()
                form = {"text": "table"}.get(format_of(path.name) or "", format_of(path.name)) or "md"
                person = who_prints(self.app)
                today = await self.desk.read(lambda ws: ws.today())
                said = replace(table, imprint=Imprint(today, person))
                await self.desk.read(lambda _: write_file(path, render_changes(said, form)))
                self.complain(t("screens.plan.written", file=str(path.absolute())))

    async def action_take_back(self) -> None:
        """Take back the import under the cursor, or the newest one, with all that was done after it, after a count."""
        asked = self._asked
        if asked is not None:
            await self._do(lambda ws: actions.go_back(ws, asked), t("screens.plan.taken_back"))
            return
        kind, *rest = self.key
        batches = [one.batch for one in self.sheet.imports if one.live] if self.sheet else []
        batch = str(rest[0]) if kind == IMPORTED else batches[-1] if batches else ""
        device_file = self.device_file
        with self.problems():
            way = await self.desk.read(lambda ws: actions.way_to(ws, actions.device_at(device_file), batch))
            if not way.batches or way.kind != "undo":
                self.complain(t("screens.plan.not_taken_back"))
            else:
                self._asked = way
                self.complain(tn("screens.plan.ask_take_back", len(way.batches), tasks=way.tasks))

    async def action_undo(self) -> None:
        """Take back the newest action, which may have been one on this screen."""
        from planreview.services import review

        await self._do(review.undo, t("screens.plan.undone"))
