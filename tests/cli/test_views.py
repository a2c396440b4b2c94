"""Saved views on the command line."""

from __future__ import annotations

from pathlib import Path

from planreview.domain.review import TaskFilter
from planreview.services import queries
from planreview.services.filter_text import Sentence, parse_sentence
from planreview.services.views import save_view
from planreview.services.workspace import Workspace
from tests.cli.conftest import Command


def test_views_are_listed_and_opened_by_name(command: Command, store: Path) -> None:
    assert command("views", "--json").data == []
    with Workspace.open(store, person="李明", device_file=store.with_name("device.json")) as ws:
        save_view(ws, "本季催办", parse_sentence(ws, "结论=未核 排序=-时限"), ("title",))
    (view,) = command("views", "--json").data
    assert (view["name"], view["columns"], view["problem"], view["person"]) == ("本季催办", ["title"], None, "李明")
    assert "本季催办" in command("views").out
    listed = command("tasks", "--view", "本季催办", "--json").data
    assert len(listed) == view["count"] == len(command("tasks", "结论=未核", "--json").data)
    assert len(command("tasks", "--view", "本季催办", "号=1", "--json").data) <= len(listed)
    refused = command("tasks", "--view", "没有")
    assert refused.code == 2 and "本季催办" in refused.err


def test_a_view_of_single_tasks_is_listed_by_numbers_and_headed_so_in_a_file(command: Command, store: Path) -> None:
    with Workspace.open(store, person="李明", device_file=store.with_name("device.json")) as ws:
        rows = queries.task_rows(ws, queries.task_ids(ws, TaskFilter())[:4])
        save_view(ws, "四件", Sentence(TaskFilter(ids=tuple(row.id for row in rows))))
    assert "4件（1、2、3等）" in command("views").out
    said = f"编号={','.join(row.uid for row in rows)}"
    assert command("views", "--json").data[0]["filter"] == said
    summary = command("summary", "--where", said, "--format", "text").out
    assert "4件（1、2、3等）" in summary and not any(row.uid[:8] in summary for row in rows)
