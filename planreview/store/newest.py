"""The tasks that were updated last, found from the end of the log: an index in their order would be written by every mark."""

from __future__ import annotations

import sqlite3
from array import array
from datetime import UTC, datetime, timedelta

from planreview.store.entries import as_json

# Operations that are read first, and in how many steps, each twice as large, it is given up.
_FIRST, _STEPS = 200, 6
_SAID = (
    "select o.subject, o.clock, o.device, o.device_seq from operation o indexed by operation_order"
    " where (o.clock, o.device, o.device_seq) < (?, ?, ?) order by o.clock desc, o.device desc, o.device_seq desc limit ?"
)
# Whatever task may have been updated by what was said of a subject: by itself, by a target, by one that it shares its actual
# values with, in the words of another revision, or as a part of what was split.
_MEANT = """
with said (subject) as (select value from json_each(?)),
meant (item_id) as (
    select i.id from said cross join item i on i.uid = said.subject
    union select t.item_id from said cross join target t on t.uid = said.subject where t.item_id is not null
    union select t.item_id from said cross join target_twin w on w.subject = said.subject
    cross join target t on t.id = w.target_id where t.item_id is not null
),
member (item_id) as (
    select item_id from meant
    union select o.item_id from meant m cross join same_task c on c.item_id = m.item_id
    cross join same_task o on o.task_id = c.task_id
)
select item_id from member
union select x.item_id from member m cross join item i on i.id = m.item_id cross join part x on x.task = i.uid
"""
_ROWS = (
    "select s.updated_at, s.plan_id, s.ord, s.item_id from json_each(:newest) j cross join task_state s on s.item_id = j.value"
    " where s.updated_at is not null and ({})"
)
# A clock is never behind the time that is noted beside it, but for how the two are rounded.
_ROUNDED = timedelta(milliseconds=2)


def newest_ids(connection: sqlite3.Connection, where: str, values: dict[str, object], limit: int) -> array[int] | None:
    """The first ``limit`` of the tasks that a condition means, what was updated last first; None where the newest part of the
    log does not hold so many."""
    cursor = connection.cursor()
    cursor.row_factory = None
    found: dict[int, tuple[str, int, int, int]] = {}
    place: tuple[int, str, int] = (2**63 - 1, "", 0)
    for step in range(_STEPS):
        some = _FIRST << step
        said = cursor.execute(_SAID, (*place, some)).fetchall()
        if said:
            subjects = as_json({row[0] for row in said})
            meant = as_json(row[0] for row in cursor.execute(_MEANT, (subjects,)).fetchall())
            rows = cursor.execute(_ROWS.format(where), {**values, "newest": meant})
            found.update((row[3], row) for row in rows)
            place = (said[-1][1], said[-1][2], said[-1][3])
        ended = len(said) < some
        since = "" if ended else _moment(place[0])
        if since is None:
            return None
        newest = [row for row in found.values() if row[0] > since]
        if len(newest) >= limit:
            newest.sort(key=lambda row: row[1:])
            newest.sort(key=lambda row: row[0], reverse=True)
            return array("q", (row[3] for row in newest[:limit]))
        if ended:
            return None
    return None


def _moment(clock: int) -> str | None:
    """The time until which something may stand before a place of the log; None where no calendar has it."""
    try:
        moment = datetime.fromtimestamp((clock >> 16) / 1000, UTC) + _ROUNDED
    except (OverflowError, OSError, ValueError):
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
