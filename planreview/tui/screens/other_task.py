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


def title_of_row(row: TaskRow) -> str:
    """Number, or label, and title of a task, as the title of a dialog has them."""
    return f"{row.number or row.label or ''} {row.title}".strip()
