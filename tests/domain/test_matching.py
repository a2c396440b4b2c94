"""Matching items by text and place: what is joined, what is a part, and what only a person can decide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pytest

from planreview.domain.likeness import Candidates, profiles, without_units
from planreview.domain.matching import PART, SAME, match


@dataclass(frozen=True)
class Words:
    text: str
    title: str = ""
    places: frozenset[str] = field(default_factory=frozenset)


def links(
    old: list[str], new: list[str], settled: dict[int, int] | None = None, apart: Collection[int] = ()
) -> set[tuple[int, int, str, bool]]:
    found = match([Words(text) for text in old], [Words(text) for text in new], settled or {}, apart)
    return {(link.new, link.old, link.relation, link.certain) for link in found}


GRAIN = "稳定粮食生产。新建高标准农田八万亩，推广良种三十个，落实耕地地力保护补贴。"
ROADS = "改善出行条件。改造危旧桥梁十五座，新增农村公路一百公里，打通断头路六条。"
SCHOOL = "扩大学位供给。新建幼儿园七所，改建中学三所，增加公办学位四千个。"


def test_reworded_and_put_in_another_order_they_are_the_same() -> None:
    new = [ROADS.replace("改造危旧桥梁", "完成危旧桥梁改造"), GRAIN.replace("三十个", "四十个并建示范田")]
    assert links([GRAIN, ROADS], new) == {(0, 1, SAME, True), (1, 0, SAME, True)}


def test_what_shares_nothing_is_not_joined() -> None:
    assert links([GRAIN], [SCHOOL]) == set()


def test_the_part_that_holds_most_is_the_heir() -> None:
    parts = ["打通断头路。打通断头路六条。", "改善出行条件。改造危旧桥梁十五座，新增农村公路一百公里。"]
    assert links([ROADS, GRAIN], [*parts, GRAIN], {2: 1}) == {(0, 0, PART, True), (1, 0, SAME, True)}


def test_a_merger_goes_on_with_all_that_it_holds() -> None:
    merged = f"{GRAIN}{SCHOOL}"
    assert links([GRAIN, ROADS, SCHOOL], [merged, ROADS], {1: 1}) == {(0, 0, SAME, True), (0, 2, SAME, True)}


def test_of_twins_one_of_which_is_dropped_a_person_says_which() -> None:
    """改造东镇水厂、改造西镇水厂 become 改造水厂: either may be the one that stayed."""
    twins = ["改造东镇水厂。完成东镇水厂改造，日供水五千吨。", "改造西镇水厂。完成西镇水厂改造，日供水五千吨。"]
    found = links([*twins, GRAIN], ["改造水厂。完成水厂改造，日供水六千吨。", GRAIN], {1: 2})
    assert found and all(not certain for *_, certain in found)


def test_place_tells_twins_apart() -> None:
    twins = [
        Words("开展检查。每季度检查一次。" + extra, "开展检查", frozenset({place}))
        for extra, place in (("甲", "一"), ("乙", "二"))
    ]
    moved = [Words("开展检查。每季度检查两次。", "开展检查", one.places) for one in twins]
    assert {(link.new, link.old) for link in match(twins, moved, {})} == {(0, 0), (1, 1)}


def test_what_stands_apart_is_left_alone() -> None:
    assert links([GRAIN], [GRAIN.replace("三十个", "四十个")], apart={0}) == set()


@pytest.mark.parametrize("texts", [([], []), ([""], [""]), (["。"], ["（）"]), (["一"], [])])
def test_texts_of_nothing_are_taken(texts: tuple[list[str], list[str]]) -> None:
    links(*texts)


def test_units_in_brackets_say_nothing_of_the_work() -> None:
    assert without_units("建馆三座。（牵头单位：市文化局，各县（市、区）政府）完工。") == "建馆三座。完工。"
    assert without_units("建馆（含分馆）三座") == "建馆（含分馆）三座"
    assert without_units("((((牵头") == "((((牵头"


def test_the_pairs_to_compare_grow_with_the_plan_and_not_with_its_square() -> None:
    def compared(n: int) -> int:
        texts = [f"推进第{k}号社区书屋建设。完成第{k}号社区书屋的选址、装修和开放，配书{k * 7}册。" for k in range(n)]
        old, new = [Words(text) for text in texts], [Words(text.replace("选址", "选点")) for text in texts]
        sides = profiles([one.text for one in old], [one.text for one in new])
        return len(list(Candidates(old, new, *sides, {}).pairs(range(n), range(n))))

    assert compared(800) < 2.5 * compared(400)
