"""Deadlines as written and as a day."""

from __future__ import annotations

import pytest

from planreview.outline.deadlines import read_deadline

YEAR = (2023, 2023)


@pytest.mark.parametrize(
    ("text", "words", "due", "routine"),
    [
        ("（完成时限：2023年12月底）", "2023年12月底", "2023-12-31", False),
        ("完成时限：9月底前", "9月底前", "2023-09-30", False),
        ("完成时间：2023年第三季度", "2023年第三季度", "2023-09-30", False),
        ("时限要求：上半年", "上半年", "2023-06-30", False),
        ("办结时限：2023年5月20日", "2023年5月20日", "2023-05-20", False),
        ("完成时限：2023-05-20", "2023-05-20", "2023-05-20", False),
        ("完成时限：十月中旬", "十月中旬", "2023-10-20", False),
        ("完成时限：2月底", "2月底", "2023-02-28", False),
        ("完成时限：年底前", "年底前", "2023-12-31", False),
        ("完成时限：二季度、四季度", "二季度、四季度", "2023-12-31", False),
        ("完成时限：长期坚持", "长期坚持", None, True),
        ("完成时限：持续推进", "持续推进", None, True),
        ("完成时限：全年", "全年", None, True),
        ("6月底前完成管网改造。", "6月底前", "2023-06-30", False),
        ("3月底前出台方案，10月底前完成验收。", "10月底前", "2023-10-31", False),
        ("建成高标准农田2万亩，6月底前完成招标。", None, None, False),
        ("改造小区25个，6月底前全部开工，11月底前完工。", "11月底前", "2023-11-30", False),
        ("推进泵站建设，6月底前开工。", "6月底前", "2023-06-30", False),
        ("加强日常巡查。长期坚持。", "长期坚持", None, True),
        ("（甲局牵头，乙局配合，6月底前完成）", "6月底前", "2023-06-30", False),
        ("长期坚持走访慰问制度。", None, None, False),
        ("每年3月开展植树。", None, None, False),
        ("加强管理。", None, None, False),
        ("落实2022年12月会议要求。", None, None, False),
    ],
)
def test_a_deadline(text: str, words: str | None, due: str | None, routine: bool) -> None:
    found = read_deadline(text, YEAR)
    assert (found.words, found.due, found.routine) == (words, due, routine)


def test_without_a_period_a_month_names_no_day() -> None:
    assert read_deadline("完成时限：9月底前", None).due is None


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert read_deadline("完成时限：2023年2月30日", YEAR).due != "2023-02-30"
