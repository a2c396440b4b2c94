"""``planreview adjust``: with approval only, of a target by its number, of a task's due date, of a plan's indicator."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")
APPROVED = ("--approver", "周市长", "--document", "砚政办〔2026〕9号")


def test_a_target_is_adjusted_shown_and_taken_back(command: Command) -> None:
    before = command("show", "砚州市2026/4", "--json").data["targets"][0]["value"]
    outcome = command("adjust", "砚州市2026/4#1", "--value", "８00", *APPROVED, "--from", "2026-07-01")
    assert (outcome.code, outcome.err) == (0, "")
    assert f"已调整 目标值 {before} -> 800" in outcome.out
    shown = command("show", "砚州市2026/4").out
    assert f"[1] 目标值 {before} -> 800  批准 周市长 文号 砚政办〔2026〕9号 自 2026-07-01" in shown
    (one,) = command("show", "砚州市2026/4", "--json").data["adjustments"]
    assert (one["field"], one["new"], one["approver"], one["effective_on"]) == ("value", "800", "周市长", "2026-07-01")
    assert command("show", "砚州市2026/4", "--json", "--as-of", "2026-06-30").data["targets"][0]["value"] == before
    assert f"调整 目标值 {before} -> 800" in command("log", "--limit", "1").out
    command("undo")
    assert command("show", "砚州市2026/4", "--json").data["targets"][0]["value"] == before


def test_a_due_date_is_adjusted(command: Command) -> None:
    assert command("adjust", "砚州市2026/4", "--due", "2026年11月底", *APPROVED).code == 0
    found = command("show", "砚州市2026/4", "--json").data
    assert (found["due"], found["due_presumed"], found["adjustments"][0]["target"]) == ("2026-11-30", False, None)


def test_an_indicator_of_a_plan_is_adjusted(command: Command) -> None:
    assert command("adjust", "砚州市2026#1", "--value", "33", *APPROVED).code == 0
    assert command("show", "砚州市2026", "--json").data["targets"][0]["value"] == 33


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--value", "800"), "缺批准人、文号"),
        (("--value", "800", "--approver", "周市长"), "缺文号"),
        (("--value", "许多", *APPROVED), "许多"),
        (("--due", "岁末", *APPROVED), "2026-12-31"),
        (("--due", "2026-11-30", "--value", "5", *APPROVED), "分两次"),
        (APPROVED, "请写明"),
    ],
)
def test_what_is_refused_changes_nothing(command: Command, arguments: tuple[str, ...], said: str) -> None:
    operations = command("info", "--json").data["operations"]
    outcome = command("adjust", "砚州市2026/4" if "--due" in arguments else "砚州市2026/4#1", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert command("info", "--json").data["operations"] == operations
