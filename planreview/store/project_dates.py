"""Which tasks another as-of date can change, where it leaves the schedule share as it was.

Every day is another date for plans that are under way. Most of their tasks stand as they stood the day before; to project
20,000 of them anew takes seconds, which nobody should wait for each morning.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planreview.domain.operations import BATCH_PREFIX, DATED
from planreview.store.dates import STRUCTURAL
from planreview.store.entries import as_json

_DUE = """
select s.item_id, s.plan_id from json_each(:plans) j cross join {table} s on s.plan_id = j.value
where (s.due < :low) <> (s.due < :high) or (s.due <= :low_soon) <> (s.due <= :high_soon)
"""
# Findings that hold from a day in between, and those of steps that were taken back or done again on such a day.
_SAID = f"""
select o.subject from operation o
where o.seq > :since and o.effective_on > :low and o.effective_on <= :high and o.kind in (select value from json_each(:dated))
union
select o.subject from operation t cross join operation o on o.batch = substr(t.subject, {len(BATCH_PREFIX) + 1})
where {STRUCTURAL.replace("o.", "t.")} and t.kind in ('undo', 'redo') and t.seq > :since
and t.effective_on > :low and t.effective_on <= :high and o.kind in (select value from json_each(:dated))
"""
_ITEMS = """
select coalesce(c.task_id, i.id), i.plan_id from json_each(:subjects) j cross join item i on i.uid = j.value
left join same_task c on c.item_id = i.id
union
select coalesce(c.task_id, t.item_id), t.plan_id from json_each(:subjects) j cross join target t on t.uid = j.value
left join same_task c on c.item_id = t.item_id
union
select coalesce(c.task_id, t.item_id), t.plan_id from json_each(:subjects) j cross join target_twin w on w.subject = j.value
cross join target t on t.id = w.target_id left join same_task c on c.item_id = t.item_id
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """Tasks that the move of a date can change, and plans whose own targets it can."""

    tasks: set[int]
    targets_of: set[int]


class Said:
    """What was said of a day between two dates. The whole log is gone through for it: where plans are moved one after another,
    once, and after that only what came since."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[int, set[str]]] = {}

    def between(self, connection: sqlite3.Connection, low: str, high: str) -> set[str]:
        """The subjects of what holds from a day behind ``low`` up to ``high``."""
        since, subjects = self._known.get((low, high), (0, set()))
        last = int(connection.execute("select coalesce(max(seq), 0) from operation").fetchone()[0])
        values = {"dated": as_json(sorted(DATED)), "low": low, "high": high, "since": since}
        subjects |= {row[0] for row in connection.execute(_SAID, values)}
        self._known[low, high] = last, subjects
        return subjects


def moved_by_dates(
    connection: sqlite3.Connection, moves: Mapping[int, tuple[str, str]], due_soon: int, said: Said | None = None
) -> Moved:
    """What changes in plans of which only the as-of date moved, from the first to the second date; ``due_soon`` in days."""
    said = said or Said()
    together: dict[tuple[str, str], set[int]] = defaultdict(set)
    for plan, (before, after) in moves.items():
        together[min(before, after), max(before, after)].add(plan)
    found = Moved(set(), set())
    for (low, high), plans in together.items():
        span = {"low": low, "high": high, "low_soon": _later(low, due_soon), "high_soon": _later(high, due_soon)}
        values = {"plans": as_json(sorted(plans)), **span}
        found.tasks.update(row[0] for row in connection.execute(_DUE.format(table="task_state"), values))
        found.targets_of.update(row[1] for row in connection.execute(_DUE.format(table="indicator_state"), values))
        subjects = as_json(sorted(said.between(connection, low, high)))
        for task, plan in connection.execute(_ITEMS, {"subjects": subjects}):
            if plan in plans:
                found.targets_of.add(plan) if task is None else found.tasks.add(task)
    return found


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
