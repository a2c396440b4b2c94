"""``mark``, ``note``, ``actual``, ``assign``, ``scope``, ``undo``, ``redo``, ``log``, ``as-of``: what a reviewer does."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def task(command: Command, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = command("show", reference, "--json").data
    return found


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("on_track", "on_track"),
        ("序时", "on_track"),
        ("按序时", "on_track"),
        ("3", "on_track"),
        ("３", "on_track"),
        ("ON-TRACK", "on_track"),
        ("ahead of schedule", "ahead"),
        ("５", "done"),
        ("无口", "no_measure"),
    ],
)
def test_a_verdict_is_understood_by_key_word_alias_and_digit(command: Command, said: str, key: str) -> None:
    outcome = command("mark", "云泽市2026/1", said)
    assert outcome.code == 0
    assert task(command, "云泽市2026/1")["verdict"] == key


@pytest.mark.parametrize("said", ["0", "０", "未核", "unreviewed", "clear"])
def test_a_verdict_can_be_cleared(command: Command, said: str) -> None:
    command("mark", "云泽市2026/1", "5")
    outcome = command("mark", "云泽市2026/1", said)
    assert outcome.out.startswith("未核")
    assert task(command, "云泽市2026/1")["verdict"] is None


def test_a_line_is_printed_for_each_task(command: Command) -> None:
    outcome = command("mark", "云泽市2026/1", "云泽市2026/2", "云泽市2026/1", "滞后")
    lines = outcome.out.splitlines()
    assert [line.split()[0] for line in lines] == ["滞后", "滞后"]
    assert "2 件要补说明原因" in outcome.err


def test_a_receipt_for_programs(command: Command) -> None:
    receipt = command("mark", "云泽市2026/1", "2", "--json").data
    assert set(receipt) == {"batch", "kind", "tasks", "reasons_open", "lacks", "covered", "values"}
    assert receipt["kind"] == "verdict"
    assert receipt["tasks"] == receipt["reasons_open"] == [task(command, "云泽市2026/1")["id"]]


@pytest.mark.parametrize("said", ["办结", "未完成", "达标"])
def test_an_ambiguous_word_is_asked_not_guessed(command: Command, said: str) -> None:
    outcome = command("mark", "云泽市2026/1", said)
    assert (outcome.code, outcome.out) == (2, "")
    assert "done" in outcome.err or "behind" in outcome.err
    assert task(command, "云泽市2026/1")["history"] == []


@pytest.mark.parametrize("said", ["6", "9", "好", "", "\x1b[2J", "x" * 1_000_000, "closed"])
def test_what_is_no_verdict_is_refused_with_those_there_are(command: Command, said: str) -> None:
    outcome = command("mark", "云泽市2026/1", said)
    assert (outcome.code, outcome.out) == (2, "")
    assert "\x1b" not in outcome.err and len(outcome.err) < 5_000


def test_a_reference_that_fits_several_marks_nothing(command: Command) -> None:
    outcome = command("mark", "云泽市2026/1", "4", "序时")
    assert (outcome.code, outcome.out) == (2, "")
    assert task(command, "云泽市2026/1")["verdict"] is None


def test_a_filter_names_the_tasks(command: Command) -> None:
    outcome = command("mark", "--where", "城市=云泽 章节=二", "序时")
    assert outcome.code == 0
    marked = command("tasks", "结论=序时", "--json").data
    assert len(outcome.out.splitlines()) == len(marked) > 1
    assert {tuple(one["section"]) for one in marked} == {("二、",)}
    assert command("mark", "--where", "没有这样的话", "序时").code == 2
    assert command("mark", "序时").code == 2


def test_all_in_one_command_is_one_action(command: Command) -> None:
    command("mark", "--where", "城市=云泽", "序时", "--note", "现场看过", "--kind", "progress")
    command("undo")
    assert command("tasks", "结论=序时", "--json").data == []
    command("redo")
    assert len(command("tasks", "结论=序时", "--json").data) == 24


def test_a_note_and_a_date_go_with_a_mark(command: Command) -> None:
    arguments = ("--note", "设备未到货", "--kind", "reason", "--on", "2026年9月底")
    assert command("mark", "云泽市2026/1", "滞后", *arguments, "--person", "张三").code == 0
    found = task(command, "云泽市2026/1")
    assert (found["verdict_on"], found["verdict_by"]) == ("2026-09-30", "张三")
    assert [(note["kind"], note["text"], note["person"]) for note in found["notes"]] == [("reason", "设备未到货", "张三")]
    assert not found["reason_open"]


def test_an_act_behind_the_as_of_date_is_kept_and_said_not_to_count_yet(command: Command) -> None:
    outcome = command("mark", "云泽市2026/1", "3", "--on", "2026-10-15")
    assert outcome.code == 0
    assert "2026-10-15" in outcome.err and "2026-09-30" in outcome.err
    assert task(command, "云泽市2026/1")["verdict"] is None
    command("as-of", "2026-10-31")
    assert task(command, "云泽市2026/1")["verdict"] == "on_track"
    assert command("mark", "云泽市2026/1", "4", "--on", "2026-10-15").err == ""


def test_an_approval_is_kept(command: Command) -> None:
    command("mark", "云泽市2026/1", "调出", "--approver", "李副市长", "--document", "云政办〔2026〕7号")
    (entry,) = task(command, "云泽市2026/1")["history"]
    assert entry["payload"] == {"verdict": "dropped", "approver": "李副市长", "document": "云政办〔2026〕7号"}


@pytest.mark.parametrize("day", ["2026-13-01", "昨天", "9月底", "", "2026-09-31"])
def test_a_day_that_cannot_be_meant_is_refused(command: Command, day: str) -> None:
    outcome = command("mark", "云泽市2026/1", "3", "--on", day)
    assert outcome.code == 2
    assert "不是日期" in outcome.err


def test_a_note_is_stored_as_it_was_written(command: Command) -> None:
    text = "第一行[/b]\n=cmd|' /C calc'!A0 {reason} %s"
    assert command("note", "云泽市2026/2", text, "--kind", "problem").code == 0
    assert command("note", "云泽市2026/2", "-", stdin="从管道来\n").code == 0
    assert [note["text"] for note in task(command, "云泽市2026/2")["notes"]] == [text, "从管道来"]
    assert "[/b]" in command("show", "云泽市2026/2").out


def test_control_codes_never_reach_the_store_or_the_screen(command: Command) -> None:
    assert command("note", "云泽市2026/2", "前\x1b]0;x\x07\x9b2J\u202e\0后", "--person", "王\x1b五").code == 0
    outcome = command("show", "云泽市2026/2")
    assert not set(outcome.out) & {"\x1b", "\x07", "\x9b", "\u202e", "\0"}
    assert "王五" in outcome.out


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1_000_000])
def test_a_note_without_text_or_without_end_is_refused(command: Command, text: str) -> None:
    outcome = command("note", "云泽市2026/2", text)
    assert outcome.code == 2
    assert len(outcome.err) < 5_000
    assert task(command, "云泽市2026/2")["notes"] == []


def test_an_actual_names_its_target(command: Command) -> None:
    targets = task(command, "砚州市2026/4")["targets"]
    assert len(targets) > 1
    unclear = command("actual", "砚州市2026/4", "400")
    assert unclear.code == 2
    assert "[1]" in unclear.err and "[2]" in unclear.err
    assert command("actual", "砚州市2026/4", "４００", "--target", "1").code == 0
    assert command("actual", "砚州市2026/4", "96%", "--target", "公交").code == 0
    assert command("actual", "砚州市2026/4", "待数", "--target", "3").code == 0
    first, second, third, _ = task(command, "砚州市2026/4")["targets"]
    assert (first["actual"], second["actual"]) == (400, 96)
    assert first["attainment"] == 33.3 and first["gap"] == -41.7
    assert third["pending"] and third["actual"] is None


def test_a_negative_actual_is_no_option(command: Command) -> None:
    outcome = command("actual", "砚州市2026", "-1.5", "--target", "能耗")
    assert outcome.code == 0
    assert command("show", "砚州市2026", "--json").data["targets"][5]["actual"] == -1.5
    assert "'--target'" in command("actual", "砚州市2026/4", "1", "--taget", "1").err


def test_an_indicator_of_a_plan_has_an_actual(command: Command) -> None:
    outcome = command("actual", "砚州市2026", "30.5", "--target", "1")
    assert outcome.code == 0
    assert command("show", "砚州市2026", "--json").data["targets"][0]["actual"] == 30.5


@pytest.mark.parametrize("value", ["十分", "", "1e9", "nan", "9" * 100, "12 家", "50%", "-3", "1,5,0"])
def test_what_is_no_figure_is_refused(command: Command, value: str) -> None:
    outcome = command("actual", "砚州市2026/4", value, "--target", "1")
    assert outcome.code == 2
    assert task(command, "砚州市2026/4")["targets"][0]["actual"] is None


@pytest.mark.parametrize("which", ["0", "99", "没有", ""])
def test_a_target_that_is_not_there_is_told_with_those_that_are(command: Command, which: str) -> None:
    outcome = command("actual", "砚州市2026/4", "1", "--target", which)
    assert outcome.code == 2
    assert "[1]" in outcome.err


def test_a_section_is_assigned_with_one_action(command: Command) -> None:
    command("departments", "--offices", "高新科、农社科", "--parent", "云泽市科学技术局")
    outcome = command("assign", "--where", "城市=云泽 章节=二", "高新科")
    assert outcome.code == 0
    found = command("tasks", "城市=云泽 章节=二", "--json").data
    assert {tuple(one["lead"]) for one in found} == {("高新科",)}
    assert len(outcome.out.splitlines()) == len(found)
    command("undo")
    assert {tuple(one["lead"]) for one in command("tasks", "章节=二", "城市=云泽", "--json").data} == {("云泽市科学技术局",)}


def test_support_is_added_beside_and_removed(command: Command) -> None:
    command("departments", "--offices", "高新科、农社科", "--parent", "云泽市科学技术局")
    for name in ("高新科", "农社科"):
        command("assign", "云泽市2026/1", name, "--role", "support")
    assert task(command, "云泽市2026/1")["support"] == ["高新科", "农社科"]
    command("assign", "云泽市2026/1", "高新科", "--role", "support", "--mode", "remove")
    assert task(command, "云泽市2026/1")["support"] == ["农社科"]


def test_a_department_that_fits_none_or_several_changes_nothing(command: Command) -> None:
    for name in ("没有这个局", "局"):
        outcome = command("assign", "砚州市2026/4", name)
        assert (outcome.code, outcome.out) == (2, "")
    assert task(command, "砚州市2026/4")["history"] == []


def test_a_task_can_be_set_aside_and_taken_back(command: Command) -> None:
    command("scope", "云泽市2026/1", "out", "--reason", "局内事务")
    assert not task(command, "云泽市2026/1")["supervised"]
    assert command("summary", "--json").data["not_supervised"] == 1
    command("scope", "云泽市2026/1", "in")
    assert task(command, "云泽市2026/1")["supervised"]
    assert command("scope", "云泽市2026/1", "maybe").code == 2


def test_undo_reaches_over_restarts_and_redo_until_the_next_action(command: Command) -> None:
    command("mark", "云泽市2026/1", "3")
    command("mark", "云泽市2026/2", "4")
    assert command("undo").out.startswith("已撤销：结论")
    assert task(command, "云泽市2026/2")["verdict"] is None
    assert command("redo").out.startswith("已恢复：结论")
    assert command("undo").code == command("undo").code == 0
    assert task(command, "云泽市2026/1")["verdict"] is None
    command("note", "云泽市2026/3", "看过")
    assert command("redo").code == 2


def test_nothing_to_undo_is_told(command: Command) -> None:
    outcome = command("undo", "--person", "无名氏")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.strip()


def test_the_log_tells_what_was_done_newest_first(command: Command) -> None:
    command("mark", "云泽市2026/1", "3", "--person", "张三")
    command("undo", "--person", "张三")
    newest, marked, *_ = command("log", "--json").data
    assert (newest["kind"], marked["kind"], marked["live"], marked["person"]) == ("undo", "verdict", False, "张三")
    assert marked["task"] == task(command, "云泽市2026/1")["id"]
    shown = command("log", "--limit", 2).out.splitlines()
    assert len(shown) == 3
    assert "撤销" in shown[1] and "结论 序时 (已撤销)" in shown[2]
    assert len(command("log", "--task", "云泽市2026/1", "--json").data) >= 1
    assert command("log", "--task", "云泽市2026/2", "--json").data == []


@pytest.mark.parametrize("day", ["2026-06-30", "2026年6月30日", "20260630", "２０２６/６/３０", "2026年6月底"])
def test_the_as_of_date_is_set_in_any_sane_form(command: Command, day: str) -> None:
    outcome = command("as-of", day)
    assert outcome.code == 0
    assert {(one["as_of"], one["schedule_share"]) for one in command("as-of", "--json").data} == {("2026-06-30", 50.0)}


def test_the_as_of_date_can_be_taken_away(command: Command, store: Path) -> None:
    assert command("as-of", "--clear").code == 0
    connection = sqlite3.connect(store)
    last = connection.execute("select payload from operation where kind = 'as-of' order by seq desc").fetchone()[0]
    connection.close()
    assert "null" in last
    assert command("as-of", "2026-06-30", "--clear").code == 2
