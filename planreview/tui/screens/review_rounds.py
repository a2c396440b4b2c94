"""What the keys of rounds, carrying over, closing, claims, evidence and notes do on the review screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.tui.screens.other_task import title_of_row

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


def title_of(screen: ReviewScreen, ids: tuple[int, ...]) -> str:
    """The task that is meant, or how many."""
    row = screen.tasks.current_row
    if len(ids) > 1 or row is None or row.id not in ids:
        return tn("review.tasks", len(ids))
    return title_of_row(row)


async def carry(screen: ReviewScreen) -> None:
    """Carry over on the selection, after a count; without a round the rounds come first."""
    from planreview.tui.screens.carry import CarryScreen

    if screen.loader.rounds is None:
        screen.notify(t("error.no_round_open.message"), severity="warning", markup=False)
        return
    ids = screen.tasks.marked()
    if ids:
        done = await screen.app.push_screen_wait(CarryScreen(ids, title_of(screen, ids)))
        if done is not None:
            screen.tasks.select(())
            screen.notify(done, markup=False, timeout=8)


async def apply(screen: ReviewScreen) -> None:
    """Apply for closing."""
    from planreview.domain.verdicts import COMPLETED
    from planreview.services import closing, queries

    ids = screen.tasks.marked()
    if ids:
        receipt = await screen.desk.write(lambda ws: closing.take_step(ws, ids, "apply"))
        said = tn("screens.closing.applied", len(receipt.task_ids))
        # The office may be told before it finds so itself: what keeps the task from being closed is said at once.
        rows = await screen.desk.read(lambda ws: queries.task_rows(ws, receipt.task_ids))
        unfinished = sum(row.verdict not in COMPLETED for row in rows)
        if unfinished:
            said += tn("screens.closing.not_yet", unfinished)
        screen.notify(said, markup=False, timeout=6 if unfinished else 3)
        if screen.tasks.selected:
            screen.tasks.select(())
        else:
            from planreview.tui.screens.review_moves import advance

            advance(screen)


async def closing(screen: ReviewScreen) -> None:
    """The next step of closing."""
    from planreview.tui.screens.closing import ClosingScreen

    ids = screen.tasks.marked()
    if ids:
        await screen.app.push_screen_wait(ClosingScreen(ids, title_of(screen, ids)))


async def self_report(screen: ReviewScreen) -> None:
    """Note what the department claims."""
    from planreview.tui.screens.self_report import SelfReportScreen

    ids = screen.tasks.marked()
    if ids:
        await screen.app.push_screen_wait(SelfReportScreen(ids, title_of(screen, ids)))


async def evidence(screen: ReviewScreen) -> None:
    """Note evidence, and see what there is."""
    from planreview.tui.screens.evidence import EvidenceScreen

    ids = screen.tasks.marked()
    if ids:
        await screen.app.push_screen_wait(EvidenceScreen(ids, title_of(screen, ids)))


async def notes(screen: ReviewScreen) -> None:
    """The notes of the task under the cursor, with every wording."""
    from planreview.tui.screens.notes import NotesScreen

    task = screen.tasks.current
    if task is not None:
        await screen.app.push_screen_wait(NotesScreen(task, title_of(screen, (task,))))


async def rounds(screen: ReviewScreen) -> None:
    """Rounds: open, carry over, close, figures."""
    from planreview.tui.screens.review_going import open_tasks
    from planreview.tui.screens.rounds import RoundsScreen

    row = screen.tasks.current_row
    looking = screen.looking
    # The part that is looked at is meant, where there is one; else every plan, or that of the task by one key.
    part = tuple(plan.id for plan in looking.plans_in(screen.loader.plans)) if looking.node else ()
    opened = await screen.app.push_screen_wait(RoundsScreen(row.plan_id if row else None, part))
    open_tasks(screen, opened)


ROUNDS = (carry, apply, closing, self_report, evidence, notes, rounds)
