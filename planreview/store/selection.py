"""The tasks that a filter means, as one SQL condition over ``task_state s``; lists, facets and reports share it.

Values are always bound. Lists travel as JSON arrays, so that one statement serves any number of them.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable

from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.store.search import text_condition

Condition = tuple[str, dict[str, object]]

_BELOW = """s.section_id in (
    with recursive below (id) as (
        select value from json_each(:sections)
        union select section.id from section join below on section.parent_id = below.id
    ) select id from below)"""

_FLAGS = {
    "overdue": "s.overdue",
    "mismatch": "s.mismatch",
    "reason_open": "s.reason_open > 0",
    "closed": "s.closed",
    "supervised": "s.supervised",
    "has_notes": "s.notes > 0",
}

ORDERS = {
    "plan": "s.plan_id, s.ord, s.item_id",
    "due": "s.due is null, s.due, s.plan_id, s.ord, s.item_id",
    "gap": "s.gap is null, cast(s.gap as real), s.plan_id, s.ord, s.item_id",
    "verdict": "s.verdict is null, s.verdict, s.plan_id, s.ord, s.item_id",
    "department": "s.lead_id is null, (select d.wildcard * 2000000000 + coalesce(d.ord, 1000000000) from department d"
    " where d.id = s.lead_id), s.lead_id, s.plan_id, s.ord, s.item_id",
    "updated": "s.updated_at is null, s.updated_at desc, s.plan_id, s.ord, s.item_id",
}


def condition(connection: sqlite3.Connection, chosen: TaskFilter) -> Condition:
    """A condition on ``task_state s`` and its values; ``1`` where the filter means every task."""
    parts: list[str] = []
    values: dict[str, object] = {}

    def bind(name: str, items: Iterable[object]) -> str:
        values[name] = json.dumps(list(items), ensure_ascii=False)
        return f"(select value from json_each(:{name}))"

    if chosen.ids is not None:
        parts.append(f"s.item_id in {bind('ids', chosen.ids)}")
    if chosen.plans is not None:
        parts.append(f"s.plan_id in {bind('plans', chosen.plans)}")
    if chosen.cities is not None:
        parts.append(f"s.plan_id in (select plan_id from plan_state where city in {bind('cities', chosen.cities)})")
    if chosen.sections is not None:
        bind("sections", chosen.sections)
        parts.append(_BELOW)
    if chosen.verdicts is not None:
        keys = [key for key in chosen.verdicts if key != UNREVIEWED]
        parts.append(_or_null("s.verdict", bind("verdicts", keys), UNREVIEWED in chosen.verdicts))
    if chosen.lights is not None:
        colours = [key for key in chosen.lights if key != "none"]
        parts.append(_or_null("s.light", bind("lights", colours), "none" in chosen.lights))
    if chosen.departments is not None:
        departments = bind("departments", (key for key in chosen.departments if key))
        parts.append(_departments(chosen.role, departments, 0 in chosen.departments))
    if chosen.number is not None:
        values["number"] = chosen.number
        parts.append(
            "exists (select 1 from plan_state n join placement p on p.revision_id = n.revision_id"
            " where n.plan_id = s.plan_id and p.item_id = s.placed_id and p.number = :number)"
        )
    for name, flag in _FLAGS.items():
        wanted = getattr(chosen, name)
        if wanted is not None:
            parts.append(flag if wanted else f"not ({flag})")
    if chosen.text.strip():
        text, bound = text_condition(connection, chosen.text)
        parts.append(text)
        values |= bound
    return " and ".join(f"({part})" for part in parts) or "1", values


def select_ids(connection: sqlite3.Connection, chosen: TaskFilter, sort: str, limit: int = -1) -> array[int]:
    """The ids that a filter means, in an order of ``ORDERS``, eight bytes each; the first ``limit`` of them, -1 for all."""
    where, values = condition(connection, chosen)
    cursor = connection.cursor()
    # Plain tuples: the connection's named rows would cost three times as much here.
    cursor.row_factory = None
    rows = cursor.execute(f"select s.item_id from task_state s where {where} order by {ORDERS[sort]} limit {int(limit)}", values)
    return array("q", (row[0] for row in rows))


def _or_null(column: str, among: str, null: bool) -> str:
    return f"{column} in {among} or {column} is null" if null else f"{column} in {among}"


def _departments(role: str | None, among: str, unassigned: bool) -> str:
    """Lead means where a task counts; support and any role go through all responsibilities."""
    if role == "lead":
        found = f"s.lead_id in {among}"
    else:
        only = " and role = 'support'" if role == "support" else ""
        found = f"s.item_id in (select item_id from responsibility where department_id in {among}{only})"
    return f"{found} or s.lead_id is null" if unassigned else found
