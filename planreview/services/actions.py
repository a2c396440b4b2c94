"""Look back on what was done, by all or by oneself, and go back to a point of one's own actions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from planreview.domain.actions import Action, ActionPage, Place, Turned, Way
from planreview.domain.operations import REDO, UNDO
from planreview.domain.past import HistoryEntry
from planreview.domain.place_names import whereabouts
from planreview.domain.review import Receipt, TaskDetail
from planreview.errors import InputError
from planreview.services import queries, review
from planreview.services.care import history_entries
from planreview.services.workspace import Workspace
from planreview.store import actions as rows
from planreview.store import queries as store_queries
from planreview.store.handle import Connection
from planreview.store.history import HistoryRow
from planreview.store.tasks import tasks_of_batch
from planreview.store.turns import redo_chain, undo_chain

__all__ = ["activity", "device_at", "go_back", "kinds", "own_actions", "persons", "tasks_of", "turn", "way_to"]

PAGE = 60
# Longer ways are not looked along: nobody takes back ten thousand actions at once.
_FAR = 10_000


def activity(
    ws: Workspace,
    *,
    before: Place | None = None,
    person: str | None = None,
    kinds: Collection[str] | None = None,
    until: date | None = None,
    limit: int = PAGE,
) -> ActionPage:
    """What all did, the newest first: a page behind ``before``; of one person, of some kinds, recorded by the end of a day."""
    start = before or (rows.FIRST if until is None else _end_of(until))
    with ws.store.reading() as connection:
        found = rows.newest_batches(connection, start, limit, person, kinds)
        actions = _actions(connection, [batch for batch, _ in found])
        placed = dict(found)
    actions = tuple(replace(one, place=placed[one.batch]) for one in actions)
    return ActionPage(actions, found[-1][1] if len(found) == limit else None)


def own_actions(ws: Workspace, device: str, *, limit: int = PAGE) -> tuple[tuple[Action, ...], str | None, str | None]:
    """The newest actions of this person on a device, undone or not; and which of them is undone, and redone, next."""
    with ws.store.reading() as connection:
        batches = [batch for batch, _, _ in islice(rows.own_batches(connection, ws.person, device), limit)]
        next_undo = next(undo_chain(connection, ws.person, device), None)
        next_redo = next(redo_chain(connection, ws.person, device), None)
        return _actions(connection, batches), next_undo, next_redo


def way_to(ws: Workspace, device: str, batch: str) -> Way:
    """The steps after which an action of one's own is undone where it counts, or counts again where it was undone."""
    with ws.store.reading() as connection:
        for kind, chain in ((UNDO, undo_chain), (REDO, redo_chain)):
            steps = list(islice(chain(connection, ws.person, device), _FAR))
            if batch in steps:
                steps = steps[: steps.index(batch) + 1]
                tasks = {task for one in steps for task in tasks_of_batch(connection, one)}
                return Way(kind, tuple(steps), len(tasks))
    return Way(UNDO, (), 0)


def go_back(ws: Workspace, way: Way) -> Receipt:
    """Take all the steps of a way, each an undo or redo of its own, or none of them.

    Raises :class:`InputError` action_moved where what is next is not what the way begins with: somebody has acted since.
    """
    chain = undo_chain if way.kind == UNDO else redo_chain
    touched: dict[int, None] = {}
    receipt: Receipt | None = None
    with ws.store.transaction() as connection:
        for batch in way.batches:
            if next(chain(connection, ws.person, ws.device), None) != batch:
                raise InputError("action_moved")
            receipt = review.turn(ws, connection, way.kind, batch)
            touched.update(dict.fromkeys(receipt.task_ids))
    if receipt is None:
        raise InputError("nothing_to_undo")
    return replace(receipt, task_ids=tuple(touched))


def turn(ws: Workspace, kind: str) -> Turned:
    """Undo the newest action of this person on this device, or do again what was undone last, and know what that changes.

    Raises :class:`InputError` nothing_to_undo, nothing_to_redo.
    """
    chain = undo_chain if kind == UNDO else redo_chain
    with ws.store.reading() as connection:
        tasks = tasks_of_batch(connection, next(chain(connection, ws.person, ws.device), ""))
    before = _one(ws, tasks)
    receipt = review.undo(ws) if kind == UNDO else review.redo(ws)
    with ws.store.reading() as connection:
        action = next(iter(_actions(connection, [str(receipt.values["batch"])])), None)
    # Somebody at another window may have acted in between: then nothing is said of what was before.
    return Turned(receipt, action, before, _one(ws, tasks)) if receipt.task_ids == tuple(tasks) else Turned(receipt, action)


def _one(ws: Workspace, tasks: Sequence[int]) -> TaskDetail | None:
    with suppress(InputError):
        return queries.task_detail(ws, tasks[0]) if len(tasks) == 1 else None
    return None


def tasks_of(ws: Workspace, batch: str) -> tuple[int, ...]:
    """The tasks that an action is about."""
    with ws.store.reading() as connection:
        return tuple(tasks_of_batch(connection, batch))


def persons(ws: Workspace) -> tuple[str, ...]:
    """Everybody who has written in this store."""
    with ws.store.reading() as connection:
        return rows.known_persons(connection)


def kinds(ws: Workspace) -> tuple[str, ...]:
    """The kinds of operation in this store."""
    with ws.store.reading() as connection:
        return rows.known_kinds(connection)


def device_at(device_file: Path) -> str:
    """The device whose identity stands in a file; one that no operation is of where there is none."""
    from planreview.store.device import device_name

    return device_name(device_file)


def _actions(connection: Connection, batches: Sequence[str]) -> tuple[Action, ...]:
    found = rows.action_rows(connection, batches)
    turned = {batch: of for batch in batches if batch in found and (of := rows.turned_batch(found[batch].entry))}
    found |= rows.action_rows(connection, [of for of in turned.values() if of not in found])
    single = [row.task_id for row in found.values() if row.task_id is not None]
    tasks = store_queries.task_rows(connection, single)
    # Tasks of several plans have the same numbers.
    where = whereabouts(store_queries.plan_rows(connection, ids={row.plan_id for row in tasks})).labels
    titles = {
        row.id: " ".join(filter(None, (where.get(row.plan_id), str(row.number or row.label or ""), row.title))) for row in tasks
    }
    listed = [HistoryRow(row.entry, row.task_id, row.live) for row in found.values()]
    entries = {entry.batch: entry for entry in history_entries(connection, listed)}
    made = {batch: _action(entries[batch], row, titles) for batch, row in found.items()}
    return tuple(
        replace(one, about=about, tasks=about.tasks, task_id=about.task_id, title=about.title) if about else one
        for one, about in ((made[batch], made.get(turned.get(batch, ""))) for batch in batches if batch in made)
    )


def _action(entry: HistoryEntry, row: rows.ActionRow, titles: dict[int, str]) -> Action:
    title = titles.get(row.task_id, "") if row.task_id is not None else ""
    return Action(entry, row.entry.order, row.seq, row.tasks, row.task_id, title, several=row.several)


def _end_of(day: date) -> Place:
    """The first place of the log behind a day of this machine's zone."""
    midnight = datetime(day.year, day.month, day.day).astimezone() + timedelta(days=1)
    return int(midnight.timestamp() * 1000) << 16, "", 0
