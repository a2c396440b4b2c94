"""Counts around the list: the tree's plans and sections and the facets of a filter.

What is asked of whole plans is read from the rows that are kept beside the tasks; what a filter narrows is counted in SQL.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from planreview.domain.records import replace
from planreview.domain.review import TaskFilter
from planreview.domain.verdicts import KEYS
from planreview.store.indicators import among
from planreview.store.selection import condition

# Of how many tasks what is true; the names are columns of the list's head.
_SUMS = """count(*) as total, coalesce(sum(s.verdict is not null), 0) as reviewed,
    coalesce(sum(s.mismatch > 0), 0) as mismatch, coalesce(sum(s.overdue), 0) as overdue,
    coalesce(sum(s.lead_id is null), 0) as unassigned, coalesce(sum(s.reason_open > 0), 0) as reasons_open"""

SUMS = ("total", "reviewed", "mismatch", "overdue", "unassigned", "reasons_open")
_KEPT_SUMS = """coalesce(sum(p.total), 0) as total, coalesce(sum(p.total - p.unreviewed), 0) as reviewed,
    coalesce(sum(p.mismatch), 0) as mismatch, coalesce(sum(p.overdue), 0) as overdue,
    coalesce(sum(p.unassigned), 0) as unassigned, coalesce(sum(p.reasons_open), 0) as reasons_open"""
_SUMMED = ", ".join(f"sum(p.{key})" for key in KEYS)
_LIGHTS = "sum(p.red), sum(p.yellow), sum(p.green)"


def section_rows(connection: sqlite3.Connection, plans: Iterable[int]) -> list[sqlite3.Row]:
    """The headings of the plans' standing revisions, in the order of the document."""
    return connection.execute(
        "select n.plan_id, c.id, c.parent_id, c.label, c.title from json_each(?) j cross join plan_state n"
        " on n.plan_id = j.value cross join section c on c.revision_id = n.revision_id order by n.plan_id, c.ord",
        (json.dumps(list(plans)),),
    ).fetchall()


def verdict_tallies(connection: sqlite3.Connection, plans: Iterable[int]) -> list[sqlite3.Row]:
    """Supervised tasks of the plans by plan, section and verdict."""
    return connection.execute(
        "select s.plan_id, s.section_id, s.verdict, count(*) as n from json_each(?) j cross join task_state s"
        " on s.plan_id = j.value where s.supervised group by s.plan_id, s.section_id, s.verdict",
        (json.dumps(list(plans)),),
    ).fetchall()


def indicator_tallies(connection: sqlite3.Connection, plans: Iterable[int]) -> list[sqlite3.Row]:
    """Supervised indicators of the plans by plan, verdict and light."""
    return connection.execute(
        "select s.plan_id, s.verdict, s.light, count(*) as n from json_each(?) j cross join indicator_state s"
        " on s.plan_id = j.value where s.supervised group by s.plan_id, s.verdict, s.light",
        (json.dumps(list(plans)),),
    ).fetchall()


def live_plans(connection: sqlite3.Connection) -> int:
    """How many plans there are."""
    return int(connection.execute("select count(*) from plan_state where live").fetchone()[0])


def city_tallies(connection: sqlite3.Connection) -> list[tuple[str, int, dict[str | None, int]]]:
    """Each city of the plans, in the order of their import, with the row id of its place and its tasks by verdict."""
    rows = connection.execute(
        f"select n.city, coalesce(max(l.id), 0), sum(p.unreviewed), {_SUMMED} from plan_state n"
        " left join plan_tally p on p.plan_id = n.plan_id left join place l on l.name = n.city"
        " where n.live group by n.city order by min(n.plan_id)"
    )
    return [(row[0], row[1], {key: n for key, n in zip((None, *KEYS), row[2:], strict=True) if n}) for row in map(tuple, rows)]


def _whole_plans(chosen: TaskFilter) -> tuple[str, dict[str, object]] | None:
    """A condition on ``plan_tally p`` where a filter means all supervised tasks of some plans; None where it means others."""
    return kept_plans(chosen) if chosen == replace(TaskFilter(), plans=chosen.plans, cities=chosen.cities) else None


def kept_plans(chosen: TaskFilter) -> tuple[str, dict[str, object]]:
    """A condition on ``plan_tally p``: the plans and cities of a filter, whatever else it asks for."""
    parts = ["1"]
    if chosen.plans is not None:
        parts.append("p.plan_id in (select value from json_each(:plans))")
    if chosen.cities is not None:
        parts.append("p.plan_id in (select n.plan_id from plan_state n where n.city in (select value from json_each(:cities)))")
    values: dict[str, object] = {"plans": json.dumps(chosen.plans), "cities": json.dumps(chosen.cities, ensure_ascii=False)}
    return " and ".join(parts), values


def facet_sums(connection: sqlite3.Connection, chosen: TaskFilter) -> dict[str, int]:
    """The sums of ``_SUMS`` over what a filter means, by name."""
    if (kept := _whole_plans(chosen)) is not None:
        return dict(connection.execute(f"select {_KEPT_SUMS} from plan_tally p where {kept[0]}", kept[1]).fetchone())
    where, values = condition(connection, chosen)
    return dict(connection.execute(f"{among(chosen)}select {_SUMS} from task_state s where {where}", values).fetchone())


def facet_counts(
    connection: sqlite3.Connection, chosen: TaskFilter
) -> tuple[dict[str, int], dict[str, dict[str | int | None, int]]]:
    """The sums of :func:`facet_sums`, and tasks by verdict, by light, and by each department that leads or supports them, over
    what a filter means, which is found once for all of them; ``lead`` counts tasks where they count in a summary, ``support``
    where a department supports them."""
    if (kept := _whole_plans(chosen)) is not None:
        return facet_sums(connection, chosen), _kept_counts(connection, chosen, *kept)
    where, values = condition(connection, chosen)
    begin = f"{among(chosen)[:-1]}, f" if among(chosen) else "with f"
    query = (
        f"{begin} as materialized (select s.* from task_state s where {where})"
        f" select 'task' as what, s.verdict as key, s.light as light, {_SUMS} from f s group by s.verdict, s.light"
        " union all select 'lead', s.lead_id, null, count(*), 0, 0, 0, 0, 0 from f s where s.lead_id is not null"
        " group by s.lead_id"
        " union all select 'department', r.department_id, null, count(distinct r.item_id),"
        " count(distinct case when r.role = 'support' then r.item_id end), 0, 0, 0, 0 from responsibility r"
        " where r.item_id in (select f.item_id from f) group by r.department_id"
    )
    sums: Counter[str] = Counter(dict.fromkeys(SUMS, 0))
    names = ("verdict", "light", "lead", "department", "support")
    counts: dict[str, Counter[str | int | None]] = {name: Counter() for name in names}
    for row in connection.execute(query, values):
        if row["what"] == "task":
            sums.update({name: row[name] for name in SUMS})
            counts["verdict"][row["key"]] += row["total"]
            counts["light"][row["light"]] += row["total"]
            continue
        counts[row["what"]][row["key"]] = row["total"]
        if row["what"] == "department" and row[4]:
            counts["support"][row["key"]] = row[4]
    return dict(sums), {name: dict(found) for name, found in counts.items()}


def _held(rows: Iterable[sqlite3.Row]) -> dict[str, dict[str | int | None, int]]:
    """What departments lead or support, and what they support."""
    found = [tuple(row) for row in rows]
    return {"department": {one: n for one, n, _ in found}, "support": {one: n for one, _, n in found if n}}


def _kept_counts(
    connection: sqlite3.Connection, chosen: TaskFilter, where: str, values: dict[str, object]
) -> dict[str, dict[str | int | None, int]]:
    query = f"select sum(p.unreviewed), {_SUMMED}, sum(p.total), {_LIGHTS} from plan_tally p where {where}"
    found = [n or 0 for n in tuple(connection.execute(query, values).fetchone())]
    verdicts, (total, *lights) = found[: len(KEYS) + 1], found[len(KEYS) + 1 :]
    every = chosen == TaskFilter()
    within = f"s.plan_id in (select p.plan_id from plan_tally p where {where})"
    lead, held = (
        (
            "select department_id, total from lead_tally where total > 0",
            "select department_id, named, supports from held_tally where named > 0",
        )
        if every
        else (
            f"select s.lead_id, sum(s.supervised) as n from task_state s where {within} and s.lead_id is not null"
            " group by 1 having n",
            "select r.department_id, sum(s.supervised) as named, sum(s.supervised and r.role = 'support') from task_state s"
            f" cross join responsibility r on r.item_id = s.item_id where {within} group by 1 having named",
        )
    )
    asked = {} if every else values
    return {
        "verdict": {key: n for key, n in zip((None, *KEYS), verdicts, strict=True) if n},
        "light": {key: n for key, n in zip((None, "red", "yellow", "green"), (total - sum(lights), *lights), strict=True) if n},
        "lead": dict(connection.execute(lead, asked).fetchall()),
        **_held(connection.execute(held, asked)),
    }


def role_counts(connection: sqlite3.Connection, chosen: TaskFilter, departments: Iterable[int]) -> tuple[int, int]:
    """Of the tasks of a filter those that count at one of these departments, and of the others those that one supports."""
    where, values = condition(connection, chosen)
    among_them = "(select value from json_each(:asked))"
    row = connection.execute(
        f"{among(chosen)}select coalesce(sum(s.lead_id in {among_them}), 0),"
        f" coalesce(sum(coalesce(s.lead_id not in {among_them}, 1)"
        " and exists (select 1 from responsibility r where r.item_id = s.item_id and r.role = 'support'"
        f" and r.department_id in {among_them})), 0) from task_state s where {where}",
        {**values, "asked": json.dumps(list(departments))},
    ).fetchone()
    return row[0], row[1]


def place_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Row ids of places by name."""
    return dict(connection.execute("select name, id from place"))
