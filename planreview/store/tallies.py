"""Counts grouped in SQL: the tree's sections and the facets of a filter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from planreview.domain.review import TaskFilter
from planreview.store.indicators import among
from planreview.store.selection import condition

# Of how many tasks what is true; the names are columns of the list's head.
_SUMS = """count(*) as total, coalesce(sum(s.verdict is not null), 0) as reviewed,
    coalesce(sum(s.mismatch > 0), 0) as mismatch, coalesce(sum(s.overdue), 0) as overdue,
    coalesce(sum(s.lead_id is null), 0) as unassigned, coalesce(sum(s.reason_open > 0), 0) as reasons_open"""


def section_rows(connection: sqlite3.Connection, plans: Iterable[int]) -> list[sqlite3.Row]:
    """The headings of the plans' standing revisions, in the order of the document."""
    return connection.execute(
        "select n.plan_id, c.id, c.parent_id, c.label, c.title from json_each(?) j cross join plan_state n"
        " on n.plan_id = j.value cross join section c on c.revision_id = n.revision_id order by n.plan_id, c.ord",
        (json.dumps(list(plans)),),
    ).fetchall()


def verdict_tallies(connection: sqlite3.Connection, plans: Iterable[int]) -> list[sqlite3.Row]:
    """Supervised tasks of the plans by plan, section and verdict."""
    return connection.execute(
        "select s.plan_id, s.section_id, s.verdict, count(*) as n from json_each(?) j cross join task_state s"
        " on s.plan_id = j.value where s.supervised group by s.plan_id, s.section_id, s.verdict",
        (json.dumps(list(plans)),),
    ).fetchall()


def indicator_tallies(connection: sqlite3.Connection, plans: Iterable[int]) -> list[sqlite3.Row]:
    """Supervised indicators of the plans by plan, verdict and light."""
    return connection.execute(
        "select s.plan_id, s.verdict, s.light, count(*) as n from json_each(?) j cross join indicator_state s"
        " on s.plan_id = j.value where s.supervised group by s.plan_id, s.verdict, s.light",
        (json.dumps(list(plans)),),
    ).fetchall()


def facet_sums(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, int]:
    """The sums of ``_SUMS`` over what a filter means, by name."""
    where, values = condition(connection, chosen)
    return dict(connection.execute(f"{among(chosen)}select {_SUMS} from task_state s where {where}", values).fetchone())


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
    return {name: dict(connection.execute(among(chosen) + query, values)) for name, query in asked.items()}


def place_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Row ids of places by name."""
    return dict(connection.execute("select name, id from place"))
