"""Corrections of how a target is read: only what changes is stored, figures follow at once, undo gives all back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TargetView, TaskFilter
from planreview.services import adjusting, care, queries, review
from planreview.services.target_correcting import change_target, changes_on_line, read_values, weigh_change, weigh_kinds
from planreview.services.target_reading import ListedTarget, drop_targets, indicators_of_plan, spoken_values, targets_of_task
from planreview.services.workspace import Workspace
from tests.services.health_plan import detail, refusal, text
from tests.services.office import LIBRARY, office, take_in

APPROVAL = {"approver": "周局长", "document": "1号"}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2020, 7, 15)) as workspace:
        take_in(workspace, LIBRARY)
        review.set_as_of(workspace, date(2020, 6, 30))
        yield workspace


def listed(ws: Workspace, number: int, place: int = 0) -> ListedTarget:
    (task,) = [row.id for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter())) if row.number == number]
    return targets_of_task(ws, task)[place]


def state(target: TargetView) -> tuple[object, ...]:
    return target.kind, target.op, target.actual, target.attainment, target.gap, target.light


class TestFigures:
    """电子书达到20万册: read as a level, which half a year cannot reach."""

    def test_a_kind_changes_the_light_at_once_and_undo_gives_all_back(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        review.record_actual(ws, one.target.id, Decimal("9.5"))
        before = state(listed(ws, 3, 1).target)
        assert before == ("level", ">=", Decimal("9.5"), Decimal("47.5"), Decimal("-52.5"), "red")
        receipt = change_target(ws, one, {"kind": "flow"})
        assert state(listed(ws, 3, 1).target) == ("flow", ">=", Decimal("9.5"), Decimal("47.5"), Decimal("-2.5"), "green")
        assert one.task is not None
        assert receipt.task_ids == (one.task.id,) and queries.task_rows(ws, receipt.task_ids)[0].light == "green"
        assert care.check(ws, rebuild=True).clean
        review.undo(ws)
        assert state(listed(ws, 3, 1).target) == before and queries.task_rows(ws, receipt.task_ids)[0].light == "red"
        assert care.check(ws, rebuild=True).clean

    def test_what_each_kind_would_give_is_what_it_gives(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        review.record_actual(ws, one.target.id, Decimal("9.5"))
        weighed = weigh_kinds(ws, one.target.id)
        assert (weighed.kind, str(weighed.share), weighed.actual) == ("level", "50.0", Decimal("9.5"))
        assert {kind for kind, _ in weighed.given} >= {"flow", "level", "rank", "ceiling"}
        for kind, figure in weighed.given:
            if kind != "level":
                change_target(ws, one, {"kind": kind})
                assert state(listed(ws, 3, 1).target)[3:] == (figure.attainment, figure.gap, figure.light), kind
                review.undo(ws)

    def test_a_correction_is_weighed_before_it_is_stored(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        review.record_actual(ws, one.target.id, Decimal("9.5"))
        weighed = weigh_change(ws, one.target, {"kind": "累计", "unit": "万册", "value": "10"})
        assert weighed.changes == (("value", "20", "10"), ("kind", "level", "flow"))
        assert (weighed.before.light, weighed.after.light, str(weighed.after.attainment)) == ("red", "green", "95.0")
        assert listed(ws, 3, 1).target.value == 20


class TestWhatIsStored:
    def test_only_what_changes_with_what_it_was(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        values = read_values(ws, [one.target.id])[one.target.id]
        change_target(ws, one, values | {"kind": "flow", "value": "20.0"})
        assert one.task is not None
        entry = queries.task_detail(ws, one.task.id).history[0]
        assert entry.payload == {"stands": True, "values": {"kind": "flow"}, "was": {"kind": "level"}}

    def test_nothing_is_stored_where_nothing_changes(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        with refusal("target_read_same"):
            change_target(ws, one, {"kind": "达到值", "value": "20.00"})
        drop_targets(ws, [one])
        change_target(ws, one, {"kind": "达到值"})
        assert listed(ws, 3, 1).state == "stands"

    @pytest.mark.parametrize(
        ("kind", "was", "op"), [("ceiling", ">=", "<="), ("rank", ">=", "<="), ("flow", ">=", ">="), ("lower", ">=", ">=")]
    )
    def test_the_sign_goes_with_the_kind(self, ws: Workspace, kind: str, was: str, op: str) -> None:
        one = listed(ws, 3, 1)
        assert one.target.op == was
        change_target(ws, one, {"kind": kind})
        assert (listed(ws, 3, 1).target.kind, listed(ws, 3, 1).target.op) == (kind, op)
        change_target(ws, one, {"kind": "level"})
        assert listed(ws, 3, 1).target.op == ">="

    def test_a_line_says_what_differs_from_the_line_before(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        values = read_values(ws, [one.target.id])[one.target.id]
        began = spoken_values({name: text for name, text in values.items() if text})

        def changes(line: str) -> dict[str, str]:
            return changes_on_line(ws, one.target, line, began, (2020, 2020))

        assert changes(began) == {}
        assert changes(began.replace("达到值", "累计")) == {"kind": "flow"}
        # What it does not name stays, what it names with nothing is cleared; the words of a plan are read too.
        assert changes("单位=") == {"unit": ""}
        assert changes("新增电子书20万册") == {"metric": "新增电子书", "op": "+=", "kind": "flow"}
        began = began + " 时限=2020-07-01/2020-09-30"
        assert changes(began.replace("册", "本")) == {"unit": "万本"}
        # What another person corrected since the line began is not taken back by it.
        change_target(ws, one, {"kind": "flow"})
        change_target(ws, one, changes(began.replace("=20 ", "=25 ")))
        assert (listed(ws, 3, 1).target.kind, listed(ws, 3, 1).target.value) == ("flow", 25)


class TestAdjusted:
    def test_correcting_another_field_leaves_an_adjustment_alone(self, ws: Workspace) -> None:
        one = listed(ws, 3, 1)
        adjusting.adjust_target(ws, one.target.id, {"value": "15"}, **APPROVAL)
        review.record_actual(ws, one.target.id, Decimal(9))
        now = listed(ws, 3, 1)
        # The line is made of what the document says, not of what was approved.
        assert read_values(ws, [one.target.id])[one.target.id]["value"] == "20"
        change_target(ws, now, read_values(ws, [one.target.id])[one.target.id] | {"kind": "flow"})
        found = listed(ws, 3, 1).target
        assert (found.value, found.kind, str(found.attainment)) == (15, "flow", "60.0")
        assert weigh_change(ws, one.target, {"value": "30"}).adjusted == ("value",)
        assert str(weigh_change(ws, one.target, {"kind": "level"}).after.attainment) == "60.0"
        assert now.task is not None
        assert [(entry.old, entry.new) for entry in queries.task_detail(ws, now.task.id).adjustments] == [("20", "15")]


class TestTwins:
    """The third task and the third indicator are one figure, whose actual value was recorded on the task."""

    @pytest.fixture
    def ws(self, tmp_path: Path) -> Iterator[Workspace]:
        with office(tmp_path, day=date(2023, 7, 1)) as workspace:
            take_in(workspace, text())
            review.record_actual(workspace, listed(workspace, 3).target.id, Decimal(40))
            yield workspace

    def both(self, ws: Workspace) -> list[TargetView]:
        return [listed(ws, 3).target, detail(ws, 2).targets[0]]

    @pytest.mark.parametrize("side", [0, 1])
    @pytest.mark.parametrize("values", [{"kind": "flow"}, {"unit": "分"}, {"kind": "ceiling"}, {"baseline": "60"}])
    def test_how_it_is_measured_is_corrected_for_both(self, ws: Workspace, side: int, values: dict[str, str]) -> None:
        one = [listed(ws, 3), indicators_of_plan(ws, 1)[2]][side]
        before = [state(target) for target in self.both(ws)]
        weighed = weigh_change(ws, one.target, values)
        assert ([twin.number for twin in weighed.along], weighed.parted) == (["3"], ())
        receipt = change_target(ws, one, values)
        task, indicator = self.both(ws)
        assert state(task) == state(indicator) and task.actual == 40 and task.unit == indicator.unit
        assert set(receipt.task_ids) == {listed(ws, 3).task.id, -indicator.id}
        assert care.check(ws, rebuild=True).clean
        review.undo(ws)
        assert [state(target) for target in self.both(ws)] == before

    def test_another_name_or_value_parts_them_and_says_so(self, ws: Workspace) -> None:
        one = indicators_of_plan(ws, 1)[2]
        for values in ({"metric": "融合度"}, {"value": "85"}):
            weighed = weigh_change(ws, one.target, values)
            assert (weighed.along, [twin.number for twin in weighed.parted]) == ((), ["3"])
            change_target(ws, one, values | {"kind": "flow"})
            assert [(target.actual, target.kind) for target in self.both(ws)] == [(40, "level"), (None, "flow")]
            review.undo(ws)

    @pytest.mark.parametrize("side", [0, 1])
    def test_what_it_is_told_to_be_apart_is_what_it_is_then(self, ws: Workspace, side: int) -> None:
        one = [listed(ws, 3), indicators_of_plan(ws, 1)[2]][side]
        weighed = weigh_change(ws, one.target, {"value": "85"})
        change_target(ws, one, {"value": "85"})
        assert (weighed.after.attainment, weighed.after.light) == (self.both(ws)[side].attainment, self.both(ws)[side].light)
        assert (weighed.after.light is None) == bool(side), "40 was reported of the task"

    def test_the_name_of_the_indicator_makes_them_one(self, ws: Workspace) -> None:
        change_target(ws, listed(ws, 3), {"metric": "融合度"})
        assert [target.actual for target in self.both(ws)] == [40, None]
        change_target(ws, listed(ws, 3), {"metric": "医防融合指数"})
        assert [target.actual for target in self.both(ws)] == [40, 40]
        assert care.check(ws, rebuild=True).clean


def test_an_indicator_that_was_dropped_is_listed_with_the_plans_own(ws: Workspace) -> None:
    with refusal("target_unknown"):
        weigh_kinds(ws, 10**6)
    take_in(ws, text())
    plan = queries.plans(ws)[-1].id
    drop_targets(ws, indicators_of_plan(ws, plan)[1:2])
    assert [one.state for one in indicators_of_plan(ws, plan)] == ["stands", "stands", "dropped"]
