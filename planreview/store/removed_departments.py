"""Departments that were deleted: they stand in no list while they hold nothing.

Deleting changes no figure, whatever else was said before it, beside it on another machine, or is undone after it: who is
assigned to holds again and is listed again.
"""

from __future__ import annotations

import json
import sqlite3

from planreview.domain.operations import DEPARTMENT, DEPARTMENT_PREFIX, REMOVED
from planreview.store.dates import STRUCTURAL

_HOLDS = (
    "exists (select 1 from responsibility r where r.department_id = d.id)"
    " or exists (select 1 from indicator_responsibility r where r.department_id = d.id)"
)


def removed_departments(connection: sqlite3.Connection) -> frozenset[int]:
    """Row ids of the departments that are deleted and hold nothing: no task, no indicator, no office that is listed."""
    subjects = connection.execute(
        f"select distinct o.subject from operation o where {STRUCTURAL} and o.kind = ?", (REMOVED,)
    ).fetchall()
    if not subjects:
        return frozenset()
    # Rare, and what folds takes longer to load than a list to be read.
    from planreview.store.entries import subject_entries

    # The newest of what counts: deleted, or made again since.
    said = {
        entry.subject.removeprefix(DEPARTMENT_PREFIX): entry.kind
        for _, entry, live in subject_entries(connection, {row[0] for row in subjects})
        if live and entry.kind in {DEPARTMENT, REMOVED}
    }
    gone = json.dumps(sorted(uid for uid, kind in said.items() if kind == REMOVED))
    rows = connection.execute(
        f"select d.id, d.parent_id from json_each(?) j cross join department d on d.uid = j.value where not ({_HOLDS})", (gone,)
    )
    above: dict[int, int | None] = dict(rows.fetchall())
    offices = connection.execute(
        "select d.id, d.parent_id from json_each(?) j cross join department d on d.parent_id = j.value",
        (json.dumps(sorted(above)),),
    ).fetchall()
    while True:
        listed = {parent for office, parent in map(tuple, offices) if office not in above} & above.keys()
        if not listed:
            return frozenset(above)
        above = {one: parent for one, parent in above.items() if one not in listed}


def what_it_holds(connection: sqlite3.Connection, department_id: int) -> dict[str, int]:
    """Of how many a department is one: tasks and indicators that it ``leads`` or ``supports``, supervised or not, its
    ``offices``, tasks for which a document of its city names it (``stated``), in whatever revision, and plans that it leads
    by ``default``, or views that ask for it (``views``)."""
    held: dict[str, int] = dict.fromkeys(("leads", "supports", "offices", "stated", "default", "views"), 0)
    for table in ("responsibility", "indicator_responsibility"):
        for role, n in connection.execute(
            f"select role, count(*) from {table} where department_id = ? group by 1", (department_id,)
        ):
            held["leads" if role == "lead" else "supports"] += n
    removed = json.dumps(sorted(removed_departments(connection)))
    held["offices"] = _count(
        connection,
        "select count(*) from department where parent_id = ?1 and id not in (select value from json_each(?2))",
        (department_id, removed),
    )
    held["stated"] = _count(
        connection,
        "with called (name) as (select created_name from department_uid where department_id = ?1"
        " union select name from department where id = ?1 union select alias from department_alias where department_id = ?1)"
        " select count(distinct t.item_id) from called c cross join stated t on t.name = c.name"
        " join item i on i.id = t.item_id join plan_state n on n.plan_id = i.plan_id join place p on p.name = n.city"
        " where p.id = (select place_id from department where id = ?1)",
        (department_id,),
    )
    uids = [row[0] for row in connection.execute("select uid from department_uid where department_id = ?", (department_id,))]
    held["default"] = _count(
        connection,
        f"select count(distinct o.subject) from json_each(?) j cross join operation o on {STRUCTURAL}"
        " and o.kind = 'default-lead' and json_extract(o.payload, '$.department') = j.value"
        " left join batch_state b on b.batch = o.batch where coalesce(b.live, 1) = 1 and not exists (select 1 from operation n"
        " left join batch_state m on m.batch = n.batch where n.subject = o.subject and n.kind = 'default-lead'"
        " and coalesce(m.live, 1) = 1 and (n.clock, n.device, n.device_seq) > (o.clock, o.device, o.device_seq))",
        (json.dumps(uids),),
    )
    held["views"] = _count(
        connection,
        "select count(*) from json_each(?) j cross join saved_view v on instr(v.payload, j.value) > 0",
        (json.dumps(uids),),
    )
    return held


def _count(connection: sqlite3.Connection, query: str, values: tuple[object, ...]) -> int:
    return int(connection.execute(query, values).fetchone()[0])
