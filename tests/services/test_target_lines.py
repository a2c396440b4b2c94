"""A target typed on one line: read as the document's words are, in fields, or in both; what is not understood is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.errors import InputError
from planreview.services.target_lines import read_target_line
from planreview.services.target_reading import spoken_values

TODAY = date(2026, 8, 15)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("新增高新技术企业12家", "指标=新增高新技术企业 要求=新增 目标值=12 单位=家 类型=累计"),
        ("专利授权量增长7%", "指标=专利授权量增长 要求=增长 目标值=7 单位=% 类型=比率"),
        ("指标=病床 目标值=５00", "指标=病床 要求=不低于 目标值=500 类型=达到值"),
        ("指标=老年 病床 目标值=500 单位=张", "指标=老年 病床 要求=不低于 目标值=500 单位=张 类型=达到值"),
        ("新增病床500张 时限=2026-12-31 类型=水平", "指标=新增病床 要求=新增 目标值=500 单位=张 类型=达到值 时限=2026-12-31"),
        ("指标=新增病床 运算=+= 目标值=500 类型=有基期水平", "指标=新增病床 要求=新增 目标值=500 类型=从基期起"),
        ("新增病床500张 value=600", "指标=新增病床 要求=新增 目标值=600 单位=张 类型=累计"),
    ],
)
def test_what_is_typed_is_read(line: str, said: str) -> None:
    assert spoken_values(read_target_line(line, TODAY)) == said
    # What is shown can be typed, and means the same.
    assert spoken_values(read_target_line(said, TODAY)) == said


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("", "target_add_lacks"),
        ("病床", "target_line_unread"),
        ("指标=病床", "target_add_lacks"),
        ("高新技术企业达到70家、科技型中小企业200家", "target_line_several"),
        ("指标=病床 目标值=多", "figure_unread"),
        ("新增病床500张 时限=某天", "target_value_bad"),
        ("字" * 301, "target_line_long"),
    ],
)
def test_what_is_not_understood_says_what_is_missing(line: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        read_target_line(line, TODAY)
    assert caught.value.key == key and caught.value.message


def test_a_month_without_a_year_is_one_of_the_plans_period() -> None:
    line = "九月底前新增高新技术企业12家"
    assert read_target_line(line, TODAY, (2025, 2025))["due"] == "2025-09-30"
    assert read_target_line(line, TODAY)["due"] == "2026-09-30"


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused_in_words(line: str) -> None:
    try:
        said = read_target_line(line, TODAY)
    except InputError:
        return
    assert said["metric"] and said["value"]
