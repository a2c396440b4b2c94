"""What the review screen reads from the store, and when: first the page in view, then all else, nothing on the UI thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from planreview.catalogue import t
from planreview.domain.review import PlanInfo, TaskDetail, TaskFilter, TaskRow, TreeNode
from planreview.services import queries
from planreview.services.queries import Facets
from planreview.services.workspace import Workspace
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

PAGE = 48
# Seconds: the detail follows a cursor that rests, the figures a hand that pauses.
REST, SETTLE = 0.04, 0.25


@dataclass(frozen=True, slots=True)
class Listing:
    """The ids of everything that a filter means, the rows of one page of them, and the plans."""

    ids: array[int]
    rows: list[TaskRow]
    plans: tuple[PlanInfo, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures around the list."""

    facets: Facets
    tree: tuple[TreeNode, ...]
    plans: tuple[PlanInfo, ...]


def listing(chosen: TaskFilter, sort: str, near: int | None = None) -> Callable[[Workspace], Listing]:
    """A job that reads a list and the page that holds the task ``near`` (the first page without)."""

    def read(ws: Workspace) -> Listing:
        ids = queries.task_ids(ws, chosen, sort=sort)
        try:
            first = max(0, ids.index(near) - PAGE // 2) if near is not None else 0
        except ValueError:
            first = 0
        return Listing(ids, queries.task_rows(ws, ids[first : first + PAGE]), queries.plans(ws))

    return read


def counts(scope: TaskFilter) -> Callable[[Workspace], Counts]:
    """A job that reads the tree and the figures of the scope."""

    def read(ws: Workspace) -> Counts:
        from planreview.services.tree import tree

        return Counts(queries.facets(ws, scope), tree(ws), queries.plans(ws))

    return read


def rows(ids: Sequence[int]) -> Callable[[Workspace], list[TaskRow]]:
    """A job that reads rows."""
    return lambda ws: queries.task_rows(ws, ids)


def detail(task_id: int) -> Callable[[Workspace], TaskDetail | None]:
    """A job that reads one task; None where it has gone since."""

    def read(ws: Workspace) -> TaskDetail | None:
        found = queries.task_rows(ws, [task_id])
        return queries.task_detail(ws, task_id) if found else None

    return read


class Loader:
    """Reads for one review screen; later readings of a kind replace earlier ones that are still waited for."""

    def __init__(self, screen: ReviewScreen) -> None:
        self.screen = screen
        self.plans: dict[int, PlanInfo] = {}
        self.facets: Facets | None = None
        self._counting: Timer | None = None
        self._detailing: Timer | None = None

    @property
    def waits(self) -> bool:
        """Whether something is still to be asked for."""
        return self._detailing is not None or self._counting is not None

    def reload(self) -> None:
        """Read the list again, then the figures around it."""
        start(self.screen, self.load, "list", exclusive=True)

    async def load(self, near: int | None = None) -> None:
        """Read the list with the page around ``near`` (the task under the cursor without)."""
        screen = self.screen
        tasks = screen.tasks
        looking = screen.looking
        found = await screen.desk.read(listing(looking.chosen(), looking.sort, near or tasks.current))
        self.plans = {plan.id: plan for plan in found.plans}
        tasks.plans = {plan.id: plan for plan in looking.plans_in(self.plans)} if not looking.opened else self.plans
        tasks.show(found.ids, found.rows)
        if near is not None:
            tasks.go_to(near)
        screen.set_class(not found.ids, "-empty")
        screen.query_one("#empty", Paragraph).text = t("review.no_plans" if not found.plans else "review.no_tasks")
        screen.query_one("#list-head").refresh()
        screen.say()
        self.count()

    def rows_soon(self, ids: Sequence[int]) -> None:
        """Read rows of the list."""
        start(self.screen, partial(self._rows, ids), "rows")

    async def _rows(self, ids: Sequence[int]) -> None:
        found = await self.screen.desk.read(rows(ids))
        self.screen.tasks.put_rows(found)
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
        task_id = self.screen.tasks.current
        self.screen.detail.show(await self.screen.desk.read(detail(task_id), background=True) if task_id is not None else None)

    def count_soon(self) -> None:
        """Read the figures around the list once marking pauses."""
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.screen.set_timer(SETTLE, self.count)

    def count(self) -> None:
        """Read the figures around the list."""
        self._counting = None
        start(self.screen, self._count, "counts", exclusive=True)

    async def _count(self) -> None:
        found = await self.screen.desk.read(counts(self.screen.looking.scope()), background=True)
        self.facets = found.facets
        self.plans = {plan.id: plan for plan in found.plans}
        self.screen.plan_tree.show(found.tree)
        self.screen.say()
