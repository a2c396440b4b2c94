"""``planreview split`` and ``join``: parts with leads and dues of their own, listed and named like tasks."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def test_a_task_is_split_listed_reviewed_and_joined(command: Command) -> None:
    before = len(command("tasks", "--json").data)
    said = command("split", "云泽市2026/1", "建水厂|市水利局、市城管局|2026-06-30", "改管网")
    assert said.code == 0 and "1-1" in said.out and "1-2" in said.out
    assert "目标值在各分项标题中都没有提到" in said.err
    tasks = command("tasks", "--json").data
    assert len(tasks) == before + 1
    part = command("show", "云泽市2026/1-1", "--json").data
    assert (part["title"], part["lead"], part["due"]) == ("建水厂", ["市水利局", "市城管局"], "2026-06-30")
    assert command("mark", "云泽市2026/1-1", "done").code == 0
    listed = command("show", "云泽市2026/1")
    assert listed.code == 2 and "建水厂" in listed.err and "改管网" in listed.err
    assert command("check", "--rebuild").code == 0
    assert "已合并" in command("join", "云泽市2026/1-2").out
    assert len(command("tasks", "--json").data) == before
    assert "拆分" in command("log", "--limit", "3").out
    command("undo")
    assert command("show", "云泽市2026/1-1", "--json").data["verdict"] == "done"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("split", "云泽市2026/1", "建水厂"), "至少拆成 2 项"),
        (("split", "云泽市2026/1", "建水厂||夏天", "改管网"), "不是日期"),
        (("split", "云泽市2026/1", "|市水利局", "改管网"), "标题"),
        (("split", "云泽市2026/1-3", "甲", "乙"), "任务"),
        (("join", "云泽市2026/1"), "没有拆开"),
    ],
)
def test_what_cannot_be_meant_is_refused(command: Command, arguments: tuple[str, ...], said: str) -> None:
    refused = command(*arguments)
    assert refused.code == 2 and said in refused.err
    assert command("show", "云泽市2026/1").code == 0


def test_a_target_that_went_with_no_part_is_given_to_one(command: Command) -> None:
    whole = command("show", "砚州市2026/4", "--json").data
    assert command("split", "砚州市2026/4", "甲事", "乙事").code == 0
    listed = command("targets", "砚州市2026/4-2").out
    assert "未归分项" in listed
    assert command("targets", "砚州市2026/4-2", "--give", "1", "--to", "砚州市2026/4-2").code == 0
    assert command("show", "砚州市2026/4-2", "--json").data["targets"][0]["id"] == whole["targets"][0]["id"]
    assert command("targets", "砚州市2026/4-2", "--give", "1").code == 2
