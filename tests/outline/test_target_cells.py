"""Cells that hold a figure alone: the task's name is the metric, the words of the cell say how it is meant."""

from __future__ import annotations

import pytest

from planreview.outline.layout import lay_out
from planreview.outline.target_cells import target_of_cell
from tests.outline.documents import brief, read

CELLS = [
    ("水产品总产值", "增长6%", ("水产品总产值增长", "%+", "6", "%"), "rate"),
    ("水产品总产值", "较上年增长6%以上", ("水产品总产值增长", "%+", "6", "%"), "rate"),
    ("入河排污量", "同比下降4%", ("入河排污量下降", "%-", "4", "%"), "lower"),
    ("秸秆利用率", "提高2个百分点", ("秸秆利用率提高", "+=", "2", "百分点"), "rate"),
    ("农产品产地冷库", "建成9座", ("农产品产地冷库", "=", "9", "座"), "flow"),
    ("农产品产地冷库", "新建9座", ("农产品产地冷库", "+=", "9", "座"), "flow"),
    ("新增省级良种场", "2家", ("新增省级良种场", "+=", "2", "家"), "flow"),
    ("培训兽医", "不少于60人次", ("培训兽医", ">=", "60", "人次"), "flow"),
    ("溶解氧浓度", "≥5毫克/升", ("溶解氧浓度", ">=", "5", "毫克/升"), "level"),
    ("秧苗损耗率", "控制在3%以内", ("秧苗损耗率", "<=", "3", "%"), "ceiling"),
    ("粮食播种面积", "约12万亩", ("粮食播种面积", "~", "12", "万亩"), "level"),
]


@pytest.mark.parametrize(("name", "cell", "expected", "kind"), CELLS, ids=[f"{c[0]} {c[1]}" for c in CELLS])
def test_a_cell_says_how_its_figure_is_meant(name: str, cell: str, expected: tuple[str, str, str, str], kind: str) -> None:
    (block,) = lay_out([cell])
    target = target_of_cell(block, name, (2023, 2023))
    assert target is not None
    assert (brief(target), target.kind, target.quote, target.due) == (expected, kind, cell, "2023-12-31")


def test_a_bracket_with_last_years_figure_is_the_base() -> None:
    (block,) = lay_out(["92%（2022年为88%）"])
    target = target_of_cell(block, "秸秆利用率", (2023, 2023))
    assert target is not None
    assert (str(target.value), str(target.baseline), target.quote) == ("92", "88", "92%（2022年为88%）")


@pytest.mark.parametrize("cell", ["改造泵站3座", "3", "建成3座，维修2座", "农业农村局", "9月底前", "3座以上水库"])
def test_a_cell_that_says_more_or_less_is_left_to_the_sentences(cell: str) -> None:
    (block,) = lay_out([cell])
    assert target_of_cell(block, "水利", (2023, 2023)) is None


def test_a_row_has_one_target_for_one_cell() -> None:
    outline = read(
        """
        青溪县2023年渔业工作任务表
        |序号|工作任务|目标值|责任单位|
        |1|建设标准化鱼塘|建成40口|水产站|
        |2|渔业总产值|增长7%|水产站|
        |3|新增育苗场|2家|水产站|
        """
    )
    assert [[brief(target) for target in task.targets] for task in outline.tasks] == [
        [("建设标准化鱼塘", "=", "40", "口")],
        [("渔业总产值增长", "%+", "7", "%")],
        [("新增育苗场", "+=", "2", "家")],
    ]
