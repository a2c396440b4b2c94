"""The projection: current state, folded from documents and log by one path that marking, undo and rebuilding all take."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from planreview.store.entries import as_json, refresh_batches
from planreview.store.file import Store
from planreview.store.project_added import project_added
from planreview.store.project_classes import project_classes, read_classes
from planreview.store.project_dates import Said, moved_by_dates
from planreview.store.project_departments import project_departments
from planreview.store.project_indicators import project_indicators
from planreview.store.project_parts import project_parts
from planreview.store.project_plans import project_plans, tasks_of
from planreview.store.project_readings import project_readings
from planreview.store.project_rounds import project_rounds
from planreview.store.project_tasks import project_tasks
from planreview.store.project_twins import project_twins
from planreview.store.project_views import project_views
from planreview.store.settings import Settings, read_settings
from planreview.store.touched import Touched, add_targets, plans_at, plans_held, plans_of, tasks_of_items, touched_by

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
    "indicator_state": ("item_id",),
    "indicator_responsibility": ("item_id", "role", "department_id"),
    "indicator_note": ("operation_id",),
    "indicator_evidence": ("operation_id",),
    "indicator_self_report": ("operation_id",),
    "target_twin": ("target_id", "subject"),
    "plan_tally": ("plan_id",),
    "lead_tally": ("department_id",),
    "held_tally": ("department_id",),
    "saved_view": ("subject",),
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
    "indicator_state",
    "indicator_responsibility",
    "indicator_note",
    "indicator_evidence",
    "indicator_self_report",
    "target_twin",
    "plan_tally",
    "lead_tally",
    "held_tally",
)
# Rows that are kept of what was taken back are no part of what a store shows.
_COUNTED = {"part": " where item_id in (select item_id from task_state)", "target_read": " where not gone"}


def project(store: Store, item_ids: Iterable[int] | None = None) -> None:
    """Write the state of the tasks of these items anew, or of all; inside a transaction."""
    connection = store.connection
    settings = read_settings(connection)
    if item_ids is not None:
        classes = read_classes(connection)
        project_tasks(connection, {classes.get(item, item) for item in item_ids}, settings)
        return
    plans = {row[0] for row in connection.execute("select plan_id from plan_state")}
    project_twins(connection, plans)
    project_tasks(connection, tasks_of(connection, plans), settings)
    project_indicators(connection, plans, settings)


def project_all(connection: sqlite3.Connection, operations: Collection[tuple[str, str]], today: date, settings: Settings) -> None:
    """Follow operations, given as (kind, subject), through everything that depends on them; inside a transaction."""
    touched = touched_by(connection, operations)
    # Rows of departments are written anew while tasks still point at them.
    connection.execute("pragma defer_foreign_keys = on")
    if touched.departments:
        moved = project_departments(connection, touched.departments)
        touched.plans |= plans_at(connection, moved.places) | plans_held(connection, moved.led_to, moved.came_back)
    if touched.plan_states:
        changed = project_plans(connection, today, settings)
        touched.plans.update(changed.plans)
        # What is joined depends on which revision is in force.
        touched.joins = touched.joins or bool(changed.plans)
    if touched.plan_states or touched.rounds:
        project_rounds(connection)
    if touched.views:
        project_views(connection)
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
    if touched.added or touched.plan_states:
        touched.readings |= project_added(connection)
    if touched.readings:
        project_readings(connection, touched.readings)
    if touched.readings or touched.joins or touched.plan_states:
        read = plans_of(connection, touched.items, touched.readings)
        add_targets(connection, touched, project_twins(connection, touched.plans | read))
    tasks = tasks_of(connection, touched.plans) | touched.tasks
    if touched.items:
        tasks.update(tasks_of_items(connection, touched.items))
    found = tasks_of_items(connection, touched.found) if touched.found else set()
    project_tasks(connection, tasks, settings, found)
    targets_of = touched.targets_of | touched.plans
    project_indicators(connection, targets_of, settings)
    _project_some(connection, touched.indicators, targets_of, settings)


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
    project_views(connection)
    project_classes(connection)
    project_added(connection)
    project_readings(connection)
    project_parts(connection)
    project(store)


def redate(store: Store, today: date, dates: Mapping[int, str] | None = None, said: Said | None = None) -> None:
    """Move plans to the as-of dates that hold today, or to ``dates``; those that stand there already are left alone. ``said`` is
    handed on from one part of them to the next."""
    connection = store.connection
    settings = read_settings(connection)
    changed = project_plans(connection, today, settings, dates)
    parted = project_classes(connection) if changed.plans else set()
    moved = moved_by_dates(connection, changed.dates, settings.thresholds.due_soon, said)
    touched = Touched(items=parted)
    if changed.plans:
        add_targets(connection, touched, project_twins(connection, changed.plans | plans_of(connection, parted, ())))
    items = tasks_of_items(connection, touched.items)
    project_tasks(connection, tasks_of(connection, changed.plans) | moved.tasks | items, settings)
    targets_of = changed.plans | moved.targets_of
    project_indicators(connection, targets_of, settings)
    _project_some(connection, touched.indicators, targets_of, settings)


def _project_some(connection: sqlite3.Connection, targets: set[int], done: set[int], settings: Settings) -> None:
    """Write the state of some indicators anew, unless those of their plans have been."""
    if not targets:
        return
    rows = connection.execute(
        "select t.plan_id, t.id from json_each(?) j cross join target t on t.id = j.value", (as_json(sorted(targets)),)
    )
    left = [(row[0], row[1]) for row in rows if row[0] not in done]
    if left:
        project_indicators(connection, {plan for plan, _ in left}, settings, {target for _, target in left})


def projection_hash(store: Store) -> str:
    """One hash over all that is projected; which batches were undone, and the parts of splits and the added targets that were
    taken back, are not part of what they add up to."""
    digest = hashlib.sha256()
    for table, key in TABLES.items():
        if table != "batch_state":
            digest.update(f"\0{table}\0".encode())
            counted = _COUNTED.get(table, "")
            for row in store.connection.execute(f"select * from {table}{counted} order by {', '.join(key)}"):
                digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
