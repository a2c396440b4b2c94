"""Figures typed with 万 or 亿, in the unit that is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planreview.domain.magnitudes import parse_in_unit


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("0.2万", "家", "2000"),
        ("0.2万家", "家", "2000"),
        ("１２万", "家", "120000"),
        ("1,200万", "家", "12000000"),
        ("38亿", "亿元", "38"),
        ("38亿元", "亿元", "38"),
        ("38", "亿元", "38"),
        ("5000万", "亿元", "0.5"),
        ("5000万元", "亿元", "0.5"),
        ("3千", "家", "3000"),
        ("2千万元", "万元", "2000"),
        ("2万", "万人次", "2"),
        ("2万人次", "万人次", "2"),
        ("三亿", "亿元", "3"),
        ("三百", "家", "300"),
        ("三百万元", "万元", "300"),
        ("一千二百", "家", "1200"),
        ("三万五千", "家", "35000"),
        ("三十", "亿元", "30"),
        ("3.5", "%", "3.5"),
        ("75%", "%", "75"),
        ("2万", None, "20000"),
        # The 千 of these units is no magnitude.
        ("1.2万", "千米", "12000"),
        ("2万千瓦", "千瓦", "20000"),
        ("两千瓦", "千瓦", "2"),
        ("三千米", "千米", "3"),
        ("三千米", "米", "3000"),
        ("二千克", "千克", "2"),
        ("2万", "万千瓦", "2"),
        ("2万千瓦", "万千瓦", "2"),
        ("20000千瓦", "万千瓦", "2"),
        ("3千人", "千人", "3"),
        ("50%", "%", "50"),
        ("3.5个百分点", "个百分点", "3.5"),
    ],
)
def test_a_sign_is_worth_what_it_says_in_the_unit_that_is_asked(text: str, unit: str | None, value: str) -> None:
    assert parse_in_unit(text, unit)[0] == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0.2万户", "家"),
        ("38亿美元", "亿元"),
        ("2千", "亿元"),
        ("二千", "亿元"),
        ("两千", "千人"),
        ("2万", "%"),
        ("万", "家"),
        ("2万3", "家"),
        ("约2万", "家"),
    ],
)
def test_another_unit_and_what_may_mean_two_things_are_not_understood(text: str, unit: str) -> None:
    assert parse_in_unit(text, unit)[0] is None
