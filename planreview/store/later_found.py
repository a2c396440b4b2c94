"""Verdicts of a later day than the date that is looked at: they hold, but nothing shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from planreview.domain.operations import CARRY, CLEAR, VERDICT
from planreview.store.entries import as_json
from planreview.store.round_standing import BEHIND_ROUND

# What was said last of a task from a day behind its plan's date: of tasks without a verdict, by the log's index of subjects.
_LAST = """
select p.kind from operation p left join batch_state b on b.batch = p.batch
where p.subject in (
    select uid from item where id = s.item_id
    union all select i.uid from same_task c join item i on i.id = c.item_id where c.task_id = s.item_id
)
and p.kind in (:verdict, :carry, :clear) and p.effective_on > n.as_of and coalesce(b.live, 1)
order by p.clock desc, p.device desc, p.device_seq desc limit 1
"""


def shown_after(connection: sqlite3.Connection, dates: Mapping[int, str]) -> int:
    """How many tasks of some plans (row id → date, ISO) show a verdict of a day behind that date."""
    if not dates:
        return 0
    # From one end of the table to the other: by plan a large one is read all over the disk.
    rows = connection.execute(
        "select +plan_id, verdict_on, count(*) from task_state where verdict_on > ? group by 1, 2", (min(dates.values()),)
    )
    return sum(row[2] for row in rows if row[0] in dates and row[1] > dates[row[0]])


def given_later(connection: sqlite3.Connection, where: str, values: Mapping[str, object]) -> int:
    """How many of the supervised tasks (``where``, of ``s`` and its round ``o``) that show no verdict have one of a later day, in
    plans that are looked at as of a date before that of their open round: these were reviewed."""
    plans = connection.execute(f"select n.plan_id from {BEHIND_ROUND}").fetchall()
    if not plans:
        return 0
    row = connection.execute(
        "select count(*) from json_each(:behind) j cross join plan_state n on n.plan_id = j.value"
        " cross join plan_round o on o.plan_id = n.plan_id cross join task_state s on s.plan_id = n.plan_id"
        f" where s.supervised and s.verdict is null and ({where}) and ({_LAST}) in (:verdict, :carry)",
        {**values, "behind": as_json([row[0] for row in plans]), "verdict": VERDICT, "carry": CARRY, "clear": CLEAR},
    ).fetchone()
    return int(row[0])
