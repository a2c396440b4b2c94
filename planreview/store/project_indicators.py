"""Project indicators (指标): targets of whole plans, folded, figured and given to departments as tasks are, counted apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from planreview.domain.folding import fold_task
from planreview.store.entries import as_json, live_by_subject
from planreview.store.former_targets import former_indicators
from planreview.store.holders import holdings
from planreview.store.project_figures import TARGET_COLUMNS, clear_figures, plan_dates, project_figures
from planreview.store.project_spoken import OF_INDICATORS
from planreview.store.project_tasks import Task, write_states
from planreview.store.responsibilities import read_responsibilities
from planreview.store.settings import Settings
from planreview.store.standing import Standing
from planreview.store.target_columns import READ, STANDS

_ROWS = f"""
select {TARGET_COLUMNS}, -t.id as task_id, -t.id as indicator_id, -t.id as placed_id, p.section_id, p.ord,
       s.revision_id, s.as_of, s.share, s.city, l.period_first, l.period_last
from json_each(:plans) j cross join plan_state s on s.plan_id = j.value cross join plan l on l.id = s.plan_id
cross join target_place p on p.revision_id = s.revision_id cross join target t on t.id = p.target_id{READ}
where t.item_id is null and s.live and {STANDS} and (:only is null or t.id in (select value from json_each(:only)))
order by t.id
"""


def project_indicators(
    connection: sqlite3.Connection, plan_ids: Collection[int], settings: Settings, only: Collection[int] | None = None
) -> None:
    """Write the state of the plans' own targets anew, or of ``only`` some of them; a plan that was taken back has none."""
    plans = sorted(plan_ids)
    if not plans:
        return
    wanted = None if only is None else as_json(sorted(only))
    every = connection.execute(
        "select t.id from json_each(:plans) j cross join target t on t.plan_id = j.value where t.item_id is null"
        " and (:only is null or t.id in (select value from json_each(:only)))",
        {"plans": as_json(plans), "only": wanted},
    )
    _clear(connection, [row[0] for row in every.fetchall()])
    rows = connection.execute(_ROWS, {"plans": as_json(plans), "only": wanted}).fetchall()
    if not rows:
        return
    former = former_indicators(connection, plans)
    figured = {one.target_id: one for one in project_figures(connection, rows, plan_dates(connection, plans), settings, former)}
    subjects = {row["id"]: [row["uid"], *former.get(row["id"], ())] for row in rows}
    live = live_by_subject(connection, subjects, {row["id"]: row["as_of"] for row in rows})
    folds = {row["id"]: fold_task(live.get(row["id"], [])) for row in rows}
    assigned = {str(one.payload.get("department")) for folded in folds.values() for one in folded.assigned}
    shown = [_as_task(row, figured[row["id"]].holding["due"]) for row in rows]
    responsibilities = read_responsibilities(connection, shown, assigned)
    tasks = []
    for row in shown:
        folded = folds[row["id"]]
        # What was found in another revision was found of another figure or metric.
        reworded = folded.finding is not None and folded.finding.entry.subject != row["uid"]
        tasks.append(Task(row, folded, [figured[row["id"]]], *holdings(responsibilities, row, folded), reworded=reworded))
    write_states(connection, tasks, settings, OF_INDICATORS, Standing())


def _as_task(row: sqlite3.Row, due: str | None) -> dict[str, Any]:
    """An indicator as the row of a task: it stands alone, under minus its target's id, with a due date that may be adjusted."""
    own = dict(zip(row.keys(), row, strict=True))
    return own | {"item_id": row["indicator_id"], "due": due, "routine": 0}


def _clear(connection: sqlite3.Connection, target_ids: Sequence[int]) -> None:
    ids = as_json(-target for target in target_ids)
    for table in OF_INDICATORS.all:
        connection.execute(f"delete from {table} where item_id in (select value from json_each(?))", (ids,))
    clear_figures(connection, target_ids)


def standing_indicators(connection: sqlite3.Connection, target_ids: Collection[int]) -> set[int]:
    """Those of the targets that are indicators with a state."""
    rows = connection.execute(
        "select -s.item_id from json_each(?) j cross join indicator_state s on s.item_id = j.value",
        (as_json(sorted(-target for target in target_ids)),),
    )
    return {row[0] for row in rows}
