"""Read what is kept beside the tasks for a summary: the whole, the worst groups, and what the others add up to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from planreview.domain.records import dataclass
from planreview.domain.tallies import Tally
from planreview.store.measures import MEASURES, NAMES

_SUMS = ", ".join(f"sum({name})" for name in MEASURES)
# Groups of a column of the tally tables: its rows as (key, measures).
_GROUPS = {
    "department": f"select department_id as key, {NAMES} from lead_tally",
    "plan": f"select plan_id as key, {NAMES} from plan_tally",
    "city": "select n.city as key, {} from plan_tally p join plan_state n on n.plan_id = p.plan_id group by n.city".format(
        ", ".join(f"sum({name}) as {name}" for name in MEASURES)
    ),
}
KEPT = frozenset(_GROUPS)
_ROWS = frozenset({"department", "plan"})
# Few groups of everything, which are counted in one walk over the tasks: by what.
_COUNTED = {"verdict": "s.verdict", "person": "s.verdict_by"}
COUNTED = frozenset(_COUNTED)
# As the rate is printed: half up, in tenths of a percent.
_BASE = "(total - dropped - no_measure)"
_RATE = f"(2000 * (done + ahead + on_track) + {_BASE}) / (2 * {_BASE})"
# A printed rate under 30.0; who has more than that share of all on track has a better one.
_BAD = f"total > 0 and on_track * 10 <= total * 3 and {_BASE} > unreviewed and {_RATE} < 300"
_WORST = f"order by {_BASE} <= unreviewed, case when {_BASE} > unreviewed then {_RATE} else 0 end, total desc, key"


def whole(connection: sqlite3.Connection) -> Tally:
    """All tasks."""
    row = tuple(connection.execute(f"select {_SUMS} from plan_tally").fetchone())
    return Tally("total", dict(zip(MEASURES, (n or 0 for n in row), strict=True)))


def worst_groups(connection: sqlite3.Connection, by: str, most: int, without: Collection[int] = ()) -> list[Tally]:
    """The worst ``most`` groups that hold tasks, the worst first, but for ``without``."""
    query = f"select {{}} from ({_GROUPS[by]}) where {{}} and key not in (select value from json_each(?)) {_WORST} limit ?"
    asked = (json.dumps(sorted(without)), most)
    if by not in _ROWS:
        rows = connection.execute(query.format("*", "total > 0"), asked)
        return [Tally(row[0], dict(zip(MEASURES, row[1:], strict=True))) for row in map(tuple, rows)]
    # Most groups are far from the worst, and one look says so; all numbers are read of those that are.
    keys = [row[0] for row in connection.execute(query.format("key", _BAD), asked)]
    if len(keys) < most:
        keys = [row[0] for row in connection.execute(query.format("key", "total > 0"), asked)]
    found = group_tallies(connection, by, keys)
    return [found[key] for key in keys]


def counted_groups(connection: sqlite3.Connection, by: str) -> dict[str | None, Tally]:
    """All tasks by one of ``COUNTED``; None holds those that nobody reviewed."""
    sums = ", ".join(f"coalesce(sum({said}), 0)" for said in MEASURES.values())
    rows = connection.execute(f"select {_COUNTED[by]}, {sums} from task_state s group by 1")
    return {row[0]: Tally(str(row[0]), dict(zip(MEASURES, row[1:], strict=True))) for row in map(tuple, rows)}


def group_tallies(connection: sqlite3.Connection, by: str, keys: Collection[int]) -> dict[int, Tally]:
    """The groups of some keys; one without tasks is left out."""
    rows = connection.execute(
        f"select * from ({_GROUPS[by]}) where key in (select value from json_each(?))",
        (json.dumps(sorted(keys)),),
    )
    return {row[0]: Tally(row[0], dict(zip(MEASURES, row[1:], strict=True))) for row in map(tuple, rows)}


def group_count(connection: sqlite3.Connection, by: str) -> int:
    """How many groups hold tasks."""
    return int(connection.execute(f"select count(*) from ({_GROUPS[by]}) where total > 0").fetchone()[0])


def offices(connection: sqlite3.Connection) -> dict[int, int | None]:
    """Departments that stand under another or have one under them → the one above."""
    rows = connection.execute(
        "select d.id, d.parent_id from department d where d.parent_id is not null"
        " union select p.id, p.parent_id from department d join department p on p.id = d.parent_id"
        " where d.parent_id is not null"
    )
    return dict(rows.fetchall())


@dataclass(frozen=True, slots=True)
class Called:
    """A department as a table names it."""

    id: int
    name: str
    city: str
    parent: int | None
    wildcard: bool


def departments(connection: sqlite3.Connection, ids: Collection[int]) -> list[Called]:
    """Some departments, city by city; those without a 建制序 stand behind those with one, in the order they came."""
    rows = connection.execute(
        "select d.id, d.name, p.name, d.parent_id, d.wildcard from json_each(?) j cross join department d on d.id = j.value"
        " join place p on p.id = d.place_id order by d.place_id, d.ord is null, d.ord, d.id",
        (json.dumps(sorted(ids)),),
    )
    return [Called(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]


def plan_titles(connection: sqlite3.Connection, ids: Collection[int]) -> list[tuple[int, str, str]]:
    """Row id, city and title of some plans."""
    rows = connection.execute(
        "select plan_id, city, title from plan_state where plan_id in (select value from json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return [tuple(row) for row in rows]


def some_titles(connection: sqlite3.Connection) -> list[str]:
    """The titles of the first two plans that hold tasks."""
    rows = connection.execute("select n.title from plan_tally p join plan_state n on n.plan_id = p.plan_id limit 2")
    return [row[0] for row in rows]


def plan_ids(connection: sqlite3.Connection) -> list[int]:
    """The plans that hold tasks."""
    return [row[0] for row in connection.execute("select plan_id from plan_tally")]


def city_order(connection: sqlite3.Connection, names: Collection[str]) -> dict[str, int]:
    """Cities → the first of their plans."""
    rows = connection.execute(
        "select n.city, min(n.plan_id) from plan_state n join plan_tally p on p.plan_id = n.plan_id"
        " where n.city in (select value from json_each(?)) group by 1",
        (json.dumps(sorted(names), ensure_ascii=False),),
    )
    return dict(rows.fetchall())


def support_only(connection: sqlite3.Connection) -> int:
    """Departments that support tasks and are the first lead of none."""
    return int(
        connection.execute(
            "select count(*) from held_tally h left join lead_tally l on l.department_id = h.department_id"
            " where h.supports > 0 and coalesce(l.total, 0) = 0"
        ).fetchone()[0]
    )


def any_open_round(connection: sqlite3.Connection) -> bool:
    """Whether a round is open for some plan."""
    return connection.execute("select 1 from plan_round limit 1").fetchone() is not None


def any_indicators(connection: sqlite3.Connection) -> bool:
    """Whether a plan has targets of its own."""
    return connection.execute("select 1 from indicator_state limit 1").fetchone() is not None


def plan_span(connection: sqlite3.Connection) -> tuple[str | None, str | None, int, str | None, int]:
    """Of the plans that hold tasks: first and last as-of date, number of pairs of period and share, one of these shares, and
    number of cities; 2 stands for more than one."""
    # Whether they differ is all that counts, and the least and the greatest say that at half the price of telling them apart.
    first, last, share, other, city, another, opens, begins, ends, closes = connection.execute(
        "select min(n.as_of), max(n.as_of), min(n.share), max(n.share), min(n.city), max(n.city),"
        " min(l.period_first), max(l.period_first), min(l.period_last), max(l.period_last)"
        " from plan_tally p join plan_state n on n.plan_id = p.plan_id join plan l on l.id = n.plan_id"
    ).fetchone()
    differ = (share, opens, ends) != (other, begins, closes)
    return first, last, 0 if share is None else 1 + differ, share, 0 if city is None else 1 + (city != another)


def held_plans(connection: sqlite3.Connection, leads: Collection[int], least: int) -> dict[int, list[tuple[int, int, int]]]:
    """Plans of which departments lead more than the ``least`` part of the tasks: plan, how many of them, how many the plan has;
    by department."""
    rows = connection.execute(
        "select h.lead_id, h.plan_id, h.n, p.total from (select s.lead_id, s.plan_id, count(*) as n from json_each(?) j"
        " cross join task_state s on s.lead_id = j.value where s.supervised group by s.lead_id, s.plan_id) h"
        " cross join plan_tally p on p.plan_id = h.plan_id where h.n * ? > p.total order by h.lead_id, h.plan_id",
        (json.dumps(sorted(leads)), least),
    )
    found: dict[int, list[tuple[int, int, int]]] = {}
    for lead, plan, n, total in rows:
        found.setdefault(lead, []).append((plan, n, total))
    return found
