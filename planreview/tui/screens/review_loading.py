"""What the review screen reads from the store, and when: first the page in view, then all else, nothing on the UI thread."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.timer import Timer
from textual.worker import Worker

from planreview.catalogue import t
from planreview.domain.review import PlanInfo, TaskDetail, TaskFilter
from planreview.tui.ahead import under_way
from planreview.tui.long_lists import LONG
from planreview.tui.questions import (
    Listing,
    counts,
    detail,
    first_listing,
    listing,
    opened_city,
    rows,
    source,
)
from planreview.tui.screens.review_counting import Counting
from planreview.tui.screens.review_layout import fill
from planreview.tui.screens.review_list import looked_through, say_section
from planreview.tui.screens.review_return import come_back
from planreview.tui.widgets.facet_pane import FacetPane
from planreview.tui.widgets.group_lines import GroupLines
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.domain.rounds import RoundSums
    from planreview.services.queries import Sums
    from planreview.tui.screens.review import ReviewScreen

# Seconds: the detail follows a cursor that rests, the figures a hand that pauses.
REST, SETTLE = 0.04, 0.25
# Documents whose lines are kept.
SOURCES = 4


class Loader:
    """Reads for one review screen; later readings of a kind replace earlier ones that are still waited for."""

    def __init__(self, screen: ReviewScreen) -> None:
        self.screen = screen
        self.plans: dict[int, PlanInfo] = {}
        # Whether all of the list has been read, and not its first page only.
        self.whole = False
        # Of the scope, and of what is listed of it.
        self.sums: Sums | None = None
        # Of the tasks of a filter by department: how many count there, how many it supports.
        self.roles: tuple[int, int] | None = None
        self.listed: Sums | None = None
        # Lines of documents by plan and revision.
        self._sources: dict[tuple[int, int] | None, tuple[str, ...]] = {}
        # How the scope stands in the open rounds; None where none is open.
        self.rounds: RoundSums | None = None
        # The text that is listed by what it means in pinyin.
        self.spoken = ""
        # The filter and order of what is listed.
        self._listed: tuple[TaskFilter, str] | None = None
        # The text that is marked where it was found.
        self._marked = ""
        # Plans whose tasks changed since the figures were read; None: all of them.
        self._changed: set[int] | None = None
        self._counting: Timer | None = None
        self.counting = Counting(screen)
        self._detailing: Timer | None = None

    @property
    def waits(self) -> bool:
        """Whether something is still to be asked for."""
        return self._detailing is not None or self._counting is not None

    @property
    def reading(self) -> list[Worker[Any]]:
        """The reading of the list that is under way."""
        return under_way(one for one in self.screen.workers if one.group == "list" and one.node is self.screen)

    def reload(self, *, outside: bool = False) -> None:
        """Read the list again, then the figures around it; ``outside``: because another process has written."""
        start(self.screen, partial(self.load, outside=outside), "list", exclusive=True)

    async def load(self, near: int | None = None, *, outside: bool = False) -> None:
        """Read the list with the page around ``near`` (the task under the cursor without)."""
        looking, tasks = self.screen.looking, self.screen.tasks
        before = tasks.current
        chosen = looking.chosen()
        # Of a long list the first page is shown while the rest is read on another lane, which keeps no row waiting.
        long = max(len(tasks.ids), self.sums.total if self.sums else 0) > LONG
        # What a filter or a figure lists is read from its beginning; without one the task under the cursor is kept in view.
        other = near is None and not outside and self._listed not in (None, (chosen, looking.sort))
        anew = other and looking.narrows
        wanted = await self._meant(chosen)
        if long and wanted is chosen and near is None and looking.group is None and self._listed != (chosen, looking.sort):
            page = await self.screen.desk.read(first_listing(wanted, looking.sort))
            if page.ids:
                self._show(page, first=True)
        self._listed = (chosen, looking.sort)
        around = near or (None if anew else tasks.current or before)
        found = await self.screen.desk.read(listing(wanted, looking.sort, around, looking.group), background=long)
        self.spoken = self.spoken if found.ids else ""
        self._show(found)
        if outside and before is not None and tasks.current != before and before not in tasks.ids:
            self.screen.lose_sight()
        if near is not None:
            tasks.go_to(near)
        elif anew or (other and before is not None and before not in found.ids):
            # Of another part of the tree the first task, unless the one under the cursor is of it too.
            tasks.move_to(0)
        self.count()

    async def _meant(self, chosen: TaskFilter) -> TaskFilter:
        """What a filter lists: its text, or what its letters mean in pinyin where nothing holds them as they are written."""
        was, self.spoken = self.spoken, ""
        if not chosen.text.strip():
            return chosen
        from planreview.tui.spoken import meant

        emptied = False

        def look() -> None:
            nonlocal emptied
            if was != chosen.text:
                # Titles that have not been read yet take a while.
                emptied = True
                self._show(Listing(array("q"), []))
                self.say_empty(t("review.looking_by_pinyin"))

        found = await meant(self.screen.desk, chosen, look)
        if emptied:
            self.say_empty()
        self.spoken = "" if found is chosen else chosen.text
        return found

    def load_first(self) -> None:
        """Show the first page if it has been read already; the whole list and the figures come when it has been painted."""
        found = self.screen.desk.first_page()
        whole = partial(start, self.screen, partial(come_back, self.screen), "list", exclusive=True)
        looking = self.screen.looking
        # That page is of the order of the documents.
        if found is not None and (looking.sort, looking.group) == ("plan", None):
            self._show(found, first=True)
            self._listed = (self.screen.looking.chosen(), self.screen.looking.sort)
            self.screen.call_after_refresh(whole)
        else:
            whole()

    def _show(self, found: Listing, *, first: bool = False) -> None:
        tasks, looking = self.screen.tasks, self.screen.looking
        folded = tasks.groups.folded if tasks.groups is not None else ()
        self._mark()
        tasks.sectioned = looking.sort == "plan" and found.groups is None
        groups = None if found.groups is None else GroupLines(found.groups, folded, filtered=looking.narrows)
        tasks.show(found.ids, found.rows, groups, first=first)
        self.whole = not first
        fill(self.screen, bool(found.ids))
        self.screen.say()

    def _mark(self) -> None:
        """Mark what is looked for in the list and in the detail."""
        text = "" if self.screen.looking.opened else self.screen.looking.filter.text
        if text == self._marked:
            return
        self._marked = text
        found = None
        if text:
            from planreview.services.highlights import found_spans

            found = partial(found_spans, text)
        self.screen.tasks.look_for(found)
        self.screen.detail.look_for(text)

    def _tell_plans(self) -> None:
        looking, tasks = self.screen.looking, self.screen.tasks
        inside = list(self.plans.values()) if looking.opened else looking.plans_in(self.plans)
        plans = {plan.id: plan for plan in inside}
        if plans != tasks.plans:
            tasks.plans = plans
            tasks.repaint_all()
            self.screen.query_one("#list-head").refresh()
        self.say_empty()

    def say_empty(self, words: str = "") -> None:
        """What stands in place of a list without tasks, with the keys that work there: others while a search is typed."""
        nothing = "no_tasks_typed" if self.screen.query("#search") else "no_tasks"
        looked = "" if self.screen.tasks.ids else looked_through(self.screen)
        self.screen.query_one("#empty", Paragraph).text = words or t(f"review.{nothing if self.plans else 'no_plans'}") + looked

    def rows_soon(self, ids: Sequence[int]) -> None:
        """Read rows of the list."""
        start(self.screen, partial(self._rows, ids), "rows")

    async def _rows(self, ids: Sequence[int]) -> None:
        found = await self.screen.desk.read(rows(ids))
        self.screen.tasks.put_rows(found)
        say_section(self.screen)
        if len(found) < len(ids):
            # Tasks have gone since the list was read: an import was taken back.
            self.reload()

    def detail_soon(self) -> None:
        """Read the task under the cursor once the cursor rests."""
        if self._detailing is not None:
            self._detailing.stop()
        self._detailing = self.screen.set_timer(REST, self._start_detail)

    def _start_detail(self) -> None:
        self._detailing = None
        start(self.screen, self._detail, "detail", exclusive=True)

    async def _detail(self) -> None:
        task_id, pane = self.screen.tasks.current, self.screen.detail
        aside = not self.counting.under_way
        found = await self.screen.desk.read(detail(task_id), background=aside) if task_id is not None else None
        place = None if found is None else self._place_of(found)
        pane.show(found, self._sources.get(place, ()))
        if found is not None and place is not None and pane.roomy and place not in self._sources:
            # Read once for a plan, behind the task itself.
            lines = await self.screen.desk.read(source(found.row.plan_id), background=aside)
            self._sources = {**dict(list(self._sources.items())[1 - SOURCES :]), place: lines}
            pane.show(found, lines)
        if found is not None and found.evidence:
            from planreview.services.evidence import check_evidence

            # In a thread of its own: files may lie on a share that does not answer.
            pane.show_files(found.row.id, await asyncio.to_thread(check_evidence, found.evidence))

    def _place_of(self, found: TaskDetail) -> tuple[int, int] | None:
        """The plan and the revision in force that a task is of; None while the plans are not known."""
        plan = self.plans.get(found.row.plan_id)
        return None if plan is None else (plan.id, plan.revision)

    def see_anew(self) -> None:
        """Read what a larger screen has room for: the lines of the document around the task, the facets."""
        if self.sums is not None:
            self.detail_soon()
            if self.screen.has_class("-wide") and self.screen.query_one("#facets", FacetPane).blank:
                self.count_soon(set())

    def count_soon(self, plans: set[int] | None) -> None:
        """Read the figures around the list once marking pauses; tasks of these plans have changed, None: of any."""
        self._changed = None if plans is None or self._changed is None else self._changed | plans
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.screen.set_timer(SETTLE, self._start_counting)

    def count(self) -> None:
        """Read the figures around the list, all of them."""
        self._changed = None
        self._start_counting()

    def _start_counting(self) -> None:
        self._counting = None
        start(self.screen, self._count, "counts", exclusive=True)

    async def _count(self) -> None:
        known, scope = self.screen.plan_tree.nodes, self.screen.looking.counted()
        ids = self.screen.tasks.ids
        # By what stands in the list: a task stays there when what was said of it no longer fits the filter.
        listed = self.screen.looking.narrowed(ids if self.spoken or len(ids) <= LONG else None)
        bodies = self.screen.looking.by_department
        asked = counts(scope, self._changed_cities(), known, listed, bodies)
        # The first says what plans there are, without which nothing is shown.
        found = await (self.counting.read(asked) if self.plans else self.screen.desk.read(asked, background=True))
        if found is None:
            self.listed = None
            self.screen.say()
            return
        if self._counting is None:
            self._changed = set()
        self.roles = found.roles
        self.sums, self.rounds, self.listed = found.sums, found.rounds, found.listed or found.sums
        if found.plans is not None:
            self.plans = {plan.id: plan for plan in found.plans}
            self._tell_plans()
        self.screen.plan_tree.show(found.tree)
        self.screen.say()
        await self.counting.divide()

    def open_city(self, city: str) -> None:
        """Read what stands below a city of the tree."""
        start(self.screen, partial(self._open_city, city), "tree", exclusive=True)

    async def _open_city(self, city: str) -> None:
        found = await self.screen.desk.read(opened_city(city, self.screen.plan_tree.nodes), background=True)
        if found is not None:
            self.screen.plan_tree.show(found)

    def _changed_cities(self) -> set[str] | None:
        if self._changed is None or not self._changed <= self.plans.keys():
            return None
        return {self.plans[plan].city for plan in self._changed}
