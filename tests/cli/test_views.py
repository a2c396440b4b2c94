"""Saved views on the command line."""

from __future__ import annotations

from pathlib import Path

from planreview.services.filter_text import parse_sentence
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
