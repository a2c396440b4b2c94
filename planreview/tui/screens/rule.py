"""Assign by keyword: the tasks whose wording holds it are counted and listed before anything is assigned."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.review import LEAD, SUPPORT, DepartmentInfo, Receipt, TaskRow
from planreview.services import departments, queries
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.widgets.task_columns import lead_text, number_text

LEAD_CELLS = 12


class RuleScreen(Dialog[Receipt | None]):
    """A rule for one department and one plan."""

    FULL = True
    ASKS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
        bind("f2", "role", "role"),
    ]

    line = getters.query_one("#rule-keyword", PromptLine)
    matches = getters.query_one("#rule-matches", ChoiceList)
    state = getters.query_one("#rule-state", Paragraph)

    def __init__(self, plan_id: int, department: DepartmentInfo) -> None:
        super().__init__()
        self.plan_id = plan_id
        self.department = department
        self.role = LEAD
        self.rows: list[TaskRow] = []
        self._found_for = ""

    def body(self) -> ComposeResult:
        yield PromptLine(id="rule-keyword", enter="screens.key.apply_rule", placeholder=t("screens.rule.example"))
        yield Paragraph(id="rule-state", classes="remark")
        yield ChoiceList((Column(5, "right"), Column(LEAD_CELLS), Column()), focusable=False, id="rule-matches")

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("screens.rule.title", name=show(self.department.name))
        await self._find(self.line.text)

    async def _find(self, keyword: str) -> None:
        def job(ws: Workspace) -> list[TaskRow]:
            return queries.task_rows(ws, departments.rule_matches(ws, (self.plan_id,), keyword)) if keyword else []

        rows = await self.desk.read(job)
        if keyword == self.line.text:
            self._found_for, self.rows = keyword, rows
            self.matches.show_choices([Choice(row.id, (number_text(row), lead_text(row, LEAD_CELLS), row.title)) for row in rows])
            self._show_state()

    def _show_state(self) -> None:
        self.state.text = tn("screens.rule.matches", len(self.rows), role=t(f"screens.role.{self.role}"))

    def on_input_changed(self, event: Input.Changed) -> None:
        self.complain("")
        self.reload()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        keyword, department, role = self.line.text, self.department.id, self.role
        with self.problems():
            if keyword != self._found_for:
                # What is assigned has been on the screen: Enter before the preview stood shows it, the next one assigns.
                await self._find(keyword)
            elif not self.rows:
                self.complain(t("screens.rule.no_match"))
            else:
                self.dismiss(
                    await self.desk.write(lambda ws: departments.apply_rule(ws, (self.plan_id,), keyword, department, role))
                )

    def action_go(self, step: int) -> None:
        """Look through the tasks that match."""
        self.matches.action_move(step)

    def action_role(self) -> None:
        """Lead or support."""
        self.role = SUPPORT if self.role == LEAD else LEAD
        self._show_state()
