"""Where a text holds what was looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.services import pinyin
from planreview.services.highlights import found_spans
from planreview.text import fold


@pytest.mark.parametrize(
    ("wanted", "text", "spans"),
    [
        ("书", "书库与书架", ((0, 1), (3, 4))),
        ("ai平台", "建设ＡＩ 平台", ((2, 7),)),
        ("书 库", "书库", ((0, 2),)),
        ("%", "增长7％", ((3, 4),)),
        ("", "书库", ()),
        ("图", "书库", ()),
    ],
)
def test_text_is_found_in_any_spelling(wanted: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert found_spans(wanted, text) == spans


def test_letters_mean_characters_whose_reading_is_known() -> None:
    pinyin.learn(["重庆市科技局"])
    assert found_spans("kjj", "重庆市科技局") == ((3, 6),)


@given(text=st.text(alphabet="书库ＡaⅣ  ①\x1bß", max_size=12), data=st.data())
def test_what_is_marked_is_what_was_looked_for(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    wanted = text[first : data.draw(st.integers(first, len(text)))]
    for begin, behind in found_spans(wanted, text):
        assert fold(wanted) in fold(text[begin:behind])
    if fold(wanted) and len(fold(text)) == sum(len(fold(char)) for char in text):
        assert found_spans(wanted, text)
