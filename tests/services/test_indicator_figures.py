"""The summary names the indicators of its scope apart from the tasks, with the rows behind every figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.render.footnotes import footnotes
from planreview.services import queries, reports, review
from planreview.services.tree import tree
from planreview.services.workspace import Workspace
from tests.services.office import office, take_in
from tests.services.test_indicators import WHOLE, text


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2023, 7, 1)) as workspace:
        take_in(workspace, text())
        first, second, third = queries.task_ids(workspace, WHOLE)
        review.record_actual(workspace, -first, Decimal("5.3"))
        review.record_actual(workspace, -second, Decimal("3.3"))
        review.record_actual(workspace, -third, None)
        review.mark(workspace, [first], "behind", note="慢")
        yield workspace


def test_they_are_counted_apart(ws: Workspace) -> None:
    found = reports.summary(ws)
    assert (found.counts.total, found.counts.verdicts["behind"]) == (3, 0)
    own = found.indicators
    assert own is not None
    assert (own.counts.total, own.counts.verdicts["behind"], own.counts.unreviewed) == (3, 1, 2)
    assert dict(own.stands) == {"reached": 1, "missed": 1, "pending": 1, "unreported": 0}
    assert "指标 3 项，另计，不与任务相加：达标 1，未达 1，待数 1；滞后 1，未核 2；红1，绿1" in footnotes(found)


def test_every_figure_opens_its_rows(ws: Workspace) -> None:
    own = reports.summary(ws).indicators
    assert own is not None
    numbers = {row.id: row.number for row in queries.task_rows(ws, queries.task_ids(ws, WHOLE))}
    opened = {column: [numbers[one] for one in ids if isinstance(one, int)] for column, ids in own.cells.items() if ids}
    assert opened["total"] == [1, 2, 3]
    assert (opened["behind"], opened["missed"], opened["reached"], opened["pending"]) == ([1], [1], [2], [3])
    assert (opened["red"], opened["green"], opened["none"]) == ([1], [2], [3])


def test_those_that_are_out_or_set_aside_stand_nowhere(ws: Workspace) -> None:
    first, second, third = queries.task_ids(ws, WHOLE)
    review.mark(ws, [first], "dropped")
    review.set_scope(ws, [second], False)
    own = reports.summary(ws).indicators
    assert own is not None
    assert (own.counts.total, own.counts.not_supervised, own.counts.out) == (2, 1, 1)
    assert dict(own.stands) == {"reached": 0, "missed": 0, "pending": 1, "unreported": 0}
    assert own.cells["pending"] == (third,)


def test_a_scope_that_says_nothing_of_indicators_has_none(ws: Workspace) -> None:
    assert reports.summary(ws, scope=TaskFilter(verdicts=("behind",))).indicators is None
    assert reports.summary(ws, scope=TaskFilter(plans=(1,))).indicators is not None
    assert reports.summary(ws, scope=TaskFilter(cities=("别市",))).indicators is None


def test_they_can_be_the_rows_themselves(ws: Workspace) -> None:
    found = reports.summary(ws, scope=WHOLE)
    assert (found.counts.total, found.indicators) == (3, None)
    assert [(group.name, group.counts.total) for group in found.groups] == [("青禾市卫生局", 3)]


def test_the_tree_has_a_node_of_them_that_is_in_no_sum(ws: Workspace) -> None:
    city, plan, own, _section = tree(ws)
    assert (city.total, plan.total) == (3, 3)
    assert (own.kind, own.id, own.parent, own.total, own.reviewed) == ("indicators", plan.id, 1, 3, 1)
    assert (own.on_schedule, own.completion) == (None, None)
    assert own.lights == (("red", 1), ("yellow", 0), ("green", 1))
