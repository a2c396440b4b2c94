"""Where somebody left off: the task under the cursor is found again the next time, unless a hand was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.tui.questions import rows

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


def keep_place(screen: ReviewScreen) -> None:
    """Remember the task under the cursor, or that it is the first."""
    row = screen.tasks.current_row if screen.tasks.cursor else None
    place = None if row is None else [row.id, row.uid]
    if place != screen.desk.remembered.own(_name(screen)):
        screen.desk.remembered.keep_own(_name(screen), place)


async def come_back(screen: ReviewScreen) -> None:
    """Read the whole list, then go to the task that was left; nobody who has begun elsewhere is taken from there."""
    await screen.loader.load()
    place = screen.desk.remembered.own(_name(screen))
    match place:
        case [int() as task_id, str() as uid]:
            found = await screen.desk.read(rows([task_id]))
            # Another store may lie in this one's place by now.
            if found and found[0].uid == uid and not screen.desk.acted:
                screen.mistrust()
                screen.tasks.go_to(task_id)


def _name(screen: ReviewScreen) -> str:
    return f"left at {screen.desk.person}"
