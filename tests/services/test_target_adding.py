"""Targets added by hand after the import: they count as those of the document, until they are taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, queries, review, splitting, target_adding
from planreview.services.target_correcting import change_target
from planreview.services.target_reading import drop_targets, targets_of_plan, targets_of_task
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.office import LIBRARY, office, take_in
from tests.store.builder import FixedClock

BEDS = {"metric": "座位", "value": "５00", "unit": "个"}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2020, 9, 30)) as workspace:
        take_in(workspace, LIBRARY)
        yield workspace


def task(ws: Workspace, place: int = 3) -> int:
    return queries.task_ids(ws, TaskFilter())[place]


def aims(ws: Workspace, one: int) -> list[tuple[str, Decimal]]:
    return [(target.metric, target.value) for target in queries.task_detail(ws, one).targets]


def test_it_counts_as_one_of_the_document(ws: Workspace) -> None:
    before = aims(ws, task(ws))
    state = projection_hash(ws.store)
    assert target_adding.add_target(ws, task(ws), BEDS).task_ids == (task(ws),)
    assert aims(ws, task(ws)) == [*before, ("座位", Decimal(500))]
    added = queries.task_detail(ws, task(ws)).targets[-1]
    review.record_actual(ws, added.id, Decimal(100))
    assert queries.task_rows(ws, [task(ws)])[0].light == "red"
    assert care.check(ws).clean and care.check(ws, rebuild=True).clean
    review.undo(ws)
    review.undo(ws)
    assert aims(ws, task(ws)) == before
    assert projection_hash(ws.store) == state and care.check(ws).clean
    assert [one.state for one in targets_of_task(ws, task(ws))] == ["stands"] * len(before)
    review.redo(ws)
    assert len(aims(ws, task(ws))) == len(before) + 1
    assert care.check(ws, rebuild=True).clean


def test_an_indicator(ws: Workspace) -> None:
    (made,) = target_adding.add_indicator(ws, 1, {**BEDS, "baseline": "300"}).task_ids
    (row,) = queries.task_rows(ws, queries.task_ids(ws, TaskFilter(indicators=True)))
    assert (row.id, row.title, row.number) == (made, "座位", 1)
    assert queries.task_detail(ws, made).body == "座位 300 -> 500个"
    with Workspace.reader(ws.store.path, clock=FixedClock(date(2020, 3, 1)), as_of=date(2020, 3, 1)) as reader:
        assert len(queries.task_ids(reader, TaskFilter(indicators=True))) == 1
    review.undo(ws)
    assert not queries.task_ids(ws, TaskFilter(indicators=True))
    assert care.check(ws).clean


def test_it_is_read_and_dropped_like_others(ws: Workspace) -> None:
    target_adding.add_target(ws, task(ws), BEDS)
    (listed,) = [one for one in targets_of_plan(ws, 1) if one.target.metric == "座位"]
    change_target(ws, listed, {"value": "450"})
    assert aims(ws, task(ws))[-1] == ("座位", Decimal(450))
    drop_targets(ws, [listed])
    assert [one.state for one in targets_of_plan(ws, 1) if one.target.metric == "座位"] == ["dropped"]
    assert care.check(ws).clean


def test_to_a_part_it_belongs_alone(ws: Workspace) -> None:
    first, second = splitting.split(ws, task(ws), [splitting.PartDraft("甲"), splitting.PartDraft("乙")]).task_ids
    target_adding.add_target(ws, second, BEDS)
    assert ("座位", Decimal(500)) in aims(ws, second) and ("座位", Decimal(500)) not in aims(ws, first)
    assert care.check(ws, rebuild=True).clean


def test_a_revision_that_leaves_the_task_keeps_it(ws: Workspace) -> None:
    target_adding.add_target(ws, task(ws), BEDS)
    take_in(ws, LIBRARY.replace("举办讲座40场", "举办讲座45场"))
    assert ("座位", Decimal(500)) in aims(ws, task(ws))
    assert care.check(ws, rebuild=True).clean


def test_a_revision_that_rewords_the_task_keeps_it_with_what_was_reached(ws: Workspace) -> None:
    target_adding.add_target(ws, task(ws), BEDS)
    change_target(ws, targets_of_task(ws, task(ws))[-1], {"value": "800"})
    review.record_actual(ws, queries.task_detail(ws, task(ws)).targets[-1].id, Decimal(100))
    before, state, words = aims(ws, task(ws)), projection_hash(ws.store), queries.task_detail(ws, task(ws)).body
    longer = words[:-1] + "，并做好日常维护" + words[-1]
    assert words in LIBRARY
    result = take_in(ws, LIBRARY.replace(words, longer))
    assert queries.task_detail(ws, task(ws)).body == longer and aims(ws, task(ws)) == before
    assert queries.task_detail(ws, task(ws)).targets[-1].actual == Decimal(100)
    assert "actuals_unmatched" not in {one.kind for one in result.diagnostics}
    assert care.check(ws, rebuild=True).clean
    review.undo(ws)
    assert aims(ws, task(ws)) == before and projection_hash(ws.store) == state


def test_what_is_refused(ws: Workspace) -> None:
    target_adding.add_target(ws, task(ws), BEDS)
    for key, values in (
        ("target_add_twice", BEDS),
        ("target_add_lacks", {"value": "5"}),
        ("target_add_lacks", {"metric": "座位"}),
        ("figure_unread", {"metric": "座位", "value": "许多"}),
    ):
        with pytest.raises(InputError) as caught:
            target_adding.add_target(ws, task(ws), values)
        assert caught.value.key == key
