"""What holds for any text: the reader never fails, loses no line, and says the same again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planreview.outline.read import read_plan
from tests.outline.documents import lines_of
from tests.outline.invariants import check

PIECES = [
    "一、", "二、", "（一）", "（二）", "1.", "2.", "3.", "1、", "（1）", "①", "第一章 ", "第一条 ", "专栏1 ", "专栏 ",
    "表1 ", "图1 ", "——", "17", "- 1.", "目录", "......3", "\t", "|", "**", "《", "》", "“", "”", "（", "）", "、", "，",
    "。", "：", "；", " ", "\u3000", "新增", "达到", "以上", "控制在", "以内", "由", "提高到", "增长", "下降", "10", "3.5",
    "2—3", "2023年", "12月底前", "%", "个", "亿元", "家", "一次", "三所", "牵头单位：", "责任单位：", "按职责分工负责",
    "完成时限：", "长期坚持", "序号", "任务",
    "牵头单位", "完成时限", "   ", "第1、2项", "（以上1—2项由", "牵头）", "主要目标：", "<p>", "</p>",
    "现将《", "》印发给你们", "附件：1.", "附件2", "5.2024年", "〔一〕", "㈠", "工作任务：", "目标与计划", "政策解读",
    "縣", "⼯", "分别",
    "望川市", "教育局", "工作要点", "发展目标", "基本原则", "发展基础", "同时，抓好", "推进建设",
    "加强管理", "2023-03-06", "现将印发给你们", "各县（市、区）：", "<b>", "\x1b[31m", "\u2028", "\x00", "\ud800", "[/red]",
]  # fmt: skip

documents = st.lists(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=10).map("".join), max_size=25
).map(lambda lines: [part for line in lines for part in line.split("\n")])

WHOLE = lines_of(
    """
    望川市教育局2023年工作要点
    主要目标：新增学位900个。
    一、扩大供给
    （一）学前
    1.建园。新建幼儿园3所，改造2所。（牵头单位：基教科；完成时限：9月底）
    2.提质。创建示范园4所。
    专栏1 工程
    1.改厕。改造厕所12座。
    3.助学。资助学生300名。
    表1 指标
    指标\t2022年\t2023年目标
    学位（个）\t500\t900
    二、加强师资
    培训教师不少于20场次。
    同时，做好安全等工作。
    望川市教育局 2023-03-06
    """
)

cuts = st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 40), st.sampled_from([*PIECES, "\n", ""])), max_size=8)


def mutated(changes: list[tuple[int, int, str]]) -> list[str]:
    lines = list(WHOLE)
    for place, column, piece in changes:
        lines[place] = lines[place][:column] + piece + lines[place][column:]
    return [part for line in lines for part in line.split("\n")]


@settings(max_examples=150, deadline=None)
@given(documents)
def test_any_text_is_read_and_no_line_is_lost(lines: list[str]) -> None:
    outline = read_plan(lines, force=True)
    check(outline)
    assert read_plan(lines, force=True) == outline


@settings(max_examples=150, deadline=None)
@given(cuts)
def test_a_damaged_plan_is_read_and_no_line_is_lost(changes: list[tuple[int, int, str]]) -> None:
    check(read_plan(mutated(changes), force=True))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, len(WHOLE)), max_size=6))
def test_blank_lines_change_nothing_but_the_lines(places: list[int]) -> None:
    spaced = list(WHOLE)
    for place in sorted(places, reverse=True):
        spaced.insert(place, "")
    plain, loose = read_plan(WHOLE), read_plan(spaced)
    assert [(t.number, t.section, t.title, t.text, t.departments) for t in loose.tasks] == [
        (t.number, t.section, t.title, t.text, t.departments) for t in plain.tasks
    ]
    assert [s.path for s in loose.sections] == [s.path for s in plain.sections]


def test_long_lines_are_read_in_the_end() -> None:
    """Each of these once cost the square of its length, or never ended."""
    for unit in ("1个、", "由1个到", "（一（二）", "甲、", "增长5%", "责任单位：甲局", "从1", "“", "负责（"):
        check(read_plan(["一、甲", "1.乙。" + unit * (12_000 // len(unit))], force=True))
