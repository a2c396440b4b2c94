"""Actual values (完成值) of a task's targets: typed one after another, what follows from each shown at once."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t
from planreview.domain.review import TargetView, TaskDetail
from planreview.errors import InputError
from planreview.services import drafts, queries, review
from planreview.services.typed_figures import read_actual
from planreview.text import show
from planreview.tui.figure_words import about, doubt, figure, target_choice
from planreview.tui.keys import bind, key_for
from planreview.tui.screens.dialog import strayed
from planreview.tui.screens.form import FormDialog
from planreview.tui.screens.other_task import OtherTask, first_line, title_of_row
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

FIGURES = tuple(Column(cells, "right") for cells in (9, 6, 8, 4))
COLUMNS = (Column(), Column(12, "right"), Column(10, "right", from_width=76), *FIGURES)

HEADINGS = ("metric", "aim", "baseline", "value", "attainment", "gap", "light")


class ActualScreen(FormDialog[None]):
    """The targets of one task; Enter stores the value of the marked one and goes on."""

    FORM = "actual"
    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "previous_target"),
        bind("down", "go(1)", "next_target"),
        bind("f4", "pending", "pending"),
        bind("f2", "targets", "targets"),
        bind("f7", "other", "other_task"),
    ]

    targets = getters.query_one("#actual-targets", ChoiceList)
    other_line = getters.query_one("#other-task", Paragraph)
    quote = getters.query_one("#actual-quote", Paragraph)
    line = getters.query_one("#actual-value", PromptLine)

    def __init__(self, task_id: int, *, other: OtherTask | None = None) -> None:
        """``other``: the task that may be meant in place of ``task_id``."""
        super().__init__()
        self.task_id = task_id
        self.other = other
        self.task_ids = (task_id,)
        self.detail: TaskDetail | None = None
        self.typed: dict[int, str] = {}
        # The draft of each target as it was found, and what F7 was pressed for when it was said that it replaces one.
        self._found: dict[int, str] = {}
        self._replaces: tuple[int, str, str | None] | None = None
        # Whether the store refused the last value: that is read before the dialog goes.
        self._refused = False
        # What was said last of figures that were stored.
        self._said = ""
        # What was stored here, with what was made of a figure typed with 万 or 亿.
        self._stored: dict[int, str] = {}
        # What is on its way to the store: a draft until it is there.
        self._underway: dict[int, str] = {}
        self.current: int | None = None
        # The target of which it was said that a second F4 puts 待数 in place of a figure, and what was typed there.
        self._asked: tuple[int, str] | None = None

    def body(self) -> ComposeResult:
        yield Paragraph(id="other-task", classes="remark")
        yield ChoiceList(COLUMNS, focusable=False, pointer=True, id="actual-targets")
        yield Paragraph(id="actual-quote", classes="remark")
        yield PromptLine(
            id="actual-value", enter="screens.key.store_next", placeholder=t("screens.actual.example"), on_enter=self._entered
        )

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        detail = await self.desk.read(lambda ws: queries.task_detail(ws, self.task_id))
        self.detail = detail
        self.title_line.text = t("screens.actual.title", title=show(detail.row.title))
        self.other_line.text = self.other.words(self.app) if self.other else ""
        names = tuple(t(f"screens.actual.{name}") for name in HEADINGS)
        lines = [target_choice(target) for target in detail.targets]
        self.targets.show_choices([Choice(None, names, "columns"), *lines] if lines else ())
        self._show_target()
        await self.go_on()

    def fill(self, kept: dict[str, str]) -> bool:
        typed = False
        for target in self.known:
            if text := kept.get(target.uid, ""):
                self._give_back(target, text, draft=True)
                self._found[target.id] = text
                typed = True
        return typed

    def filled(self) -> dict[str, str]:
        here = {} if self.current is None else {self.current: self.line.text}
        texts = self._underway | {**self.typed, **here}
        return {one.uid: texts[one.id] for one in self.known if texts.get(one.id)}

    @property
    def known(self) -> tuple[TargetView, ...]:
        """The targets, once they have been read."""
        return self.detail.targets if self.detail else ()

    @property
    def target(self) -> TargetView | None:
        """The target under the cursor."""
        chosen = self.targets.chosen
        return next((target for target in self.known if chosen and target.id == chosen.key), None)

    def on_choice_list_moved(self) -> None:
        self._show_target()

    def _show_target(self) -> None:
        target = self.target
        # The table says that it moved before the targets are read: what is hidden then comes back with them.
        self.line.display = target is not None
        if target is None:
            self.quote.text = t("screens.actual.none")
            return
        self.quote.text = about(target)
        if target.id != self.current:
            if self.current is not None:
                self.typed[self.current] = self.line.text
            self.current = target.id
            self.line.value = self.typed.get(target.id, "")
        self.line.focus()

    def action_go(self, step: int) -> None:
        """Go to another target; what was typed for this one stays with it."""
        self._asked = None
        self.targets.action_move(step)
        # At once: the keys behind it in a burst belong to the other target.
        self._show_target()

    def _entered(self, line: PromptLine) -> None:
        target, text = self.target, line.text
        if target is None or (text and strayed(self, self.targets)):
            return
        if not text:
            self.complain("")
            self.action_go(1)
            return
        try:
            _, worked_out = read_actual(text, target)
        except InputError as error:
            self.complain(error.message)
        else:
            self._take(target, text, worked_out=worked_out)

    def action_pending(self) -> None:
        """Say that the figure is not yet published (待数); in place of one that is typed or stored only when asked twice."""
        target, text = self.target, self.line.text
        if target is None or strayed(self, self.targets):
            return
        # What is on its way to the store stands there before it is read.
        replaced = text or self._underway.get(target.id) or ("" if target.actual is None else figure(target.actual))
        if replaced and self._asked != (target.id, text):
            self._asked = (target.id, text)
            key = key_for(self.app, "screens.pending", "f4")
            self.complain(t("screens.actual.ask_pending", value=show(replaced), key=key))
            return
        self._asked = None
        self._take(target, None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a task to turn to where one was marked just now."""
        return self.other is not None if action == "other" else True

    async def action_other(self) -> None:
        """Enter values of the other task: what was typed on the line goes along, the drafts of both are as they were found."""
        if self.other is None or self.detail is None or not self._opened:
            return
        async with self.keys_held():
            await self.stored()
            text, before = self.line.text, self._found.get(self.current or 0, "")
            typed = text.removeprefix(before).strip() if self.line.touched else ""
            if typed and not await self._has_room(self.other, typed):
                return
            if typed:
                self.line.value = before
            if await self.put_away():
                self.line.value = text
                return
            await self._turn_to(self.other, self.detail)
            if typed:
                self.line.value = typed
                self.line.cursor_position = len(typed)
            self.line.touched = bool(typed)

    async def _has_room(self, other: OtherTask, typed: str) -> bool:
        """Whether a figure can go to the first line of another task; a draft there gives way only when asked twice."""
        found: list[str | None] = []
        with self.problems():
            # The writer knows whose draft is meant; a reader is nobody.
            await self.desk.write(lambda ws: found.append(first_line(ws, other.task, self.draft[1])))
            asked, self._replaces = self._replaces, (other.task, typed, found[0])
            if found[0] == "" or (found[0] and asked == self._replaces):
                return True
            self.complain(other.in_the_way(self.app, found[0]))
        return False

    async def _turn_to(self, other: OtherTask, here: TaskDetail) -> None:
        # What is on its way is read for the task that is left.
        self.workers.cancel_group(self, "load")
        async with self._keeping:
            with self.problems():
                self.other = OtherTask(self.task_id, title_of_row(here.row), marked=not other.marked)
                self.task_id, self.task_ids = other.task, (other.task,)
                self.current, self.typed, self._kept, self._asked = None, {}, None, None
                self._found, self._replaces = {}, None
                # Another table, of which no line has gone.
                self.targets.show_choices((), keep=False)
                await self.load()

    @work(exclusive=True, group="ask")
    async def action_targets(self) -> None:
        """Add a target that the document does not state, or give one to a part; what was typed stays."""
        from planreview.tui.screens.targets import TargetsScreen

        await self.app.push_screen_wait(TargetsScreen(self.task_id))

    def _take(self, target: TargetView, said: str | None, *, worked_out: bool = False) -> None:
        """Take the text off the line and go on at once: what is typed during the write belongs to the next target."""
        text = self.line.text
        self._underway[target.id] = text
        self.line.value = ""
        self.typed.pop(target.id, None)
        self._found.pop(target.id, None)
        self.action_go(1)
        self.run_worker(self._store(target, said, text, worked_out), group="store")

    async def _store(self, target: TargetView, said: str | None, text: str, worked_out: bool) -> None:
        try:
            with self.problems():
                receipt = await self.desk.write(lambda ws: review.record_actual(ws, target.id, said))
                typed, text = text, ""
                await self.load()
                worth = f"{typed} = {receipt.values['value']}{target.unit or ''}"
                self._stored[target.id] = show(worth) if worked_out else ""
                self._say_stored()
        finally:
            self._refused = bool(text)
            self._underway.pop(target.id, None)
            if text and self.is_running and not self.line.text:
                # What is said of it is read where it stands; who types on elsewhere already is not taken away from there.
                self.targets.select_key(target.id)
                self._show_target()
            self._give_back(target, text)
            if text and self.is_running:
                # Of the line with its text back, so that it is said until that is mended.
                self._refuse(self.problem_line.text)

    def _say_stored(self) -> None:
        """Say what was made of a figure, and of which stored ones it may be a slip of the hand; nothing is undone."""
        said = [self._stored.get(one.id, "") for one in self.known]
        said += [doubt(one) for one in self.known if one.id in self._stored]
        self._said = "\n".join(filter(None, said))
        self.complain(self._said)

    def _give_back(self, target: TargetView, text: str, *, draft: bool = False) -> None:
        """Text that could not be stored stands with its target again, unless another was typed there since; a draft in front of
        that."""
        typed = self.line.text if target.id == self.current else self.typed.get(target.id, "")
        line = drafts.in_front(text, typed) if draft else typed or text
        if target.id != self.current:
            self.typed[target.id] = line
        elif text:
            self.line.value = line
            self.line.cursor_position = len(line)

    async def put_away(self) -> str:
        """What was typed and not stored by Enter is kept as a draft."""
        await self.stored()
        return await super().put_away()

    async def action_leave(self) -> None:
        """Leave with a draft of what was not stored; where the store refused a value behind Esc, that is said first."""
        # What was refused before this key has been read.
        self._refused = False
        await self.stored()
        if not self._refused:
            if self._said and self._said == self.problem_line.text:
                # Esc right behind Enter: nobody has read it.
                self.tell(self._said)
            await super().action_leave()
