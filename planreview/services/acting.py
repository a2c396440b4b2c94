"""What every action on tasks begins and ends with: which tasks are meant, and the receipt of what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.store.handle import Connection
from planreview.store.tasks import Subject, reasons_open, subjects_of


def chosen(connection: Connection, task_ids: Sequence[int]) -> dict[int, Subject]:
    """The tasks, each once, in their order, and what the log and the plans know of them. Raises :class:`InputError` task_gone."""
    tasks = list(dict.fromkeys(task_ids))
    found = subjects_of(connection, tasks)
    unknown = [task for task in tasks if task not in found]
    if unknown or not tasks:
        raise InputError("task_gone", id=", ".join(map(str, unknown)) or "-")
    return {task: found[task] for task in tasks}


def chosen_uids(connection: Connection, task_ids: Sequence[int]) -> tuple[list[int], list[str]]:
    """The tasks, each once, and the ids under which the log knows them. Raises :class:`InputError` task_gone."""
    found = chosen(connection, task_ids)
    return list(found), [one.uid for one in found.values()]


def receipt_of(connection: Connection, batch: str, kind: str, tasks: Iterable[int], values: dict[str, object]) -> Receipt:
    """What a batch did to these tasks, with those that now ask for a reason."""
    touched = tuple(tasks)
    return Receipt(batch, kind, touched, tuple(reasons_open(connection, touched)), values)
