"""Numbers and quantities as plans write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.quantities import find_quantities, fold_numerals, parse_chinese, parse_number


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    """Value, upper value and unit of each quantity."""
    return [(str(q.value), None if q.value_max is None else str(q.value_max), q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十七", 17),
        ("三十五", 35),
        ("一百零二", 102),
        ("两千", 2000),
        ("一万二千", 12_000),
        ("二〇二三", 2023),
        ("三亿", 3 * 10**8),
    ],
)
def test_a_chinese_numeral_has_its_value(written: str, number: int) -> None:
    assert parse_chinese(written) == number


@pytest.mark.parametrize("text", ["", "甲", "三甲", "3"])
def test_what_is_no_numeral_has_none(text: str) -> None:
    assert parse_chinese(text) is None


def written(number: int) -> str:
    """The numeral of 0 to 9999 as labels and counts are written: 十二, 一百零五."""
    digits = "零一二三四五六七八九"
    if number == 0:
        return digits[0]
    text = ""
    gap = False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap else "") + digits[digit] + name
            gap = False
        elif text:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(0, 9999))
def test_a_numeral_written_is_the_numeral_read(number: int) -> None:
    assert parse_chinese(written(number)) == number


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_an_arabic_number_is_read_back(number: Decimal) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number


def test_full_width_digits_keep_their_places() -> None:
    assert fold_numerals("达到１２．５％") == "达到12.5%"
    assert parse_number("１２．５") == Decimal("12.5")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("完成投资3.5亿元", ("3.5", None, "亿元")),
        ("拨付800万元", ("800", None, "万元")),
        ("接待游客60万人次", ("60", None, "万人次")),
        ("建成幼儿园4所", ("4", None, "所")),
        ("覆盖率98%", ("98", None, "%")),
        ("提高2.5个百分点", ("2.5", None, "百分点")),
        ("下降三个百分点", ("3", None, "百分点")),
        ("浓度28微克每立方米", ("28", None, "微克每立方米")),
        ("死亡率8/10万", ("8", None, "/10万")),
        ("降尘5吨/月·平方公里", ("5", None, "吨/月·平方公里")),
        ("利率20个基点", ("20", None, "个基点")),
        ("客房清洁400间次", ("400", None, "间次")),
        ("发运专列90列", ("90", None, "列")),
        ("使用强度38DDDs", ("38", None, "DDDs")),
        ("建设2到3个", ("2", "3", "个")),
        ("比例达到八成以上", ("8", None, "成")),
        ("吸引外资300万美元", ("300", None, "万美元")),
        ("配备设备12台（套）", ("12", None, "台（套）")),
        ("折合15人年", ("15", None, "人年")),
        ("拥有量3件/万人", ("3", None, "件/万人")),
        ("能耗0.4吨标准煤", ("0.4", None, "吨标准煤")),
        ("浓度35微克/立方米", ("35", None, "微克/立方米")),
        ("新修公路 20 公里", ("20", None, "公里")),
        ("种植10万亩", ("10", None, "万亩")),
        ("资金1,200万元", ("1200", None, "万元")),
        ("培训3场次", ("3", None, "场次")),
        ("建设2—3个", ("2", "3", "个")),
        ("建设２－３个", ("2", "3", "个")),
        ("组织10至20场", ("10", "20", "场")),
        ("占百分之八十", ("80", None, "%")),
        ("改造二十户", ("20", None, "户")),
        ("义诊6万人日", ("6", None, "万人日")),
        ("放映电影40场次", ("40", None, "场次")),
        ("检修客车3000辆次", ("3000", None, "辆次")),
        ("深松土地2万亩次", ("2", None, "万亩次")),
        ("开放公开课30节", ("30", None, "节")),
        ("审批7个工作日", ("7", None, "个工作日")),
        ("工期6个月", ("6", None, "个月")),
        ("降尘4吨/平方公里·月", ("4", None, "吨/平方公里·月")),
    ],
)
def test_a_quantity_is_found_with_its_unit_as_written(text: str, quantity: tuple[str, str | None, str | None]) -> None:
    assert found(text) == [quantity]


def test_a_number_without_a_unit_has_none() -> None:
    assert found("指数达到56。") == [("56", None, None)]


def test_a_chinese_numeral_without_a_unit_is_no_quantity() -> None:
    assert found("三是加强管理") == []


@pytest.mark.parametrize("text", ["每千人口床位", "百场演出进山村", "千名干部下基层"])
def test_a_step_alone_counts_nothing(text: str) -> None:
    assert found(text) == []


def test_a_range_that_runs_backwards_is_no_range() -> None:
    assert found("20-10个")[0][1] is None


def test_a_way_down_is_two_numbers() -> None:
    assert found("由9.5到8.2天") == [("9.5", None, None), ("8.2", None, "天")]


def test_a_fraction_in_words_is_no_count_of_parts() -> None:
    assert found("压缩三分之一") == []


def test_positions_hold_number_and_unit() -> None:
    text = "新建学校12所，改造5所"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["12所", "5所"]


@given(st.text(alphabet="0123456789１２３.,，-—至个家%％万亿元（）套/人一二三十百千零两百分之 ", max_size=60))
def test_quantities_never_overlap_and_stand_where_they_say(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
