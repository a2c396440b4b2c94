"""What every action on tasks begins and ends with: which tasks are meant, and the receipt of what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.store.handle import Connection
from planreview.store.tasks import reasons_open, uids_of_tasks


def chosen_uids(connection: Connection, task_ids: Sequence[int]) -> tuple[list[int], list[str]]:
    """The tasks, each once, and the ids under which the log knows them. Raises :class:`InputError` task_gone."""
    tasks = list(dict.fromkeys(task_ids))
    uids = uids_of_tasks(connection, tasks)
    unknown = [task for task in tasks if task not in uids]
    if unknown or not tasks:
        raise InputError("task_gone", id=", ".join(map(str, unknown)) or "-")
    return tasks, [uids[task] for task in tasks]


def receipt_of(connection: Connection, batch: str, kind: str, tasks: Iterable[int], values: dict[str, object]) -> Receipt:
    """What a batch did to these tasks, with those that now ask for a reason."""
    touched = tuple(tasks)
    return Receipt(batch, kind, touched, tuple(reasons_open(connection, touched)), values)
