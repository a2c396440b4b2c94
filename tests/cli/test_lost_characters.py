"""What a console in code page 936 cannot hold is marked, never lost in silence, and never ends a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def office(command: Command, tmp_path: Path) -> Command:
    plan = "砚州市2026年工作要点\n\n一、重点工作\n\n1.推进5G示范✓建设😀。全年建成10个。\n\n2.开展交流活动。全年2场。\n"
    source = tmp_path / "plan.txt"
    source.write_text(plan, encoding="utf-8")
    assert command("import", source, "--city", "砚州市", "--lead", "市科技局").code == 0
    return command


@pytest.mark.parametrize("encoding", ["gbk", "cp936"])
def test_what_cannot_be_written_is_marked_and_named(office: Command, encoding: str) -> None:
    outcome = office("tasks", encoding=encoding)
    assert outcome.code == 0 and "?" in outcome.out
    assert "U+2713" in outcome.err and "U+1F600" in outcome.err
    assert "PYTHONUTF8" in outcome.err


def test_where_everything_can_be_written_nothing_is_said(office: Command) -> None:
    for encoding in ("utf-8", "gb18030"):
        outcome = office("tasks", encoding=encoding)
        assert "✓" in outcome.out and "U+" not in outcome.err
    outcome = office("plans", encoding="gbk")
    assert outcome.code == 0 and "砚州市" in outcome.out and "U+" not in outcome.err


def test_json_and_files_hold_everything_on_such_a_console(office: Command, tmp_path: Path) -> None:
    outcome = office("tasks", "--json", encoding="gbk")
    assert any("✓" in task["title"] for task in outcome.data) and "U+" not in outcome.err
    assert office("summary", "--by", "section", "--format", "md", "-o", tmp_path / "s.md", encoding="gbk").code == 0
    (tmp_path / "s.md").read_text(encoding="utf-8")


def test_each_command_names_its_own(office: Command) -> None:
    assert "U+2713" in office("tasks", encoding="gbk").err
    assert "U+" not in office("plans", encoding="gbk").err
