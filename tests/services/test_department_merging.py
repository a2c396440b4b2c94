"""Two departments that are one: their tasks count together wherever they are, and apart again once that is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, department_merging, departments, plans, queries, review
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.office import DIVISION, numbered, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def named(ws: Workspace, name: str, city: str = "青禾市") -> int:
    return departments.the_department(ws, name, city).id


def leads_of(ws: Workspace, plan: int) -> list[str | None]:
    return [row.lead for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter(plans=(plan,))))]


def test_what_both_hold_is_counted_before_and_one_afterwards(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    before = projection_hash(ws.store)
    into, merged = named(ws, "市住房和城乡建设局"), named(ws, "市住建局")
    told = department_merging.merger(ws, into, merged)
    department_merging.merge_departments(ws, into, merged)
    found = departments.the_department(ws, "市住建局")
    assert (found.name, found.leads) == ("市住房和城乡建设局", told.leads[2])
    review.undo(ws)
    assert projection_hash(ws.store) == before
    with pytest.raises(InputError) as caught:
        department_merging.merger(ws, into, into)
    assert caught.value.key == "departments_apart"


def test_tasks_of_another_city_s_plan_go_along(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    other = take_in(ws, numbered("白石市", 2)).plan_id
    into, merged = named(ws, "市住房和城乡建设局"), named(ws, "市住建局")
    departments.assign(ws, queries.task_ids(ws, TaskFilter(plans=(other,))), merged)
    department_merging.merge_departments(ws, into, merged)
    assert leads_of(ws, other) == ["市住房和城乡建设局"] * 2
    review.undo(ws)
    assert leads_of(ws, other) == ["市住建局"] * 2
    assert care.check(ws).findings == ()


def test_a_plan_whose_city_was_corrected_keeps_those_who_were_assigned(ws: Workspace) -> None:
    plan = take_in(ws, DIVISION).plan_id
    departments.assign(ws, queries.task_ids(ws, TaskFilter(plans=(plan,))), named(ws, "市住建局"))
    plans.correct_plan(ws, plan, city="白石市")
    department_merging.merge_departments(ws, named(ws, "市住房和城乡建设局"), named(ws, "市住建局"))
    assert set(leads_of(ws, plan)) == {"市住房和城乡建设局"}
    assert care.check(ws).findings == ()


def test_what_somebody_else_assigned_in_another_city_comes_back_with_the_department(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    other = take_in(ws, numbered("白石市", 2)).plan_id
    departments.create_departments(ws, "青禾市", ["市大数据局"])
    ids, ws.person = queries.task_ids(ws, TaskFilter(plans=(other,))), "王芳"
    departments.assign(ws, ids, named(ws, "市大数据局"))
    ws.person = "李明"
    review.undo(ws)
    assert leads_of(ws, other) == [None, None]
    review.redo(ws)
    assert leads_of(ws, other) == ["市大数据局"] * 2
    assert care.check(ws).findings == ()
