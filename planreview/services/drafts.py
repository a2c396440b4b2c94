"""Notes that are being typed: kept on this machine only, so that nothing typed is lost before it becomes an operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planreview.errors import InputError
from planreview.services.workspace import Workspace
from planreview.store import drafts as rows
from planreview.store.handle import Connection
from planreview.store.tasks import uids_of_tasks
from planreview.text import clean


@dataclass(frozen=True, slots=True)
class Draft:
    """A note in the making on a task; ``saved_at`` is UTC."""

    task_id: int
    kind: str | None
    body: str
    saved_at: str


def save_draft(ws: Workspace, task_id: int, text: str, kind: str | None = None) -> None:
    """Keep what is being typed; an empty text drops the draft. Raises :class:`InputError`: task_gone."""
    body = clean(text)
    with ws.store.transaction() as connection:
        uid = _uid(connection, task_id)
        if body.strip():
            moment = ws.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
            rows.write_draft(connection, uid, ws.person, kind, body, moment)
        else:
            rows.delete_drafts(connection, [uid], ws.person)


def drop_draft(ws: Workspace, task_id: int) -> None:
    """Forget what was being typed. Raises :class:`InputError`: task_gone."""
    with ws.store.transaction() as connection:
        rows.delete_drafts(connection, [_uid(connection, task_id)], ws.person)


def drafts(ws: Workspace) -> tuple[Draft, ...]:
    """The drafts in this store, the newest first: those of this person; a reader, who is nobody, sees all."""
    with ws.store.reading() as connection:
        return tuple(Draft(*row) for row in rows.read_drafts(connection, ws.person or None))


def discard_drafts(connection: Connection, uids: Sequence[str], person: str) -> None:
    """Forget drafts that became notes, in the transaction of these."""
    rows.delete_drafts(connection, uids, person)


def _uid(connection: Connection, task_id: int) -> str:
    found = uids_of_tasks(connection, [task_id])
    if task_id not in found:
        raise InputError("task_gone", id=task_id)
    return found[task_id]
