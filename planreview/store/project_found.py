"""Project tasks of which findings and notes were said and nothing else: what a mark, its undo and its redo touch.

Who holds such a task, when it is due, what is reached of its targets and what lies beside it stays as it is and is neither
worked out nor written; its state follows by the rules of every task. What is joined, split or no task at all is left to the
longer way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planreview.domain.folding import TaskFold, fold_task
from planreview.domain.lights import TargetFigure, TargetInput
from planreview.domain.operations import FINDINGS, NOTE
from planreview.store.entries import CHUNK, as_json, live_by_subject
from planreview.store.figured import Figured, number
from planreview.store.project_spoken import NOTE_COLUMNS, OF_TASKS, write_notes
from planreview.store.project_states import Holds, Stands, state_of
from planreview.store.settings import Settings
from planreview.store.state_rows import STATE_COLUMNS, Stored, Values, stored_rows, write_rows
from planreview.store.tally_rows import follow_states
from planreview.store.target_columns import KIND, PLACED, STANDS

FOUND = FINDINGS | {NOTE}
_STATE = ", ".join(f"w.{name}" for name in STATE_COLUMNS)
# Columns before those of the state.
_OWN = 3
_PLAIN = f"""
select i.uid, s.as_of, s.share, {_STATE}
from json_each(?) j cross join item i on i.{{}} = j.value cross join task_state w on w.item_id = i.id
cross join plan_state s on s.plan_id = w.plan_id
where s.live and w.shown_id = i.id and w.placed_id = i.id and not exists (select 1 from same_task c where c.item_id = i.id)
  and not exists (select 1 from part x where x.task = i.uid)
"""
_FIGURES = (
    f"select t.item_id, t.id, {KIND}, f.actual, f.pending, f.attainment, f.gap, f.light, f.reached, f.plain{PLACED}"
    f" cross join target_state f on f.target_id = t.id where {STANDS} order by p.ord, t.id"
)
_PLACE = {name: _OWN + place for place, name in enumerate(STATE_COLUMNS)}
_DUE, _PRESUMED, _ROUTINE, _UPDATED, _STATED = (
    _PLACE[name] for name in ("due", "due_presumed", "routine", "updated_at", "targets_stated")
)
_LEAD, _SOURCE, _LEADS, _SHARED, _SUPPORTS = (
    _PLACE[name] for name in ("lead_id", "lead_source", "leads", "lead_shared", "supports")
)
Said = tuple[str, str]


class _Task(NamedTuple):
    """A task as it stands: its uid, date and schedule share of its plan, its state and what of it stays as it is."""

    uid: str
    as_of: str
    share: str
    state: Values
    place: Stands
    holds: Holds
    updated_at: str | None
    targets: int


def project_found(
    connection: sqlite3.Connection,
    operations: Collection[Said],
    settings: Settings,
    items: Mapping[str, int],
    since: int | None,
) -> set[Said]:
    """Write the state of the tasks that operations, given as (kind, subject), are about; gives those that are about others.

    ``items`` are ids of subjects as far as they are known. ``since`` is the time of the first operation where all of them were
    added behind everything in the log; None where some were taken back or done again.
    """
    subjects = sorted({subject for _, subject in operations})
    noted = {subject for kind, subject in operations if kind == NOTE}
    done: set[str] = set()
    moved: list[tuple[Values, Values]] = []
    for place in range(0, len(subjects), CHUNK):
        tasks = _tasks(connection, subjects[place : place + CHUNK], items)
        done.update(one.uid for one in tasks.values())
        moved += _project(connection, tasks, noted, settings, since)
    follow_states(connection, moved)
    return {one for one in operations if one[1] not in done}


def _tasks(connection: sqlite3.Connection, subjects: Sequence[str], items: Mapping[str, int]) -> dict[int, _Task]:
    cursor = connection.cursor()
    # Plain tuples: named rows cost more than the reading.
    cursor.row_factory = None
    # By the id where it is known: the index of uids has a page for every task.
    known = [items[subject] for subject in subjects if subject in items]
    name, wanted = ("id", as_json(known)) if len(known) == len(subjects) else ("uid", as_json(subjects))
    found: dict[int, _Task] = {}
    for row in cursor.execute(_PLAIN.format(name), (wanted,)):
        due = None if row[_DUE] is None else date.fromisoformat(row[_DUE])
        place = Stands(row[3], row[4], row[5], row[6], row[7], row[8], due, bool(row[_PRESUMED]), bool(row[_ROUTINE]))
        holds = Holds(row[_LEAD], row[_SOURCE], row[_LEADS], row[_SHARED], row[_SUPPORTS])
        found[place.task_id] = _Task(row[0], row[1], row[2], row[_OWN:], place, holds, row[_UPDATED], row[_STATED])
    return found


def _project(
    connection: sqlite3.Connection, tasks: Mapping[int, _Task], noted: Collection[str], settings: Settings, since: int | None
) -> Iterable[tuple[Values, Values]]:
    """Write the states of tasks, and notes where some were said; gives the states before and after."""
    if not tasks:
        return ()
    subjects = {task: (one.uid,) for task, one in tasks.items()}
    live = live_by_subject(connection, subjects, {task: one.as_of for task, one in tasks.items()})
    folds = {task: fold_task(live.get(task, ())) for task in tasks}
    # What was found last of all leaves nothing new behind it, so that its targets are as they were.
    last = {task: one for task, one in tasks.items() if _is_last(folds[task], since)}
    figured = _standing_figures(connection, last)
    others = {task: one for task, one in tasks.items() if task not in figured}
    if others:
        # Taking back and dating otherwise, which are few.
        from planreview.store.folded_figures import fold_figures

        given = {task: (one.as_of, one.share) for task, one in others.items()}
        figured |= fold_figures(connection, given, settings)
    before: Stored = {(task,): one.state for task, one in tasks.items()}
    after = [state_of(one.place, one.as_of, folds[task], figured[task], one.holds, settings) for task, one in tasks.items()]
    write_rows(connection, OF_TASKS.state, STATE_COLUMNS, 1, before, after)
    spoken = [(task, folds[task]) for task, one in tasks.items() if one.uid in noted]
    if spoken:
        standing = stored_rows(connection, OF_TASKS.note, NOTE_COLUMNS, 1, [task for task, _ in spoken], of="item_id")
        write_notes(connection, OF_TASKS, spoken, standing)
    return zip(before.values(), after, strict=True)


def _is_last(folded: TaskFold, since: int | None) -> bool:
    return since is not None and folded.finding is not None and folded.finding.entry.order[0] >= since


def _standing_figures(connection: sqlite3.Connection, tasks: Mapping[int, _Task]) -> dict[int, list[Figured]]:
    """The targets of tasks as they stand; a task of which not all are known is left out."""
    found: dict[int, list[Figured]] = {task: [] for task in tasks}
    asked = [task for task, one in tasks.items() if one.targets]
    if asked:
        cursor = connection.cursor()
        cursor.row_factory = None
        for row in cursor.execute(_FIGURES, (as_json(asked),)):
            found[row[0]].append(_standing_figure(row, tasks[row[0]].updated_at))
    return {task: own for task, own in found.items() if len(own) == tasks[task].targets}


def _standing_figure(row: Sequence[str | int], updated_at: str | None) -> Figured:
    """A target of which nothing was said now; whatever was said of it is not newer than its task."""
    item, target, kind, actual, pending, attainment, gap, light, reached, plain = row
    return Figured(
        target_id=int(target),
        item_id=int(item),
        given=TargetInput(str(kind), "", Decimal(0), actual=number(actual), pending=bool(pending)),
        figures=TargetFigure(number(attainment), number(gap), str(light) if light else None, bool(reached), number(plain)),
        touched_at=updated_at,
        said={},
        holding={},
        adjusted=(),
        entries=(),
    )
