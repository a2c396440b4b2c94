"""Project how targets are read: taken, dropped or changed by a person; the rest is as the document says and as sure as it is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection

from planreview.domain.operations import TARGET_ADDED, TARGET_READ
from planreview.domain.target_values import FIELDS, BadValueError, checked
from planreview.store.entries import as_json, structural_entries


def project_readings(connection: sqlite3.Connection, uids: Collection[str] | None = None) -> None:
    """Write anew what people said of some targets, or of all; the last word on each field counts."""
    wanted = None if uids is None else set(uids)
    said: dict[str, list[dict[str, object]]] = defaultdict(list)
    for _, entry, live in structural_entries(connection, {TARGET_READ}):
        if live and (wanted is None or entry.subject in wanted):
            said[entry.subject].append(dict(entry.payload))
    added: dict[str, bool] = defaultdict(bool)
    for _, entry, live in structural_entries(connection, {TARGET_ADDED}):
        uid = entry.payload.get("target")
        if isinstance(uid, str) and (wanted is None or uid in wanted):
            added[uid] |= live
    if wanted is None:
        connection.execute("delete from target_read")
    else:
        connection.execute(
            "delete from target_read where target_id in (select t.id from json_each(?) j join target t on t.uid = j.value)",
            (as_json(sorted(wanted)),),
        )
    ids = connection.execute(
        "select t.uid, t.id from json_each(?) j cross join target t on t.uid = j.value", (as_json(sorted({*said, *added})),)
    )
    connection.executemany(
        f"insert into target_read (target_id, gone, stands, {', '.join(FIELDS)}) values (?, ?, ?{', ?' * len(FIELDS)})",
        [(target, *_standing(said[uid], added.get(uid, True))) for uid, target in ids.fetchall()],
    )


def _standing(said: list[dict[str, object]], stated: bool) -> tuple[object, ...]:
    """Whether it is gone, and how it is read; one that was added and taken back does not stand, whatever was said of it."""
    reading = _reading(said)
    return (0, *reading) if stated else (1, 0, *reading[1:])


def _reading(said: list[dict[str, object]]) -> tuple[object, ...]:
    values: dict[str, str] = {}
    for one in said:
        own = one.get("values")
        try:
            values |= checked({str(name): str(text) for name, text in own.items()}) if isinstance(own, dict) else {}
        except BadValueError:
            # A log that was altered by hand; what else was said holds.
            continue
    return (int(not said or bool(said[-1].get("stands", True))), *(values.get(name) for name in FIELDS))
