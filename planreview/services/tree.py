"""The tree of cities, plans and sections, each with its count, on-schedule rate and completion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.counting import rates
from planreview.domain.lights import LIGHTS
from planreview.domain.review import PlanInfo, TreeNode
from planreview.domain.verdicts import OUT
from planreview.services.workspace import Workspace
from planreview.store import queries as store_queries
from planreview.store import tallies

if TYPE_CHECKING:
    import sqlite3

# How many supervised tasks have which verdict.
Tally = Counter[str | None]
# Of more plans only the cities are read; what stands below one is read when somebody opens it.
MOST_PLANS = 400


def tree(ws: Workspace, cities: Collection[str] | None = None) -> tuple[TreeNode, ...]:
    """Cities (all, or some), under each its plans, under each its sections that hold tasks, in reading order.

    ``parent`` is the place of the parent in the result; a section counts what stands below it as well. Of all cities of a
    nation nothing that stands below them is read.
    """
    with ws.store.reading() as connection:
        if cities is None and tallies.live_plans(connection) > MOST_PLANS:
            rows = tallies.city_tallies(connection)
            return tuple(_node(("city", place, "", city), 0, None, Tally(own), None, more=True) for city, place, own in rows)
        plans = store_queries.plan_rows(connection, cities)
        ids = [plan.id for plan in plans]
        sections = tallies.section_rows(connection, ids)
        of_plan, of_section = _tallies(tallies.verdict_tallies(connection, ids), sections)
        indicators = _indicators(tallies.indicator_tallies(connection, ids))
        places = tallies.place_ids(connection)
    by_city: dict[str, list[PlanInfo]] = defaultdict(list)
    for plan in plans:
        by_city[plan.city].append(plan)
    by_plan: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in sections:
        if row["id"] in of_section:
            by_plan[row["plan_id"]].append(row)
    nodes: list[TreeNode] = []
    for city, own in by_city.items():
        top = len(nodes)
        whole = sum((of_plan[plan.id] for plan in own), Tally())
        nodes.append(_node(("city", places.get(city, 0), "", city), 0, None, whole, None))
        for plan in own:
            years = "-".join(dict.fromkeys(map(str, plan.period)))
            nodes.append(_node(("plan", plan.id, years, plan.title), 1, top, of_plan[plan.id], plan.id))
            top_of_plan = len(nodes) - 1
            if plan.id in indicators:
                nodes.append(_indicator_node(plan.id, top_of_plan, indicators[plan.id]))
            _add_sections(nodes, top_of_plan, by_plan[plan.id], of_section)
    return tuple(nodes)


def _indicators(rows: Iterable[sqlite3.Row]) -> Mapping[int, Sequence[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        found[row["plan_id"]].append(row)
    return found


def _indicator_node(plan_id: int, parent: int, rows: Sequence[sqlite3.Row]) -> TreeNode:
    """A plan's own targets: counted apart, so that they are in no sum above; by their lights, the worst first."""
    tally: Tally = Counter()
    lights: Counter[str] = Counter()
    for row in rows:
        tally[row["verdict"]] += row["n"]
        if row["light"] is not None and row["verdict"] not in OUT:
            lights[row["light"]] += row["n"]
    node = _node(("indicators", plan_id, "", t("tree.indicators")), 2, parent, tally, plan_id)
    return replace(node, completion=None, on_schedule=None, lights=tuple((one, lights[one]) for one in reversed(LIGHTS)))


def with_cities(nodes: Sequence[TreeNode], fresh: Sequence[TreeNode], cities: Collection[str]) -> tuple[TreeNode, ...] | None:
    """A tree with the ``cities`` that were read again in the places of the old ones; None where one is not in both.

    A mark changes one city of hundreds, and whoever marks goes on at once: the others are not counted again.
    """
    renewed = {block[0].title: (start, block) for start, block in _by_city(fresh)}
    if renewed.keys() != set(cities):
        # One has got another name or is gone: its old figures must not stay.
        return None
    joined: list[TreeNode] = []
    for old in _by_city(nodes):
        start, block = renewed.pop(old[1][0].title, old)
        shift = len(joined) - start
        joined += [node if node.parent is None or not shift else replace(node, parent=node.parent + shift) for node in block]
    return None if renewed else tuple(joined)


def _by_city(nodes: Sequence[TreeNode]) -> list[tuple[int, Sequence[TreeNode]]]:
    """Each city with all that stands below it, and the place where it begins."""
    starts = [place for place, node in enumerate(nodes) if node.parent is None]
    ends = [*starts[1:], len(nodes)]
    return [(start, nodes[start:end]) for start, end in zip(starts, ends, strict=False)]


def _tallies(rows: Iterable[sqlite3.Row], sections: Iterable[sqlite3.Row]) -> tuple[Mapping[int, Tally], Mapping[int, Tally]]:
    """Verdicts by plan and by section; a section takes part in all those above it."""
    above: dict[int, int | None] = {row["id"]: row["parent_id"] for row in sections}
    of_plan: dict[int, Tally] = defaultdict(Counter)
    of_section: dict[int, Tally] = {}
    for row in rows:
        of_plan[row["plan_id"]][row["verdict"]] += row["n"]
        section = row["section_id"]
        while section is not None:
            of_section.setdefault(section, Counter())[row["verdict"]] += row["n"]
            section = above.get(section)
    return of_plan, of_section


def _add_sections(nodes: list[TreeNode], top: int, rows: Iterable[sqlite3.Row], tallied: Mapping[int, Tally]) -> None:
    """The sections of the plan that is the node at ``top``; parents come before what stands below them."""
    places: dict[int | None, int] = {None: top}
    for row in rows:
        parent = places.get(row["parent_id"], top)
        places[row["id"]] = len(nodes)
        names = ("section", row["id"], row["label"] or "", row["title"] or "")
        nodes.append(_node(names, nodes[parent].depth + 1, parent, tallied[row["id"]], row["plan_id"]))


def _node(
    names: tuple[str, int, str, str], depth: int, parent: int | None, tally: Tally, plan_id: int | None, *, more: bool = False
) -> TreeNode:
    found = rates(tally)
    reviewed = found.total - found.unreviewed
    return TreeNode(*names, depth, parent, found.total, reviewed, found.completion, found.on_schedule, plan_id, more=more)
