"""Read operations of the log for folding, a set of subjects at a time, with the undo and redo that concern them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from planreview.domain.folding import Entry, Turn, is_live, live_entries
from planreview.domain.operations import ABOUT_TASKS, ACTUAL, BATCH_PREFIX, TURNS
from planreview.store.dates import STRUCTURAL

CHUNK = 500
_encode = json.JSONEncoder(check_circular=False).encode
# (seq, operation, whether it counts whatever the date)
Listed = tuple[int, Entry, bool]
_COLUMNS = (
    *("id", "kind", "subject", "payload", "batch", "person", "clock", "device", "device_seq", "recorded_at", "effective_on"),
)
OPERATION_COLUMNS = ", ".join(f"o.{name}" for name in _COLUMNS)
_SAID = (
    f"select {OPERATION_COLUMNS}, b.turns from json_each(?) j cross join operation o on o.subject = j.value"
    " left join batch_state b on b.batch = o.batch"
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
    listed = list(values)
    # What a mark asks with.
    return f"[{listed[0]}]" if len(listed) == 1 and type(listed[0]) is int else _encode(listed)


def entry_of(row: sqlite3.Row) -> Entry:
    """A row of the log as folding sees it; a payload that is no object (altered by hand) is an empty one."""
    return _entry(tuple(row[name] for name in _COLUMNS))


def _entry(row: Sequence[Any]) -> Entry:
    """The same of values in the order of ``OPERATION_COLUMNS``."""
    said = _short(row[3]) if len(row[3]) < _SHORT else _payload(row[3])
    return Entry(row[0], row[1], row[2], said, row[4], row[5], (row[6], row[7], row[8]), row[9], row[10])


def _payload(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


# Most findings say one of a few things.
_SHORT = 100
_short = lru_cache(2_000)(_payload)


def entries_of(connection: sqlite3.Connection, subjects: Sequence[str]) -> tuple[list[Entry], dict[str, list[Turn]]]:
    """All operations about the subjects, and the turns of their batches."""
    cursor = connection.cursor()
    # Plain tuples: named rows cost more than the reading.
    cursor.row_factory = None
    rows = cursor.execute(_SAID, (as_json(subjects),)).fetchall()
    found = [_entry(row) for row in rows]
    turned = {entry.batch for entry, row in zip(found, rows, strict=True) if row[-1]}
    return found, turns_of(connection, turned) if turned else {}


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
    """Write anew which batches were undone or done again and whether they count; None: all, from the log alone."""
    if batches is None:
        connection.execute("delete from batch_state")
        rows = connection.execute(f"select distinct o.subject from operation o where {STRUCTURAL} and o.kind in ('undo', 'redo')")
        batches = [row[0].removeprefix(BATCH_PREFIX) for row in rows]
    for batch, turns in turns_of(connection, batches).items():
        connection.execute(
            "insert or replace into batch_state (batch, live, turns) values (?, ?, ?)",
            (batch, int(is_live(turns, None)), len(turns)),
        )
