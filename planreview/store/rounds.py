"""Read rounds of review: what they are, how far they have come, and what was kept when one was closed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planreview.domain.review import TaskFilter
from planreview.domain.rounds import RoundInfo, RoundLeft, RoundSums
from planreview.store.entries import as_json, entry_of
from planreview.store.indicators import among
from planreview.store.later_found import given_later
from planreview.store.selection import condition

_COVERED = "n.live and (not json_array_length(r.plans) or l.key in (select value from json_each(r.plans)))"

# What the closing of a round keeps of how far it had come.
PROGRESS = ("total", "reviewed", "carried")

# Where tasks and indicators, whose ids are below zero, stand.
_STATES = ("task_state", "indicator_state")


@dataclass(frozen=True, slots=True)
class Issued:
    """What the closing of a round kept: how far each chain had come, the date by plan, the figures and their hash."""

    chains: dict[str, int]
    dates: dict[str, str]
    figures: dict[str, Any]
    sha256: str


def round_rows(connection: sqlite3.Connection) -> tuple[RoundInfo, ...]:
    """All rounds in the order of their opening, with how many of the tasks they cover were found on in them.

    Of a closed one they are those that its closing kept: a task that a later round found on is that one's by now.
    """
    rows = connection.execute(
        "select r.*, o.payload ->> '$.progress' as progress, o.payload ->> '$.as_of' as dates"
        " from round r left join operation o on o.id = r.closing_id order by r.opened_at, r.uid"
    ).fetchall()
    counts = _counted(connection, [row["uid"] for row in rows if _kept(row) is None])
    return tuple(_info(row, counts.get(row["uid"], (0, 0, 0))) for row in rows)


def _counted(connection: sqlite3.Connection, uids: Collection[str]) -> dict[str, tuple[int, int, int]]:
    """Tasks that these rounds cover, that were found on in them, and carried: in one walk over the tasks, however many rounds."""
    if not uids:
        return {}
    wanted = as_json(sorted(uids))
    totals = connection.execute(
        "select r.uid, coalesce(sum(p.total), 0) from round r join plan_state n join plan l on l.id = n.plan_id"
        f" left join plan_tally p on p.plan_id = n.plan_id where {_COVERED} and r.uid in (select value from json_each(?))"
        " group by r.uid",
        (wanted,),
    ).fetchall()
    found = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            "select s.round, count(s.verdict), sum(s.carried) from task_state s cross join plan_state n on n.plan_id = s.plan_id"
            f" cross join plan l on l.id = n.plan_id cross join round r on r.uid = s.round where s.supervised and {_COVERED}"
            " and s.round in (select value from json_each(?)) group by 1",
            (wanted,),
        )
    }
    return {uid: (total, *found.get(uid, (0, 0))) for uid, total in totals}


def _kept(row: sqlite3.Row) -> list[int] | None:
    """How far a closed round had come, as its closing kept it; None of one that is open, or whose closing did not say."""
    progress = _table(row["progress"])
    kept = [progress.get(name) for name in PROGRESS]
    if row["closing_id"] is None or not all(type(n) is int for n in kept):
        return None
    return [int(str(n)) for n in kept]


def _info(row: sqlite3.Row, counts: Sequence[int]) -> RoundInfo:
    dates, kept = _table(row["dates"]), _kept(row)
    counted = row["closing_id"] is None or kept is not None
    counts = kept or counts
    as_of = _day(row["as_of"]) or max(filter(None, map(_day, dates.values())), default=None)
    return RoundInfo(
        uid=row["uid"],
        name=row["name"],
        plans=tuple(json.loads(row["plans"])),
        as_of=as_of,
        open=bool(row["open"]),
        opened_on=date.fromisoformat(row["opened_on"]),
        opened_by=row["opened_by"],
        opened_at=row["opened_at"],
        closed_on=None if row["closed_on"] is None else date.fromisoformat(row["closed_on"]),
        total=counts[0],
        reviewed=counts[1],
        carried=counts[2],
        counted=counted,
    )


def _day(text: object) -> date | None:
    """A date that an operation says, whoever wrote it."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _table(text: str | None) -> dict[str, object]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def open_rounds(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, str]:
    """The open round of the plan of each task or indicator; one whose plan has none is left out."""
    found: dict[int, str] = {}
    for table in _STATES:
        rows = connection.execute(
            f"select s.item_id, r.round from json_each(?) j cross join {table} s on s.item_id = j.value"
            " cross join plan_round r on r.plan_id = s.plan_id",
            (as_json(task_ids),),
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def open_round_as(connection: sqlite3.Connection, uid: str) -> tuple[str, bool] | None:
    """What an open round is called, and whether it is over every plan; None where it is not open. Nothing is counted."""
    row = connection.execute("select name, plans from round where uid = ? and open", (uid,)).fetchone()
    return None if row is None else (row[0], not json.loads(row[1]))


def covered_plans(connection: sqlite3.Connection, uid: str) -> dict[str, tuple[int, str]]:
    """The plans that a round covers now: key → (row id, as-of date)."""
    rows = connection.execute(
        "select l.key, n.plan_id, n.as_of from round r join plan_state n join plan l on l.id = n.plan_id"
        f" where {_COVERED} and r.uid = ? order by n.plan_id",
        (uid,),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def rounds_open_for(connection: sqlite3.Connection, plans: Collection[str]) -> list[str]:
    """The names of rounds that are open for one of the plans, given by key, or for any plan where none is given; a round over
    every plan is open for those that are yet to come."""
    rows = connection.execute(
        "select r.name from round r where r.open and (?1 = '[]' or not json_array_length(r.plans) or exists ("
        " select 1 from json_each(r.plans) a cross join json_each(?1) b on b.value = a.value)) order by r.opened_at, r.uid",
        (as_json(sorted(plans)),),
    )
    return [row[0] for row in rows]


def task_verdicts(connection: sqlite3.Connection, task_ids: Sequence[int]) -> list[sqlite3.Row]:
    """Of each task or indicator that is shown: id, verdict, last verdict, whether something new was said, whether a round is
    open for it, and whether it was found on in that."""
    asked = (
        "select s.item_id, s.verdict, s.last_verdict, s.changed, r.round is not null as open,"
        " s.round is not null and s.round is r.round as in_round"
        " from json_each(?) j cross join {} s on s.item_id = j.value left join plan_round r on r.plan_id = s.plan_id"
    )
    return [row for table in _STATES for row in connection.execute(asked.format(table), (as_json(task_ids),))]


def any_round(connection: sqlite3.Connection) -> bool:
    """Whether there is a round, open or closed."""
    return connection.execute("select 1 from round limit 1").fetchone() is not None


def plans_in_rounds(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The plans that a round is open for, by row id."""
    return tuple(row[0] for row in connection.execute("select plan_id from plan_round order by plan_id"))


def any_open(connection: sqlite3.Connection) -> bool:
    """Whether a round is open for some plan."""
    return connection.execute("select 1 from plan_round limit 1").fetchone() is not None


def sums_of_rounds(connection: sqlite3.Connection, chosen: TaskFilter) -> RoundSums | None:
    """How the tasks of a filter, or the indicators that it means, stand in the rounds that are open for their plans; None where
    there is none."""
    if not any_open(connection):
        return None
    begun = among(chosen)
    where, values = condition(connection, chosen)
    # Joined and counted as they are met: a table of all of them first would take most of the time.
    row = connection.execute(
        f"{begun}select count(*), coalesce(sum(s.round is o.round and s.verdict is not null), 0),"
        " coalesce(sum(s.round is o.round and s.carried), 0),"
        " coalesce(sum(s.round is not o.round or s.verdict is null), 0),"
        " coalesce(sum(s.round is not o.round and s.verdict is not null and not s.changed), 0),"
        " coalesce(sum(s.verdict is null), 0)"
        f" from task_state s cross join plan_round o on o.plan_id = s.plan_id where s.supervised and ({where})",
        values,
    ).fetchone()
    if not row[0]:
        return None
    names = connection.execute(
        f"{begun}select r.name from round r where exists (select 1 from plan_round o join task_state s on s.plan_id = o.plan_id"
        f" where o.round = r.uid and s.supervised and ({where})) order by r.opened_at",
        values,
    ).fetchall()
    never = row[5] if begun else row[5] - given_later(connection, where, values)
    return RoundSums(row[0], row[1], row[2], row[3], row[4], never, tuple(name[0] for name in names))


def left_in(connection: sqlite3.Connection, uid: str) -> RoundLeft:
    """What was not found on in a round."""
    plans = as_json([plan for plan, _ in covered_plans(connection, uid).values()])
    tasks, indicators = (
        connection.execute(
            "select count(*), coalesce(sum(s.round is ?1 and s.verdict is not null), 0), coalesce(sum(s.reason_open > 0), 0)"
            f" from json_each(?2) j cross join {table} s on s.plan_id = j.value where s.supervised",
            (uid, plans),
        ).fetchone()
        for table in _STATES
    )
    return RoundLeft(tasks[0] - tasks[1], tasks[0], indicators[0] - indicators[1], indicators[0], tasks[2])


def read_issued(connection: sqlite3.Connection, uid: str) -> Issued | None:
    """What the closing of a round kept; None where it is open, unknown, or its operation was altered into something else."""
    row = connection.execute(
        "select o.*, 1 as turns from round r join operation o on o.id = r.closing_id where r.uid = ?", (uid,)
    ).fetchone()
    if row is None:
        return None
    payload = entry_of(row).payload
    chains, dates, figures = (payload.get(name) for name in ("chains", "as_of", "figures"))
    if not (isinstance(chains, dict) and isinstance(dates, dict) and isinstance(figures, dict)):
        return None
    return Issued(
        {str(key): value for key, value in chains.items() if isinstance(value, int)},
        {str(key): value for key, value in dates.items() if isinstance(value, str)},
        figures,
        str(payload.get("sha256")),
    )
