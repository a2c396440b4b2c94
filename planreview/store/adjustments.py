"""Read adjustments: those that hold of a task and its targets, and what held on a day, as one who adjusts again needs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planreview.domain.adjusting import DUE, FIELDS, Adjusted, fold_adjustments
from planreview.domain.commitments import AdjustmentView
from planreview.store.due import due_date
from planreview.store.entries import live_by_subject
from planreview.store.handle import one_row
from planreview.store.target_columns import BASELINE, READ, VALUE, VALUE_MAX
from planreview.store.target_columns import DUE as DUE_COLUMN

_COLUMNS = "target_id, field, old, new, approver, document, person, on_date, recorded_at"


@dataclass(frozen=True, slots=True)
class Held:
    """Subject of the log, what the document states by field, what held on a day, and the adjustments that made it so."""

    subject: str
    stated: dict[str, str | None]
    values: dict[str, str | None]
    changes: tuple[Adjusted, ...]


def task_adjustments(connection: sqlite3.Connection, task_id: int, target_ids: Sequence[int]) -> tuple[AdjustmentView, ...]:
    """The adjustments of a task's due date and of its targets, each kind in the order in which they hold."""
    rows = connection.execute(
        f"select operation_id, {_COLUMNS} from adjustment where item_id = ?1 or target_id in ({', '.join(map(str, target_ids))})"
        " order by target_id is not null, target_id, place",
        (task_id,),
    )
    return tuple(
        AdjustmentView(
            id=row["operation_id"],
            target_id=row["target_id"],
            field=row["field"],
            old=row["old"],
            new=row["new"],
            approver=row["approver"],
            document=row["document"],
            person=row["person"],
            on=date.fromisoformat(row["on_date"]),
            recorded_at=row["recorded_at"],
        )
        for row in rows
    )


def held_of_target(connection: sqlite3.Connection, target_id: int, day: str) -> Held | None:
    """What is stated and what held of a target on a day; None where no plan shows it."""
    row = one_row(
        connection,
        f"select t.uid, {VALUE}, {VALUE_MAX}, {BASELINE}, {DUE_COLUMN} from target t join plan_state n on n.plan_id = t.plan_id"
        f" join target_place p on p.target_id = t.id and p.revision_id = n.revision_id{READ} where t.id = ?",
        (target_id,),
    )
    if row is None:
        return None
    stated = {name: row[name] for name in FIELDS}
    # What was adjusted in an earlier revision's words and still holds.
    former = connection.execute(
        "select distinct o.subject from adjustment a join operation o on o.id = a.operation_id where a.target_id = ?",
        (target_id,),
    ).fetchall()
    subjects = sorted({row["uid"], *(one[0] for one in former)})
    entries = live_by_subject(connection, {target_id: subjects}, {target_id: day}).get(target_id, [])
    return Held(row["uid"], stated, *fold_adjustments(stated, entries, {row["uid"]}))


def held_of_task(connection: sqlite3.Connection, task_id: int, day: str) -> Held | None:
    """What is stated and what held of a task's due date on a day; None where there is no such task."""
    row = one_row(
        connection,
        "select i.uid, coalesce(x.due, p.due) as due, x.item_id is not null as is_part from task_state s"
        " join item i on i.id = s.item_id join plan_state n on n.plan_id = s.plan_id left join part x on x.item_id = s.item_id"
        " join placement p on p.item_id = s.placed_id and p.revision_id = n.revision_id where s.item_id = ?",
        (task_id,),
    )
    if row is None:
        return None
    members = connection.execute(
        "select i.uid from same_task c join item i on i.id = c.item_id where c.task_id = ?", (task_id,)
    ).fetchall()
    subjects = {row["uid"], *(one[0] for one in members)}
    due = due_date(row["due"])
    stated: dict[str, str | None] = {DUE: due.isoformat() if due else None}
    entries = live_by_subject(connection, {task_id: sorted(subjects)}, {task_id: day}).get(task_id, [])
    return Held(row["uid"], stated, *fold_adjustments(stated, entries, {row["uid"]} if row["is_part"] else ()))


def as_of_plan(connection: sqlite3.Connection, *, task_id: int | None = None, target_id: int | None = None) -> str | None:
    """The as-of date of the plan of a task or target."""
    row = one_row(
        connection,
        "select n.as_of from plan_state n where n.plan_id = (select plan_id from task_state where item_id = ?1"
        " union select plan_id from target where id = ?2)",
        (task_id, target_id),
    )
    return None if row is None else str(row["as_of"])
