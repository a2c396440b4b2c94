"""Adjusting targets and due dates: figures, days, approval, undo, revisions and parts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planreview.domain.review import TaskDetail, TaskFilter
from planreview.errors import InputError
from planreview.services import adjusting, care, queries, review, splitting
from planreview.services.target_correcting import change_target
from planreview.services.target_reading import targets_of_task
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.office import LIBRARY, office, take_in
from tests.store.builder import FixedClock, Goal, Planned, open_workspace, store_plan

APPROVAL = {"approver": "周市长", "document": "青政办〔2020〕9号"}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, day=date(2020, 9, 30)) as workspace:
        take_in(workspace, LIBRARY)
        yield workspace


def task(ws: Workspace, number: int) -> TaskDetail:
    rows = queries.task_rows(ws, queries.task_ids(ws, TaskFilter()))
    return queries.task_detail(ws, next(row.id for row in rows if row.number == number))


def aims(detail: TaskDetail) -> list[Decimal]:
    return [target.value for target in detail.targets]


def adjust(ws: Workspace, number: int, on: date | None = None, place: int = 0, **values: str) -> None:
    adjusting.adjust_target(ws, task(ws, number).targets[place].id, values, on=on, **APPROVAL)


def refusal(what: str) -> pytest.RaisesExc[InputError]:
    return pytest.RaisesExc(InputError, check=lambda error: error.key == what)


def test_the_task_is_measured_by_the_new_value(ws: Workspace) -> None:
    target = task(ws, 4).targets[0]
    review.record_actual(ws, target.id, Decimal(30))
    assert (str(task(ws, 4).row.attainment), task(ws, 4).row.light) == ("50.0", "yellow")
    adjust(ws, 4, value="40")
    found = task(ws, 4)
    assert (str(found.row.attainment), str(found.row.gap)) == ("75.0", "0.0")
    assert (found.row.light, found.row.supervised) == ("green", True)
    (one,) = found.adjustments
    assert (one.field, one.old, one.new, one.approver, one.document) == ("value", "60", "40", *APPROVAL.values())
    assert (one.on, one.person, one.target_id) == (date(2020, 9, 30), "李明", target.id)
    assert care.check(ws).clean


def test_before_its_day_the_old_value_holds(ws: Workspace, tmp_path: Path) -> None:
    review.record_actual(ws, task(ws, 4).targets[0].id, Decimal(30), on=date(2020, 6, 30))
    adjust(ws, 4, date(2020, 8, 1), value="40")
    for day, value in ((date(2020, 7, 31), 60), (date(2020, 8, 1), 40)):
        with Workspace.reader(ws.store.path, clock=FixedClock(day), as_of=day) as reader:
            found = task(reader, 4)
            assert aims(found) == [value]
            assert len(found.adjustments) == (value == 40)


def test_undo_and_redo(ws: Workspace) -> None:
    before = projection_hash(ws.store)
    adjust(ws, 1, place=0, value="20", baseline="5")
    after = projection_hash(ws.store)
    assert task(ws, 1).targets[0].baseline == 5
    review.undo(ws)
    assert projection_hash(ws.store) == before
    review.redo(ws)
    assert projection_hash(ws.store) == after


@pytest.mark.parametrize(
    ("given", "lacks"),
    [({"approver": "", "document": "9号"}, "批准人"), ({"approver": "周市长", "document": " "}, "文号")],
)
def test_without_approval_it_is_refused_and_says_what_lacks(ws: Workspace, given: Mapping[str, str], lacks: str) -> None:
    before = care.info(ws.store.path).operations
    with refusal("adjust_lacks") as caught:
        adjusting.adjust_target(ws, task(ws, 4).targets[0].id, {"value": "40"}, **given)
    assert caught.value.values["parts"] == lacks
    with refusal("adjust_lacks"):
        adjusting.adjust_due(ws, task(ws, 4).row.id, date(2020, 12, 1), **given)
    assert care.info(ws.store.path).operations == before


def test_what_is_refused(ws: Workspace) -> None:
    detail = task(ws, 4)
    target = detail.targets[0].id
    for key, values in (("adjust_nothing", {}), ("adjust_same", {"value": "60.0"}), ("figure_not_in_unit", {"value": "许多"})):
        with refusal(key):
            adjusting.adjust_target(ws, target, values, **APPROVAL)
    with refusal("target_value_bad"):
        adjusting.adjust_target(ws, target, {"value": ""}, **APPROVAL)
    with refusal("target_unknown"):
        adjusting.adjust_target(ws, 10**6, {"value": "1"}, **APPROVAL)
    with refusal("task_gone"):
        adjusting.adjust_due(ws, 10**6, date(2020, 12, 1), **APPROVAL)
    with refusal("day_unthinkable"):
        adjusting.adjust_due(ws, detail.row.id, date(202, 12, 1), **APPROVAL)


def test_a_correction_of_how_it_is_read_stands_below(ws: Workspace) -> None:
    adjust(ws, 4, value="40")
    (listed,) = targets_of_task(ws, task(ws, 4).row.id)
    change_target(ws, listed, {"value": "600", "unit": "卷"})
    found = task(ws, 4)
    assert (aims(found), found.targets[0].unit) == ([40], "卷")
    review.undo(ws)
    review.undo(ws)
    assert aims(task(ws, 4)) == [60]


def test_an_earlier_one_says_that_a_later_one_stands(ws: Workspace) -> None:
    target = task(ws, 4).targets[0].id
    adjust(ws, 4, date(2020, 8, 1), value="40")
    receipt = adjusting.adjust_target(ws, target, {"value": "50"}, on=date(2020, 5, 1), **APPROVAL)
    assert [one.on for one in receipt.covered] == [date(2020, 8, 1)]
    found = task(ws, 4)
    assert aims(found) == [40]
    assert [(one.old, one.new) for one in found.adjustments] == [("60", "50"), ("50", "40")]


def test_a_due_date(ws: Workspace) -> None:
    detail = task(ws, 4)
    assert detail.row.due_presumed
    receipt = adjusting.adjust_due(ws, detail.row.id, date(2020, 8, 31), **APPROVAL)
    assert receipt.task_ids == (detail.row.id,)
    row = task(ws, 4).row
    assert (row.due, row.due_presumed, row.overdue) == (date(2020, 8, 31), False, True)
    adjusting.adjust_due(ws, detail.row.id, date(2021, 3, 31), **APPROVAL)
    row = task(ws, 4).row
    assert (row.due, row.overdue) == (date(2021, 3, 31), False)
    assert [(one.target_id, one.old, one.new) for one in task(ws, 4).adjustments] == [
        (None, None, "2020-08-31"),
        (None, "2020-08-31", "2021-03-31"),
    ]
    assert care.check(ws, rebuild=True).clean


def test_a_part_has_its_tasks_due_until_it_is_given_its_own(ws: Workspace) -> None:
    whole = task(ws, 1).row.id
    adjusting.adjust_due(ws, whole, date(2020, 11, 30), **APPROVAL)
    first, second = splitting.split(ws, whole, [splitting.PartDraft("建分馆"), splitting.PartDraft("改老馆")]).task_ids
    adjusting.adjust_due(ws, second, date(2020, 12, 15), **APPROVAL)
    dues = [row.due for row in queries.task_rows(ws, [first, second])]
    assert dues == [date(2020, 11, 30), date(2020, 12, 15)]
    assert len(queries.task_detail(ws, second).adjustments) == 1
    assert care.check(ws).clean


class TestRevisions:
    def test_reworded_it_keeps_what_was_approved(self, ws: Workspace) -> None:
        adjust(ws, 4, value="40")
        adjusting.adjust_due(ws, task(ws, 4).row.id, date(2020, 11, 30), **APPROVAL)
        assert take_in(ws, LIBRARY.replace("联合省图书馆开展普查", "联合省图书馆开展古籍普查")).status == "revised"
        found = task(ws, 4)
        assert (aims(found), found.row.due) == ([40], date(2020, 11, 30))
        assert care.check(ws).clean

    def test_a_revised_figure_takes_its_place(self, ws: Workspace) -> None:
        adjust(ws, 4, value="40")
        take_in(ws, LIBRARY.replace("修复古籍60册", "修复古籍45册"))
        found = task(ws, 4)
        assert (aims(found), found.adjustments) == ([45], ())
        adjust(ws, 4, value="44")
        assert aims(task(ws, 4)) == [44]


steps = st.lists(
    st.tuples(
        st.sampled_from(["value", "baseline", "due"]),
        st.integers(1, 30),
        st.none() | st.sampled_from([date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30)]),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(steps)
def test_taking_all_of_them_back_restores_every_figure(taken: list[tuple[str, int, date | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder), clock=FixedClock(date(2020, 10, 31))) as ws:
        plan = store_plan(ws, (Planned("建平台", (Goal("12"), Goal("30", "level", ">=")), due="2020-11-30"),))
        for target in plan.targets[0]:
            review.record_actual(ws, target, Decimal(9))
        states = [projection_hash(ws.store)]
        for field, number, on in taken:
            try:
                if field == "due":
                    adjusting.adjust_due(ws, plan.tasks[0], date(2020, 11, number), on=on, **APPROVAL)
                else:
                    adjusting.adjust_target(ws, plan.targets[0][number % 2], {field: str(number)}, on=on, **APPROVAL)
            except InputError as error:
                assert error.key == "adjust_same"
            else:
                states.append(projection_hash(ws.store))
        assert care.check(ws).clean
        for state in reversed(states[:-1]):
            review.undo(ws)
            assert projection_hash(ws.store) == state
