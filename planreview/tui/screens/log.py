"""The log: what was done, newest first; undo and redo from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import HistoryEntry, Receipt, TaskFilter
from planreview.presets import verdict_set
from planreview.services import care, queries, review
from planreview.services.workspace import Workspace
from planreview.tui.keys import bind
from planreview.tui.log_lines import Step, steps
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.results import Opened
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

# Operations shown, and the rest of the action that the last of them belongs to; `planreview log` on the command line goes
# further back.
SHOWN = 2000


def newest_actions(ws: Workspace) -> tuple[HistoryEntry, ...]:
    """The newest operations, no action cut in two: its line counts tasks and opens them."""
    limit = SHOWN
    entries = care.log(ws, limit=limit)
    oldest = entries[-1].batch if len(entries) == limit else None
    while len(entries) == limit and entries[-1].batch == oldest:
        limit *= 2
        entries = care.log(ws, limit=limit)
    if oldest is None:
        return entries
    return entries[: 1 + max(place for place, entry in enumerate(entries) if entry.batch == oldest)]


def read_log(ws: Workspace) -> list[Step]:
    """The newest actions with the titles of their tasks."""
    entries = newest_actions(ws)
    ids = list({entry.item_id for entry in entries if entry.item_id is not None})
    titles = {row.id: row.title for row in queries.task_rows(ws, ids)}
    return steps(entries, titles, verdict_set())


class LogScreen(Dialog[Opened | None]):
    """Enter opens the tasks of an action."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [bind("u", "undo", "undo"), bind("U,ctrl+r", "redo", "redo")]

    def __init__(self) -> None:
        super().__init__()
        self.steps: dict[str, Step] = {}

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(16), Column(8), Column(6), Column()), enter="screens.key.open_tasks")

    async def load(self) -> None:
        found = await self.desk.read(read_log)
        self.steps = {step.batch: step for step in found}
        self.title_line.text = tn("screens.log.title", len(found))
        self.query_one(ChoiceList).show_choices(
            [
                Choice(
                    step.batch,
                    (step.when, step.person, "" if step.live else t("screens.log.undone"), step.words),
                    "" if step.live else "faint",
                )
                for step in found
            ]
        )
        if not found:
            self.complain(t("screens.log.empty"))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        step = self.steps[str(event.choice.key)]
        if step.task_ids:
            self.dismiss(Opened(TaskFilter(ids=step.task_ids, supervised=None), f"{step.when} {step.words}"))
        else:
            self.complain(t("screens.log.no_tasks"))

    async def action_undo(self) -> None:
        """Take back the newest action of this person on this device."""
        await self._run(review.undo, "screens.log.was_undone")

    async def action_redo(self) -> None:
        """Do again what was taken back last."""
        await self._run(review.redo, "screens.log.was_redone")

    async def _run(self, job: Callable[[Workspace], Receipt], said: str) -> None:
        with self.problems():
            receipt = await self.desk.write(job)
            await self.load()
            self.complain(tn(said, len(receipt.task_ids)))
