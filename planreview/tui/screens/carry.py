"""Carry over (沿用上轮) on many tasks: first how many of which verdict and how many are left alone, then Enter."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t
from planreview.domain.rounds import CarryCount
from planreview.services import carrying
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.paragraph import Paragraph


class CarryScreen(Dialog[str | None]):
    """Gives a sentence of what was carried over and what was not. ``chosen`` are tasks, None: all that a round is open for; F2
    takes those along that something is new of."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("enter", "store", "carry"), bind("f2", "changed", "carry_changed")]

    count = getters.query_one("#carry-count", Paragraph)
    rule = getters.query_one("#carry-rule", Paragraph)

    def __init__(self, chosen: tuple[int, ...] | None, title: str) -> None:
        super().__init__()
        self.chosen = chosen
        self.heading = title
        self.unchanged = True
        self.counted: CarryCount | None = None

    def body(self) -> ComposeResult:
        yield Paragraph(id="carry-count", classes="remark")
        yield Paragraph(id="carry-rule", classes="remark")

    def _tasks(self, ws: Workspace) -> tuple[int, ...]:
        return carrying.tasks_in_rounds(ws) if self.chosen is None else self.chosen

    async def load(self) -> None:
        self.title_line.text = t("screens.carry.title", what=show(self.heading))
        unchanged = self.unchanged
        self.counted = None
        self.counted = await self.desk.read(lambda ws: carrying.carry_count(ws, self._tasks(ws), unchanged=unchanged))
        self.count.text = carrying.carry_words(self.counted)
        self.rule.text = t("screens.carry.without_changed" if unchanged else "screens.carry.with_changed")

    def action_changed(self) -> None:
        """Take along what something is new of, or leave it alone again."""
        self.unchanged = not self.unchanged
        self.reload()

    async def action_store(self) -> None:
        """Carry over what was counted; it is counted anew where others have written meanwhile."""
        counted, unchanged = self.counted, self.unchanged
        if counted is None:
            return
        if not counted.task_ids:
            self.complain(t("screens.carry.none"))
            return
        async with self.keys_held():
            with self.problems():
                ids = counted.task_ids
                receipt = await self.desk.write(lambda ws: carrying.carry(ws, ids, unchanged=unchanged))
                self.dismiss(carrying.carried_words(counted, receipt))
