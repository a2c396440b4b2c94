"""Project saved views: the last word on each name counts."""

from __future__ import annotations

import sqlite3

from planreview.domain.folding import Entry
from planreview.domain.operations import VIEW_DELETED, VIEW_SAVED, canonical
from planreview.store.entries import structural_entries


def project_views(connection: sqlite3.Connection) -> None:
    """Write all views anew; there are few of them."""
    last: dict[str, Entry] = {}
    for _, entry, live in structural_entries(connection, {VIEW_SAVED, VIEW_DELETED}):
        if live:
            last[entry.subject] = entry
    connection.execute("delete from saved_view")
    connection.executemany(
        "insert into saved_view (subject, name, payload, person, saved_at) values (?, ?, ?, ?, ?)",
        [
            (one.subject, str(one.payload.get("name")), canonical(dict(one.payload)), one.person, one.recorded_at)
            for one in last.values()
            if one.kind == VIEW_SAVED
        ],
    )


def read_views(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """All views, the oldest first."""
    return connection.execute(
        "select subject, name, payload, person, saved_at from saved_view order by saved_at, subject"
    ).fetchall()
