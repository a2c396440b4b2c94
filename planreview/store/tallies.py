"""Counts grouped in SQL: the tree's sections and the facets of a filter."""

from __future__ import annotations

import sqlite3

from planreview.domain.review import TaskFilter
from planreview.store.selection import condition

# Of how many tasks what is true; the names are columns of the list's head.
_SUMS = """count(*) as total, coalesce(sum(s.verdict is not null), 0) as reviewed,
    coalesce(sum(s.mismatch), 0) as mismatch, coalesce(sum(s.overdue), 0) as overdue,
    coalesce(sum(s.lead_id is null), 0) as unassigned, coalesce(sum(s.reason_open), 0) as reasons_open"""


def section_rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The headings of every plan's standing revision, in the order of the document."""
    return connection.execute(
        "select n.plan_id, c.id, c.parent_id, c.label, c.title from plan_state n"
        " join section c on c.revision_id = n.revision_id where n.live order by n.plan_id, c.ord"
    ).fetchall()


def verdict_tallies(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Supervised tasks by plan, section and verdict."""
    return connection.execute(
        "select plan_id, section_id, verdict, count(*) as n from task_state where supervised"
        " group by plan_id, section_id, verdict"
    ).fetchall()


def facet_sums(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, int]:
    """The sums of ``_SUMS`` over what a filter means, by name."""
    where, values = condition(connection, chosen)
    return dict(connection.execute(f"select {_SUMS} from task_state s where {where}", values).fetchone())


def facet_counts(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, dict[str | int | None, int]]:
    """Tasks by verdict, by light, and by each department that leads or supports them, over what a filter means."""
    where, values = condition(connection, chosen)
    tasks = f"from task_state s where {where}"
    asked = {
        "verdict": f"select s.verdict, count(*) {tasks} group by 1",
        "light": f"select s.light, count(*) {tasks} group by 1",
        "department": "select r.department_id, count(distinct r.item_id) from responsibility r"
        f" where r.item_id in (select s.item_id {tasks}) group by 1",
    }
    return {name: dict(connection.execute(query, values)) for name, query in asked.items()}


def place_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Row ids of places by name."""
    return dict(connection.execute("select name, id from place"))
