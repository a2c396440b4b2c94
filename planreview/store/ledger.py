"""Append to the operation log, the only way to change review data, and project what it touches in the same transaction."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from types import MappingProxyType

from planreview.domain.operations import (
    BATCH_PREFIX,
    EVIDENCE,
    FIELDS,
    PLAN_PREFIX,
    SETTINGS,
    TURNS,
    Operation,
    OperationDraft,
    Stamp,
    canonical,
    fields_of,
)
from planreview.domain.schedule import default_as_of
from planreview.store.chain import Head, next_clock
from planreview.store.dates import read_as_of
from planreview.store.entries import as_json, refresh_batches
from planreview.store.file import Store
from planreview.store.project_found import FOUND, project_found
from planreview.store.search_index import index_said

__all__ = ["OperationDraft", "Stamp", "append", "know_log", "new_id"]

# 35 years of them; what comes after begins again.
_MILLISECONDS = 2**40 - 1
_INSERT = f"insert into operation ({', '.join(FIELDS)}, hash) values ({', '.join('?' * (len(FIELDS) + 1))})"


def new_id() -> str:
    """A new id of a batch or an operation, the same nowhere else: a millisecond and 56 random bits.

    What is written one after another stands on one page of an index, not on a page each that has to be fetched.
    """
    return f"{time.time_ns() // 1_000_000 & _MILLISECONDS:010x}{os.urandom(7).hex()}"


def _typed_id() -> str:
    """One whose beginning tells it from others at once, because a person types it."""
    return os.urandom(12).hex()


def append(
    store: Store,
    stamp: Stamp,
    drafts: Sequence[OperationDraft],
    batch: str | None = None,
    items: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """Append the drafts as one batch and project what they touch; gives the batch. Inside a transaction of the store.

    ``items`` are the row ids of subjects, as far as they are known.
    """
    connection = store.connection
    if not connection.in_transaction:
        raise RuntimeError("append outside a transaction")
    batch = batch or new_id()
    today = stamp.clock.today()
    operations = record(store, stamp, drafts, batch)
    actions = [one for one in operations if one.kind not in TURNS]
    touched = {(one.kind, one.subject) for one in actions}
    turned = {one.subject.removeprefix(BATCH_PREFIX) for one in operations if one.kind in TURNS}
    if turned:
        refresh_batches(connection, turned)
        touched |= _operations_of(connection, turned)
    if any(kind == SETTINGS for kind, _ in touched):
        store.log.forget_settings()
    since = None if turned or not operations else operations[0].clock
    settings = store.log.settings(connection)
    if all(kind in FOUND for kind, _ in touched):
        touched = project_found(connection, touched, settings, items, since)
    if touched:
        # What marks do not touch is not loaded for them.
        from planreview.store.projection import project_all

        project_all(connection, touched, today, settings)
    return batch


def know_log(store: Store) -> None:
    """Read the ends of the log and the settings in force before anything is written, so that the first mark need not."""
    with store.reading() as connection:
        store.log.look(connection)
        store.log.settings(connection)


def record(store: Store, stamp: Stamp, drafts: Sequence[OperationDraft], batch: str) -> list[Operation]:
    """Write the drafts at the end of this device's chain, and what they say into the index of words; nothing is projected."""
    connection = store.connection
    made = _operations(store, stamp, drafts, batch)
    if not made:
        return []
    rows = [(*fields_of(one), digest) for one, digest in made]
    connection.executemany(_INSERT, rows[:-1])
    newest = connection.execute(_INSERT, rows[-1]).lastrowid
    assert newest is not None
    operations = [one for one, _ in made]
    store.log.follow(operations, made[-1][1], newest)
    if any('"text"' in one.payload for one in operations):
        index_said(connection, [(newest - place, one.payload) for place, one in enumerate(reversed(operations))])
    return operations


def _operations(store: Store, stamp: Stamp, drafts: Sequence[OperationDraft], batch: str) -> list[tuple[Operation, str]]:
    """The operations with their hashes."""
    connection = store.connection
    store.log.look(connection)
    heads = store.log.heads
    based_on = canonical({device: head.seq for device, head in heads.items()})
    head = heads.get(stamp.device, Head(0, ""))
    now = stamp.clock.now().astimezone(UTC)
    clock = next_clock(store.log.clock, now)
    dates = _effective_dates(connection, drafts, stamp.clock.today())
    recorded_at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    made: list[tuple[Operation, str]] = []
    previous = head.hash
    for place, draft in enumerate(drafts):
        operation = Operation(
            id=_typed_id() if draft.kind == EVIDENCE else new_id(),
            kind=draft.kind,
            subject=draft.subject,
            payload=canonical(dict(draft.payload)),
            batch=batch,
            person=stamp.person,
            device=stamp.device,
            device_seq=head.seq + 1 + place,
            clock=clock + place,
            recorded_at=recorded_at,
            effective_on=dates[place],
            based_on=based_on,
            previous=previous,
        )
        previous = operation.hash()
        made.append((operation, previous))
    return made


def _effective_dates(connection: sqlite3.Connection, drafts: Sequence[OperationDraft], today: date) -> list[str]:
    """The date of each draft: its own, or the as-of date of its plan, or that of the store."""
    undated = {draft.subject for draft in drafts if draft.effective_on is None}
    if not undated:
        return [draft.effective_on.isoformat() for draft in drafts if draft.effective_on is not None]
    known: dict[str, str] = {}
    turned = [subject for subject in undated if subject.startswith(BATCH_PREFIX)]
    if turned:
        from planreview.store.turns import turn_date

        known = {subject: turn_date(connection, subject.removeprefix(BATCH_PREFIX), today) for subject in turned}
    for query in (
        "select j.value, s.as_of from json_each(?) j join item i on i.uid = j.value join plan_state s on s.plan_id = i.plan_id",
        "select j.value, s.as_of from json_each(?) j join target t on t.uid = j.value join plan_state s on s.plan_id = t.plan_id",
    ):
        if undated - known.keys():
            known.update((row[0], row[1]) for row in connection.execute(query, (as_json(sorted(undated)),)))
    common = read_as_of(connection) if undated - known.keys() else None
    periods = "select l.period_first, l.period_last from plan l where l.key = ?"
    for subject in undated:
        if common is None and subject.startswith(PLAN_PREFIX):
            row = connection.execute(periods, (subject.removeprefix(PLAN_PREFIX),)).fetchone()
            if row is not None:
                known[subject] = default_as_of((row[0], row[1]), today).isoformat()
    fallback = common or today.isoformat()
    return [
        draft.effective_on.isoformat() if draft.effective_on is not None else known.get(draft.subject, fallback)
        for draft in drafts
    ]


def _operations_of(connection: sqlite3.Connection, batches: set[str]) -> set[tuple[str, str]]:
    rows = connection.execute(
        "select distinct o.kind, o.subject from json_each(?) j cross join operation o on o.batch = j.value",
        (as_json(sorted(batches)),),
    )
    return {(row[0], row[1]) for row in rows}
