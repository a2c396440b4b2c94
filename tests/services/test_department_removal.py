"""An empty department is deleted, kept where anything is its, and comes back by undo, by name and by what is undone before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.operations import ASSIGN, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import departments, queries, review, views
from planreview.services.department_removal import remove_department
from planreview.services.filter_text import parse_sentence
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.office import DIVISION, LIBRARY, office, take_in

CITY = "青禾市"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = office(tmp_path)
    take_in(ws, LIBRARY)
    take_in(ws, DIVISION)
    return ws


def listed(ws: Workspace) -> list[str]:
    return [one.name for one in departments.departments(ws)]


def named(ws: Workspace, name: str) -> int:
    return departments.the_department(ws, name).id


def refused(ws: Workspace, name: str) -> str:
    before, there = projection_hash(ws.store), listed(ws)
    with pytest.raises(InputError) as caught:
        remove_department(ws, named(ws, name))
    assert caught.value.key == "department_in_use"
    assert (projection_hash(ws.store), listed(ws)) == (before, there)
    return str(caught.value.values["held"])


def test_one_that_was_typed_wrongly_goes_and_no_figure_changes(ws: Workspace) -> None:
    departments.assign_new(ws, [1], CITY, "采编料")
    departments.assign_new(ws, [1], CITY, "采编科")
    before, there = queries.facets(ws, TaskFilter()), listed(ws)
    assert "采编料" in there
    receipt = remove_department(ws, named(ws, "采编料"))
    assert receipt.values["department"] == "采编料"
    assert listed(ws) == [one for one in there if one != "采编料"] and queries.facets(ws, TaskFilter()) == before
    with pytest.raises(InputError):
        named(ws, "采编料")
    assert review.undo(ws).kind == receipt.kind and listed(ws) == there
    review.redo(ws)
    assert "采编料" not in listed(ws)


def test_what_is_undone_before_it_brings_it_back(ws: Workspace) -> None:
    departments.assign_new(ws, [1], CITY, "采编料")
    departments.assign_new(ws, [1], CITY, "采编科")
    wrong = named(ws, "采编料")
    remove_department(ws, wrong)
    # Another machine, which did not know of it, says that it supports a task.
    with ws.store.transaction():
        uid = ws.store.connection.execute("select uid from department where id = ?", (wrong,)).fetchone()[0]
        payload = {"department": uid, "role": "support", "mode": "add", "source": "person"}
        ws.append([OperationDraft(ASSIGN, queries.task_uids(ws, [2])[2], payload)])
    assert "采编料" in listed(ws) and refused(ws, "采编料") == "配合 1 件"
    review.undo(ws)
    assert "采编料" not in listed(ws)
    # Undone past the deletion and the second assignment, it leads again.
    review.undo(ws)
    review.undo(ws)
    assert queries.task_rows(ws, [1])[0].lead == "采编料" and "采编料" in listed(ws)


def test_made_again_it_is_the_same_one(ws: Workspace) -> None:
    departments.create_departments(ws, CITY, "采编科")
    made = named(ws, "采编科")
    remove_department(ws, made)
    assert departments.create_departments(ws, CITY, "采编科").values == {"department_ids": (made,), "made": 1, "known": 0}
    assert "采编科" in listed(ws)
    remove_department(ws, made)
    departments.assign_new(ws, [3], CITY, "采编科")
    assert named(ws, "采编科") == made and queries.task_rows(ws, [3])[0].lead == "采编科"


def test_what_is_in_use_is_kept_and_it_is_said_why(ws: Workspace) -> None:
    assert "主责" in refused(ws, "市水利局") and "计划原文" in refused(ws, "市水利局")
    assert "配合" in refused(ws, "市财政局")
    assert "是 1 个计划的默认主责" in refused(ws, "青禾市文化局")
    departments.create_departments(ws, CITY, "读者处")
    above = named(ws, "读者处")
    departments.create_departments(ws, CITY, "借阅科", parent=above)
    assert refused(ws, "读者处") == "下设 1 个科室"
    remove_department(ws, named(ws, "借阅科"))
    views.save_view(ws, "读者", parse_sentence(ws, "单位=读者处"))
    assert refused(ws, "读者处") == "1 个视图用到它"
    # Named in a document, though somebody else leads the task by now.
    rows = queries.task_ids(ws, TaskFilter(departments=(named(ws, "市环保局"),), supervised=None))
    departments.assign(ws, list(rows), above)
    assert refused(ws, "市环保局") == "计划原文 1 件写有它"
    # What is not supervised is held all the same.
    departments.assign_new(ws, [4], CITY, "古籍科")
    review.set_scope(ws, [4], False)
    assert refused(ws, "古籍科") == "主责 1 件"
    with pytest.raises(InputError) as caught:
        remove_department(ws, 10**9)
    assert caught.value.key == "department_gone"
