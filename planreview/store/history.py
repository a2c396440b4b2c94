"""Read the log as a person reads it, and count what a store holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from planreview.domain.care import StoreTotals
from planreview.domain.folding import Entry
from planreview.domain.operations import DEPARTMENT_PREFIX, PLAN_PREFIX, ROUND_OPENED, ROUND_PREFIX
from planreview.store.dates import read_as_of
from planreview.store.entries import OPERATION_COLUMNS, as_json, entry_of
from planreview.store.former_targets import uids_of_indicator


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An operation, the task that it is about, and whether it counts."""

    entry: Entry
    task_id: int | None
    live: bool


_TASK = "coalesce(c.task_id, i.id, t.item_id, -t.id)"
_JOINS = (
    " left join item i on i.uid = o.subject left join target t on t.uid = o.subject"
    " left join same_task c on c.item_id = coalesce(i.id, t.item_id) left join batch_state b on b.batch = o.batch"
)
_SUBJECTS = """
with own (item_id) as (
    select ?1 union select item_id from same_task where task_id = ?1
    union select i.id from part p join item i on i.uid = p.task where p.item_id = ?1
),
member (item_id) as (
    select item_id from own
    union select p.item_id from own w join item i on i.id = w.item_id join part p on p.task = i.uid
    where not exists (select 1 from part x where x.item_id = ?1)
),
wanted (uid) as (
    select i.uid from member m join item i on i.id = m.item_id
    union select t.uid from member m join target t on t.item_id = m.item_id
)
"""


def read_history(connection: sqlite3.Connection, limit: int | None, task_id: int | None) -> list[HistoryRow]:
    """The newest operations in total order, of all or of one task."""
    chosen = f"select {OPERATION_COLUMNS}, {_TASK} as task, coalesce(b.live, 1) as live from "
    order = " order by o.clock desc, o.device desc, o.device_seq desc limit ?"
    bound = -1 if limit is None else max(0, limit)
    if task_id is None:
        rows = connection.execute(f"{chosen} operation o{_JOINS}{order}", (bound,))
    elif task_id < 0:
        # What was said of it under the words of other revisions is said of it.
        subjects = as_json(uids_of_indicator(connection, -task_id))
        about = "json_each(?1) w cross join operation o on o.subject = w.value"
        found = connection.execute(f"{chosen}{about}{_JOINS}{order.replace('?', '?2')}", (subjects, bound))
        return [HistoryRow(entry_of(row), task_id, bool(row["live"])) for row in found]
    else:
        about = "wanted w cross join operation o on o.subject = w.uid"
        rows = connection.execute(f"{_SUBJECTS}{chosen} {about}{_JOINS}{order}", (task_id, bound))
    return [HistoryRow(entry_of(row), row["task"], bool(row["live"])) for row in rows]


def names_about(connection: sqlite3.Connection, entries: Sequence[Entry]) -> dict[str, str]:
    """Operation → the department, plan or round that it names or is about, as it is called now, or the target's metric. A round
    whose opening was taken back is called as it was opened."""
    wanted: dict[str, str] = {}
    for entry in entries:
        named = entry.payload.get("department")
        subject = entry.subject.removeprefix(DEPARTMENT_PREFIX)
        wanted[entry.id] = named if isinstance(named, str) else subject
    asked = as_json(sorted(set(wanted.values())))
    known = dict(
        connection.execute(
            "select t.uid, t.metric from json_each(?1) j cross join target t on t.uid = j.value union all"
            " select u.uid, d.name from json_each(?1) j cross join department_uid u on u.uid = j.value"
            " join department d on d.id = u.department_id union all"
            " select j.value, n.title from json_each(?1) j join plan l on l.key = substr(j.value, ?2)"
            " join plan_state n on n.plan_id = l.id union all"
            " select j.value, coalesce(r.name, o.payload ->> '$.name') from json_each(?1) j"
            " join operation o on o.subject = j.value and o.kind = ?3 left join round r on ?4 || r.uid = j.value",
            (asked, len(PLAN_PREFIX) + 1, ROUND_OPENED, ROUND_PREFIX),
        ).fetchall()
    )
    return {id: known[uid] for id, uid in wanted.items() if uid in known}


def read_totals(connection: sqlite3.Connection) -> StoreTotals:
    """Count what is in force, and the whole log."""

    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    first, last = connection.execute("select min(recorded_at), max(recorded_at) from operation").fetchone()
    persons = connection.execute("select distinct person from operation order by person")
    return StoreTotals(
        one("pragma user_version"),
        sqlite3.sqlite_version,
        read_as_of(connection),
        one("select count(*) from plan_state where live = 1"),
        one("select count(*) from task_state"),
        one("select count(*) from department"),
        one("select count(*) from operation"),
        one("select count(distinct device) from operation"),
        tuple(row[0] for row in persons),
        first,
        last,
    )
