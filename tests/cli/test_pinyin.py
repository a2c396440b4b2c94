"""Names typed in pinyin on the command line: where nothing else fits, and never where several do."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def test_a_department_is_assigned_by_letters_and_named_in_full(command: Command) -> None:
    assert command("departments", "--offices", "高新科、农社科", "--parent", "云泽市科学技术局").code == 0
    outcome = command("assign", "yunze2026/1", "gxk")
    assert outcome.code == 0 and "高新科" in outcome.err + outcome.out
    assert [one["lead"] for one in command("tasks", "单位=gaoxin", "--json").data] == [["高新科"]]


def test_where_letters_fit_several_they_are_listed_and_nothing_is_done(command: Command) -> None:
    assert command("departments", "--offices", "市特检局、市统计局", "--city", "云泽市").code == 0
    outcome = command("assign", "云泽市2026/1", "stjj")
    assert outcome.code == 2 and "市特检局" in outcome.err and "市统计局" in outcome.err
    assert command("tasks", "单位=stjj").code == 2
    assert command("assign", "云泽市2026/1", "qqqq").code == 2
    # 云泽 and 砚州.
    assert command("show", "yz2026/1").code == 2
