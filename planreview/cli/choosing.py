"""Which tasks a command means: references, a filter, or both; and the receipt of what was done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.cli import words
from planreview.cli.output import narrate, say, say_json
from planreview.domain.operations import ACTUAL, TARGET_CHANGE
from planreview.domain.review import REASON, Receipt, TaskFilter, TaskRow
from planreview.errors import InputError

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace


def chosen_tasks(ws: Workspace, references: Sequence[str], where: str | None) -> tuple[int, ...]:
    """The tasks that references and a filter mean, each once, in that order.

    Raises :class:`InputError` where a reference fits none or several, where a filter narrows nothing and does not say
    ``全部`` either (an empty variable of a script must not mean every task), or nothing is chosen at all.
    """
    from planreview.services.queries import resolve_tasks, task_ids

    chosen = dict.fromkeys(task for reference in references for task in resolve_tasks(ws, reference))
    if where is not None:
        from planreview.services.filter_text import parse_filter

        meant = parse_filter(ws, where)
        if meant == TaskFilter():
            raise InputError("cli_where_empty")
        chosen |= dict.fromkeys(task_ids(ws, meant))
    if not chosen:
        raise InputError("cli_no_task")
    return tuple(chosen)


def print_receipt(ws: Workspace, receipt: Receipt, done: str, *, as_json: bool, most: int | None = None) -> None:
    """The receipt of an action: JSON, or a line a task that begins with what was ``done``; reasons still asked for behind it.

    ``most``: as many lines are printed and the number of all tasks is told.
    """
    from planreview.services.queries import task_rows

    rows = {row.id: row for row in task_rows(ws, list(receipt.task_ids))}
    if as_json:
        from planreview.cli.records import receipt_record

        say_json(receipt_record(receipt, rows))
        _tell_covered(receipt)
        return
    for task in receipt.task_ids[:most]:
        if task in rows:
            say(task_line(done, rows[task]))
    if most is not None and len(receipt.task_ids) > most:
        narrate(tn("cli.tasks.count", len(receipt.task_ids)) + t("cli.tasks.shown", n=most))
    if not receipt.task_ids:
        say(done)
    _tell_lacking([rows[task] for task in receipt.reasons_open if task in rows])
    _tell_covered(receipt)


def _tell_lacking(rows: Sequence[TaskRow]) -> None:
    """How many tasks ask for a reason, and how many for an approval, each with what to type."""
    unreasoned = sum(REASON in row.lacks for row in rows)
    if unreasoned:
        narrate(tn("cli.reasons_open", unreasoned))
    unapproved = [row for row in rows if set(row.lacks) - {REASON}]
    if unapproved:
        parts = {part for row in unapproved for part in row.lacks} - {REASON}
        verdict = words.verdict_word(unapproved[0].verdict)
        narrate(tn("cli.approval_open", len(unapproved), parts=words.reason_parts(parts), verdict=verdict))


def _tell_covered(receipt: Receipt) -> None:
    """Say that a finding dated back is kept and does not stand: one of a later day does."""
    for (on, verdict), n in Counter((one.on, one.verdict) for one in receipt.covered).items():
        if receipt.kind in {ACTUAL, TARGET_CHANGE}:
            narrate(t("cli.covered_actual" if receipt.kind == ACTUAL else "adjust.covered", on=on))
        else:
            narrate(tn("cli.covered", n, on=on, verdict=words.verdict_word(verdict)))


def warn_if_later(ws: Workspace, receipt: Receipt, on: date | None) -> None:
    """Say so where an act is dated behind the as-of date: it is kept, and no figure shows it yet."""
    if on is None:
        return
    from planreview.services.queries import plans, task_rows

    touched = {row.plan_id for row in task_rows(ws, list(receipt.task_ids))}
    earlier = [plan.as_of for plan in plans(ws) if plan.id in touched and plan.as_of < on]
    if earlier:
        narrate(t("cli.later", on=on, as_of=min(earlier)))


def task_line(said: str, row: TaskRow) -> str:
    """What is said of a task, and which it is."""
    return f"{said}  {row.uid[: words.SHORT_ID]}  {words.place(row)}  {row.title}"
