"""Settle where matching was unsure: a person says that a task is one of the revision before, a part of it, or neither."""

from __future__ import annotations

from planreview.domain.classes import join_classes
from planreview.domain.matching import PART, SAME
from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.services import references
from planreview.services.revision_changes import answer_draft
from planreview.services.target_adding import said_again
from planreview.services.workspace import Workspace
from planreview.store import lineage, revisions
from planreview.store.handle import Connection
from planreview.store.lineage import read_lineage
from planreview.store.lookup import placed_tasks
from planreview.store.tasks import reasons_open
from planreview.text import show

_NAMED = 8


def former_task(ws: Workspace, task_id: int, text: str) -> str:
    """The id of a task of the revision before, named by number, path or the beginning of its id, for a task that stands now.

    Raises :class:`InputError` task_unknown, never_revised, former_unknown, former_ambiguous.
    """
    with ws.store.reading() as connection:
        plan_id, _ = _task(connection, task_id)
        live = revisions.live_revisions(connection, plan_id)
        if len(live) < 2:
            raise InputError("never_revised", number=live[-1].number if live else 0)
        number, former = live[-2].number, placed_tasks(connection, live[-2].id)
        uids = revisions.plan_uids(connection, plan_id)
    found = references.fitting_among(former, uids, text)
    if not found:
        raise InputError("former_unknown", text=show(text), revision=number)
    if len(found) > 1:
        labels = {one.id: f"{'/'.join((*one.path, one.label or ''))} {one.title}" for one in former}
        candidates = "\n".join(f"  {uids[one][:8]} {show(labels.get(one, ''))}" for one in found[:_NAMED])
        raise InputError("former_ambiguous", text=show(text), revision=number, n=len(found), candidates=candidates)
    return uids[found[0]]


def settle(ws: Workspace, task_id: int, old: str, answer: str) -> Receipt:
    """Record what a person decided of a task and one of an earlier revision, by id; ``answer`` is same, part or other.

    Raises :class:`InputError` task_unknown, other_plan, one_task_already, tasks_stand_apart.
    """
    with ws.store.transaction() as connection:
        plan_id, new = _task(connection, task_id)
        if old not in revisions.plan_uids(connection, plan_id).values():
            raise InputError("other_plan", new=new[:8], old=old[:8])
        standing = revisions.live_revisions(connection, plan_id)[-1].id
        found = read_lineage(connection, plan_id, standing)
        if found.classes.get(new, new) == found.classes.get(old, old):
            raise InputError("one_task_already", new=new[:8], old=old[:8])
        if answer == SAME and _stand_apart(connection, found.classes, standing, new, old):
            raise InputError("tasks_stand_apart", new=new[:8], old=old[:8])
        drafts = [answer_draft(new, old, answer, lineage.item_name(connection, old))]
        batch = ws.append([*drafts, *said_again(connection, drafts)])
        tasks = (lineage.task_of(connection, new),)
        return Receipt(batch, "same-task" if answer != PART else "split-from", tasks, tuple(reasons_open(connection, tasks)))


def settle_pair(ws: Workspace, new: str, old: str, answer: str) -> Receipt:
    """As :func:`settle`, for a task named by the id of its item, as a change table names it."""
    with ws.store.reading() as connection:
        task_id = lineage.task_of(connection, new)
    return settle(ws, task_id, old, answer)


def _stand_apart(connection: Connection, classes: dict[str, str], revision_id: int, new: str, old: str) -> bool:
    """Whether the plan in force holds an item of each class: no document can hold one task twice."""
    placed = {task.uid for task in revisions.revision_tasks(connection, revision_id)}
    joined = join_classes([*classes.items(), (new, old)], dict.fromkeys(placed, 1))
    return joined[new] != joined[old]


def _task(connection: Connection, task_id: int) -> tuple[int, str]:
    found = lineage.plan_and_uid(connection, task_id)
    if found is None:
        raise InputError("task_unknown", text=task_id)
    return found
