"""Project tasks: fold their operations, resolve their departments, and let the domain say light, overdue and mismatch."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planreview.domain.adjusting import Adjusted
from planreview.domain.folding import Entry, Holding, TaskFold, fold_task
from planreview.domain.operations import ASSIGN, SCOPE
from planreview.domain.review import LEAD, SUPPORT
from planreview.stopping import tell
from planreview.store.entries import as_json, chunks, live_by_subject
from planreview.store.figured import Figured
from planreview.store.former_targets import former_targets
from planreview.store.holders import Holders
from planreview.store.project_adjustments import adjusted_due, write_due_adjustments
from planreview.store.project_figures import TARGET_COLUMNS, project_figures
from planreview.store.project_parts import Part, parents_of, parts_known, read_parts
from planreview.store.project_spoken import OF_TASKS, Tables, write_spoken
from planreview.store.project_states import Holds, Row, stands, state_of
from planreview.store.rewording import Worded, read_wordings
from planreview.store.settings import Settings
from planreview.store.standing import HELD_COLUMNS, Standing, take_standing
from planreview.store.state_rows import STATE_COLUMNS, write_rows
from planreview.store.tally_rows import follow, recount, sums_of
from planreview.store.target_columns import READ, STANDS

_MEMBERS = """
with wanted (task_id) as (select value from json_each(?)),
member (task_id, item_id) as (
    select w.task_id, w.task_id from wanted w where not exists (select 1 from same_task s where s.item_id = w.task_id)
    union all
    select s.task_id, s.item_id from wanted w cross join same_task s on s.task_id = w.task_id
)
select m.task_id, m.item_id, m.item_id as placed_id, i.uid,
       p.section_id, p.ord, p.due, p.routine, s.plan_id, s.revision_id, s.as_of, s.share, s.city,
       l.period_first, l.period_last, p.item_id is not null and s.live and l.period_last is not null as shown
from member m
cross join item i on i.id = m.item_id
left join plan_state s on s.plan_id = i.plan_id
left join plan l on l.id = i.plan_id
left join placement p on p.item_id = m.item_id and p.revision_id = s.revision_id
order by m.task_id, p.ord is null, p.ord, m.item_id
"""
# From so many tasks on, their numbers are added up once behind the last instead of batch by batch.
_MANY = 5_000


def project_tasks(connection: sqlite3.Connection, task_ids: Iterable[int], settings: Settings, found: Iterable[int] = ()) -> None:
    """Write the state of the tasks anew; one whose plan no longer shows it loses its rows. Of those that are ``found`` nothing
    was said but findings and notes, so that whoever holds them goes on doing so."""
    tasks = parents_of(connection, task_ids) if task_ids else set()
    others = parents_of(connection, found) - tasks if found else set()
    total, done = len(tasks) + len(others), 0
    many = total > _MANY
    for held, some in ((False, tasks), (True, others)):
        for part in chunks(sorted(some)):
            tell(done, total)
            _project_part(connection, part, settings, held=held, counted=not many)
            done += len(part)
    if many:
        recount(connection)


@dataclass(frozen=True, slots=True)
class Task:
    """What a task's state is made of."""

    row: Row
    folded: TaskFold
    figured: Sequence[Figured]
    leads: Sequence[Holding]
    supports: Sequence[Holding]
    adjusted: Sequence[Adjusted] = ()
    # Whether its finding is of other words than those that a revision brought.
    reworded: bool = False


def _project_part(
    connection: sqlite3.Connection, task_ids: Sequence[int], settings: Settings, *, held: bool, counted: bool
) -> None:
    members = connection.execute(_MEMBERS, (as_json(task_ids),)).fetchall()
    uids: dict[int, list[str]] = defaultdict(list)
    shown: dict[int, sqlite3.Row] = {}
    for row in members:
        uids[row["task_id"]].append(row["uid"])
        if row["shown"]:
            shown.setdefault(row["task_id"], row)
    every = parts_known(connection, [row["uid"] for row in members])
    wanted = sorted({*task_ids, *(row["item_id"] for row in members), *every})
    before = sums_of(connection, wanted, held=held) if counted else None
    standing = take_standing(connection, wanted)
    live = live_by_subject(connection, {task: uids[task] for task in shown}, {task: row["as_of"] for task, row in shown.items()})
    joined: dict[int, list[int]] = defaultdict(list)
    for row in members:
        if row["task_id"] in shown and row["item_id"] != shown[row["task_id"]]["item_id"]:
            joined[shown[row["task_id"]]["item_id"]].append(row["item_id"])
    figured = _figures(connection, list(shown.values()), joined, settings, standing)
    folds = {task: fold_task(live.get(task, [])) for task in shown}
    splits = {task: folded.split for task, folded in folds.items() if folded.split is not None}
    parts = read_parts(connection, {task: split.id for task, split in splits.items()})
    each = {part.item_id: (task, part) for task, own in parts.items() for part in own}
    subjects = {item: [part.uid] for item, (_, part) in each.items()}
    dates = {item: shown[task]["as_of"] for item, (task, _) in each.items()}
    said = live_by_subject(connection, subjects, dates) if each else {}
    own_folds = {item: _part_fold(folds[task], splits[task], part, said.get(item, [])) for item, (task, part) in each.items()}
    responsibilities = Holders(connection, list(shown.values()), [*folds.values(), *own_folds.values()], standing, held)
    several = {row["task_id"] for row in members if row["item_id"] != row["task_id"]}
    places = {task: (row["item_id"], row["plan_id"], row["revision_id"]) for task, row in shown.items() if task in several}
    wordings = read_wordings(connection, places) if places else {}
    tasks = []
    for task, row in shown.items():
        folded = folds[task]
        own_dated, adjusted = dated(row, folded)
        if task not in parts:
            held_by = responsibilities.of(task, row, folded)
            tasks.append(
                Task(
                    own_dated, folded, figured.get(row["item_id"], []), *held_by, adjusted, _reworded(wordings.get(task), folded)
                )
            )
        for part in parts.get(task, ()):
            own = own_folds[part.item_id]
            held_by = responsibilities.of(part.item_id, row, own)
            mine = [one for one in figured.get(row["item_id"], []) if one.target_id in part.targets]
            part_dated, adjusted = dated(_part_row(own_dated, part), own, {part.uid})
            tasks.append(Task(part_dated, own, mine, *held_by, adjusted, _reworded(wordings.get(task), own)))
    write_states(connection, tasks, settings, OF_TASKS, standing)
    if before is not None:
        follow(connection, wanted, before, held=held)


def _reworded(worded: Worded | None, folded: TaskFold) -> bool:
    return worded is not None and folded.finding is not None and worded.after(folded.finding.entry)


def dated(row: Row, folded: TaskFold, own: Collection[str] = ()) -> tuple[Row, Sequence[Adjusted]]:
    """The row with the due date that holds, and the adjustments that made it so."""
    if not folded.adjusted:
        return row, ()
    due, adjusted = adjusted_due(row["due"], folded.adjusted, own)
    return (_with(row, due=due, routine=0) if adjusted else row), adjusted


def _part_row(row: Row, part: Part) -> Row:
    """A part stands where its task stands; its own due date takes the place of the task's."""
    own = _with(row, task_id=part.item_id, item_id=part.item_id, uid=part.uid)
    return own if part.due is None else _with(own, due=part.due, routine=0)


def _with(row: Row, **changed: object) -> Row:
    return {name: row[name] for name in row.keys()} | changed  # noqa: SIM118 (a row of SQLite iterates over its values)


def _part_fold(task: TaskFold, split: Entry, part: Part, entries: Sequence[Entry]) -> TaskFold:
    """What is said of a part, on top of who holds its task and whether that is supervised."""
    own = fold_task(entries)
    leads = [
        replace(split, kind=ASSIGN, payload={"department": uid, "role": LEAD, "mode": "add" if place else "set"})
        for place, uid in enumerate(part.leads)
    ]
    supervised = own.supervised if any(entry.kind == SCOPE for entry in entries) else task.supervised
    return replace(own, supervised=supervised, assigned=(*task.assigned, *leads, *own.assigned))


def _figures(
    connection: sqlite3.Connection,
    rows: Sequence[sqlite3.Row],
    joined: Mapping[int, Sequence[int]],
    settings: Settings,
    standing: Standing,
) -> dict[int, list[Figured]]:
    targets = connection.execute(
        f"select {TARGET_COLUMNS} from json_each(?) j cross join target t on t.item_id = j.value"
        " cross join plan_state s on s.plan_id = t.plan_id"
        f" cross join target_place p on p.revision_id = s.revision_id and p.target_id = t.id{READ} where {STANDS}"
        " order by p.ord, t.id",
        (as_json(row["item_id"] for row in rows),),
    ).fetchall()
    plans = {row["plan_id"]: (row["as_of"], row["share"]) for row in rows}
    found: dict[int, list[Figured]] = defaultdict(list)
    former = former_targets(connection, targets, joined)
    for one in project_figures(connection, targets, plans, settings, former, standing.figures):
        if one.item_id is not None:
            found[one.item_id].append(one)
    return found


def write_states(
    connection: sqlite3.Connection, tasks: Sequence[Task], settings: Settings, tables: Tables, standing: Standing
) -> None:
    """Write states, departments and notes in place of those that are ``standing``, what else was said, and adjusted dues; the
    rows of these were taken out before."""
    write_rows(connection, tables.state, STATE_COLUMNS, 1, standing.states, [_state(task, settings) for task in tasks])
    held = [
        (task.row["task_id"], role, one.department, rank, one.source, int(one.flagged))
        for task in tasks
        for role, named in ((LEAD, task.leads), (SUPPORT, task.supports))
        for rank, one in enumerate(named)
    ]
    write_rows(connection, tables.responsibility, HELD_COLUMNS, 3, standing.held, held)
    write_spoken(connection, tables, [(task.row["task_id"], task.folded) for task in tasks], standing.notes)
    write_due_adjustments(connection, {task.row["task_id"]: task.adjusted for task in tasks if task.adjusted})


def _state(task: Task, settings: Settings) -> tuple[object, ...]:
    first = task.leads[0] if task.leads else None
    lead, source = (first.department, first.source) if first else (None, None)
    holds = Holds(lead, source, len(task.leads), int(any(one.flagged for one in task.leads)), len(task.supports))
    return state_of(stands(task.row), task.row["as_of"], task.folded, task.figured, holds, settings, reworded=task.reworded)
