"""Adjust (调整) a target or a due date with approval: the task stays in the base, measured by the new value from a day on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from planreview.catalogue import t
from planreview.domain.adjusting import DUE, FIELDS, same
from planreview.domain.operations import TARGET_CHANGE, OperationDraft
from planreview.domain.review import APPROVER, DOCUMENT, Covered, Receipt
from planreview.errors import InputError
from planreview.services.days import check_day
from planreview.services.drafts import done_with
from planreview.services.target_reading import understood
from planreview.services.targets import target_of
from planreview.services.workspace import Workspace
from planreview.store.adjustments import Held, as_of_plan, held_of_target, held_of_task
from planreview.store.handle import Connection
from planreview.store.tasks import owner_of_target
from planreview.text import clean_line


def adjust_target(
    ws: Workspace,
    target_id: int,
    values: Mapping[str, str],
    *,
    approver: str,
    document: str,
    on: date | None = None,
    discards: tuple[int, str] | None = None,
) -> Receipt:
    """Change what a target asks for, by the names of ``FIELDS``, from ``on`` or the as-of date of its plan.

    ``discards`` is the draft that it was typed as (task, kind). An empty text takes a range's end, a baseline or a due date
    away. Several fields are one action. The receipt names the day of a later adjustment that stands in front of this one.
    Raises :class:`InputError`: adjust_lacks, adjust_nothing, adjust_same, target_unknown, day_unthinkable, and as
    :func:`understood`.
    """
    said = {name: values[name] for name in FIELDS if name in values}
    _check(said, approver, document, on)

    def held(connection: Connection, day: str) -> Held | None:
        return held_of_target(connection, target_id, day)

    with ws.store.transaction() as connection:
        owner = owner_of_target(connection, target_id)
        day = as_of_plan(connection, target_id=target_id)
        if owner is None or day is None:
            raise InputError("target_unknown", id=target_id)
        said = understood(said, ws.today(), target_of(connection, target_id, owner[1]))
        done_with(ws, connection, discards)
        return _adjust(ws, connection, held, owner[1], said, (approver, document), on, day)


def adjust_due(
    ws: Workspace,
    task_id: int,
    due: date,
    *,
    approver: str,
    document: str,
    on: date | None = None,
    discards: tuple[int, str] | None = None,
) -> Receipt:
    """Change a task's due date, from ``on`` or the as-of date of its plan; ``discards`` as :func:`adjust_target`.

    Raises :class:`InputError`: adjust_lacks, adjust_same, task_gone, day_unthinkable.
    """
    check_day(due)
    said = {DUE: due.isoformat()}
    _check(said, approver, document, on)

    def held(connection: Connection, day: str) -> Held | None:
        return held_of_task(connection, task_id, day)

    with ws.store.transaction() as connection:
        day = as_of_plan(connection, task_id=task_id)
        if day is None:
            raise InputError("task_gone", id=task_id)
        done_with(ws, connection, discards)
        return _adjust(ws, connection, held, task_id, said, (approver, document), on, day)


def _check(said: Mapping[str, str], approver: str, document: str, on: date | None) -> None:
    check_day(on)
    if not said:
        raise InputError("adjust_nothing")
    given = {APPROVER: clean_line(approver).strip(), DOCUMENT: clean_line(document).strip()}
    missing = [name for name, text in given.items() if not text]
    if missing:
        raise InputError("adjust_lacks", parts=t("adjust.and").join(t(f"adjust.{name}") for name in missing))


def _adjust(
    ws: Workspace,
    connection: Connection,
    held: Callable[[Connection, str], Held | None],
    task: int,
    said: Mapping[str, str],
    approval: tuple[str, str],
    on: date | None,
    as_of: str,
) -> Receipt:
    """Append an operation for each field that changes from what held on the day."""
    from_day = as_of if on is None else on.isoformat()
    before, now = held(connection, from_day), held(connection, max(from_day, as_of))
    assert before is not None and now is not None
    changed = {name: (before.values[name], text or None) for name, text in said.items()}
    changed = {name: pair for name, pair in changed.items() if not same(name, *pair)}
    if not changed:
        raise InputError("adjust_same")
    approver, document = (clean_line(text).strip() for text in approval)
    drafts = [
        OperationDraft(
            TARGET_CHANGE,
            before.subject,
            {
                "field": name,
                "old": old,
                "new": new,
                "approver": approver,
                "document": document,
                "stated": before.stated[name],
            },
            on,
        )
        for name, (old, new) in changed.items()
    ]
    later = [one.entry.effective_on for one in now.changes if one.field in changed and from_day < one.entry.effective_on <= as_of]
    batch = ws.append(drafts)
    covered = (Covered(task, date.fromisoformat(max(later))),) if later else ()
    values: dict[str, object] = {name: list(pair) for name, pair in changed.items()}
    return Receipt(batch, TARGET_CHANGE, (task,), values=values, covered=covered)
