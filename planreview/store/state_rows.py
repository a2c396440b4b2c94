"""Write rows of the projection by what differs: a mark changes a few columns of one row, and pages that say the same stay clean.

Each page that is touched is written twice, to the write-ahead log and to the file; a row that is taken out and put back
touches one of every index.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from planreview.store.entries import as_json

# Of tasks and of indicators.
STATE_COLUMNS = (
    *("item_id", "shown_id", "placed_id", "plan_id", "section_id", "ord", "verdict", "verdict_on", "verdict_by", "closed"),
    *("supervised", "reason_open", "notes", "updated_at", "lead_id", "lead_source", "leads", "due", "due_presumed", "routine"),
    *("overdue", "attainment", "gap", "light", "light_target", "mismatch", "targets_stated", "targets_reported"),
    *("targets_attained", "round", "carried", "found_at", "last_verdict", "last_on", "changed", "self_verdict", "evidence"),
    *("closing", "lead_shared", "supports"),
)
Values = tuple[object, ...]
Stored = dict[Values, Values]


def stored_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], keys: int, items: Iterable[int], *, of: str | None = None
) -> Stored:
    """Rows of a table by their first ``keys`` columns; ``of`` is the one that holds the items, the first if it is not said."""
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        f"select {', '.join(columns)} from {table} where {of or columns[0]} in (select value from json_each(?))",
        (as_json(items),),
    )
    return {row[:keys]: row for row in rows}


def write_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    keys: int,
    before: Stored,
    rows: Sequence[Values],
    *,
    insert: str = "insert",
) -> None:
    """Make the rows stand where ``before`` stood; only what differs is written, what is new by ``insert``."""
    after = {row[:keys]: row for row in rows}
    which = " and ".join(f"{name} = ?" for name in columns[:keys])
    gone = [key for key in before if key not in after]
    if gone:
        connection.executemany(f"delete from {table} where {which}", gone)
    moved: dict[tuple[int, ...], list[Values]] = defaultdict(list)
    fresh: list[Values] = []
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            fresh.append(row)
        elif old != row:
            places = tuple(place for place, value in enumerate(row) if value != old[place])
            moved[places].append((*(row[place] for place in places), *key))
    for places, values in moved.items():
        said = ", ".join(f"{columns[place]} = ?" for place in places)
        connection.executemany(f"update {table} set {said} where {which}", values)
    if fresh:
        connection.executemany(f"{insert} into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})", fresh)
