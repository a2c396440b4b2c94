"""Numbers of tasks that are kept beside the tasks, so that figures of a million are read and not counted.

They follow the tasks of a batch by what these added up to
before and after.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add, itemgetter, sub

from planreview.store.entries import as_json
from planreview.store.measures import MEASURES
from planreview.store.state_rows import STATE_COLUMNS

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

# The columns of a state that say what it adds up to, and what it belongs to.
_PROFILE = tuple(dict.fromkeys(re.findall(r"s\.(\w+)", " ".join(MEASURES.values()))))
_profiled: Callable[[Sequence[object]], tuple[object, ...]] = itemgetter(*(STATE_COLUMNS.index(name) for name in _PROFILE))
_LED = _PROFILE.index("lead_id")
_GROUPS = tuple(STATE_COLUMNS.index(name) for name in ("plan_id", "lead_id"))
_MEASURED = f"select {', '.join(MEASURES.values())} from (select {', '.join(f'? as {name}' for name in _PROFILE)}) s"
_MOST_KNOWN = 10_000
_known: dict[tuple[object, ...], tuple[int, ...]] = {}


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
    for table, now in sums_of(connection, item_ids, held=held).items():
        was, none = before[table], (0,) * len(_TALLIES[table][1])
        groups = sorted(was.keys() | now.keys())
        _add(connection, table, {group: tuple(map(sub, now.get(group, none), was.get(group, none))) for group in groups})


def follow_states(connection: sqlite3.Connection, moved: Iterable[tuple[Sequence[object], Sequence[object]]]) -> None:
    """Bring the rows to states, given as before and after, that were written; plans and leads of the tasks are what they were."""
    more: dict[str, dict[int, list[int]]] = {table: {} for table in _OWN}
    for before, after in moved:
        old, new = _profile(before), _profile(after)
        if old == new:
            continue
        was, now = _measured(connection, old), _measured(connection, new)
        for table, place in zip(_OWN, _GROUPS, strict=True):
            group = int(str(after[place] or 0))
            known = more[table].get(group)
            change = map(sub, now, was)
            more[table][group] = list(change if known is None else map(add, known, change))
    for table, changes in more.items():
        _add(connection, table, changes)


def _profile(state: Sequence[object]) -> tuple[object, ...]:
    """The values of ``_PROFILE``; of a lead it matters whether there is one."""
    values = _profiled(state)
    return values if values[_LED] is None else (*values[:_LED], 1, *values[_LED + 1 :])


def _measured(connection: sqlite3.Connection, profile: tuple[object, ...]) -> tuple[int, ...]:
    """What a task with these values of ``_PROFILE`` adds to each measure; SQLite says it once."""
    known = _known.get(profile)
    if known is None:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        known = _known[profile] = tuple(connection.execute(_MEASURED, profile).fetchone())
    return known


def _add(connection: sqlite3.Connection, table: str, changes: Mapping[int, Sequence[int]]) -> None:
    """Add to the rows of groups, column by column; a row of nothing is taken out."""
    key, columns, _ = _TALLIES[table]
    for group, more in changes.items():
        places = [place for place, n in enumerate(more) if n]
        if not places:
            continue
        said = ", ".join(f"{columns[place]} = {columns[place]} + ?" for place in places)
        values = (*(more[place] for place in places), group)
        if not connection.execute(f"update {table} set {said} where {key} = ?", values).rowcount:
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            connection.execute(f"insert into {table} ({key}, {names}) values (?, {marks})", (group, *more))
        if sum(more[columns.index(name)] for name in _OF_ALL[table]) < 0:
            nothing = " and ".join(f"{name} = 0" for name in _OF_ALL[table])
            connection.execute(f"delete from {table} where {key} = ? and {nothing}", (group,))


def recount(connection: sqlite3.Connection) -> None:
    """Write all rows from the tasks; inside a transaction."""
    for table, (key, columns, query) in _TALLIES.items():
        connection.execute(f"delete from {table}")
        something = " or ".join(f"{name} <> 0" for name in columns)
        connection.execute(
            f"with found ({key}, {', '.join(columns)}) as ({query.format('')})"
            f" insert into {table} ({key}, {', '.join(columns)}) select * from found where {something}"
        )
