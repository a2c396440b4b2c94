"""Project departments, their aliases, and the names by which documents and assignments find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from planreview.domain.folding import Entry
from planreview.domain.folding_departments import Departments, fold_departments
from planreview.domain.operations import ABOUT_DEPARTMENTS, DEPARTMENT, DEPARTMENT_PREFIX
from planreview.store.entries import Listed, as_json, structural_entries, subject_entries
from planreview.text import clean_line


@dataclass(frozen=True, slots=True)
class Directory:
    """How departments are found: by (place, name) and by uid."""

    names: Mapping[tuple[int, str], int] = field(default_factory=dict)
    uids: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a name or an id now leads elsewhere than before: ``places``, the departments that ids ``led_to``, and the ids that
    ``came_back``. What these hold may be of plans of other cities."""

    places: set[int]
    led_to: set[int]
    came_back: set[str]


def project_departments(connection: sqlite3.Connection, subjects: set[str] | None = None) -> Moved:
    """Write the departments of the cities anew to which the subjects of operations belong, or all; gives what has moved."""
    entries, places = _affected(connection, subjects)
    before = Directory(read_names(connection, places), _read_uids(connection, places))
    ids: dict[str, int] = {}
    for seq, entry, _ in sorted(entries, key=lambda found: found[0]):
        if entry.kind == DEPARTMENT:
            ids.setdefault(entry.subject.removeprefix(DEPARTMENT_PREFIX), seq)
    folded = fold_departments(entry for _, entry, live in entries if live)
    place_ids = _place_ids(connection, folded)
    _clear(connection, places)
    connection.executemany(
        "insert into department (id, uid, place_id, name, created_name, parent_id, ord, leader, wildcard)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                ids[one.uid],
                one.uid,
                place_ids[one.city],
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
        "insert into department_uid (uid, department_id, place_id, created_name) values (?, ?, ?, ?)",
        [
            (uid, ids[one], place_ids[folded.standing[one].city], folded.known[uid].created_name)
            for uid, one in folded.one.items()
        ],
    )
    connection.executemany(
        "insert into department_alias (place_id, alias, department_id) values (?, ?, ?)",
        [(place_ids[city], alias, ids[uid]) for (city, alias), uid in folded.aliases.items()],
    )
    now = places | set(place_ids.values())
    return _moved(before, Directory(read_names(connection, now), _read_uids(connection, now)), connection)


def read_names(connection: sqlite3.Connection, places: set[int]) -> dict[tuple[int, str], int]:
    """(place, name) → department: by the name of creation, which documents mean, then by the name in use and by alias."""
    names: dict[tuple[int, str], int] = {}
    for table, column, key in (
        ("department", "created_name", "id"),
        ("department_uid", "created_name", "department_id"),
        ("department", "name", "id"),
        ("department_alias", "alias", "department_id"),
    ):
        query = f"select place_id, {column}, {key} from {table} where place_id in (select value from json_each(?)) order by {key}"
        for row in connection.execute(query, (as_json(sorted(places)),)):
            names.setdefault((row[0], row[1]), row[2])
    return names


def _read_uids(connection: sqlite3.Connection, places: set[int]) -> dict[str, int]:
    rows = connection.execute(
        "select u.uid, d.id from department d join department_uid u on u.department_id = d.id"
        " where d.place_id in (select value from json_each(?))",
        (as_json(sorted(places)),),
    )
    return {row[0]: row[1] for row in rows}


def _affected(connection: sqlite3.Connection, subjects: set[str] | None) -> tuple[list[Listed], set[int]]:
    """The operations about all departments of the cities concerned, and the places of these cities that there are."""
    entries = structural_entries(connection, ABOUT_DEPARTMENTS) if subjects is None else subject_entries(connection, subjects)
    cities = {str(entry.payload.get("city")) for _, entry, _ in _readable(entries) if entry.kind == DEPARTMENT}
    rows = connection.execute("select id from place where name in (select value from json_each(?))", (as_json(sorted(cities)),))
    places = {row[0] for row in rows}
    if subjects is not None:
        subjects = subjects | {DEPARTMENT_PREFIX + uid for uid in _read_uids(connection, places)}
        entries = subject_entries(connection, subjects)
    return _readable(entries), places


def _readable(entries: Iterable[Listed]) -> list[Listed]:
    """The operations with their texts as texts are stored: a log that was altered by hand may hold a name or a city with
    characters that no statement finds again."""
    return [(seq, replace(entry, payload={**entry.payload, **_mended(entry)}), live) for seq, entry, live in entries]


def _mended(entry: Entry) -> dict[str, str]:
    texts = {name: clean_line(text) for name, text in entry.payload.items() if isinstance(text, str)}
    return {name: text for name, text in texts.items() if text != entry.payload[name]}


def _clear(connection: sqlite3.Connection, places: set[int]) -> None:
    wanted = (as_json(sorted(places)),)
    connection.execute("delete from department_alias where place_id in (select value from json_each(?))", wanted)
    connection.execute(
        "delete from department_uid where department_id in"
        " (select id from department where place_id in (select value from json_each(?)))",
        wanted,
    )
    connection.execute("delete from department where place_id in (select value from json_each(?))", wanted)


def _place_ids(connection: sqlite3.Connection, folded: Departments) -> dict[str, int]:
    cities = {one.city for one in folded.standing.values()} | {city for city, _ in folded.aliases}
    rows = connection.execute(
        "select name, id from place where name in (select value from json_each(?))", (as_json(sorted(cities)),)
    )
    known: dict[str, int] = dict(rows.fetchall())
    for city in sorted(cities - known.keys()):
        found = connection.execute("insert into place (name) values (?)", (city,)).lastrowid
        assert found is not None
        known[city] = found
    return known


def _moved(before: Directory, after: Directory, connection: sqlite3.Connection) -> Moved:
    """What may stand elsewhere now. A new department that no document names and nothing has been assigned to moves nothing: a
    list of offices is pasted without touching a task."""
    names = {key for key in before.names.keys() | after.names.keys() if before.names.get(key) != after.names.get(key)}
    places = {place for place, name in names if _is_stated(connection, name)}
    changed = {uid for uid in before.uids.keys() | after.uids.keys() if before.uids.get(uid) != after.uids.get(uid)}
    at = {**{one: place for (place, _), one in before.names.items()}, **{one: place for (place, _), one in after.names.items()}}
    came_back = {uid for uid in changed if uid not in before.uids and _is_assigned(connection, uid)}
    for uid in changed:
        if uid in before.uids or uid in came_back:
            places.update(at[one] for one in (before.uids.get(uid), after.uids.get(uid)) if one in at)
    return Moved(places, {before.uids[uid] for uid in changed if uid in before.uids}, came_back)


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
