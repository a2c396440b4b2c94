"""Names found by pinyin: initials, syllables, both mixed with digits and Han; how well, and which characters are meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.pinyin import (
    BEGINNING,
    CORE,
    END,
    IN_ORDER,
    LONGEST,
    MIDDLE,
    WHOLE,
    Match,
    make_key,
    match,
    pattern,
    query_of,
)

READ = {
    "市": "shi", "科": "ke", "学": "xue", "技": "ji", "术": "shu", "局": "ju", "高": "gao", "新": "xin", "区": "qu", "西": "xi",
    "安": "an", "先": "xian", "行": "xing hang", "绿": "lv lu", "办": "ban", "农": "nong",
}  # fmt: skip


def key(name: str) -> str:
    return make_key(name, {place: READ[char].split() for place, char in enumerate(name) if char in READ})


def fits(query: str, name: str) -> Match | None:
    return match(query_of(query), key(name), name)


@pytest.mark.parametrize(
    ("query", "name", "tier", "span"),
    [
        ("kjj", "科技局", WHOLE, (0, 3)),
        ("keji", "科技局", BEGINNING, (0, 2)),
        ("kejj", "科技局", WHOLE, (0, 3)),
        ("kjju", "市科技局", CORE, (1, 4)),
        ("kjj", "甲县科技局", CORE, (2, 5)),
        ("kj", "市科技局", BEGINNING, (1, 3)),
        ("jj", "市科技局", END, (2, 4)),
        ("KJ", "农科技局", MIDDLE, (1, 3)),
        ("市kjj", "市科技局", WHOLE, (0, 4)),
        ("k技ju", "市科技局", CORE, (1, 4)),
        ("25gaoxin", "25高新区", BEGINNING, (0, 4)),
        ("25gxq", "25高新区", WHOLE, (0, 5)),
        ("２５ｇｘ", "25高新区", BEGINNING, (0, 4)),
        ("xian", "西安", WHOLE, (0, 2)),
        ("xian", "先", WHOLE, (0, 1)),
        ("xi'an", "西安", WHOLE, (0, 2)),
        ("hb", "行办", WHOLE, (0, 2)),
        ("xb", "行办", WHOLE, (0, 2)),
        ("lvb", "绿办", WHOLE, (0, 2)),
        ("5gb", "5G办", WHOLE, (0, 3)),
    ],
)
def test_a_query_names_characters_that_stand_together(query: str, name: str, tier: int, span: tuple[int, int]) -> None:
    assert fits(query, name) == Match(tier, (span,))


def test_brackets_and_spaces_of_a_name_are_passed_over_and_not_marked() -> None:
    assert fits("sqkjj", "市（区） 科技局") == Match(WHOLE, ((0, 1), (2, 3), (5, 8)))


def test_initials_in_their_order_come_last() -> None:
    assert fits("kjj", "科学技术局") == Match(IN_ORDER, ((0, 1), (2, 3), (4, 5)))
    assert fits("k", "科") == Match(WHOLE, ((0, 1),)) and fits("jk", "科技局") is None


@pytest.mark.parametrize(
    ("query", "name"), [("xi'an", "先"), ("kuji", "科技"), ("eji", "科技"), ("kjjx", "科技局"), ("农k", "科技")]
)
def test_what_is_not_said_so_is_not_found(query: str, name: str) -> None:
    assert fits(query, name) is None


@pytest.mark.parametrize("text", ["", "科技局", "2020", "a-b", "kjj。", "a" * (LONGEST + 1), ";k", "k\nj;"])
def test_what_cannot_be_pinyin_is_no_query(text: str) -> None:
    assert query_of(text) in ("", "kj") and query_of("k j") == "kj"


def test_the_best_place_of_several_counts() -> None:
    assert fits("j", "科技局") == Match(END, ((2, 3),))


@given(st.lists(st.sampled_from(sorted(READ)), min_size=1, max_size=12).map("".join), st.data())
def test_initials_and_syllables_of_a_run_always_find_it(name: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(name) - 1))
    run = name[first : data.draw(st.integers(first + 1, len(name)))]
    said = (data.draw(st.sampled_from(READ[char].split())) for char in run)
    query = "".join(data.draw(st.sampled_from((one, one[0], one[:2], char))) for one, char in zip(said, run, strict=True))
    found = match(query, key(name), name)
    assert not query_of(query) or (found is not None and found.tier < IN_ORDER)


@given(st.text(max_size=20), st.text(alphabet="abkjx25'科;,\n", max_size=20))
def test_any_name_and_query_are_taken(name: str, typed: str) -> None:
    query = query_of(typed)
    found = match(query, make_key(name, {}), name) if query else None
    assert found is None or all(0 <= first < behind <= len(name) for first, behind in found.spans)


def test_keys_are_searched_one_by_one_in_one_text() -> None:
    text = "\n".join(key(name) for name in ("科技", "局", "科技局"))
    assert [text.count("\n", 0, found.start()) for found in re.finditer(pattern("kjj"), text)] == [2]
