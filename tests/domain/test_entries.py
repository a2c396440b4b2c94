"""Dates and figures are understood as people type them, and nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planreview.domain.entries import figure_misfit, is_pending, parse_date, parse_figure

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2020-10-31",
        "2020/10/31",
        "2020.10.31",
        "20201031",
        "2020年10月31日",
        "2020年10月31号",
        "2020 年 10 月 31 日",
        "２０２０－１０－３１",
        "2020年10月底",
        "2020-10月末",
    ],
)
def test_a_day_in_any_sane_form(text: str) -> None:
    assert parse_date(text, TODAY) == date(2020, 10, 31)


def test_one_digit_months_and_days() -> None:
    assert parse_date("2024年2月9日", TODAY) == date(2024, 2, 9)
    assert parse_date("2024年2月底", TODAY) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["今天", "today", " TODAY "])
def test_today_is_the_day_given(text: str) -> None:
    assert parse_date(text, TODAY) == TODAY


@pytest.mark.parametrize(
    "text", ["", "2020-13-01", "2021-02-29", "31.10.2020", "2020-10", "10月底", "0000-01-01", "2020-10-31x", "9" * 100_000]
)
def test_what_is_no_day_gives_none(text: str) -> None:
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3.73", "3.73"),
        ("３．７３", "3.73"),
        ("1,200", "1200"),
        ("75%", "75"),
        ("75 ％", "75"),
        ("-1.0", "-1.0"),
        ("－1.0", "-1.0"),
        ("二十", "20"),
    ],
)
def test_figures(text: str, figure: str) -> None:
    assert parse_figure(text) == Decimal(figure)


@pytest.mark.parametrize(
    "text",
    ["", "-", "十分", "1.2.3", "nan", "inf", "1e9", "12 %%", "0x10", "1" * 200, "1,5,0", "12,34", ",200", "1200,000", "1,2000"],
)
def test_what_is_no_figure_gives_none(text: str) -> None:
    assert parse_figure(text) is None


@pytest.mark.parametrize(
    "text", ["两三", "三五", "二三十", "十几", "一百二", "一千三", "一万二", "一亿二", "百", "千万", "二三万"]
)
def test_about_so_many_is_no_figure(text: str) -> None:
    assert parse_figure(text) is None


def in_words(number: int) -> str:
    """A number as it is written in full (二十三, 一万零五)."""

    def group(value: int) -> str:
        said, gap = "", False
        for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = value // step % 10
            if digit:
                said += "零" * bool(gap and said) + "零一二三四五六七八九"[digit] + sign
            gap = not digit
        return said

    parts = ""
    for step, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        value = number // step % 10**4
        if value:
            parts += "零" * bool(parts and value < 1000) + group(value) + sign
    return parts.removeprefix("一") if parts.startswith("一十") else parts or "零"


@given(st.integers(0, 10**12 - 1))
@example(230_000_000)
@example(10_005)
def test_a_number_in_words_is_that_number(number: int) -> None:
    assert parse_figure(in_words(number)) == number, in_words(number)


@pytest.mark.parametrize("text", ["1,200", "１，２００", "+1,200", "1,200.0"])
def test_commas_part_thousands(text: str) -> None:
    assert parse_figure(text) == 1200


@pytest.mark.parametrize(
    ("text", "unit", "misfit"),
    [
        ("50%", "家", "percent"),
        ("50%", None, "percent"),
        ("50%", "‰", "percent"),
        ("50％", "%", None),
        ("50", "%", None),
        ("-3", "家", "negative"),
        ("-3", "%", None),
        ("-3", "个百分点", None),
        ("0", "家", None),
    ],
)
def test_a_figure_has_to_fit_the_unit(text: str, unit: str | None, misfit: str | None) -> None:
    figure = parse_figure(text)
    assert figure is not None
    assert figure_misfit(figure, unit) == misfit
    assert figure_misfit(figure, unit, below_zero=True) == (misfit if misfit == "percent" else None)


def test_pending_is_a_word_of_its_own() -> None:
    assert is_pending("待数") and is_pending("Pending")
    assert not is_pending("0") and not is_pending("-")
