"""Read what a summary counts: a fact a task, the names of groups, and the dates the figures are for."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection

from planreview.domain.counting import TaskFact
from planreview.domain.grouping import WILDCARD, GroupName
from planreview.domain.place_names import with_city
from planreview.domain.review import TaskFilter
from planreview.store.indicators import among
from planreview.store.selection import condition

# The section of tasks that stand outside all headings of their plan.
OUTSIDE = "outside"


def task_facts(connection: sqlite3.Connection, chosen: TaskFilter) -> list[TaskFact]:
    """Facts of the tasks that a filter means, in plan order; departments by rank, the one where a task counts first."""
    where, values = condition(connection, chosen)
    leads: dict[int, list[int]] = defaultdict(list)
    supports: dict[int, list[int]] = defaultdict(list)
    shared: set[int] = set()
    cursor = connection.cursor()
    cursor.row_factory = None
    for item, department, role, flagged in cursor.execute(
        f"{among(chosen)}select r.item_id, r.department_id, r.role, r.flagged from responsibility r"
        f" where r.item_id in (select s.item_id from task_state s where {where}) order by r.item_id, r.rank, r.department_id",
        values,
    ):
        (leads if role == "lead" else supports)[item].append(department)
        if flagged and role == "lead":
            shared.add(item)
    found = []
    for row in cursor.execute(
        f"{among(chosen)}select s.item_id, s.verdict, s.closed, s.supervised, s.overdue, s.light, s.lead_id, s.section_id,"
        " n.city, s.plan_id,"
        " s.verdict_by, s.targets_stated, s.targets_reported, s.targets_attained, s.due_presumed, s.carried"
        f" from task_state s join plan_state n on n.plan_id = s.plan_id where {where} order by s.plan_id, s.ord, s.item_id",
        values,
    ):
        item, verdict, closed, supervised, overdue, light, lead, section, city, plan, person, *figures = row
        named = leads.get(item, [])
        found.append(
            TaskFact(
                id=item,
                verdict=verdict,
                closed=bool(closed),
                supervised=bool(supervised),
                overdue=bool(overdue),
                light=light,
                leads=(() if lead is None else (lead, *(one for one in named if one != lead))),
                supports=tuple(supports.get(item, ())),
                section=f"{OUTSIDE}/{plan}" if section is None else section,
                city=city,
                plan=plan,
                person=person or 0,
                targets_stated=figures[0],
                targets_reported=figures[1],
                targets_attained=figures[2],
                due_presumed=bool(figures[3]),
                carried=bool(figures[4]),
                shared=item in shared,
            )
        )
    return found


# More departments than any city has: what one city's are ordered within.
_CITY = 1_000_000


def department_groups(connection: sqlite3.Connection, cities: Collection[str]) -> list[GroupName]:
    """Names of all departments, city by city; those without a 建制序 stand behind those with one, in the order they came.

    Where several ``cities`` are shown, each name says its city; an office stands under its bureau, which says it for both.
    """
    rows = connection.execute(
        "select d.id, d.name, d.parent_id, d.wildcard, d.place_id, p.name as city from department d"
        " join place p on p.id = d.place_id order by d.place_id, d.ord is null, d.ord, d.id"
    )
    return [
        GroupName(
            row["id"],
            with_city(row["city"], row["name"]) if len(cities) > 1 and row["parent_id"] is None else row["name"],
            row["parent_id"],
            row["place_id"] * _CITY + place,
            WILDCARD if row["wildcard"] else "department",
        )
        for place, row in enumerate(rows)
    ]


def section_groups(connection: sqlite3.Connection, *, under_plans: bool, plan: int | None = None) -> list[GroupName]:
    """Names of the sections of all plans, or of one, in reading order; the top ones stand under their plan where several are
    shown."""
    rows = connection.execute(
        "select c.id, c.parent_id, c.label, c.title, c.ord, n.plan_id from plan_state n"
        " join section c on c.revision_id = n.revision_id where n.live and (?1 is null or n.plan_id = ?1)"
        " order by n.plan_id, c.ord",
        (plan,),
    )
    return [
        GroupName(
            row["id"],
            f"{row['label'] or ''}{row['title'] or ''}",
            row["parent_id"] if row["parent_id"] is not None or not under_plans else f"plan/{row['plan_id']}",
            place,
            "section",
        )
        for place, row in enumerate(rows)
    ]
