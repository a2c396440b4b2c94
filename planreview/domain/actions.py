"""Actions as people look back on them: the operations of one batch are one action, whether it did something or took it back."""

from __future__ import annotations

from dataclasses import dataclass

from planreview.domain.past import HistoryEntry
from planreview.domain.review import Receipt, TaskDetail

# Clock, chain, number on the chain: the total order of the log.
Place = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Action:
    """One action. ``entry`` is the operation that it is called by, ``place`` where it stands in the log, ``seq`` its arrival.

    ``tasks`` is how many tasks it is about; of a single one ``task_id`` and ``title`` (behind its number, and its
    city or plan where those beside it are of several) are known. ``about`` is
    the action that an undo or a redo turned. ``several``: it gave other verdicts too than the one of ``entry``.
    """

    entry: HistoryEntry
    place: Place
    seq: int
    tasks: int
    task_id: int | None = None
    title: str = ""
    about: Action | None = None
    several: bool = False

    @property
    def batch(self) -> str:
        """The action's own id."""
        return self.entry.batch


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Some actions, the newest first, and where the next page begins; None where there is none."""

    actions: tuple[Action, ...]
    behind: Place | None


@dataclass(frozen=True, slots=True)
class Way:
    """What it takes to come to where an action is the next to be undone, or stands again: so many steps of ``kind`` (undo,
    redo) about so many tasks; no steps where one cannot get there."""

    kind: str
    batches: tuple[str, ...]
    tasks: int


@dataclass(frozen=True, slots=True)
class Turned:
    """An action that was undone or done again; of a single task, how that stood before and stands now."""

    receipt: Receipt
    action: Action | None = None
    before: TaskDetail | None = None
    after: TaskDetail | None = None
