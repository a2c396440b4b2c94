"""Project departments, their aliases, and the names by which documents and assignments find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from planreview.domain.folding_departments import Departments, fold_departments
from planreview.domain.operations import ABOUT_DEPARTMENTS, DEPARTMENT, DEPARTMENT_PREFIX
from planreview.store.entries import structural_entries


@dataclass(frozen=True, slots=True)
class Directory:
    """How departments are found: by (place, name) and by uid."""

    names: Mapping[tuple[int, str], int] = field(default_factory=dict)
    uids: Mapping[str, int] = field(default_factory=dict)


def project_departments(connection: sqlite3.Connection) -> set[int]:
    """Write all departments anew; gives the places where a name or an id now leads elsewhere than before."""
    before = read_directory(connection)
    entries = structural_entries(connection, ABOUT_DEPARTMENTS)
    ids: dict[str, int] = {}
    for seq, entry, _ in sorted(entries, key=lambda found: found[0]):
        if entry.kind == DEPARTMENT:
            ids.setdefault(entry.subject.removeprefix(DEPARTMENT_PREFIX), seq)
    folded = fold_departments(entry for _, entry, live in entries if live)
    places = _places(connection, folded)
    for table in ("department_alias", "department_uid", "department"):
        connection.execute(f"delete from {table}")
    connection.executemany(
        "insert into department (id, uid, place_id, name, created_name, parent_id, ord, leader, wildcard)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                ids[one.uid],
                one.uid,
                places[one.city],
                one.name,
                one.created_name,
                ids[one.parent] if one.parent else None,
                one.order,
                one.leader,
                int(one.wildcard),
            )
            for one in folded.standing.values()
        ],
    )
    connection.executemany(
        "insert into department_uid (uid, department_id) values (?, ?)", [(uid, ids[one]) for uid, one in folded.one.items()]
    )
    connection.executemany(
        "insert into department_alias (place_id, alias, department_id) values (?, ?, ?)",
        [(places[city], alias, ids[uid]) for (city, alias), uid in folded.aliases.items()],
    )
    return _moved(before, read_directory(connection), connection)


def read_directory(connection: sqlite3.Connection, place_ids: set[int] | None = None) -> Directory:
    """The names and ids in force, of some places or of all."""
    names: dict[tuple[int, str], int] = {}
    wanted = None if place_ids is None else list(place_ids)
    for table, column, key in (
        ("department", "name", "id"),
        ("department_alias", "alias", "department_id"),
        ("department", "created_name", "id"),
    ):
        where = "" if wanted is None else f" where place_id in ({','.join('?' * len(wanted))})"
        for row in connection.execute(f"select place_id, {column}, {key} from {table}{where} order by {key}", wanted or ()):
            names.setdefault((row[0], row[1]), row[2])
    return Directory(names, dict(connection.execute("select uid, department_id from department_uid")) if wanted is None else {})


def _places(connection: sqlite3.Connection, folded: Departments) -> dict[str, int]:
    cities = {one.city for one in folded.standing.values()} | {city for city, _ in folded.aliases}
    known: dict[str, int] = dict(connection.execute("select name, id from place").fetchall())
    for city in sorted(cities - known.keys()):
        found = connection.execute("insert into place (name) values (?)", (city,)).lastrowid
        assert found is not None
        known[city] = found
    return known


def _moved(before: Directory, after: Directory, connection: sqlite3.Connection) -> set[int]:
    """Places whose tasks may stand elsewhere now. A new department that no document names and nothing has been assigned to
    moves nothing: a list of offices is pasted without touching a task."""
    names = {key for key in before.names.keys() | after.names.keys() if before.names.get(key) != after.names.get(key)}
    places = {place for place, name in names if _is_stated(connection, name)}
    changed = {uid for uid in before.uids.keys() | after.uids.keys() if before.uids.get(uid) != after.uids.get(uid)}
    ids = {row[0]: row[1] for row in connection.execute("select id, place_id from department")}
    for uid in changed:
        if uid in before.uids or _is_assigned(connection, uid):
            places.update(ids[at] for at in (before.uids.get(uid), after.uids.get(uid)) if at in ids)
            places.update(place for (place, _), at in before.names.items() if at == before.uids.get(uid))
    return places


def _is_stated(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("select 1 from stated where name = ? limit 1", (name,)).fetchone() is not None


def _is_assigned(connection: sqlite3.Connection, uid: str) -> bool:
    """Whether the department was there before: only then can something have been assigned to it."""
    n = connection.execute(
        "select count(distinct batch) from operation where subject = ? and kind = ?", (DEPARTMENT_PREFIX + uid, DEPARTMENT)
    ).fetchone()[0]
    turned = connection.execute(
        "select 1 from operation o join batch_state b on b.batch = o.batch where o.subject = ? and b.turns > 0 limit 1",
        (DEPARTMENT_PREFIX + uid,),
    ).fetchone()
    return n > 1 or turned is not None
