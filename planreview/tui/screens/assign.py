"""Name the department of tasks: type letters of its name or of its pinyin, Enter."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.review import LEAD, SUPPORT, DepartmentInfo, Receipt, TaskFilter
from planreview.services import departments, drafts, pinyin, queries
from planreview.services.department_names import department_words, meant_letters, spoken_names
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import strayed
from planreview.tui.screens.form import FormDialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.words import task_name
from planreview.tui.work import start

REMOVE = "remove"
MODES = ("set", "add", REMOVE)
NEW = "new"
# So many of several tasks are named, each with so many cells of its title: the detail below may be of another one.
NAMED, NAMED_CELLS = 2, 20


def department_choices(
    found: Sequence[DepartmentInfo], text: str, known: Sequence[DepartmentInfo] = (), *, new: bool = True
) -> list[Choice]:
    """The departments that fit, with the letters marked by which they do, and behind them with ``new`` the making of one unless
    one is named exactly so; of ``known`` those that bear one name are told apart by their bureau."""
    names = department_words(found, known or found)
    choices = []
    for info in found:
        said = names[info.id]
        before = len(said) - len(info.name)
        marks = tuple((0, before + first, before + behind) for first, behind in meant_letters(info.name, text))
        cells = (said, " ".join(info.aliases), str(info.leads), str(info.supports))
        choices.append(Choice(info.id, cells, marks=marks if said.endswith(info.name) else ()))
    if new and text and not any(text == info.name or text in info.aliases for info in found):
        choices.append(Choice(NEW, (t("screens.assign.new", name=text), "", "", "")))
    return choices


def tasks_and_cities(
    ws: Workspace, tasks: tuple[int, ...] | TaskFilter
) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
    """The ids that are meant, the cities whose plans hold them, and the first of the tasks by number and title."""
    ids = tuple(queries.task_ids(ws, tasks)) if isinstance(tasks, TaskFilter) else tasks
    rows = {row.id: row for row in queries.task_rows(ws, ids)}
    held = {row.plan_id for row in rows.values()}
    cities = tuple(dict.fromkeys(plan.city for plan in queries.plans(ws) if plan.id in held))
    return ids, cities, tuple(task_name(rows[one], NAMED_CELLS) for one in ids[:NAMED] if one in rows)


class AssignScreen(FormDialog[Receipt | None]):
    """A department as lead or support of some tasks, or of a whole section."""

    FORM = "assign"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
        bind("f2", "role", "role"),
        bind("f3", "mode", "assign_mode"),
    ]

    line = getters.query_one("#assign-name", PromptLine)
    names = getters.query_one("#assign-list", ChoiceList)
    state = getters.query_one("#assign-state", Paragraph)

    def __init__(self, tasks: tuple[int, ...] | TaskFilter, title: str) -> None:
        super().__init__()
        self.tasks = tasks
        self.heading = title
        self.task_ids: tuple[int, ...] = ()
        self.cities: tuple[str, ...] = ()
        self.named: tuple[str, ...] = ()
        self.role = LEAD
        self.mode = MODES[0]
        self.known: tuple[DepartmentInfo, ...] = ()
        # The name of which it was said that a second Enter makes a department.
        self._asked = ""
        # What stood on the line when the dialog opened: that a draft was found is not answered by it.
        self._refilled = ""

    def body(self) -> ComposeResult:
        yield Paragraph(id="assign-state", classes="remark")
        yield PromptLine(id="assign-name", enter="screens.key.assign", placeholder=t("screens.assign.example"))
        yield ChoiceList((Column(), Column(14), Column(4, "right"), Column(4, "right")), focusable=False, id="assign-list")

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        self.task_ids, self.cities, self.named = await self.desk.read(lambda ws: tasks_and_cities(ws, self.tasks))
        self._show_state()
        if not self.task_ids:
            self.complain(t("screens.assign.no_tasks"))
        elif len(self.cities) > 1:
            self.complain(t("screens.assign.several_cities", cities=", ".join(map(show, self.cities))))
        else:
            self.known = await self.desk.read(lambda ws: departments.departments(ws, city=self.cities[0]))
            self._offer(keep=True)
            await self.go_on()

    def fill(self, kept: dict[str, str]) -> bool:
        """All of it is selected: whoever wants another department types over it."""
        if not (text := kept.get("assign-name", "")) or self.line.touched:
            return False
        self.line.propose(text)
        self._refilled = self.line.text
        self.line.touched = True
        return True

    def marks(self) -> dict[str, str]:
        return {"role": self.role, "mode": self.mode}

    def mark_again(self, kept: dict[str, str]) -> None:
        self.role = SUPPORT if kept.get("role") == SUPPORT else LEAD
        self.mode = kept["mode"] if kept.get("mode") in MODES else self.mode
        self._show_state()

    def _show_state(self) -> None:
        # Selected tasks are named or counted by who asks; how many a section has is known here only.
        count = tn("screens.assign.tasks", len(self.task_ids)) if isinstance(self.tasks, TaskFilter) else self._names()
        self.title_line.text = t("screens.assign.title", title=show(self.heading), count=count)
        self.state.text = t(
            "screens.assign.state", will=t(f"screens.assign_will.{self.mode}", role=t(f"screens.role.{self.role}"))
        )
        # The foot says what the keys would change it to.
        self.key_words = {"role": f"screens.key.role_{self._other_role}", "mode": f"screens.key.assign_{self._next_mode}"}
        self.refresh_bindings()

    def _names(self) -> str:
        if len(self.task_ids) < NAMED or not self.named:
            return ""
        more = "named_more" if len(self.task_ids) > len(self.named) else "named"
        return t(f"screens.assign.{more}", names=t("screens.assign.names_join").join(self.named))

    @property
    def _other_role(self) -> str:
        return SUPPORT if self.role == LEAD else LEAD

    @property
    def _next_mode(self) -> str:
        return MODES[(MODES.index(self.mode) + 1) % len(MODES)]

    def _offer(self, *, keep: bool) -> None:
        """List the departments that the line may mean, those named best first."""
        text = self.line.text
        spoken = spoken_names(self.known, text)
        keys = pinyin.known(spoken)
        if keys is None:
            start(self, self._learn, "load")
        found = [info for tier in departments.rank_departments(self.known, text, keys) for info in tier]
        # What pinyin may still find is not to be made anew, and what shall be taken away is there.
        new = keys is not None and self.mode != REMOVE
        self.names.show_choices(department_choices(found, text, self.known, new=new) if self.can_assign else (), keep=keep)
        waiting = t("screens.assign.by_pinyin")
        if keys is None and not found:
            self.wait_line(waiting)
        elif self.problem_line.text == waiting:
            self.complain("")

    async def _learn(self) -> None:
        """Have the pinyin of the names made, and offer what the line means by it."""
        await asyncio.to_thread(pinyin.learn, spoken_names(self.known, self.line.text))
        # A choice made meanwhile stands; where nothing was found by letters, pinyin's best is the first.
        self._offer(keep=bool(self.names.choices))

    @property
    def can_assign(self) -> bool:
        """Whether there are tasks, of one city."""
        return bool(self.task_ids) and len(self.cities) == 1

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.can_assign and self.line.text != self._refilled:
            self.complain("")
        self._asked = ""
        self._offer(keep=False)

    async def on_choice_list_chosen(self) -> None:
        await self._assign()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        await self._assign()

    async def _assign(self) -> None:
        if pinyin.known(spoken_names(self.known, self.line.text)) is None:
            await self._learn()
            if sum(one.key != NEW for one in self.names.choices) > 1:
                # None of them has been seen.
                self.complain(t("screens.assign.several"))
                return
        chosen = self.names.chosen
        if chosen is None:
            if self.can_assign:
                self.complain(t("screens.assign.none" if self.line.text else "screens.assign.type_a_name", name=self.line.text))
            return
        if strayed(self, self.names):
            return
        name, ids, city, role, mode = self.line.text, self.task_ids, self.cities[0], self.role, self.mode
        if chosen.key == NEW and name != self._asked:
            # A slip of the hand shall not name a department: what is new is made by a second Enter.
            self._asked = name
            self.complain(t("screens.assign.ask_new", name=show(name), city=show(city)))
            return

        draft = self.seen_draft

        def job(ws: Workspace) -> Receipt:
            if chosen.key == NEW:
                receipt = departments.assign_new(ws, ids, city, name, role=role, mode=mode)
            else:
                assert isinstance(chosen.key, int)
                receipt = departments.assign(ws, ids, chosen.key, role=role, mode=mode)
            if draft is not None:
                drafts.save_form(ws, *draft, {})
            return receipt

        async with self._keeping:
            with self.problems():
                self.dismiss(await self.desk.write(job))

    def action_go(self, step: int) -> None:
        """Move among the departments that fit."""
        self.names.action_move(step)

    def action_role(self) -> None:
        """Lead or support."""
        self.role = self._other_role
        self._show_state()

    def action_mode(self) -> None:
        """Replace those named before, add to them, or take this one away."""
        self.mode = self._next_mode
        self._show_state()
        self._offer(keep=True)
