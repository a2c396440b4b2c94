"""Verdicts: digits and words, when a reason is asked for, due dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planreview.domain.overdue import is_overdue, presumed_due
from planreview.domain.verdicts import KEYS, Ambiguous, approval_needed, reason_needed
from planreview.presets import verdict_set

WORDS = verdict_set("default", "zh")


@pytest.mark.parametrize(
    ("digit", "key", "word", "group"),
    [
        ("0", "unreviewed", "未核", "none"),
        ("1", "not_started", "未启", "behind"),
        ("2", "behind", "滞后", "behind"),
        ("3", "on_track", "序时", "on_schedule"),
        ("4", "ahead", "超前", "on_schedule"),
        ("5", "done", "完成", "completed"),
        ("7", "dropped", "调出", "out"),
        ("8", "no_measure", "无口", "out"),
    ],
)
def test_each_digit_gives_its_verdict_full_width_too(digit: str, key: str, word: str, group: str) -> None:
    assert WORDS.by_digit(digit) == key
    assert WORDS.by_digit(chr(ord(digit) + 0xFEE0)) == key
    assert WORDS.by_key(key).word == word
    assert WORDS.by_key(key).group == group


@pytest.mark.parametrize("digit", ["6", "9", "", "12", "x"])
def test_other_digits_give_no_verdict(digit: str) -> None:
    assert WORDS.by_digit(digit) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("未核", "unreviewed"),
        ("未启动", "not_started"),
        ("未开展", "not_started"),
        ("欠进度", "behind"),
        ("滞后", "behind"),
        ("慢序时", "behind"),
        ("未达序时", "behind"),
        ("进展缓慢", "behind"),
        ("推进缓慢", "behind"),
        ("达进度", "on_track"),
        ("按序时", "on_track"),
        ("正常推进", "on_track"),
        ("有序推进", "on_track"),
        ("常态推进", "on_track"),
        ("超进度", "ahead"),
        ("快于序时", "ahead"),
        ("已完成", "done"),
        ("提前完成", "done"),
        ("已调出", "dropped"),
        ("取消", "dropped"),
        ("合并", "dropped"),
        ("转出", "dropped"),
        ("无统计口径", "no_measure"),
        ("统计口径调整", "no_measure"),
        (" 完　成 ", "done"),
        ("on_track", "on_track"),
        ("On Track", "on_track"),
        ("ＯＮ－ＴＲＡＣＫ", "on_track"),
        ("late", "behind"),
    ],
)
def test_words_and_aliases_are_understood_as_whole_cells(text: str, key: str) -> None:
    assert WORDS.understand(text) == key


@pytest.mark.parametrize("text", ["尚未完成验收", "完成80%", "", "   ", "进度", "5", "[b"])
def test_a_part_of_a_cell_is_not_understood(text: str) -> None:
    assert WORDS.understand(text) is None


@pytest.mark.parametrize("text", ["办结", "基本完成", "达标", "逾期", "未完成"])
def test_ambiguous_words_are_asked(text: str) -> None:
    understood = WORDS.understand(text)
    assert isinstance(understood, Ambiguous)
    assert len(understood.choices) > 1


def test_an_unknown_key_is_refused() -> None:
    assert WORDS.by_key(None).key == "unreviewed"
    with pytest.raises(KeyError):
        WORDS.by_key("finished")


@pytest.mark.parametrize("old", [None, *KEYS])
@pytest.mark.parametrize("new", [None, *KEYS])
def test_a_reason_is_asked_for_bad_news_and_for_steps_back(old: str | None, new: str | None) -> None:
    expected = new in {"behind", "dropped", "no_measure"} or (old == "done" and new != "done")
    assert reason_needed(old, new) is expected


def test_done_under_a_hundred_percent_asks_for_a_reason() -> None:
    assert reason_needed("on_track", "done", Decimal("99.9"))
    assert not reason_needed("on_track", "done", Decimal("100.0"))
    assert not reason_needed("on_track", "done", None)
    assert reason_needed(None, "done", None, short=True)


def test_only_what_leaves_the_base_asks_for_an_approval() -> None:
    assert [key for key in KEYS if approval_needed(key)] == ["dropped", "no_measure"]
    assert not approval_needed(None)


@pytest.mark.parametrize(
    ("verdict", "overdue"),
    [
        (None, True),
        ("not_started", True),
        ("behind", True),
        ("on_track", True),
        ("ahead", True),
        ("done", False),
        ("dropped", False),
        ("no_measure", False),
    ],
)
def test_past_due_is_overdue_unless_completed_or_out(verdict: str | None, overdue: bool) -> None:
    due = date(2020, 6, 30)
    assert is_overdue(due, date(2020, 7, 1), verdict) is overdue
    assert not is_overdue(due, due, verdict)
    assert not is_overdue(None, due, verdict)


def test_without_a_date_the_periods_end_is_presumed_and_routine_has_none() -> None:
    assert presumed_due(None, (2021, 2025), routine=False) == (date(2025, 12, 31), True)
    assert presumed_due(None, (2020, 2020), routine=True) == (None, False)
    assert presumed_due(date(2020, 6, 30), (2020, 2020), routine=True) == (date(2020, 6, 30), False)
