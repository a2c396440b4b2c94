"""What operations are about: the items, tasks, plans and departments whose states follow from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from planreview.domain.operations import (
    ABOUT_DEPARTMENTS,
    ABOUT_ROUNDS,
    ABOUT_TASKS,
    ABOUT_VIEWS,
    ACTUAL,
    AS_OF,
    BESIDE_FINDINGS,
    CORRECTED,
    DEFAULT_LEAD,
    FINDINGS,
    IMPORT,
    NOTE,
    PART_TARGET,
    PLAN_PREFIX,
    SAME_TASK,
    SETTINGS,
    SPLIT,
    TARGET_ADDED,
    TARGET_CHANGE,
    TARGET_READ,
)
from planreview.store.entries import as_json
from planreview.store.project_indicators import standing_indicators

# Kinds that leave with a task whoever holds it.
_NO_HOLDER = FINDINGS | BESIDE_FINDINGS | {NOTE}
_MEANT = """
select i.id, i.uid from json_each(:tasks) j cross join item i on i.uid = j.value
union all select t.id, null from json_each(:targets) j cross join target t on t.uid = j.value
union all select w.target_id, null from json_each(:targets) j cross join target_twin w on w.subject = j.value
"""


@dataclass(slots=True)
class Touched:
    """What some operations are about: items, those of which nothing was said but findings, tasks, plans, plans' own targets,
    some of these, subjects of departments, targets that are read otherwise, and whether joins or the states of plans are."""

    items: set[int] = field(default_factory=set)
    found: set[int] = field(default_factory=set)
    tasks: set[int] = field(default_factory=set)
    plans: set[int] = field(default_factory=set)
    targets_of: set[int] = field(default_factory=set)
    indicators: set[int] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    splits: set[str] = field(default_factory=set)
    added: bool = False
    joins: bool = False
    plan_states: bool = False
    settings: bool = False
    rounds: bool = False
    views: bool = False


def touched_by(connection: sqlite3.Connection, operations: Iterable[tuple[str, str]]) -> Touched:
    """What operations, given as (kind, subject), are about."""
    touched = Touched()
    tasks: set[str] = set()
    found: set[str] = set()
    targets, plans, own_targets = set(), set(), set()
    for kind, subject in operations:
        if kind in ABOUT_TASKS or kind == TARGET_CHANGE:
            # Of a task, or of an indicator or target.
            (found if kind in _NO_HOLDER else tasks).add(subject)
            targets.add(subject)
        elif kind == TARGET_ADDED:
            touched.added = True
            tasks.add(subject)
            own_targets.add(subject.removeprefix(PLAN_PREFIX))
        elif kind in {SPLIT, PART_TARGET}:
            tasks.add(subject)
            touched.splits.add(subject)
        elif kind in {ACTUAL, TARGET_READ}:
            targets.add(subject)
            if kind == TARGET_READ:
                touched.readings.add(subject)
        elif kind in ABOUT_ROUNDS:
            touched.rounds = True
        elif kind in ABOUT_VIEWS:
            touched.views = True
        elif kind in ABOUT_DEPARTMENTS:
            touched.departments.add(subject)
        elif kind == SAME_TASK:
            touched.joins = True
        elif kind == DEFAULT_LEAD:
            plans.add(subject.removeprefix(PLAN_PREFIX))
        elif kind in {IMPORT, CORRECTED}:
            touched.plan_states = True
            plans.add(subject.removeprefix(PLAN_PREFIX))
        elif kind == AS_OF:
            touched.plan_states = True
        elif kind == SETTINGS:
            touched.plan_states = touched.settings = True
    meant = _meant(connection, tasks | found, targets)
    touched.items.update(item for item, uid in meant.items if uid in tasks)
    touched.found.update(item for item, uid in meant.items if uid not in tasks)
    touched.plans.update(_ids(connection, "select l.id from json_each(?) j cross join plan l on l.key = j.value", plans))
    by_key = "select l.id from json_each(?) j cross join plan l on l.key = j.value"
    touched.targets_of.update(_ids(connection, by_key, own_targets))
    add_targets(connection, touched, meant.targets)
    return touched


@dataclass(frozen=True, slots=True)
class _Meant:
    """Items with their uids, and targets with those that share their actual values."""

    items: list[tuple[int, str]]
    targets: set[int]


def _meant(connection: sqlite3.Connection, tasks: set[str], targets: set[str]) -> _Meant:
    rows = connection.execute(_MEANT, {"tasks": as_json(sorted(tasks)), "targets": as_json(sorted(targets))}).fetchall()
    return _Meant([(row[0], row[1]) for row in rows if row[1] is not None], {row[0] for row in rows if row[1] is None})


def add_targets(connection: sqlite3.Connection, touched: Touched, targets: set[int]) -> None:
    """Add the tasks of targets; those of a whole plan alone, or with the plan's others where they do not stand any more."""
    if not targets:
        return
    standing = standing_indicators(connection, targets)
    for row in connection.execute(
        "select t.id, t.item_id, t.plan_id from json_each(?) j cross join target t on t.id = j.value", (as_json(targets),)
    ):
        if row["item_id"] is not None:
            touched.items.add(row["item_id"])
        elif row["id"] in standing:
            touched.indicators.add(row["id"])
        else:
            touched.targets_of.add(row["plan_id"])


def plans_of(connection: sqlite3.Connection, items: Iterable[int], targets: Iterable[str]) -> set[int]:
    """The plans of items, and of targets given by uid."""
    rows = connection.execute(
        "select i.plan_id from json_each(?) j cross join item i on i.id = j.value"
        " union select t.plan_id from json_each(?) j cross join target t on t.uid = j.value",
        (as_json(sorted(items)), as_json(sorted(targets))),
    )
    return {row[0] for row in rows}


def _ids(connection: sqlite3.Connection, query: str, values: set[str]) -> list[int]:
    return [row[0] for row in connection.execute(query, (as_json(sorted(values)),))] if values else []


def tasks_of_items(connection: sqlite3.Connection, items: set[int]) -> set[int]:
    """The tasks that items belong to."""
    rows = connection.execute(
        "select coalesce(s.task_id, j.value) from json_each(?) j left join same_task s on s.item_id = j.value",
        (as_json(sorted(items)),),
    )
    return {row[0] for row in rows}


def plans_at(connection: sqlite3.Connection, places: set[int]) -> set[int]:
    """The plans of some places."""
    rows = connection.execute(
        "select s.plan_id from plan_state s join place p on p.name = s.city where p.id in (select value from json_each(?))",
        (as_json(sorted(places)),),
    )
    return {row[0] for row in rows}


def plans_held(connection: sqlite3.Connection, departments: set[int], uids: set[str]) -> set[int]:
    """The plans, of whatever city, of which departments hold something, or in which something was assigned to one of ``uids``."""
    held = connection.execute(
        "select s.plan_id from json_each(?1) j cross join responsibility r on r.department_id = j.value"
        " cross join task_state s on s.item_id = r.item_id"
        " union select s.plan_id from json_each(?1) j cross join indicator_responsibility r on r.department_id = j.value"
        " cross join indicator_state s on s.item_id = r.item_id",
        (as_json(sorted(departments)),),
    ).fetchall()
    # Only a department whose creation was taken back and done again asks the log, which knows assignments by their tasks.
    for uid in sorted(uids):
        held += connection.execute(
            "select coalesce(i.plan_id, t.plan_id) from operation o left join item i on i.uid = o.subject"
            " left join target t on t.uid = o.subject"
            " where o.kind = 'assign' and instr(o.payload, ?) > 0 and coalesce(i.plan_id, t.plan_id) is not null",
            (uid,),
        ).fetchall()
    return {row[0] for row in held}
