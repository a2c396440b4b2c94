"""Indicators on the command line: listed, shown, marked by number, in the summary's block of their own."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def test_they_are_listed_by_a_word(command: Command) -> None:
    found = command("tasks", "指标 计划=砚州市2026", "--json").data
    assert {one["kind"] for one in found} == {"indicator"}
    assert [one["number"] for one in found] == list(range(1, len(found) + 1))
    assert len(found) == command("show", "砚州市2026", "--json").data["indicators"]
    assert "kind" not in command("tasks", "--json").data[0]
    table = command("tasks", "指标").out
    assert "完成/目标" in table and "指标/1" in table


def test_one_is_marked_noted_and_shown(command: Command) -> None:
    assert command("mark", "砚州市2026/指标/1-2", "序时").out.count("序时") == 2
    assert command("note", "砚州市2026/指标/1", "监测站点已调整").code == 0
    command("actual", "砚州市2026/指标/1", "31")
    shown = command("show", "砚州市2026/指标/1").out
    assert "结论 序时" in shown and "监测站点已调整" in shown and "完成 31" in shown
    assert [one["number"] for one in command("tasks", "指标 结论=序时", "--json").data] == [1, 2]
    assert command("undo").code == 0
    assert "完成 31" not in command("show", "砚州市2026/指标/1").out


def test_the_summary_has_a_block_of_them(command: Command) -> None:
    found = command("summary", "--json").data
    own = found["indicators"]
    assert own["total"] == own["unreported"] + own["pending"] + own["reached"] + own["missed"] == len(own["cells"]["total"])
    uids = {one["id"] for one in command("tasks", "指标", "--json").data}
    assert set(own["cells"]["total"]) == uids
    assert f"指标 {own['total']} 项，另计" in command("summary").out


@pytest.mark.parametrize("reference", ["指标/99", "砚州市2026/指标/x"])
def test_one_that_there_is_not_is_refused(command: Command, reference: str) -> None:
    assert command("mark", reference, "序时").code == 2
