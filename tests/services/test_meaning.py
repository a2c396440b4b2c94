"""One number everywhere: what letters mean in pinyin is listed, counted, divided, grouped, saved and summed up alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, groups, pinyin_tasks, queries, reasons, reports, review
from planreview.services.filter_text import parse_filter, parse_sentence
from planreview.services.titles import titled_tasks
from planreview.services.views import save_view, views
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = office(tmp_path)
    take_in(ws, LIBRARY)
    take_in(ws, DIVISION)
    return ws


@pytest.mark.parametrize(
    ("text", "n"),
    [("slj", 2), ("dsj", 1), ("更新sk", 1), ("结论=滞后 slj", 1), ("结论=完成 slj", 0), ("qqq", 0)],
)
def test_a_list_and_all_its_numbers_agree(ws: Workspace, text: str, n: int) -> None:
    leading = queries.task_ids(ws, TaskFilter(text="水利"))
    review.mark(ws, leading[:1], "behind")
    chosen = parse_filter(ws, text)
    divided, summed = queries.facets(ws, chosen), reports.summary(ws, by="section", scope=chosen)
    save_view(ws, "所看", parse_sentence(ws, text))
    assert len(queries.task_ids(ws, chosen)) == n
    assert [queries.sums(ws, chosen).total, divided.total, sum(divided.verdicts.values())] == [n] * 3
    assert [sum(group.count for group in groups.task_groups(ws, chosen, by)) for by in ("verdict", "plan")] == [n] * 2
    assert [view.count for view in views(ws)] == [n] and summed.total.counts.total == n
    assert summed.scope.endswith("(拼音)") is bool(n) or text == "结论=完成 slj"
    assert len(reasons.asking(ws, chosen).rows) == (0 if text in {"dsj", "更新sk"} else min(n, 1))


def test_what_else_is_asked_does_not_turn_written_letters_into_others(ws: Workspace) -> None:
    every = queries.task_ids(ws, TaskFilter())
    review.add_note(ws, every[:1], "SLJ 已到位")
    for text in ("slj", "slj 结论=未核"):
        assert list(queries.task_ids(ws, parse_filter(ws, text))) == list(every[:1])
    assert queries.sums(ws, parse_filter(ws, "slj 结论=完成")).total == 0
    other = TaskFilter(text="slj", plans=(queries.plans(ws)[1].id,))
    assert len(queries.task_ids(ws, other)) == queries.sums(ws, other).total == 2


def test_a_nation_s_departments_are_counted_without_naming_their_tasks(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin_tasks, "MOST_TITLES", 9)
    monkeypatch.setattr(pinyin_tasks, "SPOKEN", pinyin_tasks.SpokenTasks())
    meant = pinyin_tasks.in_pinyin(ws, TaskFilter(text="slj"))
    assert meant.ids is None and meant.departments and queries.sums(ws, TaskFilter(text="slj")).total == 2


def test_titles_are_looked_for_as_they_are_written(ws: Workspace) -> None:
    assert not titled_tasks(ws, "dsj").rows


def test_what_is_stored_elsewhere_is_counted(ws: Workspace) -> None:
    assert queries.sums(ws, TaskFilter(text="wlj")).total == 0
    with Workspace.reader(ws.store.path, clock=ws.clock) as other:
        assert queries.sums(other, TaskFilter(text="wlj")).total == 0
        made = departments.create_departments(ws, "青禾市", "文旅局").values["department_ids"]
        assert isinstance(made, list | tuple)
        departments.assign(ws, queries.task_ids(ws, TaskFilter())[:1], made[0])
        assert queries.sums(other, TaskFilter(text="wlj")).total == queries.sums(ws, TaskFilter(text="wlj")).total == 1
