"""Plain characters for old consoles: one for one, and of one cell everywhere; colours that go away altogether."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from planreview.tui.plain import Colourless, PlainLines, plain_character

BLACK = Color.parse("black")


@pytest.mark.parametrize(
    ("text", "plain"),
    [("“十四五”——①…", '"十四五"--1~'), ("15℃ ≤ 3×2", "15C < 3x2"), ("┌─┐│█▃", "+-+|#-"), ("Ⅳ级·达州", "I级.达州")],
)
def test_wide_terminals_are_sent_no_ambiguous_character(text: str, plain: str) -> None:
    (segment,) = PlainLines(wide=True).apply([Segment(text)], BLACK)
    assert segment.text == plain


def test_without_the_setting_only_pieces_of_borders_and_bars_change() -> None:
    (segment,) = PlainLines(wide=False).apply([Segment("“①”│▃")], BLACK)
    assert segment.text == "“①”|-"


@given(st.characters(exclude_categories=("Cs", "Cc", "Mn", "Me", "Cf")))
def test_what_is_drawn_is_one_character_that_is_not_ambiguous(char: str) -> None:
    plain = plain_character(char, wide=True)
    assert len(plain) == 1 and unicodedata.east_asian_width(plain) != "A"
    assert plain == char or (plain.isascii() and plain.isprintable())


def test_no_colour_is_left_but_emphasis_is() -> None:
    style = Style.parse("bold reverse #ff0000 on #00ff00")
    (segment,) = Colourless().apply([Segment("x", style)], BLACK)
    assert segment.style is not None and segment.style.color is None and segment.style.bgcolor is None
    assert segment.style.bold and segment.style.reverse
