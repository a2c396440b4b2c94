"""As of which date the store is looked at. Light to import: every reader asks this before anything else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date

from planreview.domain.schedule import default_as_of

# The planner uses the partial index on such operations only where the question repeats its condition.
STRUCTURAL = "o.kind not in ('verdict', 'clear', 'note', 'actual', 'scope', 'assign')"


def read_as_of(connection: sqlite3.Connection) -> str | None:
    """The as-of date that was set for the whole store, ISO; None where each plan has its own."""
    rows = connection.execute(
        "select o.payload from operation o left join batch_state b on b.batch = o.batch"
        f" where {STRUCTURAL} and o.kind = 'as-of' and coalesce(b.live, 1) = 1"
        " order by o.clock desc, o.device desc, o.device_seq desc"
    )
    for row in rows:
        found, said = _said(row[0])
        if found:
            return said
    return None


def stale_plans(connection: sqlite3.Connection, today: date, as_of: date | None) -> dict[int, str]:
    """Plans that are projected as of another date than wanted, with the wanted one: ``as_of``, the store's, or each plan's
    own (today, or the end of a period that is over)."""
    common = as_of.isoformat() if as_of else read_as_of(connection)
    # A reader of another date has plans of its own in front of the stored ones.
    if common:
        rows = connection.execute("select plan_id from main.plan_state where as_of <> ?", (common,))
        return dict.fromkeys((row[0] for row in rows), common)
    # Every reader asks this of ten thousand plans: only those that may differ leave SQLite, :func:`default_as_of` decides.
    rows = connection.execute(
        "select s.plan_id, s.as_of, l.period_first, l.period_last from main.plan_state s join plan l on l.id = s.plan_id"
        " where s.as_of <> case when l.period_last < ? then printf('%04d-12-31', l.period_last) else ? end",
        (today.year, today.isoformat()),
    )
    wanted = {row[0]: (row[1], default_as_of((row[2], row[3]), today).isoformat()) for row in rows}
    return {plan: new for plan, (old, new) in wanted.items() if old != new}


def some_stale(
    connection: sqlite3.Connection, wanted: Mapping[int, str], most: int
) -> tuple[tuple[int, ...], dict[int, str], int, int]:
    """The first of the plans that are to be moved, of about ``most`` tasks; the others with the dates that they stand at; the
    tasks of the ones and of the others."""
    rows = connection.execute(
        "select s.plan_id, s.as_of, coalesce(p.total + p.not_supervised, 0) from json_each(?) j"
        " cross join main.plan_state s on s.plan_id = j.value left join plan_tally p on p.plan_id = s.plan_id"
        " order by s.plan_id",
        (json.dumps(list(wanted)),),
    )
    chosen: list[int] = []
    others: dict[int, str] = {}
    done = left = 0
    for plan, as_of, n in map(tuple, rows):
        if done < most:
            chosen.append(plan)
            done += n
        else:
            others[plan] = as_of
            left += n
    return tuple(chosen), others, done, left if not others else max(left, 1)


def standing_lights(connection: sqlite3.Connection, plans: Collection[int]) -> dict[int, tuple[bool, str | None]]:
    """Whether each task of plans is overdue, and its light."""
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        "select s.item_id, s.overdue, s.light from json_each(?) j cross join task_state s on s.plan_id = j.value",
        (json.dumps(list(plans)),),
    )
    return {item: (bool(overdue), light) for item, overdue, light in rows}


def count_of_items(connection: sqlite3.Connection) -> int:
    """About how many items the store holds: the newest number, which is there at once."""
    return int(connection.execute("select coalesce(max(id), 0) from item").fetchone()[0])


def _said(payload: str) -> tuple[bool, str | None]:
    """Whether a payload holds a date or says that there is none; one that was altered into neither is passed over."""
    try:
        said = json.loads(payload)["date"]
        return True, None if said is None else date.fromisoformat(said).isoformat()
    except (ValueError, TypeError, LookupError):
        return False, None
