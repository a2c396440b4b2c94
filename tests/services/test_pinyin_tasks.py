"""Tasks that letters name in pinyin, by title and by department, read anew when the store has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, pinyin, pinyin_tasks, queries, review
from planreview.services.pinyin_tasks import SpokenTasks, is_spoken, spoken_filter
from planreview.services.workspace import Workspace
from planreview.store.lookup import numbered_tasks
from tests.services.office import DIVISION, LIBRARY, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = office(tmp_path)
    take_in(ws, LIBRARY)
    take_in(ws, DIVISION)
    return ws


def titles(ws: Workspace, text: str, chosen: TaskFilter | None = None, spoken: SpokenTasks | None = None) -> list[str]:
    spoken = spoken or SpokenTasks()
    spoken.read(ws)
    found = spoken_filter(ws, chosen or TaskFilter(text=text), *spoken.named(text))
    return [row.title for row in queries.task_rows(ws, queries.task_ids(ws, found))]


def test_titles_are_found_by_letters_that_stand_together(ws: Workspace) -> None:
    assert titles(ws, "dsj") == ["办好读书节"] and titles(ws, "shuku") == ["更新书库设备"]
    assert titles(ws, "更新sk") == ["更新书库设备"]
    assert titles(ws, "gsb") == [], "letters further apart would be in every title"


def test_the_tasks_of_a_department_are_found_by_its_name(ws: Workspace) -> None:
    assert titles(ws, "hbj") == ["封堵排污口"]
    assert titles(ws, "slj") == ["打捞漂浮物", "封堵排污口"]


def test_the_rest_of_the_filter_goes_on_narrowing(ws: Workspace) -> None:
    second = TaskFilter(text="slj", ids=tuple(queries.task_ids(ws, TaskFilter())[-2:]))
    assert titles(ws, "slj", second) == ["封堵排污口"]
    assert titles(ws, "slj", TaskFilter(text="slj", verdicts=("done",))) == []


def test_what_has_changed_since_is_found(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = SpokenTasks()
    assert titles(ws, "wlj", spoken=spoken) == []
    made = departments.create_departments(ws, "青禾市", "文旅局").values["department_ids"]
    departments.assign(ws, queries.task_ids(ws, TaskFilter())[:1], made[0])  # type: ignore[index]
    assert titles(ws, "wlj", spoken=spoken) == ["新建社区分馆"]
    monkeypatch.setattr(queries, "plans", None)
    assert titles(ws, "wlj", spoken=spoken) == ["新建社区分馆"], "what has not changed is not read again"


def test_marks_and_values_leave_what_was_read_and_names_do_not(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken, ids, read = SpokenTasks(), queries.task_ids(ws, TaskFilter()), []
    monkeypatch.setattr(pinyin_tasks, "numbered_tasks", lambda *args: read.append(1) or numbered_tasks(*args))
    assert titles(ws, "dsj", spoken=spoken) == ["办好读书节"] and len(read) == 1
    review.mark(ws, ids, "done")
    review.add_note(ws, ids[:1], "已办")
    assert titles(ws, "dsj", spoken=spoken) == ["办好读书节"] and len(read) == 1
    departments.rename(ws, next(one.id for one in departments.departments(ws) if one.name.endswith("水利局")), "水务局")
    assert titles(ws, "swj", spoken=spoken) and not titles(ws, "slj", spoken=spoken)
    review.undo(ws)
    assert titles(ws, "slj", spoken=spoken)
    assert len(read) == 3


def test_a_nation_s_titles_are_left_out_and_its_departments_are_not(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin_tasks, "MOST_TITLES", 9)
    assert titles(ws, "dsj") == [] and titles(ws, "hbj") == ["封堵排污口"]


def test_titles_are_learned_once_by_several_who_ask(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "_keys", {})
    asked: list[str] = []
    ask = pinyin._asked
    monkeypatch.setattr(pinyin, "_asked", lambda lines: asked.append(lines) or ask(lines))
    for text in ("ds", "dsj"):
        assert titles(ws, text) == ["办好读书节"]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("text", "spoken"), [("k", False), ("kj", True), ("市k", True), ("2020", False), ("科技", False), ("", False)]
)
def test_two_signs_with_a_letter_are_looked_for(text: str, spoken: bool) -> None:
    assert is_spoken(text) is spoken
