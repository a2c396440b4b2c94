"""What the screens ask of the store, as jobs for a reader's thread.

Without Textual, so that the first page can be read while Textual is still being imported.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planreview.domain.records import dataclass
from planreview.domain.review import PlanInfo, TaskDetail, TaskFilter, TaskRow, TreeNode

if TYPE_CHECKING:
    from planreview.domain.rounds import RoundSums
    from planreview.services.groups import Group
    from planreview.services.queries import Sums
    from planreview.services.workspace import Workspace
    from planreview.tui.widgets.facet_pane import Divided

PAGE = 48


@dataclass(frozen=True, slots=True)
class Listing:
    """The ids of everything that a filter means and the rows of one page of them."""

    ids: array[int]
    rows: list[TaskRow]
    groups: tuple[Group, ...] | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures around the list, with the plans where all of them were read."""

    sums: Sums
    tree: tuple[TreeNode, ...]
    plans: tuple[PlanInfo, ...] | None
    rounds: RoundSums | None = None
    # Of what is listed, where that is less than the scope.
    listed: Sums | None = None
    # Of what a filter by department lists: how many tasks count there in a summary, how many it supports.
    roles: tuple[int, int] | None = None


def first_listing(chosen: TaskFilter, sort: str = "plan") -> Callable[[Workspace], Listing]:
    """A job that reads the first page of a list and no more."""

    def read(ws: Workspace) -> Listing:
        from planreview.services import queries

        ids = queries.task_ids(ws, chosen, sort=sort, limit=PAGE)
        return Listing(ids, queries.task_rows(ws, ids))

    return read


def listing(
    chosen: TaskFilter, sort: str = "plan", near: int | None = None, group: str | None = None
) -> Callable[[Workspace], Listing]:
    """A job that reads a list and the page that holds the task ``near`` (the first page without)."""

    def read(ws: Workspace) -> Listing:
        from planreview.services import queries

        ids = queries.task_ids(ws, chosen, sort=sort, group=group)
        try:
            first = max(0, ids.index(near) - PAGE // 2) if near is not None else 0
        except ValueError:
            first = 0
        return Listing(ids, queries.task_rows(ws, ids[first : first + PAGE]), _groups(ws, chosen, group))

    return read


def _groups(ws: Workspace, chosen: TaskFilter, group: str | None) -> tuple[Group, ...] | None:
    if group is None:
        return None
    from planreview.services.groups import task_groups

    return task_groups(ws, chosen, group)


def counts(
    scope: TaskFilter,
    cities: Collection[str] | None = None,
    known: Sequence[TreeNode] = (),
    listed: TaskFilter | None = None,
    departments: Sequence[int] = (),
) -> Callable[[Workspace], Counts]:
    """A job that reads the figures of the scope and the tree: of all cities, or of some, in the tree that is ``known``; and
    those of what is ``listed``, where that is less, also by the role of its ``departments``."""

    def read(ws: Workspace) -> Counts:
        from planreview.services import queries
        from planreview.services.rounds import round_sums
        from planreview.services.tree import tree, with_cities

        sums, rounds = queries.sums(ws, scope), round_sums(ws, scope)
        narrow = None if listed is None else queries.sums(ws, listed)
        roles = queries.roles(ws, listed, departments) if listed is not None and departments else None
        nodes = with_cities(known, tree(ws, cities), cities) if cities is not None else None
        if nodes is not None:
            return Counts(sums, nodes, None, rounds, narrow, roles)
        nodes = tree(ws)
        # Of a nation only those cities are read to the bottom that somebody has opened.
        opened = {node.title for node in known if node.parent is None and not node.more} if nodes and nodes[-1].more else set()
        nodes = (with_cities(nodes, tree(ws, opened), opened) if opened else None) or nodes
        return Counts(sums, nodes, queries.plans(ws), rounds, narrow, roles)

    return read


def opened_city(city: str, known: Sequence[TreeNode]) -> Callable[[Workspace], tuple[TreeNode, ...] | None]:
    """A job that reads what stands below a city, in the tree that is ``known``; None where it is not there any more."""

    def read(ws: Workspace) -> tuple[TreeNode, ...] | None:
        from planreview.services.tree import tree, with_cities

        return with_cities(known, tree(ws, {city}), {city})

    return read


def division(chosen: TaskFilter, inside: TaskFilter | None = None) -> Callable[[Workspace], Divided]:
    """A job that counts how the tasks of a filter divide, within a field of it also by values it does not ask for; only how those
    ``inside`` divide where they are given."""

    def read(ws: Workspace) -> Divided:
        from planreview.services import departments, queries
        from planreview.services.department_names import department_words
        from planreview.tui.widgets.facet_pane import Divided

        beside, found = inside is None, queries.facets(ws, inside or chosen)
        if beside and chosen.verdicts is not None:
            found = replace(found, verdicts=queries.facets(ws, replace(chosen, verdicts=None)).verdicts)
        if beside and chosen.lights is not None:
            found = replace(found, lights=queries.facets(ws, replace(chosen, lights=None)).lights)
        if beside and chosen.departments is not None:
            others = queries.facets(ws, replace(chosen, departments=None))
            found = replace(found, departments=others.departments, leads=others.leads, supports=others.supports)
        known = departments.departments(ws)
        shown = [one for one in known if one.id in found.departments]
        return Divided(found, department_words(shown, known), chosen)

    return read


def rows(ids: Sequence[int]) -> Callable[[Workspace], list[TaskRow]]:
    """A job that reads rows."""

    def read(ws: Workspace) -> list[TaskRow]:
        from planreview.services import queries

        return queries.task_rows(ws, ids)

    return read


def detail(task_id: int) -> Callable[[Workspace], TaskDetail | None]:
    """A job that reads one task; None where it has gone since."""

    def read(ws: Workspace) -> TaskDetail | None:
        from planreview.services import queries

        found = queries.task_rows(ws, [task_id])
        return queries.task_detail(ws, task_id) if found else None

    return read


def source(plan_id: int) -> Callable[[Workspace], tuple[str, ...]]:
    """A job that reads the lines of a plan's document; none where the plan has gone since."""

    def read(ws: Workspace) -> tuple[str, ...]:
        from planreview.errors import PlanreviewError
        from planreview.services import queries

        try:
            return queries.source_lines(ws, plan_id)
        except PlanreviewError:
            return ()

    return read
