"""Assigning from the review screen: to whom the selected tasks or a section go, and what came of it in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.domain.review import Receipt, TaskFilter
from planreview.text import show
from planreview.tui.screens.review_rounds import title_of

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


async def assign(screen: ReviewScreen) -> None:
    """Name the department of the selected tasks, or of a whole section where the tree has the focus."""
    from planreview.tui.screens.assign import AssignScreen

    node = screen.plan_tree.node if screen.focused is screen.plan_tree else None
    if screen.focused is screen.plan_tree and node is None:
        # All plans are nobody's; the task under the list's cursor is not what is pointed at here.
        screen.notify(t("review.assign_all"), severity="warning", markup=False, timeout=6)
    elif node is not None:
        place = {"city": TaskFilter(cities=(node.title,)), "plan": TaskFilter(plans=(node.id,))}
        place["indicators"] = TaskFilter(plans=(node.id,), indicators=True)
        chosen = place.get(node.kind) or TaskFilter(sections=(node.id,))
        _tell(screen, await screen.app.push_screen_wait(AssignScreen(chosen, show(f"{node.label} {node.title}".strip()))))
    elif ids := screen.tasks.marked():
        receipt = await screen.app.push_screen_wait(AssignScreen(ids, title_of(screen, ids)))
        selected = receipt is not None and bool(screen.tasks.selected)
        if selected:
            # As behind a digit: what is selected next is meant alone.
            screen.tasks.select(())
        _tell(screen, receipt, selected=selected)


def _tell(screen: ReviewScreen, receipt: Receipt | None, *, selected: bool = False) -> None:
    if receipt is None:
        return
    from planreview.tui.keys import key_for

    values = receipt.values
    # In place of nobody nothing is replaced.
    told = values["mode"] != "set" or values["replaced"]
    said = {
        "name": show(str(values["department"])),
        "role": t(f"screens.role.{values['role']}"),
        "mode": t("review.assigned_how", mode=t(f"screens.assign_mode.{values['mode']}")) if told else "",
        "also": t("review.deselected") if selected else "",
        "key": key_for(screen.app, "review.undo", "u"),
    }
    screen.notify(tn("review.assigned", len(receipt.task_ids), **said), markup=False, timeout=6)
