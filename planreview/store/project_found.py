"""Project tasks of which findings and notes were said and nothing else: what a mark, its undo and its redo touch.

Who holds such a task, what is reached of its targets and what lies beside it stays as it is and is neither read nor written;
its state is worked out by the rules of every task. What is joined, split or no task at all is left to the longer way.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from planreview.domain.folding import fold_task
from planreview.domain.operations import FINDINGS, NOTE
from planreview.store.entries import CHUNK, as_json, live_by_subject
from planreview.store.project_figures import TARGET_COLUMNS, Figured, fold_figure
from planreview.store.project_spoken import NOTE_COLUMNS, OF_TASKS, write_notes
from planreview.store.project_states import Holds, state_of
from planreview.store.project_tasks import dated
from planreview.store.project_twins import shared_subjects
from planreview.store.settings import Settings
from planreview.store.standing import STATE_COLUMNS
from planreview.store.state_rows import Stored, Values, stored_rows, write_rows
from planreview.store.tally_rows import follow_states
from planreview.store.target_columns import READ, STANDS

FOUND = FINDINGS | {NOTE}
_STATE = ", ".join(f"w.{name}" for name in STATE_COLUMNS)
_PLAIN = f"""
select i.id as task_id, i.id as item_id, i.id as placed_id, i.uid, p.section_id, p.ord, p.due, p.routine, s.plan_id,
       s.as_of, s.share, l.period_first, l.period_last, {_STATE}
from json_each(?) j cross join item i on i.uid = j.value cross join task_state w on w.item_id = i.id
cross join plan_state s on s.plan_id = i.plan_id cross join plan l on l.id = i.plan_id
cross join placement p on p.item_id = i.id and p.revision_id = s.revision_id
where s.live and not exists (select 1 from same_task c where c.item_id = i.id)
  and not exists (select 1 from part x where x.task = i.uid)
"""
_TARGETS = f"""
select {TARGET_COLUMNS}, exists (select 1 from target_twin w where w.target_id = t.id) as shared
from json_each(?) j cross join target t on t.item_id = j.value cross join plan_state s on s.plan_id = t.plan_id
cross join target_place p on p.revision_id = s.revision_id and p.target_id = t.id{READ} where {STANDS}
order by p.ord, t.id
"""
_HOLDS = tuple(STATE_COLUMNS.index(name) for name in ("lead_id", "lead_source", "leads", "lead_shared", "supports"))
Said = tuple[str, str]


def project_found(connection: sqlite3.Connection, operations: Collection[Said], settings: Settings) -> set[Said]:
    """Write the state of the tasks that operations, given as (kind, subject), are about; gives those that are about others."""
    subjects = sorted({subject for _, subject in operations})
    noted = {subject for kind, subject in operations if kind == NOTE}
    done: set[str] = set()
    moved: list[tuple[Values, Values]] = []
    for place in range(0, len(subjects), CHUNK):
        rows = connection.execute(_PLAIN, (as_json(subjects[place : place + CHUNK]),)).fetchall()
        done.update(row["uid"] for row in rows)
        moved += _project(connection, rows, noted, settings)
    follow_states(connection, moved)
    return {one for one in operations if one[1] not in done}


def _project(
    connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], noted: Collection[str], settings: Settings
) -> Iterable[tuple[Values, Values]]:
    """Write the states of the rows, and notes where some were said; gives the states before and after."""
    if not rows:
        return ()
    targets = connection.execute(_TARGETS, (as_json(row["task_id"] for row in rows),)).fetchall()
    twins = [one["id"] for one in targets if one["shared"]]
    shared = shared_subjects(connection, twins) if twins else {}
    plans = {row["task_id"]: (row["as_of"], row["share"]) for row in rows}
    # What is said of targets is read along, under minus their ids.
    groups = {row["task_id"]: [row["uid"]] for row in rows}
    groups |= {-one["id"]: [one["uid"], *shared.get(one["id"], ())] for one in targets}
    dates = {row["task_id"]: row["as_of"] for row in rows} | {-one["id"]: plans[one["item_id"]][0] for one in targets}
    live = live_by_subject(connection, groups, dates)
    figured: dict[int, list[Figured]] = defaultdict(list)
    for one in targets:
        share = plans[one["item_id"]][1]
        figured[one["item_id"]].append(fold_figure(one, live.get(-one["id"], ()), {one["uid"]}, share, settings))
    folds = {row["task_id"]: fold_task(live.get(row["task_id"], [])) for row in rows}
    before: Stored = {}
    after: list[Values] = []
    for row in rows:
        task, state = row["task_id"], tuple(row)[-len(STATE_COLUMNS) :]
        before[(task,)] = state
        own, _ = dated(row, folds[task])
        holds = Holds(*(state[place] for place in _HOLDS))
        after.append(state_of(own, folds[task], figured[task], holds, settings))
    write_rows(connection, OF_TASKS.state, STATE_COLUMNS, 1, before, after)
    spoken = [(row["task_id"], folds[row["task_id"]]) for row in rows if row["uid"] in noted]
    if spoken:
        standing = stored_rows(connection, OF_TASKS.note, NOTE_COLUMNS, 1, [task for task, _ in spoken], of="item_id")
        write_notes(connection, OF_TASKS, spoken, standing)
    return zip(before.values(), after, strict=True)
