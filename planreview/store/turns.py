"""Undo and redo: which batch is next, and from which date its turn counts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from heapq import merge

from planreview.domain.operations import ABOUT_LINEAGE, BATCH_PREFIX, DATED, IMPORT, PLAN_PREFIX, REDO, TURNS, UNDO, device_of
from planreview.domain.schedule import default_as_of
from planreview.store.chain import read_heads
from planreview.store.entries import as_json

# A chain arrives in its own order, so that the index of chains is read backwards.
_OWN = (
    "select o.seq, o.batch, o.kind, o.subject, coalesce(b.live, 1) as live from operation o"
    " left join batch_state b on b.batch = o.batch where o.device = ? and o.person = ? order by o.device_seq desc"
)


def next_undo(connection: sqlite3.Connection, person: str, device: str) -> str | None:
    """The newest batch of this person on this device that counts; None where there is none, or where it is an import whose
    plan somebody has reviewed since."""
    return next(undo_chain(connection, person, device), None)


def undo_chain(connection: sqlite3.Connection, person: str, device: str) -> Iterator[str]:
    """The batches that repeated undoing takes back, in its order, up to what it does not take back."""
    seen: set[str] = set()
    for row in own_operations(connection, person, device):
        if row["batch"] in seen or row["kind"] in TURNS or not row["live"]:
            continue
        if _is_reviewed(connection, row["batch"]):
            return
        seen.add(row["batch"])
        yield row["batch"]


def next_redo(connection: sqlite3.Connection, person: str, device: str) -> str | None:
    """The batch that this person undid last on this device and has not redone, unless they have acted since."""
    return next(redo_chain(connection, person, device), None)


def redo_chain(connection: sqlite3.Connection, person: str, device: str) -> Iterator[str]:
    """The batches that repeated redoing does again, in its order."""
    redone: Counter[str] = Counter()
    for row in own_operations(connection, person, device):
        batch = row["subject"].removeprefix(BATCH_PREFIX)
        if row["kind"] == REDO:
            redone[batch] += 1
        elif row["kind"] != UNDO:
            return
        elif redone[batch]:
            redone[batch] -= 1
        else:
            yield str(batch)


def own_operations(connection: sqlite3.Connection, person: str, device: str) -> Iterator[sqlite3.Row]:
    """What a person did on a device, the newest first: seq, batch, kind, subject, and whether its batch counts. Of what
    other devices did nothing is read, however much it is."""
    own = [chain for chain in read_heads(connection) if device_of(chain) == device_of(device)]
    chains = [connection.execute(_OWN, (chain, person)) for chain in own]
    return merge(*chains, key=lambda row: -int(row["seq"]))


def turn_date(connection: sqlite3.Connection, batch: str, today: date) -> str:
    """From when an undo or redo of the batch counts: the as-of date that is worked at, or the newest date in the batch.

    As of an earlier date the batch stays as it was. Where the date worked at lies behind the day on which a plan would open
    by itself, that day holds, so that the turn does not lapse when the store's date is taken back.
    """
    dates = []
    for row in connection.execute(
        "select o.kind, o.effective_on, s.as_of, l.period_first, l.period_last from operation o"
        " left join item i on i.uid = o.subject left join target t on t.uid = o.subject"
        " left join plan_state s on s.plan_id = coalesce(i.plan_id, t.plan_id)"
        " left join plan l on l.id = s.plan_id where o.batch = ?",
        (batch,),
    ):
        if row["kind"] in DATED and row["as_of"] is not None:
            opens = default_as_of((row["period_first"], row["period_last"]), today).isoformat()
            dates.append(max(row["effective_on"], min(row["as_of"], opens)))
    return min(dates, default=today.isoformat())


def _is_reviewed(connection: sqlite3.Connection, batch: str) -> bool:
    """Whether a plan that the batch imports has an operation on its tasks or targets, counting or not, since the import.

    Which tasks of two revisions are one belongs to the import; it is no review.
    """
    rows = connection.execute("select seq, subject from operation where batch = ? and kind = ?", (batch, IMPORT)).fetchall()
    return any(
        connection.execute(
            "select 1 from plan l where l.key = ? and (exists (select 1 from item i cross join operation o on o.subject = i.uid"
            " where i.plan_id = l.id and o.seq > ? and o.batch <> ?"
            " and o.kind not in (select value from json_each(?))) or exists (select 1 from target t cross join operation o"
            " on o.subject = t.uid where t.plan_id = l.id and o.seq > ? and o.batch <> ?))",
            (row["subject"].removeprefix(PLAN_PREFIX), row["seq"], batch, as_json(ABOUT_LINEAGE), row["seq"], batch),
        ).fetchone()
        for row in rows
    )
