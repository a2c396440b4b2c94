"""What a digit does on the review screen: the verdict is stored, then seen, then what there is to tell of it is told.

What is told takes lines: the screen is laid out anew for it, which the verdict need not wait for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.review import Receipt
from planreview.errors import PlanreviewError
from planreview.tui.toasts import LASTING

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace
    from planreview.tui.screens.review import ReviewScreen


async def mark(screen: ReviewScreen, task_ids: tuple[int, ...], verdict: str | None) -> None:
    """Record a verdict; the rows are repainted when it is stored."""
    from planreview.services import review

    with contextlib.suppress(PlanreviewError):
        receipt = await _store(screen, lambda ws: review.mark(ws, task_ids, verdict))
        if receipt.reasons_open and verdict is not None:
            screen.ask_for_reason(verdict)
        await _tell_of_no_round(screen, verdict)


async def carry_one(screen: ReviewScreen, ids: tuple[int, ...]) -> None:
    """Carry the last round's verdict over on one task; the row is repainted when it is stored."""
    from planreview.services import carrying

    with contextlib.suppress(PlanreviewError):
        await _store(screen, lambda ws: carrying.carry(ws, ids))


async def _store(screen: ReviewScreen, job: Callable[[Workspace], Receipt]) -> Receipt:
    receipt = await screen.desk.write(job)
    await screen.tasks.seen()
    screen.desk.next_action()
    return receipt


async def _tell_of_no_round(screen: ReviewScreen, verdict: str | None) -> None:
    """Say once that a verdict belongs to no round, where there are rounds and none is open."""
    from planreview.services import rounds

    if screen.loader.rounds is not None:
        screen.told_of_no_round = False
    elif verdict is not None and not screen.told_of_no_round:
        screen.told_of_no_round = True
        if await screen.desk.read(rounds.any_round):
            screen.notify(t("review.no_round"), markup=False, timeout=LASTING)
