"""Find tasks by row id, target and batch, as those who write operations need them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from planreview.domain.folding import Entry, TaskFold, fold_task
from planreview.store.entries import as_json, live_by_subject


class Subject(NamedTuple):
    """The id under which the log knows a task or an indicator, the round that is open for its plan, and the plan's date."""

    uid: str
    round: str | None
    as_of: str


_PLANNED = "cross join plan_state n on n.plan_id = s.plan_id left join plan_round r on r.plan_id = s.plan_id"
_TASK = (
    "select s.item_id, i.uid, r.round, n.as_of from json_each(?) j cross join task_state s on s.item_id = j.value"
    f" cross join item i on i.id = s.item_id {_PLANNED}"
)
_INDICATOR = (
    "select s.item_id, t.uid, r.round, n.as_of from json_each(?) j cross join indicator_state s on s.item_id = j.value"
    f" cross join target t on t.id = -s.item_id {_PLANNED}"
)

# What a batch ``o`` is called by stands before what came about on the way.
MAIN_FIRST = "o.kind = 'import' desc, o.kind = 'split' desc, o.kind = 'verdict' desc, o.kind = 'assign' desc, o.seq"


def subjects_of(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, Subject]:
    """What the log and the plans know the tasks and indicators by; those that are not shown are left out."""
    found = {row[0]: Subject(row[1], row[2], row[3]) for row in connection.execute(_TASK, (as_json(task_ids),))}
    below = [one for one in task_ids if one < 0]
    if below:
        found |= {row[0]: Subject(row[1], row[2], row[3]) for row in connection.execute(_INDICATOR, (as_json(below),))}
    return found


def uids_of_tasks(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, str]:
    """The ids under which the log knows the tasks and indicators; those that are not shown are left out."""
    return {task: found.uid for task, found in subjects_of(connection, task_ids).items()}


def owner_of_target(connection: sqlite3.Connection, target_id: int) -> tuple[str, int] | None:
    """A target's uid and the task that it belongs to, or the indicator that it is; None where no plan shows it."""
    row = connection.execute(
        "select t.uid, coalesce((select o.item_id from part o join task_state w on w.item_id = o.item_id, json_each(o.targets) j"
        " where j.value = t.uid), c.task_id, t.item_id, -t.id) from target t join target_state s on s.target_id = t.id"
        " left join same_task c on c.item_id = t.item_id where t.id = ?",
        (target_id,),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def findings_in_force(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, Entry]:
    """The operation that gives or clears the verdict of each task as of its plan's date; a task without any is left out."""
    found = {task: folded.finding for task, folded in folded_tasks(connection, task_ids).items()}
    return {task: finding.entry for task, finding in found.items() if finding is not None}


def folded_tasks(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, TaskFold]:
    """What the operations of each task say as of its plan's date; a task that nothing was said of is left out."""
    return {task: fold_task(entries) for task, entries in said_of_tasks(connection, task_ids).items()}


def said_of_tasks(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, list[Entry]]:
    """What counts of each task or indicator as of its plan's date, in folding order."""
    uids: dict[int, list[str]] = defaultdict(list)
    dates: dict[int, str] = {}
    for row in connection.execute(
        "select s.item_id, n.as_of, i.uid from json_each(?) j cross join task_state s on s.item_id = j.value"
        " cross join plan_state n on n.plan_id = s.plan_id cross join item i"
        " on i.id in (select s.item_id union select c.item_id from same_task c where c.task_id = s.item_id)",
        (as_json(task_ids),),
    ):
        uids[row[0]].append(row[2])
        dates[row[0]] = row[1]
    for row in connection.execute(
        "select s.item_id, n.as_of, t.uid, n.plan_id from json_each(?) j cross join indicator_state s on s.item_id = j.value"
        " cross join plan_state n on n.plan_id = s.plan_id cross join target t on t.id = -s.item_id",
        (as_json(one for one in task_ids if one < 0),),
    ).fetchall():
        # Few mark indicators, and fewer from a command line.
        from planreview.store.former_targets import former_indicators

        uids[row[0]] += [row[2], *former_indicators(connection, [row[3]]).get(-row[0], ())]
        dates[row[0]] = row[1]
    return live_by_subject(connection, uids, dates)


def actual_day(connection: sqlite3.Connection, target_id: int) -> str | None:
    """The day from which the actual value of a target holds that stands as of its plan's date."""
    row = connection.execute("select actual_on from target_state where target_id = ?", (target_id,)).fetchone()
    return None if row is None else row[0]


def tasks_of_batch(connection: sqlite3.Connection, batch: str) -> list[int]:
    """The tasks that a batch's operations name, by themselves or by their targets, in the order of the operations."""
    rows = connection.execute(
        "select coalesce(c.task_id, i.id, t.item_id, -t.id) as task from operation o left join item i on i.uid = o.subject"
        " left join target t on t.uid = o.subject left join same_task c on c.item_id = coalesce(i.id, t.item_id)"
        " where o.batch = ? and coalesce(i.id, t.id) is not null order by o.seq",
        (batch,),
    )
    return list(dict.fromkeys(row[0] for row in rows))


def batch_kind(connection: sqlite3.Connection, batch: str) -> str:
    """What a batch did: the kind of its main operation; a department that was created on the way is not what it is called by."""
    found = f"select o.kind from operation o where o.batch = ? order by {MAIN_FIRST} limit 1"
    return str(connection.execute(found, (batch,)).fetchone()[0])


def reasons_open(connection: sqlite3.Connection, task_ids: Sequence[int]) -> list[int]:
    """Those of the tasks that ask for a reason."""
    asked = "select s.item_id from json_each(?) j cross join {} s on s.item_id = j.value where s.reason_open > 0"
    found = [row[0] for row in connection.execute(asked.format("task_state"), (as_json(task_ids),))]
    below = [one for one in task_ids if one < 0]
    if below:
        found += [row[0] for row in connection.execute(asked.format("indicator_state"), (as_json(below),))]
    return found
