"""Review tasks: verdicts, notes, actual values, scope, the as-of date, and taking any of it back.

Each call is one transaction and one batch of operations; when it returns, it is on the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from decimal import Decimal

from planreview.domain import operations as kinds
from planreview.domain.folding import verdict_of
from planreview.domain.operations import OperationDraft, batch_subject
from planreview.domain.records import replace
from planreview.domain.review import NOTE_KINDS, UNREVIEWED, Covered, Receipt
from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.services.acting import chosen, chosen_uids, receipt_of
from planreview.services.days import check_day
from planreview.services.drafts import (
    Draft,
    done_with,
    drafts,
    drafts_beside,
    drop_draft,
    save_behind,
    save_draft,
)
from planreview.services.workspace import Workspace
from planreview.store.handle import Connection
from planreview.store.indicators import twins_of
from planreview.store.tasks import (
    actual_day,
    batch_kind,
    findings_in_force,
    owner_of_target,
    tasks_of_batch,
)
from planreview.text import clean, clean_line

__all__ = [
    "Draft",
    "add_note",
    "drafts",
    "drafts_beside",
    "drop_draft",
    "mark",
    "record_actual",
    "redo",
    "save_behind",
    "save_draft",
    "set_as_of",
    "set_scope",
    "undo",
]

_date = date.fromisoformat


def mark(
    ws: Workspace,
    task_ids: Sequence[int],
    verdict: str | None,
    *,
    note: str | None = None,
    note_kind: str | None = None,
    on: date | None = None,
    approver: str | None = None,
    document: str | None = None,
    inside: Connection | None = None,
) -> Receipt:
    """Give the tasks a verdict (a key, or None or ``unreviewed`` to clear it), with a note where there is one; ``inside`` a
    transaction that looks at more than that, or in one of its own.

    The receipt names the tasks where a finding of a later day than ``on`` stands.

    Raises :class:`InputError`: verdict_unknown, task_gone, note_kind_unknown, day_unthinkable.
    """
    check_day(on)
    payload: dict[str, object] = {}
    cleared = verdict is None or verdict == UNREVIEWED
    if not cleared:
        if verdict not in KEYS:
            raise InputError("verdict_unknown", text=verdict, known=", ".join(KEYS))
        said = {"verdict": verdict, "approver": clean_line(approver or ""), "document": clean_line(document or "")}
        payload = {name: value for name, value in said.items() if value}
    kind = kinds.CLEAR if cleared else kinds.VERDICT
    text = clean(note or "").strip()
    noted = note_payload(text, note_kind) if text else None
    with nullcontext(inside) if inside is not None else ws.store.transaction() as connection:
        found = chosen(connection, task_ids)
        operations = [
            OperationDraft(kind, one.uid, payload | {"round": one.round} if one.round else payload, on or _date(one.as_of))
            for one in found.values()
        ]
        if noted is not None:
            operations += [OperationDraft(kinds.NOTE, one.uid, noted, on or _date(one.as_of)) for one in found.values()]
        batch = ws.append(operations, items={one.uid: task for task, one in found.items() if task > 0})
        receipt = receipt_of(connection, batch, kind, found, {"verdict": None if cleared else verdict})
        return receipt if on is None else replace(receipt, covered=_covered(connection, receipt.task_ids, on))


def add_note(
    ws: Workspace,
    task_ids: Sequence[int],
    text: str,
    *,
    kind: str | None = None,
    on: date | None = None,
    discards: tuple[int, str | None] | None = None,
) -> Receipt:
    """Write a note on the tasks. ``discards`` is the draft that it was typed as (task, kind), done with now; no other is touched.

    Raises :class:`InputError`: note_empty and as above.
    """
    check_day(on)
    body = clean(text).strip()
    if not body:
        raise InputError("note_empty")
    payload = note_payload(body, kind)
    with ws.store.transaction() as connection:
        tasks, uids = chosen_uids(connection, task_ids)
        done_with(ws, connection, discards)
        batch = ws.append([OperationDraft(kinds.NOTE, uid, payload, on) for uid in uids])
        return receipt_of(connection, batch, kinds.NOTE, tasks, {"kind": kind})


def record_actual(ws: Workspace, target_id: int, value: Decimal | str | None, *, on: date | None = None) -> Receipt:
    """Record what has been reached of a target, in its unit; None: not yet published (待数). A text is read in that unit.

    The receipt says under ``value`` what was stored.
    Raises :class:`InputError`: target_unknown, actual_invalid, actual_percent, actual_negative, figure_unread,
    figure_not_in_unit, day_unthinkable.
    """
    from planreview.services.typed_figures import fitting

    check_day(on)
    with ws.store.transaction() as connection:
        owner = owner_of_target(connection, target_id)
        if owner is None:
            raise InputError("target_unknown", id=target_id)
        uid, task = owner
        figure = fitting(connection, value, target_id, task)
        said = None if figure is None else format(figure, "f")
        # What commits to the same shows it too.
        also = [twin.id for twin in twins_of(connection, [target_id]) if twin.id is not None]
        batch = ws.append([OperationDraft(kinds.ACTUAL, uid, {"value": said}, on)])
        receipt = receipt_of(connection, batch, kinds.ACTUAL, dict.fromkeys([task, *also]), {"value": said})
        day = actual_day(connection, target_id)
        if on is None or day is None or day <= on.isoformat():
            return receipt
        return replace(receipt, covered=(Covered(task, date.fromisoformat(day)),))


def set_scope(ws: Workspace, task_ids: Sequence[int], supervised: bool, *, reason: str = "") -> Receipt:
    """Set tasks aside (不列入督查) or take them back into the total."""
    payload = {"supervised": supervised, "reason": clean(reason).strip()}
    with ws.store.transaction() as connection:
        tasks, uids = chosen_uids(connection, task_ids)
        batch = ws.append([OperationDraft(kinds.SCOPE, uid, payload) for uid in uids])
        return receipt_of(connection, batch, kinds.SCOPE, tasks, {"supervised": supervised})


def set_as_of(ws: Workspace, day: date | None) -> Receipt:
    """Set the date that all figures are computed for; None: today, or the end of a plan that is over.

    Raises :class:`InputError`: day_unthinkable.
    """
    check_day(day)
    said = None if day is None else day.isoformat()
    with ws.store.transaction():
        batch = ws.append([OperationDraft(kinds.AS_OF, kinds.STORE, {"date": said})])
    return Receipt(batch, kinds.AS_OF, (), values={"date": said})


def undo(ws: Workspace) -> Receipt:
    """Take back the newest action of this person on this device; ``kind`` of the receipt is what was taken back.

    Raises :class:`InputError`: nothing_to_undo.
    """
    from planreview.store.turns import next_undo

    with ws.store.transaction() as connection:
        batch = next_undo(connection, ws.person, ws.device)
        if batch is None:
            raise InputError("nothing_to_undo")
        return turn(ws, connection, kinds.UNDO, batch)


def redo(ws: Workspace) -> Receipt:
    """Do again what this person took back last, unless they have acted since. Raises :class:`InputError`: nothing_to_redo."""
    from planreview.store.turns import next_redo

    with ws.store.transaction() as connection:
        batch = next_redo(connection, ws.person, ws.device)
        if batch is None:
            raise InputError("nothing_to_redo")
        return turn(ws, connection, kinds.REDO, batch)


def turn(ws: Workspace, connection: Connection, kind: str, batch: str) -> Receipt:
    """Undo or redo a batch that is next, inside a transaction."""
    tasks = tasks_of_batch(connection, batch)
    own = ws.append([OperationDraft(kind, batch_subject(batch))])
    return receipt_of(connection, own, batch_kind(connection, batch), tasks, {"batch": batch})


def _covered(connection: Connection, tasks: Sequence[int], on: date) -> tuple[Covered, ...]:
    """The tasks whose verdict is that of a later day than the one a finding was dated."""
    found = findings_in_force(connection, tasks)
    return tuple(
        Covered(task, date.fromisoformat(found[task].effective_on), verdict_of(found[task]))
        for task in tasks
        if task in found and found[task].effective_on > on.isoformat()
    )


def note_payload(body: str, kind: str | None) -> dict[str, object]:
    """What a note operation holds; raises :class:`InputError` note_kind_unknown."""
    if kind is not None and kind not in NOTE_KINDS:
        raise InputError("note_kind_unknown", text=kind, known=", ".join(NOTE_KINDS))
    return {"kind": kind, "text": body}
