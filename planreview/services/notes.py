"""Edit notes with their history kept: the newest wording stands, every earlier one stays in the log; an empty one withdraws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planreview.domain.operations import NOTE, OperationDraft
from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.services.acting import receipt_of
from planreview.services.drafts import discard_draft
from planreview.services.review import note_payload
from planreview.services.workspace import Workspace
from planreview.store import spoken as rows
from planreview.text import clean


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a note; an empty ``text`` says that it was withdrawn."""

    kind: str | None
    text: str
    person: str
    on: date
    recorded_at: str


@dataclass(frozen=True, slots=True)
class NoteHistory:
    """A note with its wordings, the first one first; ``id`` is the operation that wrote it."""

    id: str
    versions: tuple[Version, ...]

    @property
    def now(self) -> Version:
        """How it reads."""
        return self.versions[-1]


def note_histories(ws: Workspace, task_id: int) -> tuple[NoteHistory, ...]:
    """The notes of a task with all their wordings, the oldest first; withdrawn ones too."""
    with ws.store.reading() as connection:
        found = rows.note_versions(connection, task_id)
    return tuple(
        NoteHistory(
            note,
            tuple(
                Version(
                    str(one.payload["kind"]) if one.payload.get("kind") else None,
                    str(one.payload.get("text", "")),
                    one.person,
                    date.fromisoformat(one.effective_on),
                    one.recorded_at,
                )
                for one in versions
            ),
        )
        for note, versions in found.items()
    )


def edit_note(
    ws: Workspace, note_id: str, text: str, *, kind: str | None = None, discards: tuple[int, str] | None = None
) -> Receipt:
    """Word a note anew; an empty text withdraws it. ``discards`` is the draft that it was typed as (task, kind).

    Raises :class:`InputError` note_gone, note_unchanged, note_kind_unknown.
    """
    body = clean(text).strip()
    with ws.store.transaction() as connection:
        found = rows.note_owner(connection, note_id)
        if found is None:
            raise InputError("note_gone")
        if (found["body"], found["kind"]) == (body, kind):
            raise InputError("note_unchanged")
        payload = note_payload(body, kind) | {"edits": note_id}
        if discards is not None:
            discard_draft(connection, *discards, ws.person)
        batch = ws.append([OperationDraft(NOTE, found["uid"], payload)])
        return receipt_of(connection, batch, NOTE, [found["item_id"]], {"kind": kind, "edits": note_id})
