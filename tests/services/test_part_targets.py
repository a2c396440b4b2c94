"""Targets of a split task that go with no part: named, and given to one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, queries, review, splitting
from planreview.services.splitting import PartDraft
from planreview.services.target_reading import targets_of_plan, targets_of_task
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.office import LIBRARY, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2020, 9, 30)) as workspace:
        take_in(workspace, LIBRARY)
        yield workspace


def parts(ws: Workspace) -> tuple[int, ...]:
    whole = queries.task_ids(ws, TaskFilter())[0]
    return splitting.split(ws, whole, [PartDraft("新建社区分馆"), PartDraft("办其他的事")]).task_ids


def metrics(ws: Workspace, part: int) -> list[Decimal]:
    return [one.value for one in queries.task_detail(ws, part).targets]


def test_one_that_is_left_is_listed_and_given_to_a_part(ws: Workspace) -> None:
    first, second = parts(ws)
    left = [one for one in targets_of_plan(ws, 1) if one.state == "leftover"]
    assert left and [one.target.id for one in targets_of_task(ws, second) if one.state == "leftover"] == [
        one.target.id for one in left
    ]
    before = projection_hash(ws.store)
    receipt = splitting.give_target(ws, left[0].target.id, second)
    assert set(receipt.task_ids) == {first, second}
    assert metrics(ws, second) == [left[0].target.value]
    review.record_actual(ws, left[0].target.id, Decimal(1))
    assert queries.task_rows(ws, [second])[0].light is not None
    assert left[0].target.id not in [one.target.id for one in targets_of_plan(ws, 1) if one.state == "leftover"]
    assert care.check(ws).clean
    review.undo(ws)
    review.undo(ws)
    assert projection_hash(ws.store) == before


def test_it_goes_with_one_part_only(ws: Workspace) -> None:
    first, second = parts(ws)
    own = queries.task_detail(ws, first).targets[0]
    splitting.give_target(ws, own.id, second)
    assert own.value not in metrics(ws, first) and own.value in metrics(ws, second)
    splitting.give_target(ws, own.id, first)
    assert own.value in metrics(ws, first) and own.value not in metrics(ws, second)


def test_a_target_of_another_task_is_refused(ws: Workspace) -> None:
    first, _ = parts(ws)
    other = queries.task_detail(ws, queries.task_ids(ws, TaskFilter())[-1]).targets[0]
    with pytest.raises(InputError) as caught:
        splitting.give_target(ws, other.id, first)
    assert caught.value.key == "part_target_other"
