"""How far the open rounds of a whole store have come, from what is kept of its plans and the newest part of the log.

The same as ``sums_of_rounds`` of everything says, without a look at every task: at a million tasks that took most of a summary.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from planreview.domain.operations import CARRY, ROUND_PREFIX, VERDICT
from planreview.domain.records import dataclass

# The log behind the opening is read where it is short beside the tasks: one operation takes as long as so many of these.
_DEARER = 25
_FEW = 1_000
# Whoever makes a finding in a round has seen its opening, so that the finding stands behind it in the order of the log.
_SINCE = (
    "select min(o.clock) from (select distinct round from plan_round) p"
    f" cross join operation o on o.subject = '{ROUND_PREFIX}' || p.round"
)
_LENGTH = "select count(*) from (select 1 from operation where clock > ? limit ?)"
_FOUND = "s.supervised and s.verdict is not null and s.round = o.round"
_IN_LOG = (
    "select count(*) from (select distinct coalesce(c.task_id, i.id) as task from operation f"
    " cross join item i on i.uid = f.subject"
    f" left join same_task c on c.item_id = i.id where f.clock > ? and f.kind in ('{VERDICT}', '{CARRY}')) w"
    f" cross join task_state s on s.item_id = w.task cross join plan_round o on o.plan_id = s.plan_id where {_FOUND}"
)
# Plans ``n`` that are looked at as of a date before that of their open round ``r``.
BEHIND_ROUND = (
    "plan_round o cross join round r on r.uid = o.round cross join plan_state n on n.plan_id = o.plan_id and n.as_of < r.as_of"
)
_IN_TASKS = f"select count(*) from task_state s cross join plan_round o on o.plan_id = s.plan_id where {_FOUND}"


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """Of the supervised tasks whose plan has an open round: all, those found in it, and those never reviewed."""

    total: int
    in_round: int
    never: int


def round_of_plans(connection: sqlite3.Connection, plans: Collection[object]) -> str | None:
    """The name of the round that is open for all of some plans, given by row id; None where it is not one and the same."""
    found = connection.execute(
        "select distinct r.name from json_each(?) j left join plan_round p on p.plan_id = j.value"
        " left join round r on r.uid = p.round",
        (json.dumps(sorted(plans, key=str)),),
    ).fetchall()
    return found[0][0] if len(found) == 1 else None


def standing_of_rounds(connection: sqlite3.Connection) -> RoundStanding | None:
    """How the open rounds stand over all plans; None where there is none, or none holds tasks."""
    total, unreviewed = connection.execute(
        "select coalesce(sum(n.total), 0), coalesce(sum(n.unreviewed), 0) from plan_round o join plan_tally n using (plan_id)"
    ).fetchone()
    if not total:
        return None
    return RoundStanding(total, _found(connection, total), unreviewed - _given_later(connection))


def _given_later(connection: sqlite3.Connection) -> int:
    """How many of those that show no verdict have one of a later day."""
    if connection.execute(f"select 1 from {BEHIND_ROUND} limit 1").fetchone() is None:
        return 0
    # Loads what most command lines do without.
    from planreview.store.later_found import given_later

    return given_later(connection, "1", {})


def _found(connection: sqlite3.Connection, total: int) -> int:
    """How many tasks were found on in their round."""
    since = connection.execute(_SINCE).fetchone()[0]
    most = max(_FEW, total // _DEARER)
    if since is None or connection.execute(_LENGTH, (since, most + 1)).fetchone()[0] > most:
        return int(connection.execute(_IN_TASKS).fetchone()[0])
    return int(connection.execute(_IN_LOG, (since,)).fetchone()[0])
