"""The targets of a task, more of them added on one line that says at once how it is read, and given to parts of a split task."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.aims import aim, aim_of
from planreview.catalogue import t
from planreview.domain.review import TaskRow
from planreview.errors import InputError
from planreview.services import drafts, queries, splitting, target_adding
from planreview.services.target_lines import read_target_line
from planreview.services.target_reading import ListedTarget, targets_of_task
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.screens.pick import PickScreen
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

COLUMNS = (
    Column(3, "right"),
    Column(),
    Column(16, "right"),
    Column(10, from_width=60),
    Column(10, "right", from_width=76),
    Column(8),
)
NAMES = ("metric", "value", "kind", "due", "state")
# The draft of the line, among those of notes.
DRAFT = "target"


class TargetsScreen(Dialog[None]):
    """Enter adds what the line says; F4 gives the marked target to a part."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "previous_target"),
        bind("down", "go(1)", "next_target"),
        bind("f4", "give", "give_target"),
    ]

    targets = getters.query_one("#targets-there", ChoiceList)
    line = getters.query_one("#targets-line", PromptLine)
    read = getters.query_one("#targets-read", Paragraph)
    meaning = getters.query_one("#targets-meaning", Paragraph)

    def __init__(self, task_id: int, *, autosave: float = AUTOSAVE) -> None:
        super().__init__()
        self.task_id = task_id
        self.listed: tuple[ListedTarget, ...] = ()
        self.parts: tuple[TaskRow, ...] = ()
        self._autosave = autosave
        # What of the line is kept as a draft; None until that was asked for.
        self._kept: str | None = None

    def body(self) -> ComposeResult:
        yield ChoiceList(COLUMNS, focusable=False, pointer=True, id="targets-there")
        yield Paragraph(id="targets-meaning", classes="field-label")
        yield Paragraph(t("screens.targets.new"), classes="field-label")
        yield PromptLine(
            id="targets-line", enter="screens.key.add_target", placeholder=t("screens.targets.example"), on_enter=self._entered
        )
        yield Paragraph(id="targets-read", classes="remark")
        yield Paragraph(t("screens.targets.explained"), classes="field-label")

    def on_mount(self) -> None:
        self.line.focus()
        self.set_interval(self._autosave, self._keep)

    async def load(self) -> None:
        row, self.listed, self.parts = await self.desk.read(lambda ws: _read(ws, self.task_id))
        heading = "screens.targets.title" if self.task_id > 0 else "screens.targets.title_plan"
        self.title_line.text = t(heading, title=show(row.title))
        names = Choice(None, ("", *(t(f"target.field.{name}") for name in NAMES[:-1]), t("screens.targets.state")), "columns")
        lines = [_choice(place, one) for place, one in enumerate(self.listed, 1)]
        self.targets.show_choices([names, *lines] if lines else ())
        self.targets.display = bool(lines)
        self.refresh_bindings()
        if self._kept is None:
            await self._go_on()

    async def _go_on(self) -> None:
        """Put the draft of this person on the line, in front of what was typed already."""
        found: list[str] = []
        # The writer knows whose draft is meant; a reader is nobody.
        await self.desk.write(lambda ws: found.extend(drafts.edit_draft(ws, self.task_id, DRAFT)))
        self._kept = found[0] if found else ""
        if self._kept and not self.line.text:
            self.line.value = show(self._kept)
            self.line.cursor_position = len(self.line.value)
            self.complain(t("screens.note.draft_found"))

    async def _keep(self) -> None:
        """Keep what stands on the line."""
        text = self.line.text
        if self._left or self._kept is None or text == self._kept:
            return
        with self.in_place():
            await self.desk.write(lambda ws: drafts.save_draft(ws, self.task_id, text, drafts.EDIT + DRAFT))
            self._kept = text

    def on_choice_list_moved(self) -> None:
        """Say in words what the marked target commits to, and how it is measured."""
        chosen = self.targets.chosen
        said = {one.target.id: one.target for one in self.listed}
        target = said.get(chosen.key) if chosen is not None and isinstance(chosen.key, int) else None
        self.meaning.text = "" if target is None else t(f"target.meaning.{target.kind}")

    def action_go(self, step: int) -> None:
        """Choose a target; what was typed stays."""
        self.targets.action_move(step)

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the line is read, at every key."""
        self.complain("")
        text = self.line.text
        self.read.text = ""
        if text:
            read = await self.desk.read(lambda ws: _understood(ws, self.task_id, text))
            if self.line.text == text:
                self.read.text = read

    async def _entered(self, line: PromptLine) -> None:
        text = line.text
        if not text:
            self.complain(t("screens.targets.nothing"))
            return
        async with self.keys_held():
            with self.problems():
                await self.desk.write(lambda ws: _add(ws, self.task_id, text))
                if line.text == text:
                    line.value = ""
                line.touched = False
                await self._keep()
                await self.load()
                self.tell(t("screens.targets.added"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was split has parts to give a target to."""
        return bool(self.parts) and bool(self.listed) if action == "give" else True

    @work(exclusive=True, group="ask")
    async def action_give(self) -> None:
        """Let the marked target go with a part."""
        chosen = self.targets.chosen
        if chosen is None or not isinstance(chosen.key, int):
            return
        target = chosen.key
        choices = [(one.id, f"{show(one.label or '')} {show(one.title)}") for one in self.parts]
        picked = await self.app.push_screen_wait(PickScreen(t("screens.targets.give"), choices, self.task_id))
        if picked is None:
            return
        part = int(str(picked[0]))
        with self.problems():
            await self.desk.write(lambda ws: splitting.give_target(ws, target, part))
            self.tell(t("screens.targets.given", part=dict(choices)[part]))

    async def put_away(self) -> str:
        """The line is kept as a draft; where that failed, it is named."""
        await self.stored()
        await self._keep()
        text = self.line.text
        return "" if self._left or text in ("", self._kept) else t("leaving.typed", text=show(text))

    async def action_leave(self) -> None:
        """Leave with the draft kept; where it could not be kept, only a second Esc leaves."""
        async with self.keys_held():
            if await self.may_leave():
                if self.line.text:
                    self.tell(t("screens.targets.draft_kept"))
                self.dismiss(None)


def _read(ws: Workspace, task_id: int) -> tuple[TaskRow, tuple[ListedTarget, ...], tuple[TaskRow, ...]]:
    row = queries.task_detail(ws, task_id).row
    if task_id > 0:
        return row, targets_of_task(ws, task_id), splitting.parts_of(ws, task_id)
    listed = tuple(ListedTarget(one, None, "stands") for one in queries.indicators(ws, row.plan_id))
    return row, listed, ()


def _values(ws: Workspace, plan_id: int, text: str) -> dict[str, str]:
    """What a line says of a plan's target: a month without a year is one of the plan's period."""
    period = next((plan.period for plan in queries.plans(ws, (plan_id,))), None)
    return read_target_line(text, ws.today(), period)


def _add(ws: Workspace, task_id: int, text: str) -> object:
    plan_id = queries.task_detail(ws, task_id).row.plan_id
    said = _values(ws, plan_id, text)
    return target_adding.add_target(ws, task_id, said) if task_id > 0 else target_adding.add_indicator(ws, plan_id, said)


def _understood(ws: Workspace, task_id: int, text: str) -> str:
    rows = queries.task_rows(ws, (task_id,))
    try:
        said = _values(ws, rows[0].plan_id if rows else 0, text)
    except InputError as error:
        return error.message
    value = "-".join(said[name] for name in ("value", "value_max") if said.get(name))
    figures = aim_of(said["op"], value, said.get("unit", ""))
    also = [f"{t(f'target.field.{name}')} {said[name]}" for name in ("baseline", "due") if said.get(name)]
    whole = "  ".join(map(show, (said["metric"], figures, *also)))
    return t("screens.targets.read", said=whole, meaning=t(f"target.meaning.{said['kind']}"))


def _choice(place: int, one: ListedTarget) -> Choice:
    target = one.target
    cells = (
        str(place),
        show(target.metric or target.quote),
        aim(target),
        t(f"target.kind.{target.kind}"),
        show(target.due or "-"),
        t(f"cli.targets.state.{one.state}"),
    )
    return Choice(
        target.id, cells, "alarm" if one.state in ("doubtful", "leftover") else "faint" if one.state == "dropped" else ""
    )
