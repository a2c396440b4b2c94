"""The tasks that a filter means, as one SQL condition over ``task_state s``; lists, facets and reports share it.

Values are always bound. Lists travel as JSON arrays, so that one statement serves any number of them.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Iterable

from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.store.filter_spans import span_conditions
from planreview.store.indicators import among, indicator_text
from planreview.store.search import text_condition

Condition = tuple[str, dict[str, object]]
_NAME = re.compile(r":(\w+)")

_BELOW = """s.section_id in (
    with recursive below (id) as (
        select value from json_each(:sections)
        union select section.id from section join below on section.parent_id = below.id
    ) select id from below)"""

# The round that is open for a task's plan.
OPEN_ROUND = "(select r.round from plan_round r where r.plan_id = s.plan_id)"
_ASKED_IN_ROUND = f"s.supervised and {OPEN_ROUND} is not null"
# Never found on, or found on before this round.
_NOT_IN_ROUND = f"{_ASKED_IN_ROUND} and (s.verdict is null or s.round is not {OPEN_ROUND})"

_FLAGS = {
    "overdue": "s.overdue",
    "mismatch": "s.mismatch > 0",
    "reason_open": "s.reason_open > 0",
    "closed": "s.closed",
    "supervised": "s.supervised",
    "has_notes": "s.notes > 0",
    "not_in_round": _NOT_IN_ROUND,
    "unchanged": f"{_ASKED_IN_ROUND} and s.verdict is not null and s.round is not {OPEN_ROUND} and not s.changed",
    "carried": "s.carried",
    "applied": "s.closing is 'applied'",
    "self_reported": "s.self_verdict is not null",
    "report_mismatch": "s.mismatch & 4",
    "has_evidence": "s.evidence > 0",
}

_PLACED = "s.plan_id, s.ord, s.item_id"
RANK = "(select d.wildcard * 2000000000 + coalesce(d.ord, 1000000000) from department d where d.id = s.lead_id)"
# Those with a minus are turned round; what is not known comes last either way.
ORDERS = {
    "plan": _PLACED,
    "due": f"s.due is null, s.due, {_PLACED}",
    "gap": f"s.gap is null, cast(s.gap as real), {_PLACED}",
    "verdict": f"s.verdict is null, s.verdict, {_PLACED}",
    "department": f"s.lead_id is null, {RANK}, s.lead_id, {_PLACED}",
    "updated": f"s.updated_at is null, s.updated_at desc, {_PLACED}",
    "-plan": "s.plan_id desc, s.ord desc, s.item_id desc",
    "-due": f"s.due is null, s.due desc, {_PLACED}",
    "-gap": f"s.gap is null, cast(s.gap as real) desc, {_PLACED}",
    "-verdict": f"s.verdict is null, s.verdict desc, {_PLACED}",
    "-department": f"s.lead_id is null, {RANK} desc, s.lead_id desc, {_PLACED}",
    "-updated": f"s.updated_at is null, s.updated_at, {_PLACED}",
}


def is_narrow(chosen: TaskFilter) -> bool:
    """Whether a filter leaves one part of the tasks, so small that each of them can be asked."""
    named = (chosen.ids, chosen.plans, chosen.cities, chosen.sections)
    return any(one is not None for one in named) or (chosen.departments is not None and 0 not in chosen.departments)


def condition(connection: sqlite3.Connection, chosen: TaskFilter, *, narrow: bool = False) -> Condition:
    """A condition on ``task_state s`` and its values; ``1`` where the filter means every task.

    ``narrow``: it will be asked of few tasks, so that a text is looked for in each. One that means indicators holds in a
    statement that begins with :func:`planreview.store.indicators.among`.
    """
    indicators, narrow = bool(chosen.indicators), narrow or is_narrow(chosen)
    parts, values = _parts(connection, chosen, indicators, narrow=narrow)
    if chosen.without is not None:
        unwanted, others = _parts(connection, chosen.without, indicators, narrow=narrow)
        # The same names mean other values there.
        parts += [_NAME.sub(r":not_\1", f"not coalesce(({part}), 0)") for part in unwanted]
        values |= {f"not_{name}": value for name, value in others.items()}
    return " and ".join(f"({part})" for part in parts) or "1", values


def _parts(
    connection: sqlite3.Connection, chosen: TaskFilter, indicators: bool, *, narrow: bool
) -> tuple[list[str], dict[str, object]]:
    """What each field of a filter asks for."""
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

    def bind_one(name: str, value: object) -> str:
        values[name] = value
        return f":{name}"

    parts += span_conditions(chosen, bind_one, narrow=narrow or indicators)
    for name, flag in _FLAGS.items():
        wanted = getattr(chosen, name)
        if wanted is not None:
            parts.append(flag if wanted else f"not ({flag})")
    if chosen.text.strip():
        found = indicator_text(connection, chosen.text) if indicators else text_condition(connection, chosen.text, narrow=narrow)
        parts.append(found[0])
        values |= found[1]
    return parts, values


def select_ids(connection: sqlite3.Connection, chosen: TaskFilter, sort: str, limit: int = -1, before: str = "") -> array[int]:
    """The ids that a filter means, in an order of ``ORDERS``, eight bytes each; the first ``limit`` of them, -1 for all.

    ``before``: terms that they are ordered by before that.
    """
    where, values = condition(connection, chosen)
    cursor = connection.cursor()
    # Plain tuples: the connection's named rows would cost three times as much here.
    cursor.row_factory = None
    order = f"{before}, {ORDERS[sort]}" if before else ORDERS[sort]
    asked = f"{among(chosen)}select s.item_id from task_state s where {where} order by {order} limit {int(limit)}"
    rows = cursor.execute(asked, values)
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
