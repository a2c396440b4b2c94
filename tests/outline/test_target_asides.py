"""Brackets that tell what was so before: a base for the figure they stand behind, never a target, never in the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.outline.targets import find_targets
from tests.outline.documents import brief, targets


def test_a_share_keeps_its_target_and_the_one_before_it() -> None:
    first, second = targets("新建蓄水池6座，灌溉保证率达到85%（2022年为80%）。")
    assert (brief(first), first.baseline) == (("新建蓄水池", "+=", "6", "座"), None)
    assert (brief(second), second.baseline, second.kind) == (("灌溉保证率", ">=", "85", "%"), Decimal(80), "rate")
    assert second.quote == "灌溉保证率达到85%"


def test_last_years_count_is_no_target() -> None:
    first, second = targets("新建冷库5座（上年建成3座），更新冷藏车8辆。")
    assert (brief(first), first.baseline, first.kind) == (("新建冷库", "+=", "5", "座"), Decimal(3), "flow")
    assert brief(second) == ("更新冷藏车", "=", "8", "辆")


@pytest.mark.parametrize(
    ("sentence", "baseline", "kind"),
    [
        ("渔港停泊面积达到40公顷（现状值：32公顷）", Decimal(32), "level_base"),
        ("平均候诊时间控制在20分钟以内（2022年28分钟）", Decimal(28), "lower"),
        ("造林成活率（去年为88%）达到90%", Decimal(88), "rate"),
        # Another measure, another year's growth: nothing that the figure starts from.
        ("新建冷库5座（2022年投资3亿元）", None, "flow"),
        ("果品产值增长8%（上年6%）", None, "rate"),
        ("水产加工率下降8%（2022年下降6%）", None, "lower"),
    ],
)
def test_a_base_counts_the_same_thing(sentence: str, baseline: Decimal | None, kind: str) -> None:
    (target,) = targets(sentence + "。")
    assert (target.baseline, target.kind) == (baseline, kind)
    assert target.quote in sentence


def test_each_of_a_list_has_the_base_behind_it() -> None:
    found = targets("良种覆盖率达到92%（2022年88%）、机收率达到70%（2022年：65%）。")
    assert [(t.metric, t.baseline) for t in found] == [("良种覆盖率", Decimal(88)), ("机收率", Decimal(65))]


def test_a_later_year_is_a_milestone_and_no_base() -> None:
    (target,) = targets("绿化率达到46%（2025年达到48%）。")
    assert (target.value, target.baseline, target.due) == (Decimal(46), None, None)


def test_a_portion_in_brackets_is_named_without_the_bracket() -> None:
    assert [brief(target) for target in targets("新建粮仓5座（其中低温仓3座）。")] == [
        ("新建粮仓", "+=", "5", "座"),
        ("新建低温仓", "+=", "3", "座"),
    ]
    assert [brief(target) for target in targets("新建粮仓5座（含改建旧仓1座）。")] == [
        ("新建粮仓", "+=", "5", "座"),
        ("改建旧仓", "=", "1", "座"),
    ]


PIECES = [
    "新建粮仓5座",
    "（上年3座）",
    "（2022年为80%）",
    "合格率达到85%",
    "，",
    "、",
    "。",
    "（",
    "）",
    "(去年2座)",
    "以上",
    "改造水闸8座",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_quote_stands_where_the_text_has_it(text: str) -> None:
    for found in find_targets(text, (2023, 2023)):
        assert text[found.start : found.end] == found.target.quote
