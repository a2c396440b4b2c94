"""The end of the operation log: what tells whether anything was stored since."""

from __future__ import annotations

import sqlite3


def newest_operation(connection: sqlite3.Connection) -> str:
    """The id of the operation that was stored last, the same in every connection; empty where there is none."""
    row = connection.execute("select id from operation order by seq desc limit 1").fetchone()
    return str(row[0]) if row else ""
