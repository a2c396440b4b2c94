"""Close tasks (销号): where they stand, and exactly the steps that are next; a reason where the step asks for one."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t
from planreview.domain.closing import CLOSE, next_steps
from planreview.domain.review import Receipt, TaskRow
from planreview.services import closing, queries
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.form import FormDialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine


class ClosingScreen(FormDialog[Receipt | None]):
    """The steps above, a line for the reason or a remark below; Enter takes the marked step."""

    FORM = "closing"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
    ]

    stands = getters.query_one("#closing-stands", Paragraph)
    choices = getters.query_one("#closing-steps", ChoiceList)
    line = getters.query_one("#closing-reason", PromptLine)

    def __init__(self, task_ids: tuple[int, ...], title: str) -> None:
        super().__init__()
        self.task_ids = task_ids
        self.heading = title

    def body(self) -> ComposeResult:
        yield Paragraph(id="closing-stands", classes="remark")
        yield ChoiceList((Column(20), Column()), focusable=False, pointer=True, id="closing-steps")
        yield PromptLine(
            id="closing-reason",
            enter="screens.key.closing_step",
            placeholder=t("screens.closing.reason"),
            on_enter=self._entered,
        )

    async def load(self) -> None:
        rows = await self.desk.read(lambda ws: queries.task_rows(ws, self.task_ids))
        self.title_line.text = t("screens.closing.title", title=show(self.heading))
        states = {row.closing for row in rows}
        self.stands.text = _standing(rows) if len(states) == 1 else t("screens.closing.differ")
        # Of tasks that stand apart nothing is legal for all.
        steps = next_steps(states.pop()) if len(states) == 1 else ()
        self.choices.show_choices([Choice(step, (t(f"screens.closing.step.{step}"), _lacking(rows, step))) for step in steps])
        self.choices.display = self.line.display = bool(steps)
        await self.go_on()

    def marks(self) -> dict[str, str]:
        chosen = self.choices.chosen
        return {} if chosen is None else {"step": str(chosen.key)}

    def mark_again(self, kept: dict[str, str]) -> None:
        if "step" in kept:
            self.choices.select_key(kept["step"])

    def action_go(self, step: int) -> None:
        """Choose the step."""
        self.choices.action_move(step)

    async def _entered(self, line: PromptLine) -> None:
        chosen = self.choices.chosen
        if chosen is None:
            return
        step, reason, ids, draft = str(chosen.key), line.text, self.task_ids, self.seen_draft
        async with self.keys_held(), self._keeping:
            with self.problems():
                self.dismiss(await self.desk.write(lambda ws: closing.take_step(ws, ids, step, reason=reason, discards=draft)))


def _standing(rows: list[TaskRow]) -> str:
    state = rows[0].closing
    words = t(f"screens.closing.state.{state or 'none'}")
    if len(rows) > 1:
        return words
    return words + t("screens.closing.has", n=rows[0].evidence)


def _lacking(rows: list[TaskRow], step: str) -> str:
    """What keeps the step from being taken; a step back asks for a reason."""
    lacks = dict.fromkeys(one for row in rows for one in closing.obstacles(row, step))
    if lacks:
        return t("screens.closing.lacks", what=t("closing.and").join(t(f"closing.obstacle.{one}") for one in lacks))
    return "" if step in {CLOSE, "apply"} else t("screens.closing.asks")
