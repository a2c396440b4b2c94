"""Open reasons: which tasks ask for one, what of it has been given, and giving the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from planreview.catalogue import t
from planreview.domain.operations import FINDINGS
from planreview.domain.review import APPROVER, DOCUMENT, REASON, REASON_PARTS, PlanInfo, Receipt, TaskFilter, TaskRow
from planreview.domain.verdicts import NOT_STARTED, OUT
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services import queries, review
from planreview.services.drafts import keep_draft
from planreview.services.workspace import Workspace
from planreview.store.tasks import reasons_open
from planreview.text import clean_line, show


@dataclass(frozen=True, slots=True)
class Asking:
    """Tasks whose reason is open, in plan order, and what is to be said beside them.

    ``widened``: none of those that were meant asks, so these are all there are. ``others`` is how many others ask where none of
    those that were meant does, ``unasked`` how many tasks that are not started ask for none, ``plans`` the plans by row id."""

    rows: tuple[TaskRow, ...]
    widened: bool
    others: int
    unasked: int
    plans: Mapping[int, PlanInfo]


def asking(
    ws: Workspace, chosen: TaskFilter | None = None, *, widen: bool = False, plans: Mapping[int, PlanInfo] | None = None
) -> Asking:
    """What asks for a reason of those tasks that a filter means, or of all; with ``widen`` of all where none of those does.

    ``plans`` as it was given before, once it is known."""
    # Of one state: a reason that is stored between two looks would leave a task that lacks nothing.
    with ws.store.reading():
        rows = _asking(ws, chosen)
        others = _asking(ws, None) if chosen is not None and not rows else ()
        widened = widen and bool(others)
        if widened:
            chosen, rows, others = None, others, ()
        known = plans or {plan.id: plan for plan in queries.plans(ws)}
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


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored of a reason, and what was typed for parts that somebody gave meanwhile: it stays a draft."""

    receipt: Receipt
    kept: dict[str, str]


def give(
    ws: Workspace, task_ids: Sequence[int], verdict: str | None, fields: Mapping[str, str], *, drafts_seen: bool = True
) -> Stored:
    """Store what was typed for the parts of ``REASON_PARTS`` that lack, for tasks as they were then; an empty text is none.

    The drafts of these parts, which the first task has, are no longer needed; those that nobody has seen stay as they are.

    Raises :class:`InputError` reason_overtaken: what takes a task out of the base again would cover a verdict found since;
    reason_given: all that was typed has been given since, and would cover that.
    """
    if verdict not in OUT:
        draft = (task_ids[0], REASON) if drafts_seen else None
        return Stored(review.add_note(ws, task_ids, fields[REASON], kind=REASON, discards=draft), {})
    # Looked at and stored in one: what another process stores in between would be covered unseen.
    with ws.store.transaction() as connection:
        rows = queries.task_rows(ws, task_ids)
        for row in rows:
            if row.verdict != verdict:
                raise InputError("reason_overtaken", verdict=verdict_set().by_key(row.verdict).word)
        typed = {part: text for part, text in fields.items() if text}
        kept = {part: text for part, text in typed.items() if not all(part in row.lacks for row in rows)}
        if kept and len(kept) == len(typed):
            raise InputError("reason_given", parts=t("lacks.and").join(t(f"lacks.{part}") for part in kept))
        taken = {part: text for part, text in typed.items() if part not in kept}
        receipt = review.mark(
            ws,
            task_ids,
            verdict,
            note=taken.get(REASON),
            note_kind=REASON,
            approver=taken.get(APPROVER),
            document=taken.get(DOCUMENT),
            inside=connection,
        )
        for part in fields if drafts_seen else ():
            keep_draft(ws, connection, task_ids[0], kept.get(part, ""), part)
        return Stored(receipt, kept)


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
