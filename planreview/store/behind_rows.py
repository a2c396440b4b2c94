"""Read what the behind list says of many tasks at once beside their rows: the newest reason and measure of each, and
the target that its figures are of."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from planreview.store.entries import as_json

MEASURE, PLAIN = "measure", "plain"

_NOTES = """
with wanted (task, item) as (
    select value, value from json_each(:ids)
    union select c.task_id, c.item_id from json_each(:ids) j join same_task c on c.task_id = j.value
)
select w.task, n.kind, n.body, n.on_date from wanted w cross join {table} n on n.item_id = w.item
where n.kind in ('reason', 'measure') or n.kind is null order by n.recorded_at, n.operation_id
"""


def newest_words(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[tuple[int, str], tuple[str, str]]:
    """Body and day of the newest note by task and kind, ``reason``, ``measure`` or ``plain`` for one of no kind."""
    found: dict[tuple[int, str], tuple[str, str]] = {}
    tables = ["note", *(["indicator_note"] if any(one < 0 for one in ids) else [])]
    for table in tables:
        for task, kind, body, on in connection.execute(_NOTES.format(table=table), {"ids": as_json(ids)}):
            found[task, kind or PLAIN] = (body, on)
    return found


def light_targets(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, int]:
    """The target that gives the figures of each task, by row id; one whose figures nobody has measured is left out."""
    rows = connection.execute(
        "select s.item_id, s.light_target from json_each(?) j cross join task_state s on s.item_id = j.value"
        " where s.light_target is not null",
        (as_json(ids),),
    )
    return {**{one: -one for one in ids if one < 0}, **{row[0]: row[1] for row in rows}}


def stated_targets(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, int]]:
    """Task and target, by row ids, of all that is stated of these tasks, whether it stands or not; an indicator is its own."""
    rows = connection.execute(
        "select j.value, t.id from json_each(:ids) j cross join target t on t.item_id = j.value"
        " union select o.item_id, t.id from json_each(:ids) j cross join part o on o.item_id = j.value"
        " cross join json_each(o.targets) k cross join target t on t.uid = k.value",
        {"ids": as_json(ids)},
    )
    return [*((one, -one) for one in ids if one < 0), *((row[0], row[1]) for row in rows)]


def plans_of_tasks(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, int]]:
    """Task and plan, by row ids, of the tasks and indicators that are there."""
    asked = "select s.item_id, s.plan_id from json_each(:ids) j cross join {} s on s.item_id = j.value"
    rows = connection.execute(" union all ".join(map(asked.format, ("task_state", "indicator_state"))), {"ids": as_json(ids)})
    return [(row[0], row[1]) for row in rows]
