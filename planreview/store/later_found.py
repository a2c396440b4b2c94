"""Verdicts that were given as of a later date than the one that is looked at: they hold, but nothing shows them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping

from planreview.domain.operations import CARRY, CLEAR, VERDICT
from planreview.store.entries import as_json

# The last that was said of each from a later day; bare columns are those of the row with the greatest clock.
_LATER = """
select o.subject, o.kind, max(o.clock) from operation o left join batch_state b on b.batch = o.batch
where o.effective_on > ? and o.kind in (select value from json_each(?)) and coalesce(b.live, 1) group by o.subject
"""
_TASKS = """
select distinct coalesce(c.task_id, i.id), i.plan_id from json_each(?) j cross join item i on i.uid = j.value
left join same_task c on c.item_id = i.id
"""
_GIVEN = (VERDICT, CARRY)


def found_later(connection: sqlite3.Connection, dates: Mapping[int, str]) -> set[int]:
    """The tasks of some plans (row id → date, ISO) on which a verdict holds from a day behind that date."""
    together: dict[str, set[int]] = defaultdict(set)
    for plan, day in dates.items():
        together[day].add(plan)
    found: set[int] = set()
    for day, plans in together.items():
        rows = connection.execute(_LATER, (day, as_json((*_GIVEN, CLEAR))))
        subjects = [row[0] for row in rows if row[1] in _GIVEN]
        found.update(task for task, plan in connection.execute(_TASKS, (as_json(subjects),)) if plan in plans)
    return found


def behind_their_round(connection: sqlite3.Connection) -> dict[int, str]:
    """Plans that are looked at as of a date before that of their open round, with the former."""
    rows = connection.execute(
        "select n.plan_id, n.as_of from plan_round o cross join round r on r.uid = o.round"
        " cross join plan_state n on n.plan_id = o.plan_id where n.as_of < r.as_of"
    )
    return {row[0]: row[1] for row in rows}
