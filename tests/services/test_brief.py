"""The brief summary is the whole one cut short, whether it is read from kept numbers or counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planreview.domain.counting import Counts
from planreview.domain.grouping import GroupName
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Group
from planreview.domain.tallies import rank, shorten, tallied
from planreview.domain.verdicts import KEYS
from planreview.services import departments, queries, reports, review
from planreview.services.behind import filter_behind, number_behind
from planreview.services.brief import brief_summary
from planreview.services.workspace import Workspace
from planreview.store import tally_queries
from planreview.store.measures import MEASURES
from tests.store.builder import Goal, Planned, open_workspace, store_plan

COUNTED = (*KEYS, "unreviewed")
BODIES = tuple(f"{name}局" for name in "甲乙丙丁戊己庚")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    random = Random(7)
    with open_workspace(tmp_path_factory.mktemp("brief")) as ws:
        for city in ("青禾市", "白石市", "河湾市"):
            tasks = tuple(
                Planned(
                    f"{city}任务{n}",
                    (Goal("10"),) if n % 3 == 0 else (),
                    tuple(random.sample(BODIES, random.randint(0, 2))),
                    tuple(random.sample(BODIES, random.randint(0, 2))),
                    shared=n % 5 == 0,
                )
                for n in range(40)
            )
            store_plan(ws, tasks, city=city, indicators=(Goal("9"),))
        for task in queries.task_ids(ws, TaskFilter()):
            if random.random() < 0.8:
                review.mark(ws, [task], random.choice(("done", "behind", "on_track", "ahead", "not_started", "dropped")))
        review.set_scope(ws, list(queries.task_ids(ws, TaskFilter()))[5:9], False)
        yield ws


def plain(group: Group) -> tuple[object, ...]:
    """A row without the tasks behind it, and without what is added up of no row."""
    counts: Counts = replace(group.counts, not_supervised=0) if group.kind == "rest" else group.counts
    return group.key, group.name, group.parent, group.kind, group.depth, counts, group.targets


@pytest.mark.parametrize("most", [1, 3, 8, 40])
@pytest.mark.parametrize("by", ["department", "city", "plan", "verdict", "person", "section"])
def test_it_is_the_whole_one_cut_short(ws: Workspace, by: str, most: int) -> None:
    full, brief = reports.summary(ws, by=by), brief_summary(ws, by=by, most=most)
    wanted = [group for group in shorten(full.groups, most) if group.counts.total]
    assert [plain(group) for group in brief.groups] == [plain(group) for group in wanted]
    assert plain(brief.total) == plain(full.total) and brief.total.support == full.total.support
    unlike = {"groups", "total"}
    for name in set(full.__dataclass_fields__) - unlike:
        assert getattr(brief, name) == getattr(full, name), name


@pytest.mark.parametrize("most", [1, 3, 40])
def test_offices_stand_under_their_bureau_and_count_in_it(ws: Workspace, most: int) -> None:
    first, second, third = (one.id for one in departments.departments(ws, city="青禾市")[:3])
    departments.move(ws, second, first)
    departments.move(ws, third, second)
    try:
        test_it_is_the_whole_one_cut_short(ws, "department", most)
    finally:
        review.undo(ws)
        review.undo(ws)


@pytest.mark.parametrize("most", [1, 4])
def test_the_rows_add_up_to_the_total(ws: Workspace, most: int) -> None:
    brief = brief_summary(ws, most=most)
    tops = [group for group in brief.groups if not group.depth]
    assert [group.kind for group in tops].count("rest") == 1
    for column in ("total", "base", "unreviewed", "overdue", "out"):
        assert sum(getattr(group.counts, column) for group in tops) == getattr(brief.counts, column)


def test_in_a_scope_it_is_counted(ws: Workspace) -> None:
    scope = TaskFilter(cities=("白石市",))
    full, brief = reports.summary(ws, scope=scope), brief_summary(ws, scope=scope, most=2)
    assert [plain(group) for group in brief.groups] == [plain(group) for group in shorten(full.groups, 2) if group.counts.total]
    assert brief.scope


def test_an_empty_store_has_no_rows(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as empty:
        assert brief_summary(empty).groups == () and brief_summary(empty).counts.total == 0


@pytest.mark.parametrize("by", ["department", "city", "plan", "verdict", "person"])
def test_a_filter_means_exactly_the_tasks_behind_each_figure(ws: Workspace, by: str) -> None:
    full, brief = reports.summary(ws, by=by), brief_summary(ws, by=by)
    rows = {row.key: row for row in (*full.groups, full.total)}
    asked = 0
    for row in (*brief.groups, brief.total):
        for column, ids in rows[row.key].cells.items():
            if column != "none":
                assert number_behind(row, column) == len(ids) or column == "support", (row.name, column)
            chosen = filter_behind(ws, by, row.key, column)
            if chosen is not None:
                asked += 1
                assert set(queries.task_ids(ws, chosen)) == set(ids), (row.name, column)
    assert asked > 20


def test_no_filter_means_what_others_add_up_to_or_what_is_not_of_one_row(ws: Workspace) -> None:
    assert filter_behind(ws, "department", "rest", "total") is None
    assert filter_behind(ws, "plan", "rest", "total") is None
    assert filter_behind(ws, "city", "青禾市", "support") is None


# One that is under the line by what is ahead or done, beside one that is over it; one of which nothing was reviewed.
@example([{"on_track": 4, "behind": 6}, {"done": 45, "behind": 55}], 1)
@example([{"unreviewed": 5}, {"on_track": 5}], 1)
@given(
    st.lists(
        st.tuples(*[st.integers(0, 12)] * 8).map(lambda n: dict(zip(COUNTED, n, strict=True))),
        min_size=1,
        max_size=12,
    ),
    st.integers(1, 13),
)
def test_the_worst_are_those_of_a_whole_table(rows: list[dict[str, int]], most: int) -> None:
    store = sqlite3.connect(":memory:")
    store.execute(f"create table lead_tally (department_id integer primary key, {', '.join(MEASURES)})")
    for key, row in enumerate(rows, start=1):
        total = sum(row.values())
        values = [row.get(name, total if name == "total" else 0) for name in MEASURES]
        store.execute(f"insert into lead_tally values (?, {', '.join('?' * len(MEASURES))})", (key, *values))
    found = tally_queries.worst_groups(store, "department", most)
    every = tally_queries.group_tallies(store, "department", range(1, len(rows) + 1)).values()
    wanted = sorted((tallied(GroupName(one.key, ""), one) for one in every if one.numbers["total"]), key=rank)
    assert [one.key for one in found] == [group.key for group in wanted[:most]]
