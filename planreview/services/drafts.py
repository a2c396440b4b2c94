"""Notes that are being typed: kept on this machine only, so that nothing typed is lost before it becomes an operation."""

from __future__ import annotations

import json
from collections.abc import Mapping

from planreview.domain.operations import canonical
from planreview.domain.records import dataclass
from planreview.domain.review import APPROVER, DOCUMENT, NOTE_KINDS
from planreview.errors import InputError
from planreview.services.workspace import Workspace
from planreview.store import drafts as rows
from planreview.store.handle import Connection
from planreview.store.tasks import uids_of_tasks
from planreview.text import clean

# Kept as drafts of their own: what is typed beside a reason is no note.
BESIDE = (APPROVER, DOCUMENT)
# In front of the id of a note that is being worded anew.
EDIT = "edit:"
# In front of the name of a dialog whose lines are being filled in.
FORM = "form:"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note in the making on a task; ``saved_at`` is UTC."""

    task_id: int
    kind: str | None
    body: str
    saved_at: str


def save_draft(ws: Workspace, task_id: int, text: str, kind: str | None = None) -> None:
    """Keep what is being typed, one draft for each kind of note; an empty text drops that one.

    Raises :class:`InputError`: task_gone.
    """
    with ws.store.transaction() as connection:
        keep_draft(ws, connection, task_id, text, kind)


def keep_draft(ws: Workspace, connection: Connection, task_id: int, text: str, kind: str | None) -> None:
    """What :func:`save_draft` does, inside a transaction that stores the rest of what was typed."""
    body = clean(text)
    uid = _uid(connection, task_id)
    if body.strip():
        moment = ws.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
        rows.write_draft(connection, uid, ws.person, kind, body, moment)
    else:
        rows.delete_draft(connection, uid, ws.person, kind)


def save_behind(ws: Workspace, task_id: int, text: str, kind: str | None = None) -> str:
    """Keep what is being typed behind a draft of that kind which nobody has seen; that one, empty where there is none.

    Raises :class:`InputError`: task_gone.
    """
    with ws.store.transaction() as connection:
        before = rows.read_draft(connection, _uid(connection, task_id), ws.person, kind)
        keep_draft(ws, connection, task_id, "\n".join(filter(None, (before, text))), kind)
        return before


def in_front(before: str, typed: str) -> str:
    """A line with what was kept of it, which was read only after more had been typed, in front: neither is lost."""
    return typed if before == typed else " ".join(filter(None, (before, typed)))


def drop_draft(ws: Workspace, task_id: int, kind: str | None = None) -> None:
    """Forget the draft of one kind on a task; those of other kinds stay. Raises :class:`InputError`: task_gone."""
    with ws.store.transaction() as connection:
        discard_draft(connection, task_id, kind, ws.person)


def take_over(ws: Workspace, person: str) -> None:
    """Act as ``person`` from now on; what is being typed goes along."""
    with ws.store.transaction() as connection:
        rows.hand_over(connection, ws.person, person, ("", *NOTE_KINDS))
    ws.person = person


def drafts(ws: Workspace) -> tuple[Draft, ...]:
    """The drafts of notes in this store, the newest first: those of this person; a reader, who is nobody, sees all."""
    return tuple(draft for draft in _all(ws) if draft.kind not in BESIDE and not (draft.kind or "").startswith((EDIT, FORM)))


def drafts_beside(ws: Workspace) -> tuple[Draft, ...]:
    """Approvers and document numbers that were typed beside a reason and not stored; ``kind`` says which of the two."""
    return tuple(draft for draft in _all(ws) if draft.kind in BESIDE)


def edit_draft(ws: Workspace, task_id: int, note_id: str) -> tuple[str, ...]:
    """What this person was making of a note on a task and has not stored; none, or one text."""
    return tuple(draft.body for draft in _all(ws) if (draft.task_id, draft.kind) == (task_id, EDIT + note_id))


def save_form(ws: Workspace, task_id: int, kind: str, values: Mapping[str, str]) -> None:
    """Keep the lines of a dialog, by name; none drops them. Raises :class:`InputError`: task_gone."""
    save_draft(ws, task_id, canonical(dict(values)) if values else "", kind)


def form_draft(ws: Workspace, task_id: int, kind: str) -> tuple[dict[str, str], ...]:
    """The lines of a dialog that this person filled in on a task and has not stored; none, or one table."""
    found = next((draft.body for draft in _all(ws) if (draft.task_id, draft.kind) == (task_id, kind)), None)
    try:
        said = json.loads(found) if found else None
    except ValueError:
        said = None
    return ({str(name): text for name, text in said.items() if isinstance(text, str)},) if isinstance(said, dict) else ()


def _all(ws: Workspace) -> list[Draft]:
    with ws.store.reading() as connection:
        return [Draft(*row) for row in rows.read_drafts(connection, ws.person or None)]


def discard_draft(connection: Connection, task_id: int, kind: str | None, person: str) -> None:
    """Forget a draft, inside a transaction: that of the note it became."""
    rows.delete_draft(connection, _uid(connection, task_id), person, kind)


def done_with(ws: Workspace, connection: Connection, draft: tuple[int, str | None] | None) -> None:
    """Forget the draft (task, kind) that became what is being stored, inside its transaction; None: there is none."""
    if draft is not None:
        discard_draft(connection, *draft, ws.person)


def _uid(connection: Connection, task_id: int) -> str:
    found = uids_of_tasks(connection, [task_id])
    if task_id not in found:
        raise InputError("task_gone", id=task_id)
    return found[task_id]
