"""Read operations of the log for folding, a set of subjects at a time, with the undo and redo that concern them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from planreview.domain.folding import Entry, Turn, is_live, live_entries
from planreview.domain.operations import ABOUT_TASKS, ACTUAL, BATCH_PREFIX, TURNS
from planreview.store.dates import STRUCTURAL

CHUNK = 500
_encode = json.JSONEncoder().encode
# (seq, operation, whether it counts whatever the date)
Listed = tuple[int, Entry, bool]
OPERATION_COLUMNS = (
    "o.id, o.kind, o.subject, o.payload, o.batch, o.person, o.clock, o.device, o.device_seq, o.recorded_at, o.effective_on"
)
# The many that the partial index of the others leaves out.
assert {"verdict", "clear", "note", "scope", "assign", "actual"} <= ABOUT_TASKS | {ACTUAL}


def chunks(values: Iterable[int]) -> Iterable[list[int]]:
    """The values in lists short enough for one statement."""
    left = iter(values)
    while part := list(islice(left, CHUNK)):
        yield part


def as_json(values: Iterable[object]) -> str:
    """Values for ``json_each``: one statement for any number of them."""
    return _encode(list(values))


def entry_of(row: sqlite3.Row) -> Entry:
    """A row of the log as folding sees it; a payload that is no object (altered by hand) is an empty one."""
    try:
        payload = json.loads(row["payload"])
    except ValueError:
        payload = None
    return Entry(
        row["id"],
        row["kind"],
        row["subject"],
        payload if isinstance(payload, dict) else {},
        row["batch"],
        row["person"],
        (row["clock"], row["device"], row["device_seq"]),
        row["recorded_at"],
        row["effective_on"],
    )


def entries_of(connection: sqlite3.Connection, subjects: Sequence[str]) -> tuple[list[Entry], dict[str, list[Turn]]]:
    """All operations about the subjects, and the turns of their batches."""
    rows = connection.execute(
        f"select {OPERATION_COLUMNS}, b.turns from json_each(?) j cross join operation o on o.subject = j.value"
        " left join batch_state b on b.batch = o.batch",
        (as_json(subjects),),
    ).fetchall()
    turned = {row["batch"] for row in rows if row["turns"]}
    return [entry_of(row) for row in rows], turns_of(connection, turned)


def turns_of(connection: sqlite3.Connection, batches: Iterable[str]) -> dict[str, list[Turn]]:
    """Undo and redo of the batches."""
    subjects = [BATCH_PREFIX + batch for batch in batches]
    found: dict[str, list[Turn]] = defaultdict(list)
    if subjects:
        for row in connection.execute(
            f"select {OPERATION_COLUMNS} from json_each(?) j cross join operation o on o.subject = j.value", (as_json(subjects),)
        ):
            if row["kind"] in TURNS:
                order = (row["clock"], row["device"], row["device_seq"])
                found[row["subject"].removeprefix(BATCH_PREFIX)].append(Turn(row["kind"], order, row["effective_on"]))
    return found


def subject_entries(connection: sqlite3.Connection, subjects: Iterable[str]) -> list[Listed]:
    """Operations about subjects that are not tasks, in total order."""
    rows = connection.execute(
        f"select o.seq, {OPERATION_COLUMNS}, coalesce(b.live, 1) as live"
        " from json_each(?) j cross join operation o on o.subject = j.value left join batch_state b on b.batch = o.batch"
        " order by o.clock, o.device, o.device_seq",
        (as_json(sorted(subjects)),),
    )
    return [(row["seq"], entry_of(row), bool(row["live"])) for row in rows]


def structural_entries(connection: sqlite3.Connection, kinds: Iterable[str]) -> list[Listed]:
    """Operations of kinds that are not about one task, in total order."""
    rows = connection.execute(
        f"select o.seq, {OPERATION_COLUMNS}, coalesce(b.live, 1) as live"
        " from operation o left join batch_state b on b.batch = o.batch"
        f" where {STRUCTURAL} and o.kind in (select value from json_each(?)) order by o.clock, o.device, o.device_seq",
        (as_json(sorted(kinds)),),
    )
    return [(row["seq"], entry_of(row), bool(row["live"])) for row in rows]


def live_by_subject(
    connection: sqlite3.Connection, groups: Mapping[int, Sequence[str]], dates: Mapping[int, str]
) -> dict[int, list[Entry]]:
    """What counts for each group of subjects as of its date, in folding order; a subject may be of several groups."""
    owners: dict[str, list[int]] = defaultdict(list)
    for group, subjects in groups.items():
        for subject in subjects:
            owners[subject].append(group)
    entries, turns = entries_of(connection, list(owners))
    held: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        for group in owners[entry.subject]:
            held[group].append(entry)
    return {group: live_entries(found, turns, dates[group]) for group, found in held.items()}


def refresh_batches(connection: sqlite3.Connection, batches: Iterable[str] | None = None) -> None:
    """Recompute which batches count; None: all, from the log alone."""
    if batches is None:
        connection.execute("delete from batch_state")
        connection.execute(
            "insert into batch_state (batch, live, turns)"
            " select distinct batch, 1, 0 from operation where kind not in ('undo', 'redo')"
        )
        rows = connection.execute(f"select distinct o.subject from operation o where {STRUCTURAL} and o.kind in ('undo', 'redo')")
        batches = [row[0].removeprefix(BATCH_PREFIX) for row in rows]
    for batch, turns in turns_of(connection, batches).items():
        connection.execute(
            "update batch_state set live = ?, turns = ? where batch = ?", (int(is_live(turns, None)), len(turns), batch)
        )
