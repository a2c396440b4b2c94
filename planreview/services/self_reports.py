"""Self-reports (自评): what a department claims of its tasks, beside what the reviewer finds; neither overwrites the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planreview.domain.operations import SELF_REPORT, OperationDraft
from planreview.domain.review import Receipt
from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.services.acting import chosen_uids, receipt_of
from planreview.services.days import check_day
from planreview.services.drafts import done_with
from planreview.services.workspace import Workspace
from planreview.text import clean, show


def report_tasks(
    ws: Workspace,
    task_ids: Sequence[int],
    verdict: str | None,
    text: str = "",
    *,
    on: date | None = None,
    discards: tuple[int, str] | None = None,
) -> Receipt:
    """Record what the department claims: a verdict's key, words, or both. ``discards`` is the draft it was typed as (task, kind).

    Raises :class:`InputError` report_empty, verdict_unknown, task_gone, day_unthinkable.
    """
    check_day(on)
    body = clean(text).strip()
    if verdict is None and not body:
        raise InputError("report_empty")
    if verdict is not None and verdict not in KEYS:
        raise InputError("verdict_unknown", text=show(verdict), known=", ".join(KEYS))
    payload = {"verdict": verdict, "text": body}
    with ws.store.transaction() as connection:
        tasks, uids = chosen_uids(connection, task_ids)
        done_with(ws, connection, discards)
        batch = ws.append([OperationDraft(SELF_REPORT, uid, payload, on) for uid in uids])
        return receipt_of(connection, batch, SELF_REPORT, tasks, {"verdict": verdict})
