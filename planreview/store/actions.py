"""Read the log by actions, page by page: a batch stands where its newest operation stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from planreview.domain.actions import Place
from planreview.domain.folding import Entry
from planreview.domain.operations import BATCH_PREFIX, DEPARTMENT, PAYLOADS, TURNS
from planreview.store.dates import STRUCTURAL
from planreview.store.entries import OPERATION_COLUMNS, as_json, entry_of
from planreview.store.tasks import MAIN_FIRST
from planreview.store.turns import own_operations

# Kinds of which every log in use holds many.
COMMON = frozenset({"verdict", "clear", "note", "scope", "assign", "actual"})
FIRST: Place = (2**63 - 1, "", 0)
# Operations of one action follow each other on their chain.
_NEWEST = (
    " and not exists (select 1 from operation x where x.device = o.device and x.device_seq = o.device_seq + 1"
    " and x.batch = o.batch)"
)
_CALLED = (
    f"select {OPERATION_COLUMNS}, o.seq, coalesce(b.live, 1) as live from operation o"
    " left join batch_state b on b.batch = o.batch where o.batch = ?"
    f" order by {MAIN_FIRST} limit 1"
)
_TASKS = (
    "select count(*), min(task) from (select distinct coalesce(c.task_id, i.id, t.item_id, -t.id) as task from operation o"
    " left join item i on i.uid = o.subject left join target t on t.uid = o.subject"
    " left join same_task c on c.item_id = coalesce(i.id, t.item_id) where o.batch = ?) where task is not null"
)
_MORE = "select 1 from operation where batch = ? and kind = ? and subject <> ? limit 1"
_OTHER = "select 1 from operation o where o.batch = ? and json_extract(o.payload, '$.verdict') <> ? limit 1"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action: the operation that it is called by, whether it counts, its tasks, one of them, whether there is more
    of it than that operation says (other verdicts, other departments)."""

    entry: Entry
    seq: int
    live: bool
    tasks: int
    task_id: int | None
    several: bool = False


def newest_batches(
    connection: sqlite3.Connection, before: Place, limit: int, person: str | None, kinds: Collection[str] | None
) -> list[tuple[str, Place]]:
    """Batches with an operation (of a person, of some kinds) before a place of the log, each with its newest such operation."""
    narrowed = "" if person is None else " and o.person = :person"
    narrowed += _NEWEST if kinds is None else " and o.kind in (select value from json_each(:kinds))"
    # What is rare is found by kind: the planner would read the whole log in its order.
    rare = kinds is not None and not COMMON & set(kinds)
    narrowed += f" and {STRUCTURAL}" if rare else ""
    by_kind = " indexed by operation_structure" if rare else ""
    rows = connection.execute(
        f"select o.batch, o.clock, o.device, o.device_seq from operation o{by_kind}"
        f" where (o.clock, o.device, o.device_seq) < (:clock, :device, :device_seq){narrowed}"
        " order by o.clock desc, o.device desc, o.device_seq desc",
        {
            "clock": before[0],
            "device": before[1],
            "device_seq": before[2],
            "person": person,
            "kinds": None if kinds is None else as_json(sorted(kinds)),
        },
    )
    found: dict[str, Place] = {}
    for row in rows:
        if row[0] not in found and len(found) == limit:
            break
        found.setdefault(row[0], (row[1], row[2], row[3]))
    return list(found.items())


def own_batches(connection: sqlite3.Connection, person: str, device: str) -> Iterator[tuple[str, int, bool]]:
    """Batches of a person on a device that did something, the newest first: id, arrival, whether it counts."""
    seen = ""
    for row in own_operations(connection, person, device):
        if row["batch"] != seen and row["kind"] not in TURNS:
            seen = row["batch"]
            yield row["batch"], row["seq"], bool(row["live"])


def action_rows(connection: sqlite3.Connection, batches: Sequence[str]) -> dict[str, ActionRow]:
    """The actions with these ids; those that the log has not got are left out."""
    found: dict[str, ActionRow] = {}
    for batch in batches:
        row = connection.execute(_CALLED, (batch,)).fetchone()
        if row is not None:
            tasks, first = connection.execute(_TASKS, (batch,)).fetchone()
            entry = entry_of(row)
            # One action may carry over verdicts of all kinds.
            several = (
                tasks > 1
                and "verdict" in entry.payload
                and connection.execute(_OTHER, (batch, entry.payload["verdict"])).fetchone()
            )
            if entry.kind == DEPARTMENT:
                # A list of offices is pasted at once.
                several = connection.execute(_MORE, (batch, DEPARTMENT, entry.subject)).fetchone()
            found[batch] = ActionRow(entry, row["seq"], bool(row["live"]), tasks, first if tasks == 1 else None, bool(several))
    return found


def turned_batch(entry: Entry) -> str | None:
    """The batch that an undo or a redo is about; None for what does something."""
    return entry.subject.removeprefix(BATCH_PREFIX) if entry.kind in TURNS else None


def known_persons(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Everybody who has written, from the index and not from the log."""
    rows = connection.execute(
        "with recursive one (person) as (select min(person) from operation union all"
        " select (select min(person) from operation where person > one.person) from one where one.person is not null)"
        " select person from one where person is not null"
    )
    return tuple(row[0] for row in rows)


def known_kinds(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The kinds of operation that the log holds, in the order of ``PAYLOADS``; those that every log holds are not looked for."""
    rows = connection.execute(
        f"with recursive one (kind) as (select min(o.kind) from operation o where {STRUCTURAL} union all"
        f" select (select min(o.kind) from operation o where {STRUCTURAL} and o.kind > one.kind) from one"
        " where one.kind is not null) select kind from one where kind is not null"
    )
    found = COMMON | {row[0] for row in rows}
    return tuple(kind for kind in PAYLOADS if kind in found)
