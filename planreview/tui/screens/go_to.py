"""Go to a task by its number, by headings and number (二/3) or by words of its title; to a heading or plan by letters of its
name; words and names are understood in pinyin too, and what they may mean is offered while they are typed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.domain.place_names import whereabouts, with_city
from planreview.domain.records import dataclass, replace
from planreview.domain.review import TaskFilter, TaskRow
from planreview.domain.spans import Numbers
from planreview.services import queries
from planreview.services.highlights import found_spans
from planreview.services.pinyin_tasks import is_spoken
from planreview.services.places import headings, indicators_numbered, places
from planreview.services.titles import LOOKED_AT, Titled, of_plan_first, spoken_tasks, spoken_titles, titled_tasks
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.words import row_number


def whole_number(text: str) -> int | None:
    """A number in half or full width digits; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


# As many tasks of one number as anyone looks through, and plans whose tasks of a number are offered beside those in view.
_MOST, _FEW = 50, 100
# Cells of a plan's title beside the dialog's own.
_NAME = 40


def tasks_at(ws: Workspace, text: str, plan_id: int | None, listed: TaskFilter | None = None) -> list[TaskRow]:
    """The tasks that a number or a reference names, in the plan if there is one, else among those that are listed; several
    where numbers begin anew. Where indicators are listed, a number is first that of an indicator."""
    number = whole_number(text)
    if number is not None:
        if own := indicators_at(ws, number, plan_id, listed):
            return queries.task_rows(ws, own)
        numbers = (Numbers(number, number),)
        plans = None if plan_id is None else (plan_id,)
        found = queries.task_ids(ws, TaskFilter(plans=plans, numbers=numbers, supervised=None))
        if not found and listed is not None:
            found = queries.task_ids(ws, replace(listed, numbers=numbers), limit=_MOST + 1)
        return queries.task_rows(ws, found)
    rows = queries.task_rows(ws, queries.task_fits(ws, text))
    here = [row for row in rows if row.plan_id == plan_id]
    return here or rows


def indicators_at(ws: Workspace, number: int, plan_id: int | None, listed: TaskFilter | None) -> list[int]:
    """The indicators of a number, where indicators are listed: of the plan, else of those that are listed."""
    if listed is None or not listed.indicators:
        return []
    inside = listed.plans if plan_id is None else (plan_id,)
    return indicators_numbered(ws, number, inside)[:_MOST]


@dataclass(frozen=True, slots=True)
class Fits:
    """What a text may mean; ``numbered`` says that it is tasks by number, ``more`` that there may be others."""

    choices: tuple[Choice, ...] = ()
    more: bool = False
    numbered: bool = False


def choices_at(ws: Workspace, text: str, plan_id: int | None, listed: TaskFilter | None = None) -> Fits:
    """What a text names: the first tasks of headings or plans are offered where no task fits, and tasks by their titles where
    there is no such name either."""
    rows = tasks_at(ws, text, plan_id, listed)
    if rows or whole_number(text) is not None:
        return Fits(task_choices(ws, rows[:_MOST]), len(rows) > _MOST, numbered=True)
    named = tuple(Choice(one.task_id, (one.label, one.title)) for one in places(ws, text, plan_id))
    return Fits(named) if named else _titled(ws, titled_tasks(ws, text, plan_id), text)


def _titled(ws: Workspace, found: Titled, text: str) -> Fits:
    return Fits(task_choices(ws, found.rows, text), found.more)


def task_choices(ws: Workspace, rows: Sequence[TaskRow], text: str = "") -> tuple[Choice, ...]:
    """Lines of tasks: where each stands, with its city or plan where there are several, and its title with the text marked."""
    of_plans = {row.plan_id for row in rows}
    named = whereabouts(queries.plans(ws, of_plans)).labels if len(of_plans) > 1 else {}
    numbers = {row.id: (row_number(row),) if row.number or row.label else () for row in rows}
    paths = [(*filter(None, (named.get(row.plan_id),)), *row.path, *numbers[row.id]) for row in rows]
    return tuple(
        Choice(row.id, ("/".join(path), row.title), "", tuple((1, *span) for span in found_spans(text, show(row.title))))
        for row, path in zip(rows, paths, strict=True)
    )


def numbered_at(ws: Workspace, number: int, plan_id: int | None, listed: TaskFilter | None = None) -> Fits:
    """The tasks of a number while it is typed: those of the plan, and below them those of other plans, unless these are very
    many; above them indicators where such are listed."""
    wanted = TaskFilter(numbers=(Numbers(number, number),), supervised=None)
    own = () if plan_id is None else queries.task_ids(ws, replace(wanted, plans=(plan_id,)), limit=_MOST)
    others = tuple(plan.id for plan in queries.plans(ws) if plan.id != plan_id)
    elsewhere = queries.task_ids(ws, replace(wanted, plans=others), limit=_MOST) if 0 < len(others) <= _FEW else ()
    choices = task_choices(ws, queries.task_rows(ws, (*own, *elsewhere)))
    if own and elsewhere:
        choices = (*choices[: len(own)], Choice(None, (t("screens.go.elsewhere"),), "heading"), *choices[len(own) :])
    if found := indicators_at(ws, number, plan_id, listed):
        tasks = (Choice(None, (t("screens.go.tasks"),), "heading"), *choices) if choices else ()
        choices = (*task_choices(ws, queries.task_rows(ws, found)), *tasks)
    return Fits(choices, numbered=True)


def offered_at(ws: Workspace, text: str, plan_id: int | None) -> Fits:
    """What words may mean while they are typed: headings of the plan, then tasks whose titles hold them, its own first."""
    inside = [] if plan_id is None else [plan_id]
    named = tuple(Choice(one.task_id, (one.label, one.title)) for one in headings(ws, text, inside))
    found = _titled(ws, titled_tasks(ws, text, plan_id), text)
    return replace(found, choices=(*named, *found.choices))


def are_words(text: str) -> bool:
    """Whether a text may be words of a title: no number, no path."""
    return bool(text) and whole_number(text) is None and not set(text) & set("/／") and (len(text) > 1 or not text.isascii())


class GoToScreen(Dialog[int | None]):
    """Gives the id of the task; where several fit, they are listed and one is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("up", "go(-1)", "up", show=False), bind("down", "go(1)", "down", show=False)]

    line = getters.query_one("#go-number", PromptLine)
    matches = getters.query_one("#go-matches", ChoiceList)

    def __init__(self, plan_id: int | None = None, listed: TaskFilter | None = None) -> None:
        super().__init__()
        self.plan_id = plan_id
        self.listed = listed
        self._listed: str | None = None
        # What may be meant in pinyin, once it was asked for.
        self._titles: dict[str, list[int]] | None = None

    def body(self) -> ComposeResult:
        yield PromptLine(id="go-number", enter="screens.key.go", placeholder=t("screens.go.example"))
        yield ChoiceList((Column(20), Column()), focusable=False, id="go-matches")

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        plans = await self.desk.read(queries.plans)
        inside = next((plan for plan in plans if plan.id == self.plan_id), None)
        self.title_line.text = t("screens.go.title")
        if self.listed is not None and self.listed.indicators:
            self.title_line.text += t("screens.go.indicators")
        elif inside is not None and len(plans) > 1:
            # The same number stands in every plan.
            name = clip(show(with_city(inside.city, inside.title)), _NAME)
            self.title_line.text += t("screens.go.inside", plan=name)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.complain("")
        self._listed = None
        self.matches.show_choices(())
        self._offer(self.line.text)

    @work(exclusive=True, group="offer")
    async def _offer(self, text: str) -> None:
        """Show what a number means, or what the words may mean: as they are written, else what their letters mean in pinyin."""
        number = whole_number(text)
        if number is None and not are_words(text):
            return
        with self.in_place(lambda _: None):
            if number is not None:
                found = await self.desk.read(lambda ws: numbered_at(ws, number, self.plan_id, self.listed))
            else:
                found = await self.desk.read(lambda ws: offered_at(ws, text, self.plan_id))
            if not found.choices and number is None:
                found = await self._in_pinyin(text)
            if found.choices and self.line.text == text and self._listed != text:
                self._list(text, found, "screens.go.offered")

    async def _in_pinyin(self, text: str) -> Fits:
        if not is_spoken(text):
            return Fits()
        if self._titles is None:
            self._titles = await self.desk.read(lambda ws: spoken_titles(ws, self.plan_id))
        found = await asyncio.to_thread(spoken_tasks, self._titles, text)
        return await self.desk.read(lambda ws: _titled(ws, of_plan_first(ws, found, self.plan_id), text))

    def _list(self, text: str, found: Fits, said: str) -> None:
        # A number is gone to by itself, until one of those that have it is chosen.
        self._listed = None if said == "screens.go.offered" and found.numbered else text
        self.matches.show_choices(found.choices, keep=False)
        n = sum(choice.key is not None for choice in found.choices)
        # No more are looked for: how many there are nobody knows.
        self.complain(t("screens.go.offered_first", n=n) if found.more else tn(said, n))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = self.line.text
        if self._listed == text and self.matches.chosen is not None:
            self._go(self.matches.chosen)
        elif not text:
            self.complain(t("screens.go.type_a_number"))
        else:
            self.workers.cancel_group(self, "offer")
            self._look_for(text)

    @work(exclusive=True, group="read")
    async def _look_for(self, text: str) -> None:
        """Look for it in a worker: among a million tasks that may take a while, and Esc stops it."""
        with self.problems():
            async with self.patient(t("progress.looking", text=show(text))) as stop:
                found = await self.desk.read(stop.heed(lambda ws: choices_at(ws, text, self.plan_id, self.listed)))
                spoken = await self._in_pinyin(text) if not found.choices and are_words(text) else Fits()
                if spoken.choices:
                    found = spoken
            if not found.choices:
                # Not all that hold the text were looked at: that none fits nobody knows.
                unknown = "none_of_first" if found.more else "not_found" if found.numbered else "no_place"
                self.complain(t(f"screens.go.{unknown}", text=text, n=LOOKED_AT))
            elif len(found.choices) == 1 and not found.more:
                self._go(found.choices[0])
            else:
                self._list(text, found, "screens.go.several" if found.numbered else "screens.go.several_places")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self._go(event.choice)

    def _go(self, choice: Choice) -> None:
        assert isinstance(choice.key, int)
        self.dismiss(choice.key)

    def action_go(self, step: int) -> None:
        """Move among the tasks that fit."""
        self._listed = self.line.text if self.matches.chosen is not None else self._listed
        self.matches.action_move(step)
