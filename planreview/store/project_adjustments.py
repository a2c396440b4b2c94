"""Project adjustments: what holds of a task's due date and of targets in place of what the document states."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from planreview.domain.adjusting import DUE, FIELDS, Adjusted, fold_adjustments
from planreview.domain.folding import Entry
from planreview.domain.review import APPROVER, DOCUMENT
from planreview.store.due import due_date
from planreview.store.entries import as_json

_COLUMNS = "operation_id, item_id, target_id, place, field, old, new, approver, document, person, on_date, recorded_at"


def adjusted_due(due: str | None, entries: Iterable[Entry], own: Collection[str] = ()) -> tuple[str | None, tuple[Adjusted, ...]]:
    """The due date that holds in place of the stated one, with its adjustments; without any it is as it was written."""
    stated = due_date(due)
    values, changes = fold_adjustments({DUE: stated.isoformat() if stated else None}, entries, own)
    return (values[DUE] if changes else due), changes


def write_due_adjustments(connection: sqlite3.Connection, changes: Mapping[int, Sequence[Adjusted]]) -> None:
    """Write the adjustments of tasks' due dates, whose rows were taken out before."""
    if changes:
        _write(connection, [_row(item, None, place, one) for item, own in changes.items() for place, one in enumerate(own)])


def write_target_adjustments(
    connection: sqlite3.Connection, changes: Mapping[int, Sequence[Adjusted]], values: Mapping[int, Mapping[str, str | None]]
) -> None:
    """Write the adjustments of targets, whose rows were taken out before, and what holds of each."""
    if not changes:
        return
    _write(connection, [_row(None, target, place, one) for target, own in changes.items() for place, one in enumerate(own)])
    rows = []
    for target, own in changes.items():
        touched = {one.field for one in own}
        rows.append((target, *((values[target][name] or "") if name in touched else None for name in FIELDS)))
    connection.executemany("insert into adjusted (target_id, value, value_max, baseline, due) values (?, ?, ?, ?, ?)", rows)


def clear_adjustments(connection: sqlite3.Connection, column: str, ids: Iterable[int]) -> None:
    """Take out the adjustments of tasks (``item_id``) or targets (``target_id``)."""
    wanted = as_json(sorted(set(ids)))
    connection.execute(f"delete from adjustment where {column} in (select value from json_each(?))", (wanted,))
    if column == "target_id":
        connection.execute("delete from adjusted where target_id in (select value from json_each(?))", (wanted,))


def _write(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    connection.executemany(
        # Where joined tasks part, the row may still stand at the one that showed it.
        f"insert or replace into adjustment ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _row(item: int | None, target: int | None, place: int, one: Adjusted) -> tuple[object, ...]:
    entry = one.entry
    said = (str(entry.payload[name]) for name in (APPROVER, DOCUMENT))
    dated = (entry.person, entry.effective_on, entry.recorded_at)
    return entry.id, item, target, place, one.field, one.old, one.new, *said, *dated
