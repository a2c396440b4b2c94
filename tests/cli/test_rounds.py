"""Rounds, carrying over, closing, self-reports, evidence and edited notes from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

PLAN = """临澜市科技局2026年工作要点

一、壮大创新主体

1.培育高新技术企业。全年新增高新技术企业12家。

2.培育科技型中小企业。科技型中小企业入库备案200家。

3.建设创新平台。新建市级重点实验室3个。

临澜市科技局
2026年1月10日
"""


@pytest.fixture
def plan(command: Command, home: Path) -> str:
    (home / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert command("import", home / "plan.txt").code == 0
    return "临澜市2026"


def test_a_round_from_its_opening_to_its_figures(command: Command, plan: str) -> None:
    assert "还没有轮次" in command("round", "list").err
    opened = command("round", "open", "9月轮", "--as-of", "2026-09-30", "--json").data
    assert (opened["name"], opened["open"], opened["as_of"], opened["total"]) == ("9月轮", True, "2026-09-30", 3)
    assert command("round", "open", "又一轮").code == 2
    command("mark", f"{plan}/1-2", "序时")
    listed = command("round", "list")
    assert "9月轮" in listed.out and "2/3" in listed.out
    assert "本轮已核 2/3 件；其余 1 件按以前的结论计" in command("summary").out
    refused = command("round", "close")
    assert refused.code == 2 and "任务 1/3 件本轮未核" in refused.err and "--force" in refused.err
    closed = command("round", "close", "--force")
    assert closed.code == 0 and "已关轮 9月轮" in closed.out and "summary --round 9月轮" in closed.err
    issued = command("summary", "--round", "9月轮", "--json")
    assert issued.data["round"] == "9月轮" and issued.data["verdicts"]["on_track"] == 2
    text = command("summary", "--round", "9月轮")
    # Nor is it of the day of printing.
    assert "轮次：9月轮" in text.out and "制表" not in text.out
    command("mark", f"{plan}/1-3", "完成")
    command("departments", "--offices", "甲科、乙科", "--parent", "市科技局")
    assert command("summary", "--round", "9月轮", "--json").out == issued.out
    assert command("summary", "--round", "9月轮").out == text.out
    assert command("summary", "--json").data["verdicts"]["done"] == 3
    assert command("summary", "--round", "9月轮", "--as-of", "2026-01-31").code == 2
    assert command("summary", "--round", "1月轮").code == 2


def test_what_is_taken_back_has_its_name(command: Command, plan: str) -> None:
    command("round", "open", "9月轮")
    command("round", "close", "--force")
    assert "关轮 9月轮" in command("log").out
    undone = command("undo")
    assert "已撤销：关轮 9月轮" in undone.out + undone.err
    undone = command("undo")
    assert "已撤销：开轮 9月轮" in undone.out + undone.err
    again = command("redo")
    assert "已恢复：开轮 9月轮" in again.out + again.err
    undone = command("undo"), command("undo")
    assert "临澜市科技局2026年工作要点" in undone[1].out + undone[1].err


def test_a_round_is_renamed_while_it_is_open(command: Command, plan: str) -> None:
    command("round", "open", "9月论")
    assert "轮次 9月论 改名为 9月轮" in command("round", "rename", "9月论", "9月轮").out
    assert "9月轮" in command("round", "list").out
    command("round", "close", "--force")
    assert command("round", "rename", "9月轮", "又一轮").code == 2


def test_verdicts_are_carried_over_after_a_count(command: Command, plan: str) -> None:
    assert "没有开着的轮次" in command("carry", f"{plan}/1").err
    command("round", "open", "9月轮")
    command("mark", f"{plan}/1-2", "序时")
    command("round", "close", "--force")
    command("round", "open", "10月轮")
    command("actual", f"{plan}/2", "150")
    counted = command("carry", f"{plan}/1-3", "--unchanged", "--dry-run")
    assert (counted.out, counted.err) == ("", "将沿用上轮结论 1 件：序时 1；未沿用 2 件（上轮无结论 1、有新情况 1：新数 1）\n")
    assert command("carry", f"{plan}/1-3", "--unchanged", "--dry-run", "--json").data["skipped"]["changed"] == 1
    done = command("carry", "--unchanged")
    assert done.out.startswith("沿用上轮") and done.out.count("\n") == 1
    shown = command("show", f"{plan}/1", "--json").data
    assert shown["carried"] and shown["in_round"] and shown["last"]["verdict"] == "on_track"
    assert "上轮 9月轮" in command("show", f"{plan}/1").out
    assert command("tasks", "沿用", "--json").data[0]["number"] == 1
    assert [task["number"] for task in command("tasks", "本轮未核", "--json").data] == [2, 3]
    command("undo")
    assert not command("show", f"{plan}/1", "--json").data["carried"]
    assert command("carry", f"{plan}/3").code == 2


def test_closing_with_evidence(command: Command, plan: str, home: Path) -> None:
    file = home / "佐证 一.txt"
    file.write_text("已建成", encoding="utf-8")
    assert command("close", f"{plan}/3").code == 2
    assert command("close", f"{plan}/3", "--apply").out.startswith("报销号")
    assert command("close", f"{plan}/3", "--return", "缺佐证").out.startswith("退回")
    command("mark", f"{plan}/3", "完成")
    command("close", f"{plan}/3", "--apply")
    assert "没有佐证" in command("close", f"{plan}/3").err
    assert command("evidence", f"{plan}/3", file, "--document", "临科〔2026〕7号", "--method", "on_site").code == 0
    assert command("close", f"{plan}/3").out.startswith("销号")
    assert command("summary", "--json").data["closed"] == 1
    (piece,) = command("evidence", f"{plan}/3", "--json").data
    assert piece["method"] == "on_site" and len(piece["sha256"]) == 64 and piece["path"] == str(file)
    assert "都与登记时相同" in command("evidence", f"{plan}/3", "--check").err
    file.write_text("未建成", encoding="utf-8")
    changed = command("evidence", f"{plan}/3", "--check")
    assert changed.code == 1 and "已变动" in changed.out
    assert command("evidence", f"{plan}/3", "--withdraw", piece["id"][:8]).code == 0
    assert command("evidence", f"{plan}/3").err == "没有佐证。\n"
    assert command("evidence", f"{plan}/1-3", "--withdraw", "zz").code == 2
    assert command("evidence", f"{plan}/3", home / "不在").code == 2
    assert command("reopen", f"{plan}/3").code == 2
    assert command("reopen", f"{plan}/3", "--reason", "复核有误").out.startswith("重开")
    assert command("close", f"{plan}/3", "--apply", "--return", "x").code == 2
    assert command("close", f"{plan}/3", "--return", "x", "--remark", "y").code == 2


def test_a_claim_and_its_mismatch(command: Command, plan: str) -> None:
    assert command("report", f"{plan}/1", "--verdict", "完成", "--text", "已达12家").out.startswith("自评 完成")
    command("mark", f"{plan}/1", "滞后", "--note", "只见8家")
    shown = command("show", f"{plan}/1", "--json").data
    assert shown["mismatches"] == ["report"] and shown["self_report"] == "done"
    assert "已达12家" in command("show", f"{plan}/1").out
    assert len(command("tasks", "自评不符", "--json").data) == 1
    assert command("report", f"{plan}/1").code == 2


def test_notes_are_worded_anew_by_their_place(command: Command, plan: str) -> None:
    command("note", f"{plan}/1", "正在推进", "--kind", "progress")
    assert command("note", f"{plan}/1", "经费未到位", "--edit", 1).out.startswith("改备注")
    (note,) = command("show", f"{plan}/1", "--json").data["notes"]
    assert (note["text"], note["kind"]) == ("经费未到位", "progress")
    assert "[1] " in command("show", f"{plan}/1").out and "（改过）" in command("show", f"{plan}/1").out
    assert command("note", f"{plan}/1", "x", "--edit", 2).code == 2
    assert command("note", f"{plan}/1", "", "--edit", 1).out.startswith("收回备注")
    assert command("show", f"{plan}/1", "--json").data["notes"] == []
    assert "改为 经费未到位" in command("log").out
