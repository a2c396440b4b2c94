"""Foreign text comes out as text: no control codes, no bidirectional marks, nothing else lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.text import clean, clean_line, fold, resolve_radicals, show, show_block

HARMFUL = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\x00",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\U000e0041",
    "\x85",
    "\u2028",
    "\x0c",
    "\ud800",
]


def harmful(text: str, *, lines: bool) -> list[str]:
    allowed = {"\n", "\t"} if lines else set()
    return [
        c for c in text if c not in allowed and (unicodedata.category(c) in {"Cc", "Cs"} or unicodedata.bidirectional(c) in BIDI)
    ]


BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("code", HARMFUL, ids=ascii)
def test_no_harmful_code_passes(code: str) -> None:
    text = f"前{code}后"
    assert not harmful(clean(text), lines=True)
    assert not harmful(show(text), lines=False)
    assert "前" in show(text) and "后" in show(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_show_is_one_line_without_codes(text: str) -> None:
    shown = show(text)
    assert not harmful(shown, lines=False)
    assert len(shown.splitlines()) <= 1


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert show(show(text)) == show(text)


def test_lines_are_kept_in_blocks_and_joined_on_a_line() -> None:
    assert clean("甲\r\n乙\r丙\u2028丁") == "甲\n乙\n丙\n丁"
    assert clean_line(" 甲\r\n乙\t丙 ") == "甲 乙 丙"
    assert show_block("甲\t乙\n丙") == "甲    乙\n丙"


def test_markup_is_left_as_it_stands() -> None:
    assert show("[b]x[/red][@click=app.quit]") == "[b]x[/red][@click=app.quit]"


def test_search_keys_fold_width_case_space_and_radicals() -> None:
    assert fold("Ｒ＆Ｄ 经费　１２") == "r&d经费12"
    assert fold("㈠") == "(一)"
    assert fold("⻓⻜⻢") == "长飞马"
    assert resolve_radicals("⻔⻔⼯⽂⼾") == "门门工文户"
