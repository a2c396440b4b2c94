"""A tree of which some cities were read again is the tree that a full reading gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.tree import tree, with_cities
from planreview.services.workspace import Workspace
from tests.services.office import LIBRARY, numbered, office, take_in

CITIES = {"青禾市": 3, "白石市": 2, "河湾市": 4}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path) as ws:
        for city, n in CITIES.items():
            take_in(ws, numbered(city, n))
        take_in(ws, LIBRARY)
        yield ws


def plan_of(ws: Workspace, city: str) -> int:
    return next(plan.id for plan in queries.plans(ws) if plan.city == city)


def test_some_cities_are_read_as_the_whole_tree_shows_them(ws: Workspace) -> None:
    whole = tree(ws)
    alone = tree(ws, {"白石市"})
    assert [node.title for node in alone if node.parent is None] == ["白石市"]
    block = next(place for place, node in enumerate(whole) if node.title == "白石市")
    assert [(one.kind, one.id, one.total) for one in alone] == [
        (one.kind, one.id, one.total) for one in whole[block : block + len(alone)]
    ]


@pytest.mark.parametrize("city", CITIES)
def test_after_a_mark_the_city_read_again_makes_the_tree_whole(ws: Workspace, city: str) -> None:
    before = tree(ws)
    plan = plan_of(ws, city)
    review.mark(ws, list(queries.task_ids(ws, TaskFilter(plans=(plan,)))), "done")
    after = with_cities(before, tree(ws, {city}), {city})
    assert after == tree(ws) != before


def test_a_city_that_loses_a_heading_moves_those_behind_it(ws: Workspace) -> None:
    before = tree(ws)
    plan = plan_of(ws, "青禾市")
    review.set_scope(ws, list(queries.task_ids(ws, TaskFilter(plans=(plan,)))), supervised=False)
    after = with_cities(before, tree(ws, {"青禾市"}), {"青禾市"})
    assert after == tree(ws)
    assert after is not None and len(after) < len(before)


def test_a_city_that_was_not_in_the_tree_asks_for_a_full_reading(ws: Workspace) -> None:
    before = tree(ws)
    take_in(ws, numbered("新湖市", 2))
    assert with_cities(before, tree(ws, {"新湖市", "白石市"}), {"新湖市", "白石市"}) is None


def test_sums_are_those_of_the_facets(ws: Workspace) -> None:
    review.mark(ws, [1, 2], "behind")
    chosen = TaskFilter()
    sums, facets = queries.sums(ws, chosen), queries.facets(ws, chosen)
    assert sums.reasons_open == 2
    assert all(getattr(sums, name) == getattr(facets, name) for name in sums.__slots__)


@pytest.mark.parametrize("gone", [{"旧名市"}, {"白石市", "旧名市"}])
def test_a_city_that_is_not_found_again_asks_for_a_full_reading(ws: Workspace, gone: set[str]) -> None:
    assert with_cities(tree(ws), tree(ws, gone), gone) is None
