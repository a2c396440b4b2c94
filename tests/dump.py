"""Everything that a store holds, as lines to compare; SQLite's own dump cannot read the index of words."""

from __future__ import annotations

import sqlite3


def dump(connection: sqlite3.Connection) -> list[str]:
    """Statements that make the store, and every row of its tables."""
    found: list[str] = []
    for name, sql in connection.execute("select name, sql from sqlite_master where sql is not null order by name").fetchall():
        found.append(sql)
        if sql.lower().startswith("create table") and "_index_" not in name:
            found += sorted(f"{name} {tuple(row)}" for row in connection.execute(f'select * from "{name}"'))
    return found
