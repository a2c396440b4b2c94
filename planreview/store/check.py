"""Check a store: the file itself, its chains, and that the projection is the fold of documents and log."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planreview.domain.care import Finding
from planreview.domain.operations import FIELDS, Operation
from planreview.domain.schedule import period_end
from planreview.store.dates import read_as_of
from planreview.store.device import noted_head
from planreview.store.file import Store
from planreview.store.projection import TABLES
from planreview.store.rules import RULES, noted_rules
from planreview.store.shadow import rebuild_beside
from planreview.store.version import migration_names, migration_text

# A store damaged all over would print for hours.
LIMIT = 1000


def find_faults(store: Store, today: date, device_file: Path | None = None) -> list[Finding]:
    """All that is wrong, nothing changed; at most ``LIMIT`` of each kind of check.

    ``device_file`` knows how far this device had come in the store.
    """
    connection = store.connection
    with lenient_text(connection):
        try:
            found = [*_integrity(connection), *_schema(connection)]
            for check in (_foreign_keys, _chains, _lengths):
                found += check(connection)
            if device_file is not None:
                found += _own_chain(store, device_file)
            return found + _projection(store, today)
        except sqlite3.DatabaseError as error:
            # A page that cannot be read ends what can be checked.
            if isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            return [Finding("integrity", store.path.name, {"reason": str(error)})]


@contextlib.contextmanager
def lenient_text(connection: sqlite3.Connection) -> Iterator[None]:
    """Read bytes that are no text with a mark in their place, so that they do not keep the rest from being checked.

    Not beyond that: what is read so must not be written anywhere.
    """
    strict = connection.text_factory
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        connection.text_factory = strict


def _integrity(connection: sqlite3.Connection) -> list[Finding]:
    rows = connection.execute(f"pragma integrity_check({LIMIT})").fetchall()
    return [Finding("integrity", "", {"reason": row[0]}) for row in rows if row[0] != "ok"]


def _schema(connection: sqlite3.Connection) -> list[Finding]:
    """Tables, indexes and triggers that are not as the migrations make them: a dropped trigger leaves the log open."""
    with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
        for name in migration_names():
            fresh.executescript(migration_text(name))
        query = "select type || ' ' || name, sql from main.sqlite_master where name not like '%sqlite_%'"
        wanted, found = dict(fresh.execute(query).fetchall()), dict(connection.execute(query).fetchall())
    return [Finding("schema", name) for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]


def _foreign_keys(connection: sqlite3.Connection) -> list[Finding]:
    rows = connection.execute("pragma foreign_key_check").fetchmany(LIMIT)
    return [Finding("foreign_key", f"{row[0]} {row[1]}", {"parent": row[2]}) for row in rows]


def _chains(connection: sqlite3.Connection) -> list[Finding]:
    """Operations whose hash is not that of their fields, or which do not follow the one before."""
    found: list[Finding] = []
    device, seq, previous = "", 0, ""
    for row in connection.execute(f"select {', '.join(FIELDS)}, hash from operation order by device, device_seq"):
        if row["device"] != device:
            device, seq, previous = row["device"], 0, ""
        operation = Operation(*(row[name] for name in FIELDS))
        values = {"device": device, "seq": str(row["device_seq"])}
        if operation.hash() != row["hash"]:
            found.append(Finding("operation_altered", row["id"], values))
        elif row["device_seq"] != seq + 1 or row["previous"] != previous:
            found.append(Finding("chain_broken", row["id"], values))
        seq, previous = row["device_seq"], row["hash"]
        if len(found) == LIMIT:
            break
    return found


def _lengths(connection: sqlite3.Connection) -> list[Finding]:
    """Chains that end before an operation which others had seen of them: the newest were cut off, and no hash tells."""
    seen = connection.execute(
        "select j.key, max(j.value), coalesce((select max(e.device_seq) from operation e where e.device = j.key), 0)"
        " from operation o, json_each(case when json_valid(o.based_on) then o.based_on else '{}' end) j"
        " where j.type = 'integer' and typeof(j.key) = 'text' group by j.key order by j.key"
    )
    return [
        Finding("chain_short", device, {"seq": str(length), "seen": str(most)})
        for device, most, length in seen.fetchall()
        if length < most
    ][:LIMIT]


def _own_chain(store: Store, device_file: Path) -> list[Finding]:
    """Whether this device's chain still holds the newest operation that the device noted of it."""
    noted = noted_head(store, device_file)
    if noted is None:
        return []
    chain, head = noted
    length = store.connection.execute("select coalesce(max(device_seq), 0) from operation where device = ?", (chain,)).fetchone()[
        0
    ]
    if length < head.seq:
        return [Finding("chain_cut", chain, {"seq": str(length), "noted": str(head.seq)})]
    there = store.connection.execute(
        "select hash from operation where device = ? and device_seq = ?", (chain, head.seq)
    ).fetchone()
    return [Finding("chain_replaced", chain, {"seq": str(head.seq)})] if there and there[0] != head.hash else []


def _projection(store: Store, today: date) -> list[Finding]:
    """Rows that differ from a fold of documents and log into temporary tables, which vanish afterwards."""
    with store.reading() as connection:
        found = noted_rules(connection)
        if found != RULES:
            # Every row may differ, and none is wrong by itself.
            return [Finding("rules", store.path.name, {"found": str(found), "known": str(RULES)})]
        stored = {
            row["plan_id"]: min(row["as_of"], period_end((row["period_first"], row["period_last"])).isoformat())
            for row in connection.execute(
                "select s.plan_id, s.as_of, l.period_first, l.period_last from plan_state s join plan l on l.id = s.plan_id"
            )
        }
        # Figures of yesterday are not wrong: the next one who writes brings them to today.
        rebuild_beside(store, today, {} if read_as_of(connection) else stored)
        return [finding for table, key in TABLES.items() for finding in _differences(connection, table, key)]


def _differences(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Iterator[Finding]:
    names = [row["name"] for row in connection.execute(f"pragma main.table_info({table})")]
    sides: list[dict[tuple[object, ...], sqlite3.Row]] = []
    for here, there in (("main", "temp"), ("temp", "main")):
        rows = connection.execute(f"select * from {here}.{table} except select * from {there}.{table} limit {LIMIT}")
        sides.append({tuple(row[name] for name in key): row for row in rows})
    stored, folded = sides
    for place in sorted(stored.keys() | folded.keys(), key=repr):
        where = f"{table} {'/'.join(map(str, place))}"
        one, other = stored.get(place), folded.get(place)
        if one is None:
            yield Finding("row_missing", where)
        elif other is None:
            yield Finding("row_extra", where)
        else:
            columns = [name for name in names if one[name] != other[name]]
            said = "; ".join(f"{name}: {one[name]} | {other[name]}" for name in columns)
            yield Finding("row_altered", where, {"columns": said})
