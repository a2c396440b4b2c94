"""Project which items are one task: those that same-task operations join, whatever their wording has become."""

from __future__ import annotations

import sqlite3

from planreview.domain.classes import join_classes
from planreview.domain.operations import SAME_TASK
from planreview.store.entries import as_json, structural_entries


def project_classes(connection: sqlite3.Connection) -> set[int]:
    """Write the classes anew, behind the states of plans; gives the items whose task is another than before, and both of these
    tasks."""
    before = read_classes(connection)
    ids = {row[1]: row[0] for row in connection.execute(_ITEMS, {"kind": SAME_TASK})}
    placed = dict(connection.execute(_PLACED, (as_json(sorted(ids.values())),)).fetchall())
    joins = [
        (ids[entry.subject], ids[str(entry.payload.get("same_as"))])
        for _, entry, live in structural_entries(connection, {SAME_TASK})
        if live and entry.subject in ids and str(entry.payload.get("same_as")) in ids
    ]
    after = join_classes(joins, placed)
    connection.execute("delete from same_task")
    connection.executemany("insert into same_task (item_id, task_id) values (?, ?)", sorted(after.items()))
    moved = {item for item in before.keys() | after.keys() if before.get(item) != after.get(item)}
    return moved | {at[item] for item in moved for at in (before, after) if item in at}


def read_classes(connection: sqlite3.Connection) -> dict[int, int]:
    """Joined items with the task that each belongs to."""
    return {row[0]: row[1] for row in connection.execute("select item_id, task_id from same_task")}


_ITEMS = """
select id, uid from item where uid in (
    select subject from operation o where o.kind = :kind
      and o.kind not in ('verdict', 'clear', 'note', 'actual', 'scope', 'assign')
    union
    select json_extract(payload, '$.same_as') from operation o where o.kind = :kind
      and o.kind not in ('verdict', 'clear', 'note', 'actual', 'scope', 'assign')
)
"""
_PLACED = """
select p.item_id, s.plan_id from json_each(?) j cross join placement p on p.item_id = j.value
join plan_state s on s.revision_id = p.revision_id
"""
