"""The review screen: tree, list and detail, and the keys with which a plan is gone through.

It holds the parts together and nothing else: what is looked at stands in ``review_state``, what is read in
``review_loading``, what keys do in ``review_actions``.
"""

from __future__ import annotations

from functools import partial
from inspect import iscoroutinefunction
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from planreview.catalogue import t
from planreview.domain.review import TaskFilter
from planreview.domain.verdicts import UNREVIEWED
from planreview.presets import verdict_set
from planreview.tui.messages import GaveWay, Pointed, StoreChanged
from planreview.tui.screens import (
    review_actions,
    review_gone,
    review_hearing,
    review_last,
    review_list,
    review_marks,
    review_moves,
)
from planreview.tui.screens.review_heads import say
from planreview.tui.screens.review_keys import ON_TASKS, REVIEW_KEYS
from planreview.tui.screens.review_layout import BREAKPOINTS, arrange, follow_focus, is_covered
from planreview.tui.screens.review_loading import Loader
from planreview.tui.screens.review_return import keep_place
from planreview.tui.screens.review_state import Looking
from planreview.tui.widgets.bars import FilterBar, HeadBar, ListHead
from planreview.tui.widgets.facet_pane import FacetPane
from planreview.tui.widgets.key_bar import KeyBar
from planreview.tui.widgets.line_view import LineView
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.plan_tree import PlanTree
from planreview.tui.widgets.task_columns import current_words
from planreview.tui.widgets.task_detail import DetailPane
from planreview.tui.widgets.task_list import TaskList
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.tui.app import PlanreviewApp
    from planreview.tui.widgets.filter_line import FilterLine

# Seconds in which digits are not taken after the cursor was moved by somebody else.
UNSURE = 1.0
# Seconds before it is said again how a reason is given.
REASONS_AGAIN = 20.0
# Digits that are no verdict: applying for closing, carrying over; the second is done at once on one task.
STEPS, AT_ONCE = {"6": "apply", "9": "carry"}, ("9",)


class ReviewScreen(Screen[None]):
    """One plan, many plans, or the tasks behind a figure; one digit gives a verdict and goes on."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = REVIEW_KEYS
    AUTO_FOCUS = "#list"

    head = getters.query_one("#head", HeadBar)
    side = getters.query_one("#side", Vertical)
    filter_bar = getters.query_one("#filter", FilterBar)
    plan_tree = getters.query_one("#tree", PlanTree)
    tasks = getters.query_one("#list", TaskList)
    detail = getters.query_one("#detail", DetailPane)
    foot = getters.query_one("#keys", KeyBar)

    def __init__(self) -> None:
        super().__init__()
        self.looking = Looking()
        self.loader = Loader(self)
        self._unsure_until = 0.0
        self._reasons_from: dict[str, float] = {}
        self._shown = self.filtered = False
        # What the list's head says of the section under the cursor.
        self.section = ""
        # Whether it was said that verdicts belong to no round.
        self.told_of_no_round = False
        # What a note typed behind a digit may be meant for.
        self.marked_last: review_last.Marked | None = None
        # What is wrong with the filter that is being typed.
        self.problem = ""

    def compose(self) -> ComposeResult:
        words = current_words()
        self.verdicts = verdict_set()
        # What the foot, the palette and the help say of a digit: the word of the office's own set.
        self.key_words = {f"digit('{entry.digit}')": entry.word for entry in self.verdicts.entries}
        yield HeadBar(id="head")
        yield FilterBar(id="filter")
        with Container(id="panes"):
            with Vertical(id="side"):
                yield ListHead(lambda cells: self.plan_tree.heading(cells - 1))
                yield PlanTree(id="tree")
                yield FacetPane(id="facets")
            with Vertical(id="work"):
                yield ListHead(partial(review_list.head_line, self), id="list-head")
                yield TaskList(words, id="list")
                yield Paragraph(id="empty")
            yield DetailPane(words, id="detail")
        yield KeyBar(id="keys")

    @property
    def desk(self) -> PlanreviewApp:
        """The app, which reads and writes."""
        return cast("PlanreviewApp", self.app)

    def on_mount(self) -> None:
        """Show the first page before anything else."""
        review_list.recall(self)
        self.loader.load_first()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    async def put_away(self) -> str:
        """Nothing is lost with the screen; the next time it opens where it was left."""
        keep_place(self)
        return ""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """At the first showing all parts have just been given their looks: giving them again takes a tenth of a first picture."""
        event.refresh_styles = self._shown
        self._shown = True

    @on(events.Resize)
    @on(GaveWay)
    def rearrange(self, event: Message) -> None:
        """Another width may hold more panes or fewer; lines for notices are the detail's, where it stands at the bottom."""
        arrange(self)
        if isinstance(event, events.Resize):
            # Once the parts have their new sizes.
            self.call_after_refresh(self.loader.see_anew)

    def watch_focused(self) -> None:
        """What has the focus is what is drawn."""
        follow_focus(self)

    def _repaint(self) -> None:
        for view in (self.plan_tree, self.tasks):
            view.repaint_all()
        self.detail.lay_out()

    def say(self) -> None:
        """Put the figures into the two lines above the list."""
        review_list.say_section(self)
        say(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A digit without a verdict does nothing, none does while the tree has the focus; while the tree lies over the
        list nothing is done to its tasks. A filter is cleared where there is one, or brought back."""
        if action == "digit":
            digit = str(parameters[0])
            known = self.verdicts.by_digit(digit) is not None or digit in STEPS
            return known and self.focused is not self.plan_tree and not is_covered(self)
        if parameters and parameters[0] in ON_TASKS:
            return not is_covered(self)
        return parameters != ("clear_filter",) or self.looking.narrows or self.looking.cleared != TaskFilter()

    def action_digit(self, digit: str) -> None:
        """Give the verdict of a digit to the selected tasks, or to the one under the cursor and go on to the next.

        Marks are queued in the order of the keys; the row is repainted when its mark is stored.
        """
        verdict = self.verdicts.by_digit(digit)
        ids = self.tasks.marked()
        if not ids or (verdict is None and digit not in STEPS):
            return
        if self.tasks.selected and self.has_class("-reading"):
            # They are not on the screen: one of them at most is.
            self.notify(t("review.selected_unseen", n=len(ids)), severity="warning", markup=False, timeout=6)
            return
        if monotonic() < self._unsure_until:
            # The task that was meant has just gone from under the cursor.
            self.app.bell()
            return
        if verdict is None:
            if len(ids) > 1 or self.loader.rounds is None or digit not in AT_ONCE:
                self.action_run(STEPS[digit])
                return
            mark = partial(review_marks.carry_one, self, ids)
        else:
            mark = partial(review_marks.mark, self, ids, None if verdict == UNREVIEWED else verdict)
        start(self, mark, "marks")
        if self.tasks.selected:
            self.tasks.select(())
        else:
            review_moves.advance(self)

    def action_run(self, name: str) -> None:
        """Do what a key stands for; what waits for a dialog or the store does so in a worker."""
        self.desk.next_action()
        review_last.forget_behind(self, name)
        action = review_actions.ACTIONS[name]
        if iscoroutinefunction(action):
            turn = self.desk.hold_keys()
            start(self, partial(review_actions.finish, action, self, turn), "actions")
        else:
            action(self)

    def on_store_changed(self, event: StoreChanged) -> None:
        """Bring what is shown up to date; a list keeps its rows while its own person marks them."""
        if event.own and event.task_ids is not None and self.tasks.holds(event.task_ids):
            self.tasks.forget(event.task_ids)
            self.loader.count_soon(self.tasks.plans_of(event.task_ids))
        else:
            self.tasks.forget()
            review_gone.reload(self, outside=not event.own)
        if event.task_ids is None or self.tasks.current in event.task_ids:
            self.loader.detail_soon()

    def ask_for_reason(self, verdict: str) -> None:
        """Say which key the reason is given with; not with every one of a row of such verdicts."""
        if monotonic() >= self._reasons_from.get(verdict, 0.0):
            self._reasons_from[verdict] = monotonic() + REASONS_AGAIN
            said = t("review.reason_asked", verdict=self.verdicts.by_key(verdict).word)
            self.notify(said, markup=False, timeout=8)

    def mistrust(self) -> None:
        """Another task comes under the cursor by itself: a digit on its way was meant for the one before."""
        self._unsure_until = monotonic() + UNSURE

    def lose_sight(self) -> None:
        """Another process has taken the task under the cursor out of the list."""
        self.mistrust()
        self.notify(t("review.task_gone"), severity="warning", markup=False, timeout=4)

    @on(PlanTree.Opened)
    @on(PlanTree.ScopeChosen)
    @on(PlanTree.Passed)
    @on(PlanTree.Folded)
    @on(TaskList.Wanted)
    @on(TaskList.SelectionChanged)
    def hear(self, event: Message) -> None:
        """What the tree and the list tell."""
        review_hearing.hear(self, event)

    @on(LineView.Moved, "#list")
    def follow(self) -> None:
        """The detail follows the cursor, and so does the section in the list's head, with the mark that is waited for."""
        review_last.forget_behind(self)
        if not self.tasks.owes:
            review_list.say_section(self)
        self.loader.detail_soon()

    @on(LineView.Picked, "#list")
    def open_task(self, event: LineView.Picked) -> None:
        """A second click opens what it is on, or the task."""
        from planreview.tui.screens.review_mouse import open_cell

        open_cell(self, event.x)

    def on_pointed(self, event: Pointed) -> None:
        """A click on a head, a count, a part of the detail."""
        from planreview.tui.screens.review_mouse import point

        point(self, event.what, event.which)

    @on(Input.Changed, "#search")
    def narrow(self, event: Input.Changed) -> None:
        """Narrow the list while typing."""
        from planreview.tui.screens import review_filtering

        review_filtering.narrow(self, cast("FilterLine", event.input))

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """The line is left; a digit typed behind it is for the list that was found."""
        from planreview.tui.screens import review_filtering

        self.workers.cancel_group(self, "list")
        start(self, partial(review_filtering.leave, self, event), "leaving")

    def complain(self, sentence: str) -> None:
        """Say beside the filter line what is wrong with it; an empty sentence clears that."""
        self.problem = sentence
        self.say()
