"""Read what took tasks out of the base, for many tasks at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from planreview.domain.decisions import fold_decision
from planreview.domain.out_list import Decision
from planreview.store.tasks import said_of_tasks


def decisions(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, Decision]:
    """Why each of the tasks that are out of the base is so."""
    found = {task: fold_decision(entries) for task, entries in said_of_tasks(connection, task_ids).items()}
    return {task: decision for task, decision in found.items() if decision is not None}
