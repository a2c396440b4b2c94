"""Read how tasks are split: under which id the log knows it, how often it was done, and what stands now."""

from __future__ import annotations

import sqlite3

from planreview.domain.operations import SPLIT


def split_subject(connection: sqlite3.Connection, task_id: int) -> str | None:
    """The id of a task, of a part the one of the task that was split; None where there is no such task now."""
    row = connection.execute(
        "select coalesce(p.task, i.uid) from task_state s join item i on i.id = s.item_id"
        " left join part p on p.item_id = s.item_id where s.item_id = ?",
        (task_id,),
    ).fetchone()
    return None if row is None else str(row[0])


def times_split(connection: sqlite3.Connection, uid: str) -> int:
    """How many operations have split or joined a task."""
    query = "select count(*) from operation where subject = ? and kind = ?"
    return int(connection.execute(query, (uid, SPLIT)).fetchone()[0])


def standing_tasks(connection: sqlite3.Connection, uid: str) -> tuple[int, ...]:
    """What counts of a task: its parts in order, or itself."""
    rows = connection.execute(
        "select p.item_id from part p join task_state s on s.item_id = p.item_id where p.task = ?1 union all"
        " select s.item_id from item i left join same_task c on c.item_id = i.id"
        " join task_state s on s.item_id = coalesce(c.task_id, i.id) where i.uid = ?1 order by 1",
        (uid,),
    )
    return tuple(row[0] for row in rows)


def city_of(connection: sqlite3.Connection, plan_id: int) -> str:
    """The city of a plan, as corrected."""
    return str(connection.execute("select city from plan_state where plan_id = ?", (plan_id,)).fetchone()[0])
