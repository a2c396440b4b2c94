"""By which rules the projection in a store was made.

A store outlives programs. What an earlier one folded is not what this one would fold: lights, what a reason lacks, when a
task was last touched. So the store notes the rules, and who writes brings it to those of this program.
"""

from __future__ import annotations

import sqlite3

# Raised with every change of what folding the same documents and the same log gives; a test notices a change.
RULES = 8
_KEY = "rules"


def noted_rules(connection: sqlite3.Connection) -> int:
    """The number of the rules that the stored projection follows; 0 where none was noted."""
    row = connection.execute("select value from main.meta where key = ?", (_KEY,)).fetchone()
    return int(row[0]) if row is not None and str(row[0]).isdecimal() else 0


def note_rules(connection: sqlite3.Connection) -> None:
    """Note that the projection follows the rules of this program; inside a transaction that made it so."""
    connection.execute(
        "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value", (_KEY, str(RULES))
    )


def folded_tasks(connection: sqlite3.Connection) -> int:
    """How many tasks the stored projection holds."""
    return int(connection.execute("select count(*) from main.task_state").fetchone()[0])
