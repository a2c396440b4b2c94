"""Numbers of tasks that are kept beside the tasks, so that figures of a million are read and not counted.

They follow the tasks of a batch by what these added up to
before and after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import add, sub

from planreview.store.entries import as_json
from planreview.store.measures import MEASURES

_SUMS = ", ".join(f"sum({said})" for said in MEASURES.values())

# Table → (its key and columns, what adds up to a row, from what); the columns ``_OF_ALL`` are all nothing in a row of nothing.
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
_OF_ALL = {"plan_tally": ("total", "not_supervised"), "lead_tally": ("total", "not_supervised"), "held_tally": ("named",)}
# Those of the tasks' own states, both from one look at them; the other is of departments.
_OWN = ("plan_tally", "lead_tally")
_BOTH = f"select s.plan_id, coalesce(s.lead_id, 0), {_SUMS} from task_state s{_AMONG} group by 1, 2"
Sums = dict[str, dict[int, tuple[int, ...]]]


def sums_of(connection: sqlite3.Connection, item_ids: Sequence[int], *, held: bool = False) -> Sums:
    """What these tasks add to each row of each table, as they stand now; ``held``: departments hold them as they did."""
    wanted = as_json(item_ids)
    cursor = connection.cursor()
    cursor.row_factory = None
    found: Sums = {table: {} for table in _OWN}
    for plan, lead, *sums in cursor.execute(_BOTH, (wanted,)):
        for table, key in zip(_OWN, (plan, lead), strict=True):
            known = found[table].get(key)
            found[table][key] = tuple(sums) if known is None else tuple(map(add, known, sums))
    if not held:
        query = _TALLIES["held_tally"][2].format(_AMONG)
        found["held_tally"] = {row[0]: row[1:] for row in cursor.execute(query, (wanted,))}
    return found


def follow(connection: sqlite3.Connection, item_ids: Sequence[int], before: Sums, *, held: bool = False) -> None:
    """Bring the rows to what the tasks add up to now; ``before`` is what :func:`sums_of` gave of them."""
    after = sums_of(connection, item_ids, held=held)
    for table, now in after.items():
        key, columns, _ = _TALLIES[table]
        was, none = before[table], (0,) * len(columns)
        changed = [
            (group, tuple(map(sub, now.get(group, none), was.get(group, none))))
            for group in sorted(was.keys() | now.keys())
            if now.get(group, none) != was.get(group, none)
        ]
        added = f"update {table} set {', '.join(f'{name} = {name} + ?' for name in columns)} where {key} = ?"
        for group, more in changed:
            if not connection.execute(added, (*more, group)).rowcount:
                names, places = ", ".join(columns), ", ".join("?" * len(columns))
                connection.execute(f"insert into {table} ({key}, {names}) values (?, {places})", (group, *more))
        gone = [columns.index(name) for name in _OF_ALL[table]]
        fewer = [group for group, more in changed if sum(more[place] for place in gone) < 0]
        if fewer:
            nothing = " and ".join(f"{name} = 0" for name in _OF_ALL[table])
            connection.execute(
                f"delete from {table} where {key} in (select value from json_each(?)) and {nothing}", (as_json(fewer),)
            )


def recount(connection: sqlite3.Connection) -> None:
    """Write all rows from the tasks; inside a transaction."""
    for table, (key, columns, query) in _TALLIES.items():
        connection.execute(f"delete from {table}")
        something = " or ".join(f"{name} <> 0" for name in columns)
        connection.execute(
            f"with found ({key}, {', '.join(columns)}) as ({query.format('')})"
            f" insert into {table} ({key}, {', '.join(columns)}) select * from found where {something}"
        )
