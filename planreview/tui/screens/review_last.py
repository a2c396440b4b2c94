"""Which task was marked last, as long as the cursor stands on the next one for no other reason."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from planreview.domain.records import dataclass

if TYPE_CHECKING:
    from planreview.domain.review import TaskRow
    from planreview.tui.screens.review import ReviewScreen

# Seconds after which whoever opens a dialog has looked up since and sees where the cursor stands.
LAST_FOR = 30.0
# Actions that may be meant for the task that was marked; any other ends that.
ASKED_BEHIND = ("note", "actual")


@dataclass(frozen=True, slots=True)
class Marked:
    """The task that was left by marking it, the one the cursor went to, and when (by the monotonic clock)."""

    task: int
    then: int
    at: float


def remember(screen: ReviewScreen, left: TaskRow | None) -> None:
    """The cursor has just gone on from ``left``, which a key was for."""
    now = screen.tasks.current
    moved = left is not None and now is not None and now != left.id
    screen.marked_last = Marked(left.id, now, monotonic()) if moved and left is not None and now is not None else None


def forget_behind(screen: ReviewScreen, action: str = "") -> None:
    """Something else was done, or the cursor has gone to another task: what is opened next is meant for where it stands."""
    last = screen.marked_last
    if last is not None and (action not in ASKED_BEHIND if action else screen.tasks.current != last.then):
        screen.marked_last = None


def take(screen: ReviewScreen, ids: tuple[int, ...]) -> int | None:
    """The task that a dialog for ``ids`` may be meant for in their place; None where there is no doubt. Asked once."""
    last, screen.marked_last = screen.marked_last, None
    if last is None or ids != (last.then,) or monotonic() - last.at > LAST_FOR:
        return None
    return last.task
