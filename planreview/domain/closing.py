"""Closing a task (销号): the department applies, the office checks and closes or returns, and may reopen."""

from __future__ import annotations

from collections.abc import Iterable

from planreview.domain.operations import CLOSING, FINDINGS
from planreview.domain.verdicts import COMPLETED

APPLY, CLOSE, RETURN, REOPEN = STEPS = ("apply", "close", "return", "reopen")
APPLIED, CLOSED, RETURNED = STATES = ("applied", "closed", "returned")
# What a task lacks before it can be closed.
NOT_DONE, NO_EVIDENCE, NOT_APPLIED = "not_done", "no_evidence", "not_applied"


def fold_closing(steps: Iterable[tuple[str, str | None, object]]) -> str | None:
    """How far closing has come, from (kind, verdict, step) of live operations in folding order.

    A verdict other than 完成 on a closed task reopens it; a step that is not legal where it stands (two machines took it at
    once) changes nothing.
    """
    state: str | None = None
    verdict: str | None = None
    for kind, found, step in steps:
        if kind in FINDINGS:
            verdict = found
            if state == CLOSED and verdict not in COMPLETED:
                state = None
        elif kind == CLOSING and step in next_steps(state):
            if step == CLOSE and verdict not in COMPLETED:
                continue
            state = {APPLY: APPLIED, CLOSE: CLOSED, RETURN: RETURNED}.get(str(step))
    return state


def next_steps(state: str | None) -> tuple[str, ...]:
    """The steps that are legal where a task stands."""
    if state == APPLIED:
        return CLOSE, RETURN
    return (REOPEN,) if state == CLOSED else (APPLY,)


def missing(state: str | None, verdict: str | None, evidence: int) -> tuple[str, ...]:
    """What a task lacks to be closed: that it was applied for, the verdict 完成, a piece of evidence."""
    lacking = {
        NOT_APPLIED: state != APPLIED,
        NOT_DONE: verdict not in COMPLETED,
        NO_EVIDENCE: evidence == 0,
    }
    return tuple(key for key, lacks in lacking.items() if lacks)
