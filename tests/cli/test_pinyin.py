"""Names typed in pinyin on the command line: where nothing else fits, and never where several do."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.services.filter_text import parse_sentence
from planreview.services.views import save_view
from planreview.services.workspace import Workspace
from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def test_a_department_is_assigned_by_letters_and_named_in_full(command: Command) -> None:
    assert command("departments", "--offices", "高新科、农社科", "--parent", "云泽市科学技术局").code == 0
    outcome = command("assign", "yunze2026/1", "gxk")
    assert outcome.code == 0 and "高新科" in outcome.err + outcome.out
    assert [one["lead"] for one in command("tasks", "单位=gaoxin", "--json").data] == [["高新科"]]


def test_where_letters_fit_several_they_are_listed_and_nothing_is_done(command: Command) -> None:
    assert command("departments", "--offices", "市特检局、市统计局", "--city", "云泽市").code == 0
    outcome = command("assign", "云泽市2026/1", "stjj")
    assert outcome.code == 2 and "市特检局" in outcome.err and "市统计局" in outcome.err
    assert command("tasks", "单位=stjj").code == 2
    assert command("assign", "云泽市2026/1", "qqqq").code == 2
    # 云泽 and 砚州.
    assert command("show", "yz2026/1").code == 2


def test_tasks_views_and_summary_count_what_letters_mean_alike(command: Command, store: Path) -> None:
    with Workspace.open(store, person="李明", device_file=store.with_name("device.json")) as ws:
        save_view(ws, "移动源", parse_sentence(ws, "ydywr"))
    listed = command("tasks", "ydywr")
    assert "强化移动源污染防治" in listed.out and listed.err.strip() == "共 1 件(拼音)"
    assert [view["count"] for view in command("views", "--json").data] == [1]
    assert len(command("tasks", "--view", "移动源", "--json").data) == 1
    assert command("summary", "--where", "ydywr", "--json").data["total"] == 1
    assert "ydywr(拼音)" in command("summary", "--where", "ydywr").out
    assert command("tasks", "qqqq").err.strip() == "共 0 件"
