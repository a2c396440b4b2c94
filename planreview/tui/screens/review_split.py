"""Split the task under the cursor into parts, or join it again where it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.text import show

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace
    from planreview.tui.screens.review import ReviewScreen


async def split(screen: ReviewScreen) -> None:
    """Ask for the parts on one line, beginning with the points in the task's own words; a part is joined again."""
    from planreview.services import queries, splitting
    from planreview.tui.screens.ask import AskScreen

    task = screen.tasks.current
    if task is None:
        return
    if task < 0:
        screen.notify(t("split.indicator"), markup=False, severity="warning", timeout=4)
        return

    def look(ws: Workspace) -> tuple[bool, str]:
        return splitting.is_part(ws, task), t("split.between").join(splitting.own_parts(ws, task))

    is_part, own = await screen.desk.read(look)
    if is_part:
        receipt = await screen.desk.write(lambda ws: splitting.join(ws, task))
        screen.notify(t("split.joined"), markup=False, timeout=4)
    else:
        (row,) = await screen.desk.read(lambda ws: queries.task_rows(ws, [task]))
        title = t("split.title", title=show(row.title))
        typed = await screen.app.push_screen_wait(AskScreen(title, t("split.remark"), show(own)))
        if not typed:
            return
        parts = [one for one in typed.replace(";", "；").split("；") if one.strip()]
        receipt = await screen.desk.write(
            lambda ws: splitting.split(ws, task, [splitting.parse_part(one, ws.today()) for one in parts])
        )
        left = receipt.values.get("targets_left")
        said = tn("split.done", len(receipt.task_ids))
        if isinstance(left, int) and left:
            said = f"{said} {tn('split.targets_left', left)}"
        screen.notify(said, markup=False, timeout=8 if left else 4)
    await screen.loader.load(near=receipt.task_ids[0] if receipt.task_ids else task)
