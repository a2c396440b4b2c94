"""Saved views: the same in every copy of a store, replaced and undone, broken ones named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planreview.domain.operations import VIEW_SAVED, OperationDraft
from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import care, departments, queries, review
from planreview.services.filter_format import ids_counted
from planreview.services.filter_text import Sentence, parse_sentence
from planreview.services.tree import tree
from planreview.services.view_forms import from_form, to_form
from planreview.services.views import delete_view, save_view, the_view, view_subject, views
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, office, take_in
from tests.services.test_filter_text import filters
from tests.store.naive import fold_views


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return made(tmp_path)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return made(tmp_path_factory.mktemp("office"))


def made(folder: Path) -> Workspace:
    ws = office(folder)
    for text in (LIBRARY, DIVISION, DIVISION.replace("青禾市", "白石市")):
        take_in(ws, text)
    review.mark(ws, list(queries.task_ids(ws, TaskFilter()))[:2], "behind")
    return ws


def names(ws: Workspace) -> list[str]:
    return [view.name for view in views(ws)]


def test_a_view_keeps_filter_order_groups_and_columns(ws: Workspace) -> None:
    said = parse_sentence(ws, "结论=滞后 单位=市水利局 章节=二 排序=-时限 分组=章节")
    receipt = save_view(ws, "每周催办", said, ("title", "due"))
    assert receipt.values["replaced"] is False
    (view,) = views(ws)
    assert view.sentence == said == the_view(ws, " 每周　催办 ").sentence and view.columns == ("title", "due")
    assert view.count == len(queries.task_ids(ws, said.filter)) and parse_sentence(ws, view.words) == said
    assert save_view(ws, "每周催办", parse_sentence(ws, "超期")).values["replaced"] is True
    assert [(view.name, view.words) for view in views(ws)] == [("每周催办", "超期")]


def test_saving_and_deleting_can_be_undone_and_the_projection_is_the_fold(ws: Workspace) -> None:
    save_view(ws, "甲", parse_sentence(ws, "超期"))
    save_view(ws, "甲", parse_sentence(ws, "矛盾"))
    save_view(ws, "乙", parse_sentence(ws, ""))
    delete_view(ws, "乙")
    assert names(ws) == ["甲"]
    review.undo(ws)
    assert names(ws) == ["甲", "乙"]
    review.undo(ws)
    review.undo(ws)
    assert [(view.name, view.words) for view in views(ws)] == [("甲", "超期")]
    review.redo(ws)
    assert fold_views(ws.store) == {row[0]: json.loads(row[1]) for row in ws.store.connection.execute(
        "select name, payload from saved_view")}  # fmt: skip
    path = ws.store.path
    ws.close()
    assert care.check(path, clock=ws.clock).clean


@pytest.mark.parametrize("name", ["", "  ", "\x1b", "长" * 61])
def test_a_view_needs_a_name(ws: Workspace, name: str) -> None:
    with pytest.raises(InputError) as caught:
        save_view(ws, name, parse_sentence(ws, ""))
    assert caught.value.key == "view_name" and names(ws) == []


def test_what_is_selected_is_no_view_and_what_is_not_saved_is_named(ws: Workspace) -> None:
    with pytest.raises(InputError, match="已选"):
        save_view(ws, "甲", parse_sentence(ws, "已选"))
    save_view(ws, "乙", parse_sentence(ws, "超期"))
    for act in (delete_view, the_view):
        with pytest.raises(InputError) as caught:
            act(ws, "丙")
        assert caught.value.key == "view_unknown" and "乙" in str(caught.value)


def test_a_department_that_was_renamed_or_merged_is_followed_and_one_that_is_gone_is_said(ws: Workspace) -> None:
    office_id = departments.the_department(ws, "青禾市/市水利局").id
    departments.create_departments(ws, "青禾市", "督办专班")
    (gone,) = (one.id for one in departments.departments(ws) if one.name == "督办专班")
    save_view(ws, "水利", Sentence(TaskFilter(departments=(office_id,))))
    save_view(ws, "专班", Sentence(TaskFilter(departments=(gone,))))
    departments.rename(ws, office_id, "市水务局")
    assert "市水务局" in the_view(ws, "水利").words
    batch = ws.store.connection.execute(
        "select batch from operation where kind = 'department' and payload like '%督办专班%'"
    ).fetchone()[0]
    with ws.store.transaction():
        ws.append([OperationDraft("undo", f"batch:{batch}", {})])
    broken = next(view for view in views(ws) if view.name == "专班")
    assert broken.sentence is None and broken.count is None and "督办专班" in broken.problem
    with pytest.raises(InputError) as caught:
        the_view(ws, "专班")
    assert caught.value.key == "view_broken"


@pytest.mark.parametrize(
    "form",
    [None, 3, {"nothing": 1}, {"lights": "red"}, {"due": ["2020-99-01", None, ""]}, {"plans": ["0" * 8]}, {"overdue": "yes"},
     {"numbers": [[1]]}, {"sections": [["x", "一", "无"]]}, {"text": 5}, {"without": []}, {"gap": ["many", None, ""]}],
)  # fmt: skip
def test_a_form_of_another_program_is_refused_and_never_a_crash(ws: Workspace, form: object) -> None:
    with pytest.raises(InputError) as caught:
        from_form(ws, form)
    assert caught.value.key == "view_broken"
    with ws.store.transaction():
        ws.append([OperationDraft(VIEW_SAVED, view_subject("外来"), {"name": "外来", "filter": form})])
    assert [bool(view.problem) for view in views(ws)] == [True]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_form_means_the_same_filter(one: Workspace, data: st.DataObject) -> None:
    chosen = replace(data.draw(filters(one)), selected=None)
    sections = [node.id for node in tree(one) if node.kind == "section"]
    chosen = replace(
        chosen, sections=data.draw(st.none() | st.lists(st.sampled_from(sections), min_size=1, unique=True).map(tuple))
    )
    form = json.loads(json.dumps(to_form(one, chosen), ensure_ascii=False))
    assert from_form(one, form) == chosen


def test_a_view_of_single_tasks_says_their_numbers_and_no_ids(ws: Workspace) -> None:
    ids = queries.task_ids(ws, TaskFilter())
    for name, chosen, said in (
        ("多", TaskFilter(ids=tuple(ids[:5])), "5件（1、2、3等）"),
        ("两", TaskFilter(ids=tuple(ids[:2]), verdicts=("behind",)), "结论=滞后 2件（1、2）"),
        ("一", TaskFilter(ids=(ids[2],)), "“3 采购新书”"),
        ("除外", TaskFilter(without=TaskFilter(ids=tuple(ids[:2]), supervised=None)), "非2件（1、2）"),
    ):
        save_view(ws, name, Sentence(chosen))
        view = the_view(ws, name)
        assert view.said == said
        # What is written is still read back as the same tasks.
        assert parse_sentence(ws, view.words).filter == chosen
        counted = ids_counted(view.words)
        assert counted == re.sub("“.*”", "1件", re.sub("（.*）", "", said))
