"""What row ids are called in every copy of a store, and back: plans, departments, sections and tasks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

# What a name is: a text, or for a section its plan's key, its labels and its title.
Name = str | list[str]
UNASSIGNED = ""


def names_of(connection: sqlite3.Connection, field: str, ids: Sequence[int]) -> list[Name]:
    """The names of ids, in their order; what has none is left out."""
    rows = connection.execute(_NAMES[field], (json.dumps(list(ids)),))
    found: dict[int, Name] = {row[0]: row[1] if len(row) == 2 else [row[1], row[2], row[3]] for row in rows}
    if field == "departments" and 0 in ids:
        found[0] = UNASSIGNED
    return [found[one] for one in ids if one in found]


def ids_of(connection: sqlite3.Connection, field: str, names: Sequence[Name]) -> tuple[list[int], list[str]]:
    """The ids that names mean here now, and how those are called that mean nothing."""
    ids: list[int] = []
    gone: list[str] = []
    for name in names:
        if field == "departments" and name == UNASSIGNED:
            ids.append(0)
            continue
        values = tuple(name) if isinstance(name, list) else (name,)
        row = connection.execute(_IDS[field], values).fetchone()
        if row is None or row[0] is None:
            gone.append(_called(connection, field, values))
        elif row[0] not in ids:
            ids.append(row[0])
    return ids, gone


def _called(connection: sqlite3.Connection, field: str, values: tuple[object, ...]) -> str:
    """A name that means nothing any more, as a person knows it."""
    if field == "sections":
        return f"{values[1]} {values[2]}"
    if field == "departments":
        row = connection.execute(
            "select json_extract(payload, '$.name') from operation where kind = 'department' and subject = 'department:' || ?",
            values,
        ).fetchone()
        return str(row[0]) if row and row[0] else str(values[0])
    if field == "plans":
        row = connection.execute("select title from plan where key = ?", values).fetchone()
        return str(row[0]) if row else str(values[0])
    return str(values[0])[:8]


_NAMES = {
    "plans": "select id, key from plan where id in (select value from json_each(?))",
    "departments": "select id, uid from department where id in (select value from json_each(?))",
    "ids": "select id, uid from item where id in (select value from json_each(?))",
    "sections": "select c.id, l.key, c.path, c.title from section c join revision r on r.id = c.revision_id"
    " join plan l on l.id = r.plan_id where c.id in (select value from json_each(?))",
}
_IDS = {
    "plans": "select n.plan_id from plan l join plan_state n on n.plan_id = l.id where l.key = ? and n.live",
    "departments": "select department_id from department_uid where uid = ?",
    "ids": "select s.item_id from item i left join same_task j on j.item_id = i.id"
    " join task_state s on s.item_id = coalesce(j.task_id, i.id) where i.uid = ?",
    # In the revision that stands; where labels moved, the title says which it is.
    "sections": "select c.id from plan l join plan_state n on n.plan_id = l.id join section c on c.revision_id = n.revision_id"
    " where l.key = ?1 and n.live and c.title = ?3 order by c.path = ?2 desc, c.ord limit 1",
}
