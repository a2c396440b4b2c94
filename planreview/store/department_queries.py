"""Read departments: who they are, what they are called, how much they lead; and what a plan says of its own."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

from planreview.domain.review import DepartmentInfo
from planreview.store.handle import one_row
from planreview.store.removed_departments import removed_departments

_DEPARTMENTS = """
select d.id, d.uid, p.name as city, d.name, d.parent_id, d.ord, d.leader, d.wildcard,
       coalesce(l.total, 0) as leads, coalesce(h.supports, 0) as supports
from department d join place p on p.id = d.place_id
left join lead_tally l on l.department_id = d.id left join held_tally h on h.department_id = d.id
where :city is null or p.name = :city
order by p.id, d.wildcard, d.ord is null, d.ord, d.id
"""


def department_rows(connection: sqlite3.Connection, city: str | None = None) -> tuple[DepartmentInfo, ...]:
    """Departments of a city or of all, in 建制序 and then as they came; those that stand for many come last.

    They lead the tasks that count under them, so that the number is what a filter by lead finds.
    """
    removed = removed_departments(connection)
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute("select department_id, alias from department_alias order by alias"):
        aliases[row[0]].append(row[1])
    cursor = connection.cursor()
    # Plain tuples: of a nation's departments named rows would cost twice as much.
    cursor.row_factory = None
    return tuple(
        DepartmentInfo(one, uid, place, name, parent, order, leader, bool(wild), tuple(aliases.get(one, ())), leads, supports)
        for one, uid, place, name, parent, order, leader, wild, leads, supports in cursor.execute(_DEPARTMENTS, {"city": city})
        if one not in removed
    )


def department_names(connection: sqlite3.Connection, city: str) -> dict[str, tuple[str, str | None]]:
    """Every name, former name and alias by which a document of the city finds a department: its id for all, its parent's."""
    found: dict[str, tuple[str, str | None]] = {}
    for column, source in (
        ("d.created_name", "department d"),
        ("a.created_name", "department_uid a join department d on d.id = a.department_id"),
        ("d.name", "department d"),
        ("a.alias", "department_alias a join department d on d.id = a.department_id"),
    ):
        place = "a.place_id" if column.startswith("a.") else "d.place_id"
        rows = connection.execute(
            f"select {column}, d.uid, u.uid from {source} left join department u on u.id = d.parent_id"
            f" join place p on p.id = {place} where p.name = ? order by d.id",
            (city,),
        )
        for row in rows:
            found.setdefault(row[0], (row[1], row[2]))
    return found


def removed_uids(connection: sqlite3.Connection) -> set[str]:
    """Ids of departments that were deleted and hold nothing."""
    ids = removed_departments(connection)
    query = "select uid from department_uid where department_id in (select value from json_each(?))"
    return {row[0] for row in connection.execute(query, (json.dumps(sorted(ids)),))} if ids else set()


def uids_in_use(connection: sqlite3.Connection) -> set[str]:
    """Ids of departments that stand, or that another stands for."""
    return {row[0] for row in connection.execute("select uid from department_uid")}


def default_lead_uid(connection: sqlite3.Connection, subject: str) -> str | None:
    """The department that leads a plan's tasks by default, as its newest live operation says."""
    row = connection.execute(
        "select json_extract(o.payload, '$.department') from operation o left join batch_state b on b.batch = o.batch"
        " where o.subject = ? and o.kind = 'default-lead' and coalesce(b.live, 1)"
        " order by o.clock desc, o.device desc, o.device_seq desc limit 1",
        (subject,),
    ).fetchone()
    return None if row is None else row[0]


def plan_bodies(connection: sqlite3.Connection, plan_id: int) -> sqlite3.Row | None:
    """Key, city, issuer and the outline of the revision that stands."""
    return one_row(
        connection,
        "select k.key, n.city, k.issuer, r.outline from plan_state n join plan k on k.id = n.plan_id"
        " join revision r on r.id = n.revision_id where n.plan_id = ? and n.live",
        (plan_id,),
    )


def ids_by_uid(connection: sqlite3.Connection) -> dict[str, int]:
    """Row ids of the departments that stand for each id."""
    return dict(connection.execute("select uid, department_id from department_uid"))
