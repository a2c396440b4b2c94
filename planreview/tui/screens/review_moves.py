"""What the keys of the review screen do that needs no store: panes, selection, search, order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.review import TaskFilter, TaskRow
from planreview.text import show
from planreview.tui.keys import key_for
from planreview.tui.screens import review_last
from planreview.tui.screens.review_layout import divide, show_pane
from planreview.tui.screens.review_list import LISTS, fold

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

# Cells of a filter that a toast has room for.
SAID = 40


def pane(screen: ReviewScreen) -> None:
    """To the next pane."""
    _turn(screen, 1)


def pane_back(screen: ReviewScreen) -> None:
    """To the pane before."""
    _turn(screen, -1)


def _turn(screen: ReviewScreen, step: int) -> None:
    """Tree, list, detail, and round again; what is not beside the list opens."""
    panes = [screen.plan_tree, screen.tasks, screen.detail]
    here = next((place for place, one in enumerate(panes) if one is screen.focused), 1)
    wanted = panes[(here + step) % len(panes)]
    show_pane(screen, wanted)


def tree(screen: ReviewScreen) -> None:
    """To the tree, which opens over the list on a narrow terminal."""
    show_pane(screen, screen.plan_tree)


def read(screen: ReviewScreen) -> None:
    """The task in full width, and back; on the head of a group, the group."""
    if screen.focused is screen.tasks and fold(screen):
        return
    reading = not screen.has_class("-reading")
    show_pane(screen, screen.detail if reading else screen.tasks, reading=reading)


def saved(screen: ReviewScreen) -> None:
    """Say that there is nothing to save."""
    screen.notify(t("review.saved"), markup=False, timeout=4)


def how_to_clear(screen: ReviewScreen) -> None:
    """Say which key clears a verdict: one key alone deletes nothing here."""
    keys = {"key": key_for(screen.app, "review.digit_0", "0"), "undo": key_for(screen.app, "review.undo", "u")}
    screen.notify(t("review.how_to_clear", **keys), markup=False, timeout=6)


def divide_left(screen: ReviewScreen) -> None:
    """Move the edge beside the focused pane to the left."""
    divide(screen, -1)


def divide_right(screen: ReviewScreen) -> None:
    """Move the edge beside the focused pane to the right."""
    divide(screen, 1)


def advance(screen: ReviewScreen) -> None:
    """To the next task; where it is one of another plan, that is said, for the next digit is given there."""
    left = screen.tasks.current_row
    screen.tasks.advance()
    review_last.remember(screen, left)
    row = screen.tasks.current_row
    # In another order, or in groups, neighbours are of any plan.
    ordered = screen.looking.sort == "plan" and screen.looking.group is None
    if ordered and left is not None and row is not None and row.plan_id != left.plan_id:
        _tell_border(screen, row)


def _tell_border(screen: ReviewScreen, row: TaskRow) -> None:
    from planreview.domain.place_names import with_city
    from planreview.tui.words import task_name

    plan = screen.loader.plans.get(row.plan_id)
    if plan is not None:
        said = t("review.next_plan", plan=show(with_city(plan.city, plan.title)), task=task_name(row))
        screen.notify(said, severity="warning", markup=False, timeout=6)


def toggle(screen: ReviewScreen) -> None:
    """Select the task under the cursor, or leave it."""
    screen.tasks.toggle()


def select_all(screen: ReviewScreen) -> None:
    """Select everything that is shown."""
    screen.tasks.select(screen.tasks.ids)


def extend_up(screen: ReviewScreen) -> None:
    """Select upwards."""
    screen.tasks.extend("up")


def extend_down(screen: ReviewScreen) -> None:
    """Select downwards."""
    screen.tasks.extend("down")


async def search(screen: ReviewScreen) -> None:
    """Narrow the list by a sentence."""
    from planreview.tui.screens.review_filtering import open_line

    await open_line(screen)


async def clear_filter(screen: ReviewScreen) -> None:
    """Show everything of the part that is looked at, and say how the filter comes back: this key brings it, where there is
    none."""
    looking = screen.looking
    if looking.narrows:
        said = looking.filter_said
        looking.clear()
        screen.loader.reload()
        if said:
            key = key_for(screen.app, "review.clear_filter", "c")
            screen.notify(t("review.filter_cleared", text=clip(show(said), SAID), key=key), markup=False, timeout=6)
    elif looking.cleared != TaskFilter():
        from planreview.services.filter_format import format_filter
        from planreview.tui.screens.review_gone import leave_gone

        # The key may come right behind the one that took a plan back.
        await leave_gone(screen)
        chosen = looking.cleared
        if chosen == TaskFilter():
            screen.notify(t("review.filter_gone"), severity="warning", markup=False, timeout=6)
            return
        looking.narrow(chosen, await screen.desk.read(lambda ws: format_filter(ws, chosen)))
        screen.loader.reload()


def leave(screen: ReviewScreen) -> None:
    """One step back: the full text, the tree, a figure's tasks, the selection, the filter."""
    if screen.has_class("-reading") or screen.has_class("-tree") or screen.focused is not screen.tasks:
        show_pane(screen, screen.tasks)
    elif screen.tasks.selected:
        screen.tasks.select(())
    elif screen.looking.opened:
        screen.action_run("back_to_summary")
    elif screen.looking.filter != TaskFilter():
        screen.action_run("clear_filter")


MOVES = (
    pane, pane_back, tree, read, divide_left, divide_right, toggle, select_all, extend_up, extend_down, search, clear_filter,
    *LISTS, leave, saved, how_to_clear,
)  # fmt: skip
