"""Doubtful targets: listed and left out by an import, settled by ``planreview targets``, asked about on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("home")

PLAN = """\
望川市2026年河道整治工作要点

望川市水利局
2026年2月1日

一、清理河面

1.打捞漂浮物。每周巡河1次，清理河道30公里。

2.拆除违章建筑。拆除违章建筑20处。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "河道.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path / "河道.txt"


@pytest.fixture
def imported(command: Command, plan: Path) -> str:
    said = command("import", plan)
    assert said.code == 0
    return said.out


def quotes(command: Command, task: str) -> list[str]:
    return [one["quote"] for one in command("show", task, "--json").data["targets"]]


def test_a_doubtful_target_is_listed_with_its_line_and_stays_out(command: Command, imported: str) -> None:
    assert "第 8 行" in imported and "每周巡河1次" in imported
    assert "1 处存疑目标值未计入；planreview targets 望川市2026 --doubtful" in imported
    assert quotes(command, "望川市2026/1") == ["清理河道30公里"]
    (one,) = command("targets", "望川市2026", "--doubtful", "--json").data
    assert (one["state"], one["quote"], one["n"]) == ("doubtful", "每周巡河1次", 3)
    assert command("check", "--rebuild").code == 0


@pytest.mark.usefixtures("imported")
def test_a_doubtful_target_is_taken_and_the_taking_undone(command: Command) -> None:
    said = command("targets", "望川市2026/1", "--take", "2")
    assert said.code == 0 and "已采纳" in said.out
    assert quotes(command, "望川市2026/1") == ["每周巡河1次", "清理河道30公里"]
    assert command("targets", "望川市2026", "--doubtful", "--json").data == []
    assert command("check", "--rebuild").code == 0
    command("undo")
    assert quotes(command, "望川市2026/1") == ["清理河道30公里"]
    assert command("check", "--rebuild").code == 0


@pytest.mark.usefixtures("imported")
def test_a_target_that_is_none_is_dropped_and_can_come_back(command: Command) -> None:
    assert "已删去" in command("targets", "望川市2026/2", "--drop", "1").out
    assert quotes(command, "望川市2026/2") == []
    listed = command("targets", "望川市2026/2", "--json").data
    assert [one["state"] for one in listed] == ["dropped"]
    assert command("actual", "望川市2026/2", "5").code == 2, "what is no target has no actual"
    command("targets", "望川市2026/2", "--take", "1")
    assert quotes(command, "望川市2026/2") == ["拆除违章建筑20处"]


@pytest.mark.usefixtures("imported")
def test_a_misread_target_is_changed_and_its_figures_follow(command: Command) -> None:
    command("actual", "望川市2026/2", "5")
    said = command("targets", "望川市2026/2", "--set", "1", "目标值=40", "unit=栋", "类型=累计", "运算=≥")
    assert said.code == 0 and "已更正" in said.out
    (one,) = command("targets", "望川市2026/2", "--json").data
    assert (one["value"], one["unit"], one["op"], one["attainment"]) == (40, "栋", ">=", 12.5)
    assert command("check", "--rebuild").code == 0
    log = command("log", "--limit", "1").out
    assert "更正目标" in log and "目标值 20 -> 40、单位 处 -> 栋" in log and "调整" not in log
    again = command("targets", "望川市2026/2", "--set", "1", "value=40.0", "类型=累计")
    assert again.code == 2 and "没有改动" in again.err


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "1", "目标=40"), "目标值 (value)"),
        (("--set", "1", "value=许多"), "“许多”不是数字"),
        (("--set", "1", "kind=高"), "累计 (flow)"),
        (("--set", "1", "op=!"), ">="),
        (("--set", "1", "due=某日"), "2026-12-31"),
        (("--set", "1", "metric="), "不能空着"),
        (("--set", "1"), "项=值"),
        (("value=4",), "项=值"),
        (("--take", "9"), "共 1 项"),
        (("--take", "1", "--drop", "1"), "一次只做一种"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(command: Command, arguments: tuple[str, ...], said: str) -> None:
    refused = command("targets", "望川市2026/2", *arguments)
    assert refused.code == 2 and said in refused.err
    assert command("targets", "望川市2026/2", "--json").data[0]["value"] == 20


@pytest.mark.usefixtures("imported")
def test_a_plan_and_a_task_are_listed_in_the_numbers_of_show(command: Command) -> None:
    listed = command("targets", "望川市2026").out
    assert [line.split()[:2] for line in listed.splitlines()[1:]] == [["1", "计入"], ["2", "计入"], ["3", "存疑"]]
    assert command("targets", "望川市2026/1", "--json").data[0]["quote"] == quotes(command, "望川市2026/1")[0]


@pytest.mark.parametrize(("answer", "taken"), [("y\n", True), ("n\n", False), ("\n", False), ("q\n", False), ("", False)])
def test_a_terminal_is_asked(command: Command, plan: Path, monkeypatch: pytest.MonkeyPatch, answer: str, taken: bool) -> None:
    monkeypatch.setattr("planreview.cli.doubting.on_terminal", lambda stream: True)
    asked = command("import", plan, stdin=answer)
    assert "每周巡河1次" in asked.err and asked.code == 0
    assert ("每周巡河1次" in quotes(command, "望川市2026/1")) is taken
    left = command("targets", "望川市2026", "--doubtful", "--json").data
    assert len(left) == (0 if answer[:1] in {"y", "n"} else 1)
    command("import", plan)
    assert command("plans", "--json").data[0]["revision"] == 1, "what was said is remembered"
