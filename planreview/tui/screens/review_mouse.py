"""What the mouse does on the review screen beside the keys: heads sort, counts narrow, a second click opens what it is on."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.review import TaskFilter
from planreview.services.filter_order import TURNED
from planreview.tui.keys import spoken
from planreview.tui.screens.review_list import keep
from planreview.tui.widgets.list_columns import SORTED
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

# What a second click on a part of the list or of the detail does; on any other it opens the task in full.
OPENS = {
    "lead": "assign", "attainment": "actual", "gap": "actual", "due": "adjust", "self": "self_report", "notes": "notes",
    "evidence": "evidence", "targets": "targets", "departments": "assign", "history": "activity", "source": "document",
}  # fmt: skip
# The counts of the filter line, and what of a filter they count.
COUNTS = {
    "reasons": ("reason_open", True), "mismatches": ("mismatch", True), "overdue": ("overdue", True),
    "unassigned": ("departments", 0), "indicators": ("indicators", True), "selected": ("selected", True),
}  # fmt: skip
STEPS = ("6", "9")


def point(screen: ReviewScreen, what: str, which: Hashable) -> None:
    """Do what is expected of a click."""
    if what == "list-head" and isinstance(which, int):
        columns = screen.tasks.columns(screen.tasks.cells)
        sort_by(screen, columns.at(which))
    elif what == "count":
        _count(screen, str(which))
    elif what == "facet" and isinstance(which, tuple):
        _narrow(screen, which)
    elif what == "detail":
        open_part(screen, str(which))


def open_cell(screen: ReviewScreen, x: int) -> None:
    """A second click on a row: what its column is about, else the task in full."""
    head = screen.tasks.current is None
    open_part(screen, "title" if head else screen.tasks.columns(screen.tasks.cells).at(x))


def open_part(screen: ReviewScreen, part: str) -> None:
    """Open what a part is about."""
    if part in ("verdict", "light"):
        from planreview.tui.screens.review_actions import finish

        start(screen, partial(finish, _pick_verdict, screen, screen.desk.hold_keys()), "actions")
    else:
        screen.action_run(OPENS.get(part, "read"))


def sort_by(screen: ReviewScreen, column: str) -> None:
    """Sort by a column, the other way round where the list is sorted by it already."""
    order = next((order for order, key in SORTED.items() if key == column), None)
    if order is None:
        screen.notify(t("screens.columns.not_sorted"), markup=False, timeout=3)
        return
    looking = screen.looking
    looking.sort = TURNED + order if looking.sort == order else order
    keep(screen)
    screen.say()
    screen.loader.reload()


def _count(screen: ReviewScreen, key: str) -> None:
    if key == "back":
        screen.action_run("back_to_summary")
    elif key == "sort":
        sort_by(screen, SORTED[screen.looking.sort.removeprefix(TURNED)])
    elif key in COUNTS:
        _narrow(screen, COUNTS[key])
    else:
        screen.action_run("filter")


def _narrow(screen: ReviewScreen, part: tuple[str, object]) -> None:
    """Add a value to the filter, or take it away."""
    from planreview.tui.filter_parts import toggle

    start(screen, partial(_list, screen, toggle(screen.looking.filter, part)), "list", exclusive=True)


async def _list(screen: ReviewScreen, chosen: TaskFilter) -> None:
    from planreview.services.filter_format import format_filter
    from planreview.services.filter_text import Sentence

    looking = screen.looking
    words = await screen.desk.read(lambda ws: format_filter(ws, chosen))
    selected = screen.tasks.marked() if screen.tasks.selected else ()
    looking.take(Sentence(chosen, None if looking.sort == "plan" else looking.sort, looking.group), words, selected)
    await screen.loader.load()


async def _pick_verdict(screen: ReviewScreen) -> None:
    """Choose a verdict from all there are; what is chosen is done as by its digit."""
    from planreview.tui.screens.pick import PickScreen
    from planreview.tui.screens.review_rounds import title_of

    row, ids = screen.tasks.current_row, screen.tasks.marked()
    if row is None:
        return
    digits = {entry.digit: entry.both for entry in (*screen.verdicts.entries, screen.verdicts.unreviewed) if entry.digit}
    digits |= {digit: spoken(f"review.key.digit_{digit}") for digit in STEPS}
    here = next((entry.digit for entry in screen.verdicts.entries if entry.key == row.verdict), None)
    choices = [(digit, f"{digit} {words}") for digit, words in sorted(digits.items(), key=lambda one: (one[0] == "0", one[0]))]
    picked = await screen.app.push_screen_wait(PickScreen(title_of(screen, ids), choices, here))
    if picked is not None:
        screen.action_digit(str(picked[0]))
