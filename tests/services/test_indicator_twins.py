"""Indicators that are one with a task's target share its actual values; revised ones keep what was found of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import INDICATOR, TASK, TaskDetail, TaskFilter
from planreview.services import adjusting, care, queries, review
from planreview.services.imports import ImportResult
from planreview.services.target_correcting import change_target
from planreview.services.target_reading import drop_targets, targets_of_plan
from planreview.services.workspace import Workspace
from tests.services.health_plan import INDEX, detail, ids, rows, text
from tests.services.office import office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2023, 7, 1)) as workspace:
        take_in(workspace, text())
        yield workspace


class TestTwins:
    """The third task and the third indicator are one figure."""

    def both(self, ws: Workspace) -> tuple[TaskDetail, TaskDetail]:
        (task,) = [row.id for row in rows(ws, TaskFilter()) if row.number == 3]
        return queries.task_detail(ws, task), detail(ws, 2)

    def test_what_is_recorded_on_one_counts_on_both(self, ws: Workspace) -> None:
        task, indicator = self.both(ws)
        receipt = review.record_actual(ws, indicator.targets[0].id, Decimal(64))
        assert set(receipt.task_ids) == {task.row.id, indicator.row.id}
        assert [one.targets[0].actual for one in self.both(ws)] == [64, 64]
        review.record_actual(ws, task.targets[0].id, Decimal(72))
        assert [str(one.row.attainment) for one in self.both(ws)] == ["90.0", "90.0"]
        assert care.check(ws).clean
        review.undo(ws)
        assert [one.targets[0].actual for one in self.both(ws)] == [64, 64]
        review.undo(ws)
        assert [one.targets[0].actual for one in self.both(ws)] == [None, None]

    def test_each_says_which_the_other_is(self, ws: Workspace) -> None:
        task, indicator = self.both(ws)
        assert [(one.kind, one.id, one.number) for one in task.twins] == [(INDICATOR, indicator.row.id, "3")]
        assert [(one.kind, one.id, one.number) for one in indicator.twins] == [(TASK, task.row.id, "3")]

    def test_verdicts_and_adjustments_are_their_own(self, ws: Workspace) -> None:
        task, indicator = self.both(ws)
        review.mark(ws, [task.row.id], "behind", note="慢")
        adjusting.adjust_target(ws, task.targets[0].id, {"value": "75"}, approver="周市长", document="1号")
        task, indicator = self.both(ws)
        assert (indicator.row.verdict, indicator.targets[0].value, indicator.notes) == (None, 80, ())
        review.record_actual(ws, indicator.targets[0].id, Decimal(75))
        assert [one.targets[0].reached for one in self.both(ws)] == [True, False]

    def test_as_of_a_day_and_after_a_rebuild(self, ws: Workspace) -> None:
        task, _ = self.both(ws)
        review.record_actual(ws, task.targets[0].id, Decimal(60), on=date(2022, 6, 30))
        for day, actual in ((date(2022, 6, 29), None), (date(2022, 6, 30), 60)):
            review.set_as_of(ws, day)
            assert [one.targets[0].actual for one in self.both(ws)] == [actual, actual]
            assert care.check(ws, rebuild=True).clean

    def test_read_otherwise_they_part(self, ws: Workspace) -> None:
        task, indicator = self.both(ws)
        review.record_actual(ws, task.targets[0].id, Decimal(60))
        (listed,) = [one for one in targets_of_plan(ws, 1) if one.target.id == indicator.targets[0].id]
        change_target(ws, listed, {"value": "85"})
        assert [one.targets[0].actual for one in self.both(ws)] == [60, None]
        assert care.check(ws).clean
        review.undo(ws)
        assert [one.targets[0].actual for one in self.both(ws)] == [60, 60]
        drop_targets(ws, [listed])
        assert (len(ids(ws)), care.check(ws).clean) == (2, True)

    def test_reworded_in_a_revision_they_stay_one(self, ws: Workspace) -> None:
        task, _ = self.both(ws)
        review.record_actual(ws, task.targets[0].id, Decimal(60))
        take_in(ws, text().replace("3.抓融合。医防融合指数", "3.抓好融合。全市医防融合工作加强，医防融合指数"))
        assert [one.targets[0].actual for one in self.both(ws)] == [60, 60]
        assert care.check(ws, rebuild=True).clean


class TestRevisions:
    def left_behind(self, result: ImportResult) -> list[str]:
        return [dict(one.values)["target"] for one in result.diagnostics if one.kind == "indicator_actuals_unmatched"]

    def test_a_revised_indicator_keeps_what_was_found(self, ws: Workspace) -> None:
        review.mark(ws, ids(ws)[:1], "behind", note="慢")
        assert self.left_behind(take_in(ws, text("7.5"))) == []
        found = detail(ws, 0)
        assert (found.row.verdict, found.row.notes, found.targets[0].value) == ("behind", 1, Decimal("7.5"))
        assert [entry.kind for entry in found.history] == ["note", "verdict"]
        review.mark(ws, ids(ws)[:1], "on_track")
        assert rows(ws)[0].verdict == "on_track"
        assert care.check(ws, rebuild=True).clean

    def test_one_that_is_gone_is_named(self, ws: Workspace) -> None:
        review.mark(ws, ids(ws)[1:2], "behind", note="慢")
        assert self.left_behind(take_in(ws, text(rest=INDEX))) == ["每千人口医师 3.2人"]
        assert [row.number for row in rows(ws)] == [1, 2]

    def test_taking_the_import_back_takes_them_along(self, tmp_path: Path) -> None:
        with office(tmp_path / "new", day=date(2023, 7, 1)) as ws:
            take_in(ws, text())
            review.undo(ws)
            assert ids(ws) == []
            assert care.check(ws).clean
