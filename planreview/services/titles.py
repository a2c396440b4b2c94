"""Tasks by words of their titles, those of the plan in view first: a page of them, found without looking through all."""

from __future__ import annotations

from collections.abc import Iterable

from planreview.domain.review import TaskFilter, TaskRow
from planreview.services import queries
from planreview.services.highlights import written_spans
from planreview.services.workspace import Workspace
from planreview.text import fold

# As many titles as anyone looks through, and the tasks among which they are looked for: other words hold a text as well.
MOST, LOOKED_AT = 50, 400


def titled_tasks(ws: Workspace, text: str, plan_id: int | None = None) -> list[TaskRow]:
    """The first tasks whose titles hold a text in any spelling, in plan order; of other plans as there is room."""
    if not fold(text):
        return []
    found: dict[int, TaskRow] = {}
    for plans in ((plan_id,), None) if plan_id is not None else (None,):
        if len(found) < MOST:
            ids = queries.task_ids(ws, TaskFilter(plans=plans, text=text, supervised=None), limit=LOOKED_AT)
            found |= {row.id: row for row in queries.task_rows(ws, ids) if written_spans(fold(text), row.title)}
    return list(found.values())[:MOST]


def of_plan_first(ws: Workspace, ids: Iterable[int], plan_id: int | None) -> list[TaskRow]:
    """The rows of the first of these tasks, those of a plan before the others."""
    rows = queries.task_rows(ws, list(ids)[:LOOKED_AT])
    return sorted(rows, key=lambda row: row.plan_id != plan_id)[:MOST]
