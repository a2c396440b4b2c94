"""What the review screen does when its tree or its list tell of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from planreview.tui.screens.review_layout import FOLDED, show_pane
from planreview.tui.widgets.plan_tree import PlanTree
from planreview.tui.widgets.task_list import TaskList

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


def hear(screen: ReviewScreen, event: Message) -> None:
    """Take a message of the tree or of the list."""
    if isinstance(event, TaskList.Wanted):
        screen.loader.rows_soon(event.ids)
    elif isinstance(event, TaskList.SelectionChanged):
        # The filter line counts the selection.
        screen.say()
    elif isinstance(event, PlanTree.Opened):
        # A city of a nation is unfolded for the first time.
        screen.loader.open_city(event.node.title)
    elif isinstance(event, PlanTree.Folded):
        screen.desk.remembered.keep_own(FOLDED, screen.plan_tree.folded)
    elif isinstance(event, PlanTree.Passed):
        show_pane(screen, screen.tasks)
    elif isinstance(event, PlanTree.ScopeChosen):
        screen.looking.node, screen.looking.opened = event.node, None
        if not (event.stays and screen.has_class("-wide")):
            show_pane(screen, screen.tasks)
        screen.loader.reload()
