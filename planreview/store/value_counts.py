"""How many tasks of a filter have which value: what a line of filters can offer, with counts."""

from __future__ import annotations

import sqlite3

from planreview.domain.review import TaskFilter
from planreview.store.indicators import among
from planreview.store.selection import condition

_COUNTED = {
    "lead": "s.lead_id",
    "plan": "s.plan_id",
    "by": "s.verdict_by",
    "due": "substr(s.due, 1, 7)",
    "reviewed": "substr(s.verdict_on, 1, 7)",
}


def value_counts(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, dict[str | int, int]]:
    """Tasks by lead, plan, person of the verdict, months of deadline and verdict; those without a value are left out."""
    where, values = condition(connection, chosen)
    query = among(chosen) + "select {0}, count(*) from task_state s where ({1}) and {0} is not null group by 1 order by 1"
    return {name: dict(connection.execute(query.format(column, where), values)) for name, column in _COUNTED.items()}


def note_counts(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, int]:
    """Tasks by the kinds of their notes, ``none`` among them."""
    where, values = condition(connection, chosen)
    rows = connection.execute(
        f"{among(chosen)}select coalesce(o.kind, 'none'), count(distinct s.item_id) from note o"
        " left join same_task j on j.item_id = o.item_id"
        f" join task_state s on s.item_id = coalesce(j.task_id, o.item_id) where {where} group by 1",
        values,
    )
    return dict(rows)
