"""The projection: current state, folded from documents and log by one path that marking, undo and rebuilding all take."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planreview.domain.operations import (
    ABOUT_DEPARTMENTS,
    ABOUT_ROUNDS,
    ABOUT_TASKS,
    ACTUAL,
    AS_OF,
    CORRECTED,
    DEFAULT_LEAD,
    IMPORT,
    PLAN_PREFIX,
    SAME_TASK,
    SETTINGS,
    SPLIT,
    TARGET_CHANGE,
    TARGET_READ,
)
from planreview.store.entries import as_json, refresh_batches
from planreview.store.file import Store
from planreview.store.project_classes import project_classes, read_classes
from planreview.store.project_dates import moved_by_dates
from planreview.store.project_departments import project_departments
from planreview.store.project_figures import project_plan_targets
from planreview.store.project_parts import project_parts
from planreview.store.project_plans import project_plans, tasks_of
from planreview.store.project_readings import project_readings
from planreview.store.project_rounds import project_rounds
from planreview.store.project_tasks import project_tasks
from planreview.store.settings import read_settings

# Every table of the projection with its key. Those of figures depend on the as-of date.
TABLES: dict[str, tuple[str, ...]] = {
    "batch_state": ("batch",),
    "same_task": ("item_id",),
    "plan_state": ("plan_id",),
    "part": ("item_id",),
    "department": ("id",),
    "department_uid": ("uid",),
    "department_alias": ("place_id", "alias"),
    "task_state": ("item_id",),
    "responsibility": ("item_id", "role", "department_id"),
    "note": ("operation_id",),
    "evidence": ("operation_id",),
    "self_report": ("operation_id",),
    "round": ("uid",),
    "plan_round": ("plan_id",),
    "actual": ("operation_id",),
    "target_read": ("target_id",),
    "target_state": ("target_id",),
    "adjustment": ("operation_id",),
    "adjusted": ("target_id",),
}
DATED_TABLES = (
    "same_task",
    "plan_state",
    "task_state",
    "responsibility",
    "note",
    "evidence",
    "self_report",
    "actual",
    "target_state",
    "adjustment",
    "adjusted",
)


@dataclass(slots=True)
class Touched:
    """What some operations are about: items, tasks, plans, plans' own targets, subjects of departments, targets that are read
    otherwise, and whether joins or the states of plans are."""

    items: set[int] = field(default_factory=set)
    tasks: set[int] = field(default_factory=set)
    plans: set[int] = field(default_factory=set)
    targets_of: set[int] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    splits: set[str] = field(default_factory=set)
    joins: bool = False
    plan_states: bool = False
    settings: bool = False
    rounds: bool = False


def project(store: Store, item_ids: Iterable[int] | None = None) -> None:
    """Write the state of the tasks of these items anew, or of all; inside a transaction."""
    connection = store.connection
    settings = read_settings(connection)
    if item_ids is not None:
        classes = read_classes(connection)
        project_tasks(connection, {classes.get(item, item) for item in item_ids}, settings)
        return
    plans = {row[0] for row in connection.execute("select plan_id from plan_state")}
    project_tasks(connection, tasks_of(connection, plans), settings)
    project_plan_targets(connection, sorted(plans), settings)


def project_touched(connection: sqlite3.Connection, operations: Iterable[tuple[str, str]], today: date) -> None:
    """Follow operations, given as (kind, subject), through everything that depends on them; inside a transaction."""
    # Rows of departments are written anew while tasks still point at them.
    connection.execute("pragma defer_foreign_keys = on")
    touched = _touched(connection, operations)
    settings = read_settings(connection)
    if touched.departments:
        moved = project_departments(connection, touched.departments)
        touched.plans.update(_plans_at(connection, moved))
    if touched.plan_states:
        changed = project_plans(connection, today, settings)
        touched.plans.update(changed.plans)
        # What is joined depends on which revision is in force.
        touched.joins = touched.joins or bool(changed.plans)
    if touched.plan_states or touched.rounds:
        project_rounds(connection)
    if touched.joins:
        touched.items.update(project_classes(connection))
    if touched.plan_states:
        touched.targets_of.update(changed.plans)
        later = moved_by_dates(connection, changed.dates, settings.thresholds.due_soon)
        touched.tasks.update(later.tasks)
        touched.targets_of.update(later.targets_of)
    if touched.settings:
        every = {row[0] for row in connection.execute("select plan_id from plan_state")}
        touched.plans.update(every)
        touched.targets_of.update(every)
    if touched.splits:
        project_parts(connection, touched.splits)
    if touched.readings:
        project_readings(connection, touched.readings)
    tasks = tasks_of(connection, touched.plans) | touched.tasks
    if touched.items:
        tasks.update(_tasks_of_items(connection, touched.items))
    project_tasks(connection, tasks, settings)
    if touched.targets_of:
        project_plan_targets(connection, sorted(touched.targets_of), settings)


def rebuild(store: Store, today: date, dates: Mapping[int, str] | None = None) -> None:
    """Fold everything from documents and log alone; inside a transaction."""
    connection = store.connection
    connection.execute("pragma defer_foreign_keys = on")
    for table in reversed(TABLES):
        connection.execute(f"delete from {table}")
    refresh_batches(connection)
    project_departments(connection)
    project_plans(connection, today, read_settings(connection), dates)
    project_rounds(connection)
    project_classes(connection)
    project_readings(connection)
    project_parts(connection)
    project(store)


def redate(store: Store, today: date, dates: Mapping[int, str] | None = None) -> None:
    """Move plans to the as-of dates that hold today, or to ``dates``; those that stand there already are left alone."""
    connection = store.connection
    settings = read_settings(connection)
    changed = project_plans(connection, today, settings, dates)
    parted = project_classes(connection) if changed.plans else set()
    moved = moved_by_dates(connection, changed.dates, settings.thresholds.due_soon)
    project_tasks(connection, tasks_of(connection, changed.plans) | moved.tasks | _tasks_of_items(connection, parted), settings)
    targets_of = changed.plans | moved.targets_of
    if targets_of:
        project_plan_targets(connection, sorted(targets_of), settings)


def projection_hash(store: Store) -> str:
    """One hash over all that is projected; which batches were undone, and the parts of splits that were taken back, are not
    part of what they add up to."""
    digest = hashlib.sha256()
    for table, key in TABLES.items():
        if table != "batch_state":
            digest.update(f"\0{table}\0".encode())
            counted = " where item_id in (select item_id from task_state)" if table == "part" else ""
            for row in store.connection.execute(f"select * from {table}{counted} order by {', '.join(key)}"):
                digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _touched(connection: sqlite3.Connection, operations: Iterable[tuple[str, str]]) -> Touched:
    touched = Touched()
    tasks, targets, plans = set(), set(), set()
    for kind, subject in operations:
        if kind in ABOUT_TASKS:
            tasks.add(subject)
        elif kind == SPLIT:
            tasks.add(subject)
            touched.splits.add(subject)
        elif kind == TARGET_CHANGE:
            # Of a target, or of a task's due date.
            tasks.add(subject)
            targets.add(subject)
        elif kind in {ACTUAL, TARGET_READ}:
            targets.add(subject)
            if kind == TARGET_READ:
                touched.readings.add(subject)
        elif kind in ABOUT_ROUNDS:
            touched.rounds = True
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
    touched.items.update(_ids(connection, "select i.id from json_each(?) j cross join item i on i.uid = j.value", tasks))
    touched.plans.update(_ids(connection, "select l.id from json_each(?) j cross join plan l on l.key = j.value", plans))
    for row in connection.execute(
        "select t.item_id, t.plan_id from json_each(?) j cross join target t on t.uid = j.value", (as_json(targets),)
    ):
        if row["item_id"] is None:
            touched.targets_of.add(row["plan_id"])
        else:
            touched.items.add(row["item_id"])
    return touched


def _ids(connection: sqlite3.Connection, query: str, values: set[str]) -> list[int]:
    return [row[0] for row in connection.execute(query, (as_json(sorted(values)),))] if values else []


def _tasks_of_items(connection: sqlite3.Connection, items: set[int]) -> set[int]:
    rows = connection.execute(
        "select coalesce(s.task_id, j.value) from json_each(?) j left join same_task s on s.item_id = j.value",
        (as_json(sorted(items)),),
    )
    return {row[0] for row in rows}


def _plans_at(connection: sqlite3.Connection, places: set[int]) -> set[int]:
    rows = connection.execute(
        "select s.plan_id from plan_state s join place p on p.name = s.city where p.id in (select value from json_each(?))",
        (as_json(sorted(places)),),
    )
    return {row[0] for row in rows}
