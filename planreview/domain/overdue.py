"""Due dates: what is overdue (超期), and which date holds where the plan states none."""

from __future__ import annotations

from datetime import date

from planreview.domain.schedule import period_end
from planreview.domain.verdicts import COMPLETED, OUT


def is_overdue(due: date | None, as_of: date, verdict: str | None) -> bool:
    """Due before the as-of date, not completed and not out; an unreviewed task can be. A due date itself is still in time."""
    return due is not None and due < as_of and verdict not in COMPLETED and verdict not in OUT


def presumed_due(due: date | None, period: tuple[int, int], *, routine: bool) -> tuple[date | None, bool]:
    """The date that holds and whether it is presumed (推定): the period's end where none is stated.

    A routine task (常态: 长期坚持, 持续推进) without a date has none.
    """
    if due is not None or routine:
        return due, False
    return period_end(period), True
