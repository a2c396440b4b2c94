"""Targets by their names: in what ``show`` prints, ``actual`` answers and ``log`` remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")

PLAN = """\
望川市2026年交通运输工作要点

望川市交通运输局
2026年2月1日

一、主要目标

| 序号 | 指标 | 单位 | 2025年 | 2026年目标 |
| --- | --- | --- | --- | --- |
| 1 | 公路里程 | 公里 | 1200 | 1300 |
| 2 | 公交分担率 | % | 30 | 35 |

二、主要工作

1.建设公路。全年新建公路100公里，改造桥梁12座。
"""


def test_indicators_of_a_table_are_printed_with_name_and_unit(command: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    assert command("import", tmp_path / "plan.md").code == 0
    shown = command("show", "望川市2026").out
    assert "公路里程  1200 → ≥1300公里" in shown and "公交分担率  30 → ≥35%" in shown
    assert "公路里程" in command("actual", "望川市2026", "5").err


def test_an_actual_is_answered_and_remembered_with_the_name_of_its_target(command: Command) -> None:
    said = command("actual", "砚州市2026", "30", "--target", "1").out
    assert said.startswith("完成值 30微克/立方米（市区细颗粒物（PM2.5）年均浓度）") and "指标/1" in said
    assert "30（砚州市2026 市区细颗粒物" in command("log", "--limit", "1").out
    metric = command("show", "砚州市2026/4", "--json").data["targets"][0]["metric"]
    command("actual", "砚州市2026/4", "400", "--target", "1")
    assert f"400（{metric}）" in command("log", "--limit", "1").out
    assert f"完成值 400（{metric}）" in command("show", "砚州市2026/4").out


def test_an_assignment_is_remembered_with_the_department(command: Command) -> None:
    command("assign", "砚州市2026/4", "市商务局")
    assert "市商务局" in command("log", "--limit", "1").out


def test_only_the_targets_that_fit_are_listed(command: Command) -> None:
    outcome = command("actual", "砚州市2026", "30", "--target", "率")
    assert outcome.code == 2
    assert "优良天数" in outcome.err and "细颗粒物" not in outcome.err


def test_a_target_is_added_by_hand(command: Command) -> None:
    assert command("targets", "砚州市2026/4", "--add", "指标=夜间岗亭", "目标值=12", "单位=处").code == 0
    assert "夜间岗亭  ≥12处" in command("show", "砚州市2026/4").out
    assert "补充目标值" in command("log", "--limit", "1").out
    assert command("targets", "砚州市2026", "--add", "metric=岗亭总数", "value=40").code == 0
    assert command("tasks", "指标 岗亭", "--json").data[0]["target"]["value"] == 40
    assert command("targets", "砚州市2026/4", "--add", "目标值=12").code == 2
    assert command("targets", "砚州市2026/4", "--add", "--take", "1").code == 2
