"""A note or actual values of a task: of the one under the cursor, or of the one that a digit has just left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.tui import questions
from planreview.tui.screens import review_last
from planreview.tui.screens.other_task import OtherTask, title_of_row
from planreview.tui.screens.review_rounds import title_of

if TYPE_CHECKING:
    from planreview.domain.review import TaskDetail
    from planreview.tui.screens.review import ReviewScreen

OUT = ("dropped", "no_measure")


async def note(screen: ReviewScreen) -> None:
    """Write a note; a task that left the base without a reason is asked for that first."""
    ids = screen.tasks.marked()
    other = review_last.take(screen, ids)
    # The selected task, which need not be the one under the cursor.
    found = await screen.desk.read(questions.detail(ids[0])) if ids else None
    if found is None:
        return
    row = found.row
    if len(ids) == 1 and row.reason_open and row.verdict in OUT:
        from planreview.tui.screens.adjust_out import AdjustOutScreen

        await screen.app.push_screen_wait(AdjustOutScreen(ids, row.verdict))
        return
    from planreview.tui.screens.note import NoteScreen

    kind = "reason" if len(ids) == 1 and row.reason_open else None
    meant = await _other(screen, other)
    await screen.app.push_screen_wait(NoteScreen(ids, title_of(screen, ids), found.draft or "", kind, other=meant))


async def _other(screen: ReviewScreen, task: int | None) -> OtherTask | None:
    """The task that was marked just now, for a dialog about the next one."""
    found: list[TaskDetail | None] = []
    if task is not None:
        # Behind the mark, which may be on its way to the store.
        await screen.desk.write(lambda ws: found.append(questions.detail(task)(ws)))
    row = found[0].row if found and found[0] else None
    return None if row is None else OtherTask(row.id, title_of_row(row), "reason" if row.reason_open else None)


async def actual(screen: ReviewScreen) -> None:
    """Enter what has been reached."""
    from planreview.tui.screens.actual import ActualScreen

    task = screen.tasks.current
    if task is not None:
        other = await _other(screen, review_last.take(screen, (task,)))
        await screen.app.push_screen_wait(ActualScreen(task, other=other))
