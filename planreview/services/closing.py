"""Close tasks (销号): apply, close, return, reopen; each step only where the one before it allows, with what is missing said."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.catalogue import t
from planreview.domain import closing as steps
from planreview.domain.operations import CLOSING, OperationDraft
from planreview.domain.review import Receipt, TaskRow
from planreview.errors import InputError
from planreview.services.acting import chosen_uids, receipt_of
from planreview.services.drafts import done_with
from planreview.services.workspace import Workspace
from planreview.store.queries import task_rows
from planreview.text import clean, show

# As many tasks as a refusal names.
_NAMED = 8


def take_step(
    ws: Workspace, task_ids: Sequence[int], step: str, *, reason: str = "", discards: tuple[int, str] | None = None
) -> Receipt:
    """Take a step of closing on tasks, all or none; ``return`` and ``reopen`` need a reason, the others may have a remark.
    ``discards`` is the draft that the reason was typed as (task, kind).

    Raises :class:`InputError` closing_unknown, closing_reason, closing_refused with what each task lacks, task_gone.
    """
    if step not in steps.STEPS:
        raise InputError("closing_unknown", text=show(step), known=", ".join(steps.STEPS))
    said = clean(reason).strip()
    if not said and step in {steps.RETURN, steps.REOPEN}:
        raise InputError("closing_reason", step=t(f"closing.step.{step}"))
    with ws.store.transaction() as connection:
        tasks, uids = chosen_uids(connection, task_ids)
        refused = [(row, lacks) for row in task_rows(connection, tasks) if (lacks := obstacles(row, step))]
        if refused:
            lines = [f"  {show(_named(row))}{t('closing.lacks', what=_listed(lacks))}" for row, lacks in refused[:_NAMED]]
            more = ["  ..."] if len(refused) > _NAMED else []
            what = t(f"closing.step.{step}")
            raise InputError("closing_refused", n=len(refused), step=what, tasks="\n".join((*lines, *more)))
        done_with(ws, connection, discards)
        payload = {"step": step, "reason": said} if said else {"step": step}
        batch = ws.append([OperationDraft(CLOSING, uid, payload) for uid in uids])
        return receipt_of(connection, batch, CLOSING, tasks, {"step": step})


def obstacles(row: TaskRow, step: str) -> tuple[str, ...]:
    """Why a step cannot be taken on a task: keys of ``closing.obstacle``; none where it can."""
    if step == steps.CLOSE and row.closing != steps.CLOSED:
        return steps.missing(row.closing, row.verdict, row.evidence)
    if step in steps.next_steps(row.closing):
        return ()
    if step in {steps.APPLY, steps.CLOSE}:
        return (f"already_{row.closing}",)
    return ("not_applied",) if step == steps.RETURN else ("not_closed",)


def _listed(lacks: Sequence[str]) -> str:
    return t("closing.and").join(t(f"closing.obstacle.{key}") for key in lacks)


def _named(row: TaskRow) -> str:
    return f"{row.number if row.number is not None else row.label or ''} {row.title}".strip()
