"""Ranges and lists of numbers: ``云泽市2026/1-3``, ``云泽市2026/1,4,7`` name several tasks of a plan, or none at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def marked(command: Command, *words: str) -> list[int]:
    found: list[dict[str, Any]] = command("tasks", *(words or ("结论=序时",)), "--json").data
    return [one["number"] for one in found]


@pytest.mark.parametrize(
    ("reference", "numbers"),
    [
        ("云泽市2026/1-3", [1, 2, 3]),
        ("云泽市2026/1,4,7", [1, 4, 7]),
        ("云泽市2026/1-3,7", [1, 2, 3, 7]),
        ("云泽市2026/1－3，5、7", [1, 2, 3, 5, 7]),
        ("云泽市2026／2～3", [2, 3]),
        ("云泽市2026/3,1-3,1", [1, 2, 3]),
        ("云泽市2026/5-5", [5]),
        ("云泽市2026/一/1-2", [1, 2]),
    ],
)
def test_a_range_or_list_names_its_tasks(command: Command, reference: str, numbers: list[int]) -> None:
    outcome = command("mark", reference, "序时")
    assert (outcome.code, len(outcome.out.splitlines())) == (0, len(numbers))
    assert marked(command) == numbers
    command("undo")
    assert marked(command) == []


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("云泽市2026/23-26", "云泽市2026/25"),
        ("云泽市2026/1,99,2,98", "云泽市2026/99"),
        ("云泽市2026/3-1", "3-1"),
        ("云泽市2026/1-999999999", "1-999999999"),
        ("云泽市2026/二/1-2", "云泽市2026/二/1"),
        ("没有市2026/1-2", "没有市2026/1"),
        ("1-2", "1"),
    ],
)
def test_where_one_is_not_there_nothing_is_done(command: Command, reference: str, named: str) -> None:
    for outcome in (
        command("mark", "云泽市2026/1", reference, "序时"),
        command("note", reference, "看过"),
        command("scope", reference, "out"),
        command("assign", reference, "市公安局"),
        command("show", reference),
    ):
        assert (outcome.code, outcome.out) == (2, "")
        assert named in outcome.err
    assert marked(command) == []
    assert len(command("log", "--json").data) == len(command("log", "--json", "--limit", "1000").data)
    assert not [one for one in command("log", "--json").data if one["kind"] in {"verdict", "note", "scope", "assign"}]


def test_notes_scope_and_departments_take_them_too(command: Command) -> None:
    assert len(command("note", "砚州市2026/1-3", "现场看过").out.splitlines()) == 3
    assert len(command("scope", "砚州市2026/2,4", "out", "--reason", "局内事务").out.splitlines()) == 2
    assert len(command("assign", "砚州市2026/4-6", "市公安局").out.splitlines()) == 3
    rows = {one["number"]: one for one in command("tasks", "城市=砚州", "全部", "--json").data}
    assert [n for n, one in rows.items() if one["notes"]] == [1, 2, 3]
    assert [n for n, one in rows.items() if not one["supervised"]] == [2, 4]
    assert [rows[n]["lead"] for n in (4, 5, 6)] == [["市公安局"]] * 3


def test_show_prints_one_after_another_and_an_array_for_programs(command: Command) -> None:
    found = command("show", "云泽市2026/1,3", "--json").data
    assert [one["number"] for one in found] == [1, 3]
    assert found[0] == command("show", "云泽市2026/1", "--json").data
    whole = command("show", "云泽市2026/1,3").out
    assert whole == command("show", "云泽市2026/1").out + "\n" + command("show", "云泽市2026/3").out
    assert len(command("show", "云泽市2026/5-5", "--json").data) == 1
