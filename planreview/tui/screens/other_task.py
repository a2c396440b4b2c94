"""Another task that a dialog may be meant for: the one that was marked a moment ago, where the cursor has gone on from it.

A digit marks and goes on to the next task. What is typed right behind it is often about the task that was marked, while the
dialog opens for the one that the cursor stands on: the dialog names the other, and one key turns to it and back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.records import dataclass
from planreview.services import drafts, queries
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import key_for
from planreview.tui.words import SHORT

if TYPE_CHECKING:
    from planreview.domain.review import TaskRow

KEY = "f7"


@dataclass(frozen=True, slots=True)
class OtherTask:
    """A task by its id, its number and title, and the kind of note that is asked of it; ``marked``: it was marked just now,
    else it is the one under the cursor."""

    task: int
    title: str
    kind: str | None = None
    marked: bool = True

    def words(self, app: App[object]) -> str:
        """What the dialog says of it, with the key that turns to it."""
        key = key_for(app, "screens.other_task", KEY)
        return t("screens.other.marked" if self.marked else "screens.other.cursor", task=clip(show(self.title), SHORT), key=key)

    def in_the_way(self, app: App[object], draft: str | None) -> str:
        """Why a figure does not go to its first line: a draft stands there, which the key pressed again replaces, or (None) it
        has no line."""
        if draft is None:
            return t("screens.other.no_target", task=clip(show(self.title), SHORT))
        return t("screens.other.ask_replace", draft=show(draft), key=key_for(app, "screens.other_task", KEY))


def first_line(ws: Workspace, task: int, kind: str) -> str | None:
    """What this person's draft of a dialog of targets holds for the first target of a task; None where that has no target."""
    targets = queries.task_detail(ws, task).targets
    kept = drafts.form_draft(ws, task, kind)
    return None if not targets else kept[0].get(targets[0].uid, "") if kept else ""


def title_of_row(row: TaskRow) -> str:
    """Number, or label, and title of a task, as the title of a dialog has them."""
    return f"{row.number or row.label or ''} {row.title}".strip()
