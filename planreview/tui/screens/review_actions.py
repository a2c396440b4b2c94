"""What the keys of the review screen do, one function each; the screen finds them by name.

Screens they open and services that write are imported here and then, so that none of them delays the first picture.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.domain.operations import REDO, UNDO
from planreview.domain.review import TaskFilter
from planreview.errors import PlanreviewError
from planreview.tui.screens import review_moves
from planreview.tui.screens.results import DepartmentsState, SummaryState
from planreview.tui.screens.review_adjust import adjust
from planreview.tui.screens.review_assigning import assign
from planreview.tui.screens.review_going import GOING, plan_in_view, show_task
from planreview.tui.screens.review_layout import show_list
from planreview.tui.screens.review_rounds import ROUNDS
from planreview.tui.screens.review_split import split
from planreview.tui.screens.review_writing import actual, note

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

Action = Callable[["ReviewScreen"], Awaitable[None] | None]


async def finish(action: Callable[[ReviewScreen], Awaitable[None]], screen: ReviewScreen, turn: int) -> None:
    """See an action through, and end its hold of the keys; a failure that a person can mend has been shown by the app."""
    try:
        with contextlib.suppress(PlanreviewError):
            await action(screen)
    finally:
        await screen.desk.release_keys(turn)


async def undo(screen: ReviewScreen) -> None:
    """Take back the last action: what it was is said, and the key that does it again."""
    await _turn(screen, UNDO)


async def redo(screen: ReviewScreen) -> None:
    """Do again what was taken back."""
    await _turn(screen, REDO)


async def _turn(screen: ReviewScreen, kind: str) -> None:
    from planreview.presets import verdict_set
    from planreview.services import actions
    from planreview.tui.keys import key_for
    from planreview.tui.log_lines import turned_words

    turned = await screen.desk.write(lambda ws: actions.turn(ws, kind))
    key = key_for(screen.app, "review.redo", "U") if kind == UNDO else key_for(screen.app, "review.undo", "u")
    said = turned_words(turned, verdict_set())
    screen.notify(t("review.undone" if kind == UNDO else "review.redone", said=said, key=key), markup=False, timeout=6)
    if len(turned.receipt.task_ids) == 1:
        screen.tasks.go_to(turned.receipt.task_ids[0])


async def targets(screen: ReviewScreen) -> None:
    """See the targets of the task, add one, give one to a part."""
    from planreview.tui.screens.targets import TargetsScreen

    if screen.tasks.current is not None:
        await screen.app.push_screen_wait(TargetsScreen(screen.tasks.current))


async def scope(screen: ReviewScreen) -> None:
    """Put the selected tasks outside supervision, with the reason if there is one to say, or back inside."""
    from planreview.services import review
    from planreview.tui.screens.ask import AskScreen

    ids = screen.tasks.marked()
    row = screen.tasks.current_row
    if ids and row is not None:
        inside = not row.supervised
        asked = AskScreen(tn("screens.scope.title", len(ids)), t("screens.scope.remark"))
        reason = "" if inside else await screen.app.push_screen_wait(asked)
        if reason is None:
            return
        await screen.desk.write(lambda ws: review.set_scope(ws, ids, inside, reason=reason))
        screen.notify(tn("review.scope_in" if inside else "review.scope_out", len(ids)), markup=False, timeout=4)


async def reasons(screen: ReviewScreen) -> None:
    """Fill in the reasons that are open among what is listed, beginning with the task under the cursor."""
    from planreview.tui.screens.reasons import ReasonsScreen

    chosen = screen.looking.chosen()
    narrowed = None if chosen == TaskFilter() else chosen
    await screen.app.push_screen_wait(ReasonsScreen(narrowed, first=screen.tasks.current))


async def filter(screen: ReviewScreen) -> None:
    """Choose what is listed."""
    from planreview.services.filter_format import format_filter
    from planreview.tui.screens.filter import FilterScreen

    looking = screen.looking
    chosen = await screen.app.push_screen_wait(FilterScreen(looking.filter, looking.placed, looking.part))
    if chosen is not None:
        text = await screen.desk.read(lambda ws: format_filter(ws, chosen))
        screen.looking.narrow(chosen, text)
        show_list(screen)
        screen.loader.reload()


async def summary(screen: ReviewScreen) -> None:
    """The summary; a figure that is opened there is listed here."""
    await _summary(screen, screen.looking.summed())


async def back_to_summary(screen: ReviewScreen) -> None:
    """From the tasks of a figure to the summary or the departments they came from; else back to the list."""
    state = screen.looking.back()
    if state is None:
        screen.loader.reload()
    elif isinstance(state, DepartmentsState):
        await _departments(screen, state)
    else:
        await _summary(screen, state)


async def _summary(screen: ReviewScreen, state: SummaryState) -> None:
    from planreview.tui.screens.summary import SummaryScreen

    opened = await screen.app.push_screen_wait(SummaryScreen(state))
    # Who only looked goes on with what was listed before.
    screen.looking.opened = opened or screen.looking.opened
    if opened is not None:
        show_list(screen)
    screen.loader.reload()


async def export(screen: ReviewScreen) -> None:
    """Write the summary to a file."""
    from planreview.tui.screens.export import ExportScreen

    await screen.app.push_screen_wait(ExportScreen(screen.looking.summed()))


async def departments(screen: ReviewScreen) -> None:
    """The departments of the plan in view."""
    plan = plan_in_view(screen)
    if plan is not None:
        await _departments(screen, DepartmentsState(plan))


async def _departments(screen: ReviewScreen, state: DepartmentsState) -> None:
    from planreview.tui.screens.departments import DepartmentsScreen

    opened = await screen.app.push_screen_wait(DepartmentsScreen(state.plan, state))
    # Who only looked goes on with what was listed before.
    screen.looking.opened = opened or screen.looking.opened
    if opened is not None:
        show_list(screen)
    screen.loader.reload()


async def import_plan(screen: ReviewScreen) -> None:
    """Import a document, and go to its first task."""
    from planreview.services import queries
    from planreview.tui.screens.import_plan import ImportScreen

    result = await screen.app.push_screen_wait(ImportScreen())
    if result is not None:
        plan = TaskFilter(plans=(result.plan_id,), supervised=None)
        first = await screen.desk.read(lambda ws: queries.task_ids(ws, plan, limit=1))
        if first:
            # What storing it set off is read anew here.
            for group in ("gone", "list"):
                screen.workers.cancel_group(screen, group)
            await show_task(screen, first[0], tell=False)
            # Behind other plans it would be the last row in view.
            screen.tasks.go_to(first[0], top=True)


async def as_of(screen: ReviewScreen) -> None:
    """Set the date that figures are computed for."""
    from planreview.tui.screens.as_of import AsOfScreen

    await screen.app.push_screen_wait(AsOfScreen())


async def go_to(screen: ReviewScreen) -> None:
    """Put the cursor on a task by its number."""
    from planreview.tui.screens.go_to import GoToScreen

    row = screen.tasks.current_row
    found = await screen.app.push_screen_wait(GoToScreen(row.plan_id if row else None, screen.looking.chosen()))
    if found is not None:
        show_list(screen)
        if not screen.tasks.go_to(found):
            await show_task(screen, found)


async def help(screen: ReviewScreen) -> None:
    """All keys."""
    from planreview.tui.screens.help import HelpScreen

    await screen.app.push_screen_wait(HelpScreen())


async def help_part(screen: ReviewScreen) -> None:
    """What the part in focus shows, its keys and words."""
    from planreview.tui.screens.help import HelpScreen, part_of

    await screen.app.push_screen_wait(HelpScreen(part_of(screen)))


async def theme(screen: ReviewScreen) -> None:
    """Other colours."""
    from planreview.tui.screens.theme import ThemeScreen

    await screen.app.push_screen_wait(ThemeScreen())


async def key_maps(screen: ReviewScreen) -> None:
    """Which keys do what."""
    from planreview.tui.screens.key_maps import KeyMapsScreen

    await screen.app.push_screen_wait(KeyMapsScreen())


async def person(screen: ReviewScreen) -> None:
    """Under which name."""
    from planreview.tui.screens.review_person import ask_person

    await ask_person(screen)


async def language(screen: ReviewScreen) -> None:
    """The other language."""
    from planreview.tui.screens.review_language import speak_the_other

    await speak_the_other(screen)


async def copy(screen: ReviewScreen) -> None:
    """Copy what is meant."""
    from planreview.tui.screens.review_copy import copy

    await copy(screen)


async def quit(screen: ReviewScreen) -> None:
    """Leave; everything is stored already."""
    screen.app.exit(0)


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (
        undo, redo, note, actual, targets, assign, scope, reasons, filter, summary, export, departments, import_plan, as_of,
        go_to, help, help_part, theme, key_maps, person, language, copy, quit, back_to_summary, split, adjust,
        *review_moves.MOVES, *GOING, *ROUNDS,
    )
}  # fmt: skip
