"""What the review screen still holds of what has gone: the part that is looked at, the filter that was cleared, the list of what
a round asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planreview.domain.review import TaskFilter
from planreview.tui.screens.results import asked_for
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace
    from planreview.tui.screens.review import ReviewScreen
    from planreview.tui.screens.review_state import Looking


def reload(screen: ReviewScreen, *, outside: bool) -> None:
    """Read the list again after others or an undo have written, without what has gone."""
    looking = screen.looking
    if looking.node is None and looking.cleared == TaskFilter() and not (looking.opened and looking.opened.round):
        screen.loader.reload(outside=outside)
    else:
        # No later reading of the list may break this off.
        start(screen, partial(_reload, screen, outside), "gone")


async def _reload(screen: ReviewScreen, outside: bool) -> None:
    await leave_gone(screen)
    screen.loader.reload(outside=outside)


async def leave_gone(screen: ReviewScreen) -> None:
    """Look at everything where the part that was looked at has gone, forget a cleared filter that names what has gone, and leave
    the list of what a round asks for when that is not open any more."""
    looking = screen.looking
    opened = looking.opened
    if opened is not None and opened.round is not None:
        name = await screen.desk.read(partial(_open_round, opened.round))
        if looking.opened is opened:
            looking.opened = None if name is None else asked_for(name, opened.filter, opened.round)
    node, cleared = looking.node, looking.cleared
    here, known = await screen.desk.read(partial(_standing, looking))
    if not known and looking.cleared == cleared:
        looking.cleared = TaskFilter()
        screen.refresh_bindings()
    if not here and looking.node == node:
        looking.node = None
        screen.plan_tree.show_scope(None)
        screen.mistrust()


def _open_round(uid: str, ws: Workspace) -> str | None:
    """What an open round is called now."""
    from planreview.services import rounds

    return rounds.open_round_name(ws, uid)


def _standing(looking: Looking, ws: Workspace) -> tuple[bool, bool]:
    """Whether the chosen node is there, and all that the cleared filter names."""
    from planreview.services import queries
    from planreview.services.view_forms import is_whole

    plans = {plan.id: plan for plan in queries.plans(ws)}
    return looking.node is None or bool(looking.plans_in(plans)), is_whole(ws, looking.cleared)
