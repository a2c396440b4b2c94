"""The change table: kinds of change, their order, and the pieces of a rewording."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planreview.domain.changes import Adjustment, Form, Goal, Origins, change_rows, goal_rows
from planreview.domain.differences import differences

ONE, TWO, NEW = frozenset({"一", "=甲"}), frozenset({"二", "=乙"}), frozenset({"三", "=丙"})


def form(uid: str, number: int, words: str, places: frozenset[str] = ONE, *, due: str | None = None, **goals: int) -> Form:
    made = tuple(Goal(name, "家", Decimal(value), f"{value}家", name) for name, value in goals.items())
    return Form(uid, number, f"{number}.", "", words, words, words, places, due, made)


def kinds(
    old: list[Form], new: list[Form], same: dict[str, list[str]], **parts: str
) -> list[tuple[str, tuple[str, ...], int | None, int | None]]:
    rows = change_rows(old, new, Origins(same, parts))
    return [
        (row.kind, row.also, row.before.number if row.before else None, row.after.number if row.after else None) for row in rows
    ]


def test_what_only_has_another_number_is_renumbered() -> None:
    assert kinds([form("a", 1, "建馆")], [form("a", 2, "建馆")], {"a": ["a"]}) == [("renumbered", (), 1, 2)]
    assert kinds([form("a", 1, "建馆")], [form("a", 1, "建馆")], {"a": ["a"]}) == [("kept", (), 1, 1)]


def test_a_figure_alone_is_an_adjusted_target_and_words_beside_it_are_both() -> None:
    old = [form("a", 1, "建馆12家", 馆=12)]
    assert kinds(old, [form("b", 1, "建馆15家", 馆=15)], {"b": ["a"]}) == [("retargeted", (), 1, 1)]
    assert kinds(old, [form("b", 1, "新建馆15家", 馆=15)], {"b": ["a"]}) == [("reworded", ("retargeted",), 1, 1)]
    (row,) = change_rows(old, [form("b", 1, "建馆15家", 馆=15)], Origins({"b": ["a"]}))
    assert row.adjustments == (Adjustment("馆", "12家", "15家"),)


def test_a_deadline_that_changed_beside_equal_words_is_told() -> None:
    rows = change_rows([form("a", 1, "建馆", due="6月底")], [form("a", 1, "建馆", due="9月底")], Origins({"a": ["a"]}))
    assert (rows[0].kind, rows[0].adjustments) == ("retargeted", (Adjustment("", "6月底", "9月底"),))


def test_another_section_is_a_move_and_a_section_with_another_heading_is_none() -> None:
    old = [form("a", 1, "甲"), form("b", 2, "乙"), form("c", 3, "丙"), form("d", 4, "丁", TWO)]
    new = [form("a", 1, "甲", NEW), form("b", 2, "乙", NEW), form("c", 3, "丙", TWO), form("d", 4, "丁", TWO)]
    same = {one: [one] for one in "abcd"}
    assert [kind for kind, *_ in kinds(old, new, same)] == ["kept", "kept", "moved", "kept"]


def test_splits_and_mergers_have_a_line_for_each_pair() -> None:
    old = [form("a", 1, "甲乙"), form("b", 2, "丙"), form("c", 3, "丁")]
    new = [form("x", 1, "甲"), form("y", 2, "乙"), form("z", 3, "丙丁")]
    assert kinds(old, new, {"x": ["a"], "z": ["b", "c"]}, y="a") == [
        ("split", (), 1, 1),
        ("split", (), 1, 2),
        ("merged", (), 2, 3),
        ("merged", (), 3, 3),
    ]
    assert [row.heir for row in change_rows(old, new, Origins({"x": ["a"]}, {"y": "a"}))][:2] == [True, False]


def test_what_was_dropped_stands_behind_what_it_followed() -> None:
    old = [form("a", 1, "甲"), form("b", 2, "乙"), form("c", 3, "丙")]
    new = [form("c", 1, "丙"), form("a", 2, "甲"), form("n", 3, "新")]
    assert kinds(old, new, {"a": ["a"], "c": ["c"]}) == [
        ("renumbered", (), 3, 1),
        ("renumbered", (), 1, 2),
        ("dropped", (), 2, None),
        ("added", (), None, 3),
    ]


def test_a_target_of_the_plan_is_adjusted_dropped_or_added() -> None:
    old = [form("a", 0, "", 藏书=320), form("b", 0, "", 读者=45)]
    new = [form("x", 0, "", 藏书=300), form("y", 0, "", 场馆=7)]
    assert [row.kind for row in goal_rows(old, new)] == ["retargeted", "added", "dropped"]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("全年新建分馆12家", "年内新建分馆15家", (("全年", "年内"), ("12", "15"))),
        ("指数达到1.25以上", "指数达到1.35以上", (("1.25", "1.35"),)),
        ("修路五条。", "修路五条，清沟两条。", (("", "，清沟两条"),)),
        ("修路五条，清沟两条。", "修路五条。", (("，清沟两条", ""),)),
        ("修路五条", "办好读书节和书市", ()),
        ("", "", ()),
    ],
)
def test_what_was_exchanged_put_in_and_left_out(before: str, after: str, pieces: tuple[tuple[str, str], ...]) -> None:
    assert differences(before, after) == pieces
