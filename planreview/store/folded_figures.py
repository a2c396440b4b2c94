"""The figures of tasks' targets by what the log says of them, where what stands of them is not to be relied on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from planreview.store.entries import as_json, live_by_subject
from planreview.store.figured import Figured
from planreview.store.project_figures import TARGET_COLUMNS, fold_figure
from planreview.store.project_twins import shared_subjects
from planreview.store.settings import Settings
from planreview.store.target_columns import PLACED, STANDS

_TARGETS = (
    f"select {TARGET_COLUMNS}, exists (select 1 from target_twin w where w.target_id = t.id) as shared{PLACED}"
    f" where {STANDS} order by p.ord, t.id"
)


def fold_figures(
    connection: sqlite3.Connection, tasks: Mapping[int, tuple[str, str]], settings: Settings
) -> dict[int, list[Figured]]:
    """The targets of each task that stand, in their order; ``tasks`` holds the date and schedule share of their plans."""
    targets = connection.execute(_TARGETS, (as_json(tasks),)).fetchall()
    twins = [one["id"] for one in targets if one["shared"]]
    shared = shared_subjects(connection, twins) if twins else {}
    groups = {one["id"]: [one["uid"], *shared.get(one["id"], ())] for one in targets}
    live = live_by_subject(connection, groups, {one["id"]: tasks[one["item_id"]][0] for one in targets}) if targets else {}
    figured: dict[int, list[Figured]] = {task: [] for task in tasks}
    for one in targets:
        share = tasks[one["item_id"]][1]
        figured[one["item_id"]].append(fold_figure(one, live.get(one["id"], ()), {one["uid"]}, share, settings))
    return figured
