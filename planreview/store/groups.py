"""Tasks in groups: the order in which groups stand, and how many tasks of which verdict each holds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from planreview.domain.review import TaskFilter
from planreview.domain.verdicts import KEYS
from planreview.store.indicators import among
from planreview.store.selection import RANK, condition


@dataclass(frozen=True, slots=True)
class Grouping:
    """``key`` says to which group a task belongs, ``order`` puts the groups in order and keeps each together."""

    key: str
    order: str


_CITY = "(select n.city from plan_state n where n.plan_id = s.plan_id)"
_SECTION = "(select c.ord from section c where c.id = s.section_id)"
_VERDICTS = " ".join(f"when '{key}' then {place}" for place, key in enumerate(KEYS))
# What is behind comes first, what is not known last.
GROUPS: dict[str, Grouping] = {
    "department": Grouping("s.lead_id", f"s.lead_id is null, {RANK}, s.lead_id"),
    "section": Grouping("s.section_id", f"s.plan_id, s.section_id is not null, {_SECTION}, s.section_id"),
    "city": Grouping(_CITY, _CITY),
    "plan": Grouping("s.plan_id", "s.plan_id"),
    "verdict": Grouping("s.verdict", f"case s.verdict {_VERDICTS} else {len(KEYS)} end"),
    "light": Grouping("s.light", "case s.light when 'red' then 0 when 'yellow' then 1 when 'green' then 2 else 3 end"),
}

# (key, verdict, number of all tasks, of those supervised)
Row = tuple[int | str | None, str | None, int, int]


# Groups of a whole store, from numbers kept beside the tasks: their key, the table, in their order.
_KEPT = {
    "department": (
        "nullif(p.department_id, 0)",
        "lead_tally p left join department d on d.id = p.department_id",
        "p.department_id = 0, d.wildcard * 2000000000 + coalesce(d.ord, 1000000000), p.department_id",
    ),
    "plan": ("p.plan_id", "plan_tally p", "p.plan_id"),
    "city": ("n.city", "plan_tally p join plan_state n on n.plan_id = p.plan_id", "n.city"),
}


def group_rows(connection: sqlite3.Connection, chosen: TaskFilter, group: str) -> list[Row]:
    """The tasks of a filter by group and verdict, groups in their order."""
    if chosen == TaskFilter() and group in _KEPT:
        return _kept_rows(connection, *_KEPT[group])
    where, values = condition(connection, chosen)
    found = GROUPS[group]
    if group == "department":
        # Grouped first, so that the order of departments is asked once for each and not for every task.
        query = (
            f"select s.lead_id, s.verdict, s.n, s.supervised from (select s.lead_id, s.verdict, count(*) as n,"
            f" sum(s.supervised) as supervised from task_state s where {where} group by 1, 2) s order by {found.order}"
        )
    else:
        query = (
            f"select {found.key}, s.verdict, count(*), sum(s.supervised) from task_state s where {where}"
            f" group by {found.order}, {found.key}, s.verdict order by {found.order}"
        )
    return [tuple(row) for row in connection.execute(among(chosen) + query, values)]


def _kept_rows(connection: sqlite3.Connection, key: str, source: str, order: str) -> list[Row]:
    sums = ", ".join(f"sum(p.{name})" for name in ("unreviewed", *KEYS))
    rows = connection.execute(f"select {key}, {sums} from {source} group by {order} having sum(p.total) > 0 order by {order}")
    return [(row[0], verdict, n, n) for row in map(tuple, rows) for verdict, n in zip((None, *KEYS), row[1:], strict=True) if n]


def section_names(connection: sqlite3.Connection, ids: str) -> dict[int, tuple[int, str, str]]:
    """Plan, label and title of sections, whose ids are a JSON array."""
    rows = connection.execute(
        "select c.id, r.plan_id, c.label, c.title from section c join revision r on r.id = c.revision_id"
        " where c.id in (select value from json_each(?))",
        (ids,),
    )
    return {row[0]: (row[1], row[2] or "", row[3] or "") for row in rows}
