"""Automatic numbers of a Word document are counted and written as Word does."""

from __future__ import annotations

import pytest

from planreview.reading.number_forms import format_number
from tests.reading.builders import docx
from tests.reading.word_lists import PLAN, STYLES, definition, item, level, lines, numbered_list, styled

STYLED = definition(0, level(0, "chineseCounting", "%1、", style="h1"), level(1, "decimal", "%2.", style="h2"))


def test_numbers_stand_before_the_text_and_begin_anew_below_a_heading() -> None:
    body = (
        item("总体要求") + item("目标", 1) + item("修渠", 2) + item("造林", 2) + item("任务") + item("工业", 1) + item("建园", 2)
    )
    assert lines(docx(body, numbering=PLAN + numbered_list(1, 0))) == (
        "一、总体要求",
        "（一）目标",
        "1.修渠",
        "2.造林",
        "二、任务",
        "（一）工业",
        "1.建园",
    )


def test_a_level_may_run_on_through_the_document() -> None:
    running = definition(0, level(0, "decimal", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("修渠", 1) + item("乙") + item("造林", 1)
    assert lines(docx(body, numbering=running + numbered_list(1, 0))) == ("1、甲", "1.修渠", "2、乙", "2.造林")


def test_a_level_may_wait_for_a_level_further_out() -> None:
    waiting = definition(
        0, level(0, "decimal", "%1、"), level(1, "decimal", "（%2）"), level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')
    )
    body = item("甲") + item("乙", 1) + item("丙", 2) + item("丁", 1) + item("戊", 2) + item("己") + item("庚", 2)
    assert lines(docx(body, numbering=waiting + numbered_list(1, 0)))[2::2] == ("1.丙", "2.戊", "1.庚")


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = PLAN + numbered_list(1, 0) + numbered_list(2, 0) + numbered_list(3, 0, again)
    body = item("甲") + item("乙", key=2) + item("丙", key=3) + item("丁", key=3) + item("戊")
    assert lines(docx(body, numbering=numbering)) == ("一、甲", "二、乙", "五、丙", "六、丁", "七、戊")


def test_a_list_may_state_a_level_otherwise() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条")}</w:lvlOverride>'
    assert lines(docx(item("甲", key=2), numbering=PLAN + numbered_list(2, 0, other))) == ("第1条甲",)


def test_a_legal_level_shows_the_levels_above_in_digits() -> None:
    legal = definition(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>", suffix="space"))
    assert lines(docx(item("甲") + item("乙", 1), numbering=legal + numbered_list(1, 0))) == ("一、甲", "1.1 乙")


def test_a_gap_parts_a_number_from_a_text_that_would_change_it() -> None:
    bare = definition(0, level(0, "decimal", "%1", suffix="tab"), level(1, "decimal", "%2.", suffix="tab"))
    body = item("修渠") + item("2026年任务", 1)
    assert lines(docx(body, numbering=bare + numbered_list(1, 0))) == ("1 修渠", "1. 2026年任务")


def test_styles_number_their_paragraphs() -> None:
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("甲", "h1") + styled("乙", "h2") + styled("丙", "h3") + styled("丁", "h1", off) + styled("戊", "h1")
    assert lines(docx(body, numbering=STYLED + numbered_list(1, 0), styles=STYLES)) == ("一、甲", "1.乙", "2.丙", "丁", "二、戊")


def test_a_definition_may_be_that_of_a_list_style() -> None:
    named = definition(0, level(0, "decimal", "%1."), extra='<w:styleLink w:val="ls"/>')
    linked = definition(1, extra='<w:numStyleLink w:val="ls"/>')
    body = item("甲", key=2)
    assert lines(docx(body, numbering=named + linked + numbered_list(1, 0) + numbered_list(2, 1), styles=STYLES)) == ("1.甲",)


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 101, "一○一"),
        ("chineseCountingThousand", 222, "二百二十二"),
        ("chineseCountingThousand", 1010, "一千〇一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("japaneseDigitalTenThousand", 20, "二〇"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 3, "03"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 14, "XIV"),
        ("none", 3, ""),
        ("unheardOf", 3, "3"),
    ],
)
def test_number_forms(form: str, number: int, shown: str) -> None:
    assert format_number(number, form) == shown
