"""Read how tasks are split: under which id the log knows it, how often it was done, and what stands now."""

from __future__ import annotations

import sqlite3

from planreview.domain.operations import SPLIT
from planreview.store.target_columns import READ, STANDS


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


_LEFT = f"""
select t.id, min(s.item_id) as part from part x join task_state s on s.item_id = x.item_id
join plan_state n on n.plan_id = s.plan_id join target t on t.item_id = s.placed_id
join target_place p on p.target_id = t.id and p.revision_id = n.revision_id{READ}
where s.plan_id = ?1 and {STANDS} and not exists (
    select 1 from part y join json_each(y.targets) j where y.operation_id = x.operation_id and j.value = t.uid
) group by t.id order by p.ord
"""


def targets_left(connection: sqlite3.Connection, plan_id: int) -> dict[int, int]:
    """Targets of split tasks of a plan that go with no part, each with one of the parts that stand."""
    return {row[0]: row[1] for row in connection.execute(_LEFT, (plan_id,))}


def part_for(connection: sqlite3.Connection, part_id: int, target_id: int) -> tuple[str, str, str] | None:
    """Uids of the task that was split, of its part and of the target; None where the target is none of the task."""
    row = connection.execute(
        "select x.task, i.uid, t.uid from part x join task_state s on s.item_id = x.item_id join item i on i.id = x.item_id"
        " join target t on t.item_id = s.placed_id where x.item_id = ? and t.id = ?",
        (part_id, target_id),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def owner_to_be(connection: sqlite3.Connection, task_id: int) -> tuple[str, str | None, str | None] | None:
    """Of a task the uid of the item that the document holds; of a part also those of the task that was split and its own."""
    row = connection.execute(
        "select i.uid, x.task, case when x.item_id is not null then o.uid end from task_state s"
        " join item i on i.id = s.placed_id join item o on o.id = s.item_id left join part x on x.item_id = s.item_id"
        " where s.item_id = ?",
        (task_id,),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def plan_key(connection: sqlite3.Connection, plan_id: int) -> str | None:
    """The key of a plan whose import stands."""
    row = connection.execute(
        "select l.key from plan_state s join plan l on l.id = s.plan_id where s.plan_id = ? and s.live", (plan_id,)
    ).fetchone()
    return None if row is None else str(row[0])


def stands(connection: sqlite3.Connection, uid: str) -> int | None:
    """The row id of a target that has figures now; None where it has none."""
    row = connection.execute(
        "select t.id from target t join target_state s on s.target_id = t.id where t.uid = ?", (uid,)
    ).fetchone()
    return None if row is None else int(row[0])


def city_of(connection: sqlite3.Connection, plan_id: int) -> str:
    """The city of a plan, as corrected."""
    return str(connection.execute("select city from plan_state where plan_id = ?", (plan_id,)).fetchone()[0])
