"""``departments``: listed, made from a pasted list, given aliases, names, an order; rules shown before they act."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("store")


def departments(command: Command, city: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in command("departments", "--city", city, "--json").data}


def test_they_are_listed_with_what_they_lead(command: Command) -> None:
    outcome = command("departments", "--city", "云泽市")
    head, row = outcome.out.splitlines()
    assert "主责" in head and "云泽市科学技术局" in row
    assert departments(command, "云泽市")["云泽市科学技术局"]["leads"] == 24
    assert len(command("departments", "--json").data) > 10


def test_offices_are_made_from_a_pasted_list(command: Command) -> None:
    outcome = command("departments", "--offices", "办公室、高新科，农社科\n办公室", "--parent", "云泽市科学技术局")
    assert outcome.code == 0
    assert outcome.out.split() == ["办公室", "高新科", "农社科"]
    assert "新建 3 个单位" in outcome.err
    assert departments(command, "云泽市")["高新科"]["parent"] == "云泽市科学技术局"
    again = command("departments", "--offices", "高新科、外专科", "--parent", "云泽市科学技术局")
    assert "新建 1 个单位，已有 1 个" in again.err


def test_a_list_can_come_from_standard_input(command: Command) -> None:
    assert command("departments", "--offices", "-", "--city", "云泽市", stdin="财务科\n人事科\n").code == 0
    assert {"财务科", "人事科"} <= set(departments(command, "云泽市"))


def test_the_city_is_asked_for_where_there_are_several(command: Command) -> None:
    outcome = command("departments", "--offices", "办公室")
    assert outcome.code == 2
    assert "云泽市" in outcome.err and "砚州市" in outcome.err
    assert command("departments", "--parent", "云泽市科学技术局").code == 2


def test_an_alias_makes_two_names_one_body_and_can_be_undone(command: Command) -> None:
    before = departments(command, "砚州市")["市发展和改革委员会"]["leads"]
    assert command("departments", "alias", "市发改委", "市发展和改革委员会", "--city", "砚州市").code == 0
    one = departments(command, "砚州市")["市发展和改革委员会"]
    assert one["aliases"] == ["市发改委"] and one["leads"] > before
    command("undo")
    assert departments(command, "砚州市")["市发展和改革委员会"]["leads"] == before


def test_an_empty_one_is_deleted_one_in_use_is_not(command: Command) -> None:
    command("departments", "--offices", "高新料", "--parent", "云泽市科学技术局")
    done = command("departments", "remove", "高新料")
    assert done.code == 0 and "已删去 高新料" in done.out
    assert "高新料" not in departments(command, "云泽市")
    kept = command("departments", "remove", "云泽市科学技术局")
    assert kept.code == 2 and "不能删" in kept.err and "主责" in kept.err
    command("undo")
    assert "高新料" in departments(command, "云泽市")


def test_renamed_moved_led(command: Command) -> None:
    command("departments", "--offices", "高新科、农社科", "--parent", "云泽市科学技术局")
    assert command("departments", "rename", "高新科", "高新技术科").code == 0
    assert command("departments", "leader", "高新技术科", "张副局长").code == 0
    assert command("departments", "move", "农社科", "高新技术科").code == 0
    known = departments(command, "云泽市")
    assert known["高新技术科"]["leader"] == "张副局长"
    assert known["农社科"]["parent"] == "高新技术科"
    command("departments", "move", "农社科", "-")
    command("departments", "leader", "高新技术科", "-")
    known = departments(command, "云泽市")
    assert known["农社科"]["parent"] is None and known["高新技术科"]["leader"] is None


def test_an_order_is_set_and_undone_as_one(command: Command) -> None:
    names = ("市公安局", "市林业局", "市农业农村局")
    outcome = command("departments", "order", *names)
    assert [line.split()[-1] for line in outcome.out.splitlines()] == list(names)
    assert [departments(command, "砚州市")[name]["order"] for name in names] == [1, 2, 3]
    command("undo")
    assert {one["order"] for one in departments(command, "砚州市").values()} == {None}


def test_a_rule_is_shown_before_it_acts(command: Command) -> None:
    command("departments", "--offices", "高新科", "--parent", "云泽市科学技术局")
    preview = command("departments", "rule", "企业", "高新科")
    assert preview.code == 0 and "--apply" in preview.err
    shown = preview.out.splitlines()
    listed = command("departments", "rule", "企业", "高新科", "--json").data["tasks"]
    assert len(shown) == len(listed) > 1
    assert departments(command, "云泽市")["高新科"]["leads"] == 0
    applied = command("departments", "rule", "企业", "高新科", "--apply", "--json").data
    assert sorted(applied["tasks"]) == sorted(listed)
    assert departments(command, "云泽市")["高新科"]["leads"] == len(listed)
    source = command("show", listed[0], "--json").data["departments"][0]["source"]
    assert source == "rule"


def test_suggestions_name_bodies_of_the_text(command: Command) -> None:
    outcome = command("departments", "suggest", "砚州市2026")
    assert outcome.code == 0
    names = [one["name"] for one in command("departments", "suggest", "砚州市2026", "--json").data]
    assert len(outcome.out.splitlines()) == len(names)


@pytest.mark.parametrize(
    "arguments",
    [
        ("alias", "甲", "没有这个局"),
        ("alias", "市公安局", "市公安局"),
        ("rename", "市公安局", ""),
        ("move", "市公安局", "市公安局"),
        ("order",),
        ("rule", "", "市公安局", "--apply"),
        ("rule", "没有这样的话", "市公安局", "--apply"),
        ("suggest", "没有这个计划"),
        ("renam", "市公安局", "市公安分局"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told(command: Command, arguments: tuple[str, ...]) -> None:
    before = command("departments", "--json").data
    outcome = command("departments", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.strip()
    assert command("departments", "--json").data == before


def test_hostile_names_are_kept_as_text(command: Command) -> None:
    assert command("departments", "--offices", "[@click=app.quit]科\x1b[2J、=1+1科", "--city", "云泽市").code == 0
    assert "[@click=app.quit]科[2J" in command("departments").out
    assert "\x1b" not in command("departments").out
