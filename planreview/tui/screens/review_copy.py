"""What ``y`` copies on the review screen: the rows that are meant, column by column, or the task that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.review import PlanInfo, TaskRow
from planreview.services import queries
from planreview.text import show
from planreview.tui.copying import copy_text
from planreview.tui.widgets.task_columns import Words, due_text, figure, gap_text, lead_text, number_text

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

HEADS = ("number", "verdict", "light", "lead", "title", "attainment", "gap", "due")


async def copy(screen: ReviewScreen) -> None:
    """Copy the detail where it has the focus, else the selected rows or the one under the cursor, in full."""
    if screen.focused is screen.detail and screen.detail.detail is not None:
        text = screen.detail.plain_text()
    else:
        ids = screen.tasks.marked()
        if not ids:
            return
        rows = await screen.desk.read(lambda ws: queries.task_rows(ws, ids), background=True)
        text = rows_text(rows, screen.tasks.words, screen.loader.plans)
    said = await copy_text(screen.app, text, screen.desk.crash_folder)
    screen.notify(said, markup=False, timeout=6)


def rows_text(rows: list[TaskRow], words: Words, plans: dict[int, PlanInfo]) -> str:
    """The rows with tabs between their columns, as a sheet takes them; a head stands over more than one."""
    lines = ["\t".join(_cells(row, words, plans.get(row.plan_id))) for row in rows]
    head = ["\t".join(t(f"copy.column.{name}") for name in HEADS)] if len(rows) > 1 else []
    return "\n".join([*head, *lines]) + "\n"


def _cells(row: TaskRow, words: Words, plan: PlanInfo | None) -> tuple[str, ...]:
    return (
        number_text(row),
        words.verdict(row),
        words.light(row.light),
        lead_text(row),
        show(row.title),
        figure(row.attainment),
        gap_text(row, plan),
        due_text(row, plan),
    )
