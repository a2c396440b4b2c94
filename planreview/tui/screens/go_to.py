"""Go to a task by its number, or by headings and number (二/3)."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.review import TaskFilter, TaskRow
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.prompt_line import PromptLine


def whole_number(text: str) -> int | None:
    """A number in half or full width digits; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def tasks_at(ws: Workspace, text: str, plan_id: int | None) -> list[TaskRow]:
    """The tasks that a number or a reference names, in the plan if there is one; several where numbers begin anew."""
    number = whole_number(text)
    if number is not None:
        plans = None if plan_id is None else (plan_id,)
        return queries.task_rows(ws, queries.task_ids(ws, TaskFilter(plans=plans, number=number, supervised=None)))
    rows = queries.task_rows(ws, queries.task_fits(ws, text))
    here = [row for row in rows if row.plan_id == plan_id]
    return here or rows


class GoToScreen(Dialog[int | None]):
    """Gives the id of the task; where several fit, they are listed and one is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("up", "go(-1)", "up", show=False), bind("down", "go(1)", "down", show=False)]

    line = getters.query_one("#go-number", PromptLine)
    matches = getters.query_one("#go-matches", ChoiceList)

    def __init__(self, plan_id: int | None = None) -> None:
        super().__init__()
        self.plan_id = plan_id
        self._listed: str | None = None

    def body(self) -> ComposeResult:
        yield PromptLine(id="go-number", enter="screens.key.go", placeholder=t("screens.go.example"))
        yield ChoiceList((Column(14), Column()), focusable=False, id="go-matches")

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("screens.go.title")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.complain("")
        self._listed = None
        self.matches.show_choices(())

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        text = self.line.text
        if self._listed == text and self.matches.chosen is not None:
            self._go(self.matches.chosen)
            return
        if not text:
            self.complain(t("screens.go.type_a_number"))
            return
        with self.problems():
            rows = await self.desk.read(lambda ws: tasks_at(ws, text, self.plan_id))
            choices = [Choice(row.id, ("/".join((*row.path, str(row.number or row.label or ""))), row.title)) for row in rows]
            if not rows:
                self.complain(t("screens.go.not_found", text=text))
            elif len(rows) == 1:
                self._go(choices[0])
            else:
                self._listed = text
                self.matches.show_choices(choices, keep=False)
                self.complain(tn("screens.go.several", len(rows)))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self._go(event.choice)

    def _go(self, choice: Choice) -> None:
        assert isinstance(choice.key, int)
        self.dismiss(choice.key)

    def action_go(self, step: int) -> None:
        """Move among the tasks that fit."""
        self.matches.action_move(step)
