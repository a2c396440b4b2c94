"""Single targets, found by what the log or a screen knows of them: a task's among its own, indicators among the plans'."""

from __future__ import annotations

from collections.abc import Iterator

from planreview.domain.review import TargetView
from planreview.store import queries as rows
from planreview.store.handle import Connection


def target_of(connection: Connection, target_id: int, task: int | None) -> TargetView | None:
    """A target as it stands, given the task that it belongs to (None: a whole plan); None where no plan shows it."""
    return next((one for one in _targets(connection, task) if one.id == target_id), None)


def _targets(connection: Connection, task: int | None) -> Iterator[TargetView]:
    if task is None:
        for plan in rows.plan_rows(connection):
            yield from rows.plan_targets(connection, plan.id)
        return
    words = rows.task_words(connection, task)
    if words is not None:
        yield from rows.task_targets(connection, words["shown_id"])
