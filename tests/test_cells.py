"""Cells: nothing is cut in the middle of a character, and lines follow the start-of-line rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planreview.cells import NOT_AT_END, NOT_AT_START, clip, fit, width, wrap, wrap_evenly

TEXT = st.text(alphabet="一二三，。：；（）“”abc 123%.-~ー　é")


@given(TEXT)
def test_widths_agree_with_what_the_terminal_library_draws(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("市科技局", 8, "市科技局"),
        ("市科技局", 7, "市科技~"),
        ("市科技局", 6, "市科~"),
        ("abc", 2, "a~"),
        ("市", 1, "~"),
        ("市", 0, ""),
    ],
)
def test_clipping_marks_what_was_cut(text: str, cells: int, expected: str) -> None:
    assert clip(text, cells) == expected


@given(TEXT, st.integers(0, 40))
def test_clipped_text_fits(text: str, cells: int) -> None:
    assert width(clip(text, cells)) <= cells


@given(TEXT, st.integers(1, 40), st.sampled_from(["left", "right", "centre"]))
def test_fitted_text_fills_its_column(text: str, cells: int, align: str) -> None:
    assert width(fit(text, cells, align)) == cells


@given(TEXT, st.integers(2, 40))
def test_wrapping_loses_nothing_and_fits(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(lines) == text.replace("\n", "")
    assert all(width(line) <= cells for line in lines)


def test_closing_punctuation_never_begins_a_line() -> None:
    text = "推进“双创”工作，建设基地（园区）10个，覆盖率达到100%；完成“十五五”规划。" * 4
    for cells in range(12, 60):
        lines = wrap(text, cells)
        assert all(line[0] not in NOT_AT_START for line in lines)
        assert all(line[-1] not in NOT_AT_END for line in lines[:-1])


def test_numbers_and_words_stay_whole() -> None:
    assert wrap("达到12345家", 8) == ["达到", "12345家"]
    assert wrap("请加 --encoding x", 6) == ["请加 ", "--enco", "ding x"] and wrap("甲乙 --on 日", 7) == ["甲乙 ", "--on 日"]
    assert wrap("截至 2025-12-31", 13) == ["截至 ", "2025-12-31"] and wrap("2021-2025", 6) == ["2021-2", "025"]


def test_a_run_without_a_break_is_cut_where_the_line_is_full() -> None:
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_line_ends_are_kept() -> None:
    assert wrap("甲\n\n乙", 10) == ["甲", "", "乙"]


def test_a_long_line_is_wrapped_in_linear_time() -> None:
    lines = wrap("，" * 50_000, 40)
    assert sum(map(len, lines)) == 50_000


def test_a_name_is_wrapped_evenly() -> None:
    assert wrap_evenly("云泽市科学技术局", 14) == ["云泽市科", "学技术局"]
    assert wrap_evenly("市教育局", 14) == ["市教育局"]


@given(TEXT.filter(lambda text: "\n" not in text), st.integers(2, 40))
def test_wrapping_evenly_takes_no_more_lines(text: str, cells: int) -> None:
    lines = wrap_evenly(text, cells)
    assert "".join(lines) == text
    assert len(lines) == len(wrap(text, cells))
    assert all(width(line) <= cells for line in lines)
