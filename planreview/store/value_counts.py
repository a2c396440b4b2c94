"""How many tasks of a filter have which value: what a line of filters can offer, with counts."""

from __future__ import annotations

import sqlite3

from planreview.domain.review import TaskFilter
from planreview.store.actions import known_persons
from planreview.store.indicators import among
from planreview.store.selection import condition
from planreview.store.tallies import kept_plans

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


# Each value of a column by its index, instead of reading every task for them.
_MONTHS = (
    "with recursive one (month) as (select substr(min(due), 1, 7) from task_state union all"
    " select (select substr(min(due), 1, 7) from task_state where due > one.month || '~') from one where one.month is not null)"
    " select month from one where month is not null"
)


def kept_counts(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, dict[str | int, int | None]]:
    """As :func:`value_counts` of very many tasks, at once: all tasks of the filter's plans, by lead of the whole store; people
    and months without a number, and no months of findings."""
    where, values = kept_plans(chosen)
    plans = connection.execute(f"select p.plan_id, p.total from plan_tally p where {where} and p.total > 0", values)
    leads = connection.execute("select department_id, total from lead_tally where department_id > 0 and total > 0")
    return {
        "lead": dict(leads.fetchall()) if chosen == TaskFilter() else {},
        "plan": dict(plans.fetchall()),
        "by": dict.fromkeys(known_persons(connection)),
        "due": {row[0]: None for row in connection.execute(_MONTHS)},
        "reviewed": {},
    }


def note_counts(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, int]:
    """Tasks by the kinds of their notes, ``none`` among them."""
    where, values = condition(connection, chosen)
    # From the tasks to their notes: of few tasks not every note of the store is read.
    rows = connection.execute(
        f"{among(chosen)}select coalesce(o.kind, 'none'), count(distinct a.task) from ("
        f"select s.item_id as task, s.item_id as item from task_state s where {where} union"
        f" select s.item_id, j.item_id from same_task j cross join task_state s on s.item_id = j.task_id where {where}"
        ") a cross join note o on o.item_id = a.item group by 1",
        values,
    )
    return dict(rows)
