"""Reasons that are asked for: what lacks is named in the list, the detail and the receipt; and findings that do not stand."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")

FULL = ("--note", "并入省级项目", "--approver", "李副市长", "--document", "云政办〔2026〕7号")


def test_what_leaves_the_base_is_open_until_reason_approver_and_document_stand(command: Command) -> None:
    first = command("mark", "云泽市2026/1", "调出")
    assert "1 件要补说明原因" in first.err and "批准人、文号" in first.err
    shown = command("show", "云泽市2026/1", "--json").data
    assert (shown["reason_open"], shown["lacks"]) == (True, ["reason", "approver", "document"])
    assert "缺原因、批准人、文号" in command("show", "云泽市2026/1").out
    noted = command("note", "云泽市2026/1", "并入省级项目")
    assert "说明原因" not in noted.err and "1 件要补批准人、文号" in noted.err
    command("mark", "云泽市2026/1", "调出", "--approver", "李副市长")
    assert command("show", "云泽市2026/1", "--json").data["lacks"] == ["document"]
    assert command("mark", "云泽市2026/1", "调出", "--document", "云政办〔2026〕7号").err == ""
    assert command("show", "云泽市2026/1", "--json").data["lacks"] == []
    assert command("tasks", "缺原因", "--json").data == []


def test_the_list_says_which_part_lacks_and_has_no_such_column_where_none_does(command: Command) -> None:
    assert "缺" not in command("tasks", "城市=云泽").out.splitlines()[1].split()
    command("mark", "云泽市2026/1", "无口", "--note", "口径已停")
    command("mark", "云泽市2026/2", "滞后")
    command("mark", "云泽市2026/3", "滞后", "--note", "缺地")
    _, head, *rows = command("tasks", "城市=云泽").out.splitlines()
    assert head.split()[-1] == "缺"
    assert [row.split()[-1] for row in rows[:2]] == ["批准人、文号", "原因"]
    assert "原因" not in rows[2] and "文号" not in rows[2]
    assert "lacks" not in command("tasks", "城市=云泽", "--json").data[0]


def test_a_receipt_names_the_parts_for_programs(command: Command) -> None:
    receipt = command("mark", "云泽市2026/1", "云泽市2026/2", "无口", "--note", "口径已停", "--json").data
    assert receipt["lacks"] == {one: ["approver", "document"] for one in receipt["tasks"]}
    assert command("mark", "云泽市2026/1", "无口", *FULL, "--json").data["lacks"] == {}


def test_progress_is_no_reason(command: Command) -> None:
    outcome = command("mark", "云泽市2026/1", "滞后", "--note", "已报方案", "--kind", "progress")
    assert "1 件要补说明原因" in outcome.err


def test_a_finding_that_a_later_one_covers_is_said_not_to_stand(command: Command) -> None:
    command("mark", "云泽市2026/1-2", "超前", "--on", "2026-09-30")
    outcome = command("mark", "云泽市2026/1-3", "序时", "--on", "2026-06-30")
    assert outcome.code == 0 and len(outcome.out.splitlines()) == 3
    (line,) = outcome.err.splitlines()
    assert line.startswith("其中 2 件") and "2026-09-30" in line and "超前" in line
    assert command("show", "云泽市2026/1", "--json").data["verdict"] == "ahead"


def test_a_cleared_finding_covers_too_and_programs_are_told(command: Command) -> None:
    command("mark", "云泽市2026/1", "0", "--on", "2026-08-31")
    receipt = command("mark", "云泽市2026/1", "完成", "--on", "2026-06-30", "--json")
    (task,) = receipt.data["tasks"]
    assert receipt.data["covered"] == [{"task": task, "on": "2026-08-31", "verdict": None}]
    assert "2026-08-31" in receipt.err and "未核" in receipt.err
    later = command("mark", "云泽市2026/1", "完成", "--on", "2026-09-01", "--json")
    assert (later.data["covered"], later.err) == ([], "")


def test_a_finding_beyond_the_as_of_date_covers_nothing_yet(command: Command) -> None:
    command("mark", "云泽市2026/1", "完成", "--on", "2026-11-30")
    assert command("mark", "云泽市2026/1", "序时", "--on", "2026-06-30", "--json").data["covered"] == []
    command("as-of", "2026-12-31")
    assert command("show", "云泽市2026/1", "--json").data["verdict"] == "done"


def test_what_was_undone_covers_nothing(command: Command) -> None:
    command("mark", "云泽市2026/1", "完成", "--on", "2026-09-30")
    command("undo")
    assert command("mark", "云泽市2026/1", "序时", "--on", "2026-06-30", "--json").data["covered"] == []


def test_an_actual_that_a_later_one_covers_is_said_not_to_stand(command: Command) -> None:
    reference = "云泽市2026/1"
    assert command("actual", reference, "3", "--target", "1", "--on", "2026-08-31").err == ""
    outcome = command("actual", reference, "9", "--target", "1", "--on", "2026-06-30", "--json")
    assert "2026-08-31" in outcome.err
    assert [(one["on"], one["verdict"]) for one in outcome.data["covered"]] == [("2026-08-31", None)]
    assert command("show", reference, "--json").data["targets"][0]["actual"] == 3
