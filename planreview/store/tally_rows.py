"""Numbers of tasks that are kept beside the tasks, so that figures of a million are read and not counted.

They follow the tasks of a batch by what these added up to
before and after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from planreview.store.entries import as_json
from planreview.store.measures import MEASURES

_SUMS = ", ".join(f"sum({said})" for said in MEASURES.values())

# Table → (its key and columns, what adds up to a row, from what).
_TALLIES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "plan_tally": ("plan_id", tuple(MEASURES), f"select s.plan_id, {_SUMS} from task_state s{{}} group by 1"),
    "lead_tally": ("department_id", tuple(MEASURES), f"select coalesce(s.lead_id, 0), {_SUMS} from task_state s{{}} group by 1"),
    "held_tally": (
        "department_id",
        ("supports", "named"),
        "select r.department_id, sum(s.supervised and r.role = 'support'), sum(s.supervised)"
        " from task_state s cross join responsibility r on r.item_id = s.item_id{} group by 1",
    ),
}
_AMONG = " where s.item_id in (select value from json_each(?))"
Sums = dict[str, dict[int, tuple[int, ...]]]


def sums_of(connection: sqlite3.Connection, item_ids: Sequence[int]) -> Sums:
    """What these tasks add to each row of each table, as they stand now."""
    wanted = as_json(item_ids)
    cursor = connection.cursor()
    cursor.row_factory = None
    return {
        table: {row[0]: row[1:] for row in cursor.execute(query.format(_AMONG), (wanted,))}
        for table, (_, _, query) in _TALLIES.items()
    }


def follow(connection: sqlite3.Connection, item_ids: Sequence[int], before: Sums) -> None:
    """Bring the rows to what the tasks add up to now; ``before`` is what :func:`sums_of` gave of them."""
    after = sums_of(connection, item_ids)
    for table, (key, columns, _) in _TALLIES.items():
        was, now = before[table], after[table]
        none = (0,) * len(columns)
        changed = [
            (group, *(new - old for new, old in zip(now.get(group, none), was.get(group, none), strict=True)))
            for group in sorted(was.keys() | now.keys())
            if now.get(group, none) != was.get(group, none)
        ]
        if not changed:
            continue
        connection.executemany(
            f"insert into {table} ({key}, {', '.join(columns)}) values ({', '.join('?' * (len(columns) + 1))})"
            f" on conflict ({key}) do update set {', '.join(f'{name} = {name} + excluded.{name}' for name in columns)}",
            changed,
        )
        nothing = " and ".join(f"{name} = 0" for name in columns)
        groups = as_json([row[0] for row in changed])
        connection.execute(f"delete from {table} where {key} in (select value from json_each(?)) and {nothing}", (groups,))


def recount(connection: sqlite3.Connection) -> None:
    """Write all rows from the tasks; inside a transaction."""
    for table, (key, columns, query) in _TALLIES.items():
        connection.execute(f"delete from {table}")
        something = " or ".join(f"{name} <> 0" for name in columns)
        connection.execute(
            f"with found ({key}, {', '.join(columns)}) as ({query.format('')})"
            f" insert into {table} ({key}, {', '.join(columns)}) select * from found where {something}"
        )
