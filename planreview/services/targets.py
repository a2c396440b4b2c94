"""Single targets, found by what the log or a screen knows of them: a task's among its own, indicators among the plans'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planreview.domain.operations import ACTUAL, TARGET_CHANGE, TARGET_READ
from planreview.domain.past import HistoryEntry
from planreview.domain.review import TargetView
from planreview.services.references import plan_reference
from planreview.services.workspace import Workspace
from planreview.store import queries as rows
from planreview.store.handle import Connection


def target_of(connection: Connection, target_id: int, task: int) -> TargetView | None:
    """A target as it stands, given the task or indicator that it belongs to; None where no plan shows it."""
    return next((one for one in _targets(connection, task) if one.id == target_id), None)


def target_names(ws: Workspace, entries: Iterable[HistoryEntry]) -> dict[str, str]:
    """What actual values, adjustments and corrections are of: uid → metric, for an indicator with its plan in front."""
    about = {entry.subject: entry.item_id for entry in entries if entry.kind in {ACTUAL, TARGET_CHANGE, TARGET_READ}}
    found: dict[str, str] = {}
    with ws.store.reading() as connection:
        for task in dict.fromkeys(task for task in about.values() if task is not None and task > 0):
            found |= {one.uid: one.metric for one in _targets(connection, task) if one.uid in about}
        wanted = {uid for uid, task in about.items() if task is not None and task < 0}
        plans = rows.plan_rows(connection) if wanted else ()
        for plan in plans:
            of_plan = [one for one in rows.plan_targets(connection, plan.id) if one.uid in wanted]
            if of_plan:
                name = plan_reference(plans, plan.id)
                found |= {one.uid: f"{name} {one.metric}" for one in of_plan}
                wanted -= {one.uid for one in of_plan}
            if not wanted:
                break
    return found


def _targets(connection: Connection, task: int) -> Iterator[TargetView]:
    words = rows.task_words(connection, task)
    if words is not None:
        yield from rows.task_targets(connection, words["shown_id"])
