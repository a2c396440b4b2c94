"""Open reasons: which tasks ask for one, what of it has been given, and giving the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from planreview.domain.operations import FINDINGS
from planreview.domain.review import APPROVER, DOCUMENT, REASON, REASON_PARTS, Receipt, TaskFilter, TaskRow
from planreview.domain.verdicts import NOT_STARTED, OUT
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services import queries, review
from planreview.services.workspace import Workspace
from planreview.store.tasks import reasons_open
from planreview.text import clean_line, show


@dataclass(frozen=True, slots=True)
class Asking:
    """Tasks whose reason is open, in plan order, and what is to be said beside them.

    ``widened``: none of those that were meant asks, so these are all there are. ``others`` is how many others ask where none of
    those that were meant does, ``unasked`` how many tasks that are not started ask for none, ``cities`` the city of each plan by
    row id."""

    rows: tuple[TaskRow, ...]
    widened: bool
    others: int
    unasked: int
    cities: Mapping[int, str]


def asking(
    ws: Workspace, chosen: TaskFilter | None = None, *, widen: bool = False, cities: Mapping[int, str] | None = None
) -> Asking:
    """What asks for a reason of those tasks that a filter means, or of all; with ``widen`` of all where none of those does.

    ``cities`` as it was given before, once it is known."""
    # Of one state: a reason that is stored between two looks would leave a task that lacks nothing.
    with ws.store.reading():
        rows = _asking(ws, chosen)
        others = _asking(ws, None) if chosen is not None and not rows else ()
        widened = widen and bool(others)
        if widened:
            chosen, rows, others = None, others, ()
        known = cities or {plan.id: plan.city for plan in queries.plans(ws)}
        return Asking(rows, widened, len(others), _unasked(ws, chosen), known)


def _asking(ws: Workspace, chosen: TaskFilter | None) -> tuple[TaskRow, ...]:
    open_ = queries.open_reasons(ws) if chosen is None else queries.task_ids(ws, replace(chosen, reason_open=True))
    return tuple(queries.task_rows(ws, open_))


def _unasked(ws: Workspace, chosen: TaskFilter | None) -> int:
    meant = chosen or TaskFilter(supervised=None)
    if meant.reason_open or (meant.verdicts is not None and NOT_STARTED not in meant.verdicts):
        return 0
    return queries.sums(ws, replace(meant, verdicts=(NOT_STARTED,), reason_open=False)).total


def begun(ws: Workspace) -> dict[tuple[int, str], str]:
    """What the person has begun to write of reasons and not stored: drafts by task and part of ``REASON_PARTS``."""
    drafts = (*review.drafts(ws), *review.drafts_beside(ws))
    # A note of another kind that is being written stays what it is.
    return {(one.task_id, one.kind): clean_line(show(one.body)) for one in drafts if one.kind in REASON_PARTS}


def give(ws: Workspace, row: TaskRow, fields: Mapping[str, str]) -> Receipt:
    """Store what was typed of ``REASON_PARTS`` for a task as it was then; the draft of its reason is no longer needed.

    Raises :class:`InputError` reason_overtaken: what takes a task out of the base again would cover a verdict found since."""
    reason, draft = fields[REASON], (row.id, REASON)
    if row.verdict not in OUT:
        return review.add_note(ws, (row.id,), reason, kind=REASON, discards=draft)
    for now in queries.task_rows(ws, (row.id,)):
        if now.verdict != row.verdict:
            raise InputError("reason_overtaken", verdict=verdict_set().by_key(now.verdict).word)
    return review.mark(
        ws,
        (row.id,),
        row.verdict,
        note=reason,
        note_kind=REASON,
        approver=fields[APPROVER] or None,
        document=fields[DOCUMENT] or None,
        discards=draft,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What was stored; ``complete`` are the tasks whose reason was open before and is not any more, ``lacks`` what the one
    task that it was about, if it was one, lacks still."""

    receipt: Receipt
    complete: tuple[int, ...]
    lacks: tuple[str, ...] = ()


def answered(ws: Workspace, task_ids: Sequence[int], store: Callable[[Workspace], Receipt]) -> Answered:
    """Store something about tasks, and say whose reason it completes."""
    with ws.store.reading() as connection:
        before = reasons_open(connection, task_ids)
    receipt = store(ws)
    still = set(receipt.reasons_open)
    rows = queries.task_rows(ws, task_ids) if still and len(task_ids) == 1 else []
    return Answered(receipt, tuple(one for one in before if one not in still), rows[0].lacks if rows else ())


def given(ws: Workspace, row: TaskRow) -> dict[str, str]:
    """Of a task that left the base: the parts that have been given, as they were said last."""
    detail = queries.task_detail(ws, row.id)
    said: dict[str, str] = {}
    for note in detail.notes:
        if note.kind in (None, REASON) and REASON not in row.lacks:
            said[REASON] = note.body
    findings = (entry for entry in detail.history if entry.live and entry.kind in FINDINGS)
    for entry in takewhile(lambda one: one.payload.get("verdict") == row.verdict, findings):
        for name in (APPROVER, DOCUMENT):
            if entry.payload.get(name):
                said.setdefault(name, str(entry.payload[name]))
    return {name: said[name] for name in REASON_PARTS if name in said and name not in row.lacks}
