"""Slips of the hand that would touch many tasks or say the wrong thing: refused, or told in few lines."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


@pytest.mark.parametrize("where", ["", "  ", '""', '文字=""', "\u3000"])
@pytest.mark.parametrize("act", [("mark", "序时"), ("assign", "云泽市科学技术局"), ("scope", "out")])
def test_an_empty_filter_never_means_every_task(command: Command, act: tuple[str, str], where: str) -> None:
    before = command("log", "--json").out
    outcome = command(act[0], "--where", where, act[1])
    assert (outcome.code, outcome.out) == (2, "")
    assert command("log", "--json").out == before


def test_every_task_is_meant_where_it_is_said(command: Command) -> None:
    assert "全部" in command("mark", "--where", "", "序时").err
    assert command("mark", "--where", "全部", "序时").code == 0
    assert {one["verdict"] for one in command("tasks", "--all", "--json").data} == {"on_track"}


def test_a_verdict_that_was_left_out_is_said_to_be_missing(command: Command) -> None:
    for arguments in (("云泽市2026/17",), ("云泽市2026/1", "云泽市2026/2")):
        outcome = command("mark", *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert "没有写结论" in outcome.err and "序时" in outcome.err


def test_undoing_much_names_ten_and_tells_the_number(command: Command) -> None:
    command("mark", "--where", "城市=云泽", "序时")
    for act in ("undo", "redo"):
        outcome = command(act)
        assert len(outcome.out.splitlines()) == 10
        assert "24" in outcome.err and "10" in outcome.err
    assert len(command("undo", "--json").data["tasks"]) == 24
