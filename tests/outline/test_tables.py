"""Tables of figures: goals with their bases, statistics of the past, two-row heads, page breaks."""

from __future__ import annotations

from decimal import Decimal

from planreview.domain.outline import IndicatorTable
from tests.outline.documents import read

PLAN = "青溪县“十四五”卫生规划\n一、主要任务\n1.建医院。新建医院1家。\n2.强基层。\n"


def table(text: str) -> IndicatorTable:
    (found,) = read(PLAN + text).tables
    return found


def test_a_goal_table_gives_targets_with_baselines() -> None:
    found = table(
        "表1 主要指标\n指标内容\t\t基础（2020年）\t目标（2025年）\n"
        "1\t每千人口床位（张）\t5.2\t7\n\n2\t婴儿死亡率（‰）\t4.1\t3.5\n3\t医防融合指数\t—\t80"
    )
    assert (found.caption, found.is_target, found.line, found.end_line) == ("表1 主要指标", True, 5, 10)
    assert [(r.number, r.name, r.unit) for r in found.rows] == [
        (1, "每千人口床位", "张"),
        (2, "婴儿死亡率", "‰"),
        (3, "医防融合指数", None),
    ]
    assert found.rows[0].values == (("2020", Decimal("5.2")), ("2025", Decimal(7)))
    assert found.rows[2].values[0] == ("2020", None)
    beds, deaths, index = found.targets
    assert (beds.op, beds.value, beds.baseline, beds.kind, beds.due) == (
        ">=",
        Decimal(7),
        Decimal("5.2"),
        "level_base",
        "2025-12-31",
    )
    assert (deaths.op, deaths.kind) == ("<=", "lower")
    assert (index.baseline, index.kind) == (None, "level")
    assert beds.span == (7, 16, 17)


def test_signs_in_goal_cells_are_operators() -> None:
    found = table(
        "指标\t单位\t2020年\t2025年目标值\n优良天数比例\t%\t85\t≥90\n万元产值能耗\t吨标准煤\t0.5\t≤0.4\n参保人数\t万人\t20\t24以上"
    )
    assert [(t.metric, t.op, str(t.value), t.unit) for t in found.targets] == [
        ("优良天数比例", ">=", "90", "%"),
        ("万元产值能耗", "<=", "0.4", "吨标准煤"),
        ("参保人数", ">=", "24", "万人"),
    ]


def test_years_before_the_plan_are_statistics() -> None:
    found = table("表2 服务量（单位：万人次）\n类别\t2018年\t2019年\t2020年\n门诊\t10\t11\t12\n住院\t1.1\t1.2\t1.3")
    assert (found.is_target, found.targets) == (False, ())
    assert found.rows[1].unit == "万人次"


def test_a_table_that_tells_what_was_reached_sets_no_goals() -> None:
    assert not table("表3 主要指标完成情况\n指标\t2020年目标\t2020年完成值\n床位\t5\t5.2\n医师\t2\t2.3").is_target


def test_a_head_of_two_rows_is_joined() -> None:
    found = table("表4 各镇情况\n\t床位\t医师\t\n\t\t县级\t镇级\n城关\t10\t3\t2\n河东\t8\t-\t1")
    assert found.columns == ("", "床位", "医师/县级", "医师/镇级")
    assert found.header_lines == (6, 7)
    assert found.rows[1].values == (("床位", Decimal(8)), ("医师/县级", None), ("医师/镇级", Decimal(1)))


def test_a_table_of_pipes() -> None:
    found = table("| 指标 | 2020年 | 2025年目标 |\n|---|---|---|\n| 床位（张） | 5 | 7 |\n| 医师（名） | 2 | 3 |")
    assert [(r.name, r.unit) for r in found.rows] == [("床位", "张"), ("医师", "名")]
    assert len(found.targets) == 2


def test_a_table_of_words_is_no_table_of_figures() -> None:
    outline = read(PLAN + "事项\t科室\n接种\t疾控科\n体检\t基层科")
    assert outline.tables == ()
    assert [(o.line, o.end_line) for o in outline.other if o.role == "text"] == [(5, 7)]
