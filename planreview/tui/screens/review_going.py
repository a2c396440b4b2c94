"""Where keys of the review screen lead that look back or around: to tasks opened elsewhere, to what was done, to the document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.review import TaskFilter
from planreview.tui import questions
from planreview.tui.screens.results import Opened
from planreview.tui.screens.review_layout import show_list

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


def open_tasks(screen: ReviewScreen, opened: Opened | None) -> None:
    """List the tasks that a dialog gave, if it gave any."""
    if opened is not None:
        screen.looking.opened = opened
        show_list(screen)
        screen.loader.reload()


async def show_task(screen: ReviewScreen, task_id: int, *, tell: bool = True) -> None:
    """Put the cursor on a task; where the list as it is has not got it, everything is shown, and what is set aside if it is
    such a one. Keys that follow go to another list than they were typed for: it is said."""
    from planreview.services.filter_format import format_filter

    show_list(screen)
    await screen.loader.load(near=task_id)
    left = False
    for supervised in (True, None):
        if screen.tasks.current == task_id:
            break
        left = left or screen.looking.narrows or screen.looking.node is not None
        wanted = TaskFilter(supervised=supervised, indicators=True if task_id < 0 else None)
        screen.looking.narrow(wanted, await screen.desk.read(partial(format_filter, chosen=wanted)))
        screen.looking.node = None
        screen.plan_tree.show_scope(None)
        await screen.loader.load(near=task_id)
    if left and tell:
        screen.notify(t("review.left_part"), markup=False)


async def activity(screen: ReviewScreen) -> None:
    """What all reviewers did, newest first."""
    from planreview.tui.screens.activity import ActivityScreen

    await go(screen, await screen.app.push_screen_wait(ActivityScreen()))


async def undo_list(screen: ReviewScreen) -> None:
    """What this person did here, with what is undone next."""
    from planreview.tui.screens.undo_list import UndoListScreen

    await go(screen, await screen.app.push_screen_wait(UndoListScreen(screen.desk.device_file)))


async def document(screen: ReviewScreen) -> None:
    """The whole document, with the lines of the task under the cursor lit."""
    from planreview.tui.screens.source import SourceScreen

    task = screen.tasks.current
    found = await screen.desk.read(questions.detail(task)) if task is not None else None
    if found is not None:
        source = SourceScreen(found.row.plan_id, found.line, found.end_line, found.targets)
        await screen.app.push_screen_wait(source)


async def go(screen: ReviewScreen, found: Opened | int | None) -> None:
    """To a task, or to those of a line."""
    if isinstance(found, int):
        await show_task(screen, found)
    else:
        open_tasks(screen, found)


def plan_in_view(screen: ReviewScreen) -> int | None:
    """The plan under the cursor of the pane in focus, of a city its first; else that of the task, or of the part, in view."""
    row, looked = screen.tasks.current_row, screen.looking.node
    pointed = screen.plan_tree.node if screen.focused is screen.plan_tree else None
    if pointed is None and row is not None:
        return row.plan_id
    node = pointed or looked
    if node is None or node.plan_id is not None:
        return None if node is None else node.plan_id
    return next((one.id for one in screen.loader.plans.values() if one.city == node.title), None)


async def plan(screen: ReviewScreen) -> None:
    """The plan in view as a document: what it is, its revisions, what is doubtful."""
    from planreview.tui.screens.plan import PlanScreen

    known = plan_in_view(screen)
    if known is not None:
        await screen.app.push_screen_wait(PlanScreen(known, screen.desk.device_file))


GOING = (activity, undo_list, document, plan)
