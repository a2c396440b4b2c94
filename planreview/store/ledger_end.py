"""How far the operation log has come in what changes names: plans, tasks and departments, and not what is found of them."""

from __future__ import annotations

import sqlite3

from planreview.store.dates import STRUCTURAL


def structure_end(connection: sqlite3.Connection) -> str:
    """A word that is another one once anything was stored, or taken back, that may change a title or the name of a department;
    the same in every connection to a store. Marks, notes and values leave it."""
    first = connection.execute("select id from operation order by seq limit 1").fetchone()
    # The log is appended only: counted from its index of what is rare.
    count = connection.execute(f"select count(*) from operation o indexed by operation_structure where {STRUCTURAL}").fetchone()
    return f"{first[0] if first else ''}/{count[0]}"
