"""One's own actions on this machine, newest first: what is undone, what is next; back to any of them after a count."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.actions import Action, Way
from planreview.domain.review import Receipt
from planreview.presets import verdict_set
from planreview.services import actions, review
from planreview.services.workspace import Workspace
from planreview.tui.keys import bind
from planreview.tui.log_lines import action_words, local_time
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.results import Opened, opened_filter
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

NEAR = 20
# Cells of the widest dialog, and of what stands before the words of an action.
WIDEST, TAKEN = 112, 31


class UndoListScreen(Dialog[Opened | int | None]):
    """u and U go step by step; Enter says how many steps it is to where the cursor stands, and a second Enter goes there."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("u", "undo", "undo"),
        bind("U,ctrl+r", "redo", "redo"),
        bind("o", "tasks", "open_tasks"),
    ]

    lines = getters.query_one(ChoiceList)

    def __init__(self, device_file: Path) -> None:
        super().__init__()
        self.device_file = device_file
        self.found: dict[str, Action] = {}
        self._limit = actions.PAGE
        self._asked: Way | None = None
        # Whether each of the keys has something to do.
        self._turns: dict[str, bool] = {}

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(6), Column(16), Column(4), Column()), enter="screens.key.go_back")

    async def load(self) -> None:
        limit, device_file = self._limit, self.device_file

        def job(ws: Workspace) -> tuple[tuple[Action, ...], str | None, str | None]:
            return actions.own_actions(ws, actions.device_at(device_file), limit=limit)

        found, undo, redo = await self.desk.read(job)
        self.found = {one.batch: one for one in found}
        self._asked = None
        live = sum(one.entry.live for one in found)
        # Where there may be more than was read, it is said of how many this is.
        all_read = len(found) < limit
        self.title_line.text = tn("screens.undo_list.title" if all_read else "screens.undo_list.newest", live, of=len(found))
        marks = {undo: t("screens.undo_list.next_undo"), redo: t("screens.undo_list.next_redo")}
        words = verdict_set()
        # What the columns before it leave, where the dialog is as wide as it becomes.
        cells = min(self.app.size.width, WIDEST) - TAKEN
        self.lines.show_choices(
            [
                Choice(
                    one.batch,
                    (
                        marks.get(one.batch, ""),
                        local_time(one.entry.recorded_at),
                        "" if one.entry.live else t("screens.log.undone"),
                        action_words(one, words, cells),
                    ),
                    "" if one.entry.live else "faint",
                )
                for one in found
            ]
        )
        self._turns = {"undo": undo is not None, "redo": redo is not None, "tasks": bool(found)}
        self.refresh_bindings()
        if not found:
            self.complain(t("screens.undo_list.empty"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step is offered where there is one."""
        return self._turns.get(action, True)

    def on_choice_list_moved(self) -> None:
        self._asked = None
        if len(self.found) == self._limit and self.lines.cursor >= self._limit - NEAR:
            self._limit *= 2
            self.reload()

    async def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        batch, device_file = str(event.choice.key), self.device_file
        asked = self._asked
        if asked is not None and asked.batches[-1] == batch:
            await self._step(partial(actions.go_back, way=asked), asked.kind)
            return
        with self.problems():
            way = await self.desk.read(lambda ws: actions.way_to(ws, actions.device_at(device_file), batch))
            if not way.batches:
                self.complain(t("screens.undo_list.no_way"))
            else:
                self._asked = way
                self.complain(tn(f"screens.undo_list.ask_{way.kind}", len(way.batches), tasks=way.tasks))

    async def action_undo(self) -> None:
        """Take back the newest action that counts."""
        await self._step(review.undo, "undo")

    async def action_redo(self) -> None:
        """Do again what was taken back last."""
        await self._step(review.redo, "redo")

    async def _step(self, job: Callable[[Workspace], Receipt], kind: str) -> None:
        with self.problems():
            receipt = await self.desk.write(job)
            await self.load()
            turned = receipt.values.get("batch")
            self.lines.select_key(turned if isinstance(turned, str) else None)
            self.complain(tn("screens.log.was_undone" if kind == "undo" else "screens.log.was_redone", len(receipt.task_ids)))

    async def action_tasks(self) -> None:
        """Open the tasks of the action under the cursor."""
        choice = self.lines.chosen
        if choice is None:
            return
        batch = str(choice.key)
        ids = await self.desk.read(lambda ws: actions.tasks_of(ws, batch))
        if not ids:
            self.complain(t("screens.log.no_tasks"))
        elif len(ids) == 1:
            self.dismiss(ids[0])
        else:
            self.dismiss(Opened(opened_filter(ids), " ".join(choice.cells[1:])))
