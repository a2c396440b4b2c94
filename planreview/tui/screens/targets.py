"""The targets of a task, or of the plan: one added or corrected on a line that says at once how it is read, taken or dropped,
its kind picked by what the figures would be, given to a part of a split task."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t
from planreview.domain.review import Receipt
from planreview.services import drafts, splitting
from planreview.services.target_correcting import change_target
from planreview.services.target_reading import ListedTarget, drop_targets, take_targets
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog, strayed
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.screens.pick import PickScreen
from planreview.tui.shown_targets import NOTHING, LineUse, add_line, correct_line, read_shown
from planreview.tui.target_words import correction_words, meaning_of, read_words, sharing_words, target_choice
from planreview.tui.toasts import make_way
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
    """Enter adds what the line says, or corrects the target whose values F2 put there."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "previous_target"),
        bind("down", "go(1)", "next_target"),
        bind("f2", "correct", "correct_target"),
        bind("f3", "kind", "target_kind"),
        bind("f4", "give", "give_target"),
        bind("f5", "answer('take')", "take_target"),
        bind("f6", "answer('drop')", "drop_target"),
    ]

    targets = getters.query_one("#targets-there", ChoiceList)
    line = getters.query_one("#targets-line", PromptLine)
    about = getters.query_one("#targets-about", Paragraph)
    read = getters.query_one("#targets-read", Paragraph)
    meaning = getters.query_one("#targets-meaning", Paragraph)
    explained = getters.query_one("#targets-explained", Paragraph)

    def __init__(self, task_id: int, *, autosave: float = AUTOSAVE) -> None:
        super().__init__()
        self.task_id = task_id
        self.shown = NOTHING
        self.use = LineUse()
        self.key_words: dict[str, str] = {}
        self._autosave = autosave
        # What of the line is kept as a draft; None until that was asked for.
        self._kept: str | None = None

    def body(self) -> ComposeResult:
        yield ChoiceList(COLUMNS, focusable=False, pointer=True, id="targets-there")
        yield Paragraph(id="targets-meaning", classes="field-label")
        yield Paragraph(t("screens.targets.new"), id="targets-about", classes="field-label")
        yield PromptLine(
            id="targets-line", enter="screens.key.add_target", placeholder=t("screens.targets.example"), on_enter=self._entered
        )
        yield Paragraph(id="targets-read", classes="remark")
        yield Paragraph(t("screens.targets.explained"), id="targets-explained", classes="field-label")

    def on_mount(self) -> None:
        self.line.focus()
        self.set_interval(self._autosave, self._keep)

    async def load(self) -> None:
        first = self.shown is NOTHING
        plan_id = self.shown.plan_id
        self.shown = await self.desk.read(lambda ws: read_shown(ws, self.task_id, plan_id))
        if self.shown.row is not None:
            heading = "screens.targets.title" if self.task_id > 0 else "screens.targets.title_plan"
            self.title_line.text = t(heading, title=show(self.shown.row.title))
        names = Choice(None, ("", *(t(f"target.field.{name}") for name in NAMES[:-1]), t("screens.targets.state")), "columns")
        lines = [target_choice(place, one) for place, one in enumerate(self.shown.listed, 1)]
        self.targets.show_choices([names, *lines] if lines else ())
        self.targets.display = bool(lines)
        if first and self.task_id < 0:
            self.targets.select_key(-self.task_id)
        if self.use.corrected is not None and self.shown.of(self.use.corrected) is None:
            self._add_again()
            self.tell(t("screens.targets.gone"))
        self.refresh_bindings()
        if self._kept is None:
            await self._go_on()

    async def _go_on(self) -> None:
        """Put the draft of this person on the line, in front of what was typed already."""
        found: list[str] = []
        # The writer knows whose draft is meant; a reader is nobody.
        await self.desk.write(lambda ws: found.extend(drafts.edit_draft(ws, self.task_id, DRAFT)))
        if self._kept is None and found:
            self._put(self.use.take_up(show(found[0]), self.line.text))
            self.complain(t("screens.note.draft_found"))
        self._kept = found[0] if found else ""

    def _put(self, text: str) -> None:
        self.line.value = text
        self.line.cursor_position = len(text)

    async def _keep(self) -> None:
        """Keep the line that adds a target; a draft that could not be read when the dialog opened is looked for again."""
        if self._kept is None and self._opened and not self._left:
            with self.in_place():
                await self.load()
        text = self.use.adding(self.line.text)
        if self._left or self._kept is None or text == self._kept or self.shown.row is None:
            return
        with self.in_place():
            await self.desk.write(lambda ws: drafts.save_draft(ws, self.task_id, text, drafts.EDIT + DRAFT))
            self._kept = text

    @property
    def chosen(self) -> ListedTarget | None:
        """The marked target."""
        return None if self.targets.chosen is None else self.shown.of(self.targets.chosen.key)

    def on_choice_list_moved(self) -> None:
        """Say in words what the marked target commits to, and how it is measured; the line follows to what is corrected."""
        one = self.chosen
        self.meaning.text = "" if one is None else meaning_of(one, self.shown.twins)
        if self.use.corrected is not None and one is not None and one.target.id != self.use.corrected:
            self._begin(one)
        self.refresh_bindings()

    def action_go(self, step: int) -> None:
        """Choose a target; what was typed stays."""
        self.targets.action_move(step)
        # At once: what is typed next is meant for it.
        self.on_choice_list_moved()

    def action_correct(self) -> None:
        """Put all that is said of the marked target on the line, or what it was adding back there."""
        self.complain("")
        if self.use.corrected is not None:
            self._add_again()
        elif self.chosen is not None:
            self._begin(self.chosen)

    def _begin(self, one: ListedTarget) -> None:
        """Correct a target on the line; what was half typed of another stays for when that is corrected again."""
        target = one.target
        # What was told of the step before would cover how this one is read.
        make_way(self.app)
        self._put(self.use.correct(target.id, self.shown.spoken[target.id], self.line.text))
        self._say_what_the_line_does(t("screens.targets.correcting", target=show(target.metric or target.quote)))

    def _add_again(self, *, stored: bool = False) -> None:
        """Give the line back to what it was adding."""
        self._put(self.use.add_again(self.line.text, stored=stored))
        self._say_what_the_line_does(t("screens.targets.new"))

    def _say_what_the_line_does(self, label: str) -> None:
        correcting = self.use.corrected is not None
        self.about.text = label
        self.explained.text = t("screens.targets.correcting_explained" if correcting else "screens.targets.explained")
        self.line.key_words = {"submit": "screens.key.store" if correcting else "screens.key.add_target"}
        self.key_words = {"correct": "screens.key.add_again"} if correcting else {}
        self.refresh_bindings()

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the line is read, at every key."""
        self.complain("")
        text, corrected, plan_id = self.line.text, self.use.corrected, self.shown.plan_id
        self.read.text = ""
        if text and plan_id:
            one = self.shown.of(corrected)
            if one is None:
                read = await self.desk.read(lambda ws: read_words(ws, plan_id, text))
            else:
                began = self.use.began
                read = await self.desk.read(lambda ws: correction_words(ws, one.target, plan_id, text, began))
            if (self.line.text, self.use.corrected) == (text, corrected):
                self.read.text = read

    async def _entered(self, line: PromptLine) -> None:
        text, corrected, plan_id = line.text, self.use.corrected, self.shown.plan_id
        if not text:
            self.complain(t("screens.targets.nothing"))
            return
        async with self.keys_held():
            with self.problems():
                if corrected is not None:
                    await self._correct(corrected, text)
                    return
                await self.desk.write(lambda ws: add_line(ws, self.task_id, plan_id, text))
                if line.text == text:
                    line.value = ""
                line.touched = False
                await self._keep()
                await self.load()
                self.tell(t("screens.targets.added"))

    async def _correct(self, target: int, text: str) -> None:
        """Store what the line says otherwise than the target reads, and give the line back."""
        listed, plan_id = self.shown.of(target), self.shown.plan_id
        if listed is None:
            return
        began = self.use.began
        await self._store(listed, lambda ws: correct_line(ws, listed, plan_id, text, began), "corrected")
        self._add_again(stored=True)

    async def _store(self, one: ListedTarget, job: Callable[[Workspace], Receipt], done: str) -> None:
        """Do something to a target, and say with which it shares its actual values from now on, or no longer."""
        before = self.shown.twins
        await self.desk.write(job)
        await self.load()
        self.tell(t(f"screens.targets.{done}") + sharing_words(before, self.shown.twins, one.target.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was split has parts to give a target to; what counts is not taken, and what was dropped is not dropped."""
        one = self.chosen
        if action not in ("correct", "kind", "give", "answer"):
            return True
        if one is None or (action != "correct" and self.use.corrected is not None):
            return False
        if action == "answer":
            return one.state in ("doubtful", "dropped") if parameters == ("take",) else one.state != "dropped"
        return action != "give" or bool(self.shown.parts)

    async def action_answer(self, answer: str) -> None:
        """The marked target is one and counts, or is none."""
        one = self.chosen
        if one is None or strayed(self, self.targets):
            return
        job, done = (take_targets, "taken") if answer == "take" else (drop_targets, "dropped")
        async with self.keys_held():
            with self.problems():
                await self._store(one, lambda ws: job(ws, [one]), done)

    @work(exclusive=True, group="ask")
    async def action_kind(self) -> None:
        """Pick the kind of the marked target by how each is measured and what it would give."""
        from planreview.tui.screens.target_kind import TargetKindScreen

        one = self.chosen
        if one is None or strayed(self, self.targets):
            return
        kind = await self.app.push_screen_wait(asked := TargetKindScreen(one.target))
        if kind is not None and (kind, one.state) != (asked.present, "stands"):
            with self.problems():
                await self._store(one, lambda ws: change_target(ws, one, {"kind": kind}), "corrected")

    @work(exclusive=True, group="ask")
    async def action_give(self) -> None:
        """Let the marked target go with a part."""
        one = self.chosen
        if one is None or strayed(self, self.targets):
            return
        choices = [(part.id, f"{show(part.label or '')} {show(part.title)}") for part in self.shown.parts]
        picked = await self.app.push_screen_wait(PickScreen(t("screens.targets.give"), choices, self.task_id))
        if picked is None:
            return
        part = int(str(picked[0]))
        with self.problems():
            await self.desk.write(lambda ws: splitting.give_target(ws, one.target.id, part))
            self.tell(t("screens.targets.given", part=dict(choices)[part]))

    async def put_away(self) -> str:
        """The line is kept as a draft; where that failed, and of corrections that were not stored, it is named."""
        await self.stored()
        await self._keep()
        self.use.put_by(self.line.text)
        adding = self.use.adding(self.line.text)
        left = [*self.use.unfinished(), *([] if self._left or adding in ("", self._kept) else [adding])]
        return t("leaving.typed", text=show(" ".join(left))) if left else ""

    async def action_leave(self) -> None:
        """Give the line back to adding; else leave with the draft kept, and where it could not be kept, only when asked again."""
        if self.use.corrected is not None:
            self._add_again()
            return
        async with self.keys_held():
            if await self.may_leave():
                if self.line.text:
                    self.tell(t("screens.targets.draft_kept"))
                self.dismiss(None)
