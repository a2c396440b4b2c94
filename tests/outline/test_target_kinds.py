"""How a target is measured: what is turned over within a plan's one year adds up, what stands at a moment is reached."""

from __future__ import annotations

import pytest

from planreview.outline.targets import find_targets
from tests.outline.documents import read

YEAR, FIVE = (2026, 2026), (2026, 2030)


def kinds(sentence: str, period: tuple[int, int] | None = YEAR) -> list[str]:
    return [one.target.kind for one in find_targets(sentence, period)]


TURNED_OVER = [
    "技术合同登记额突破3亿元",
    "高新技术产业产值达到150亿元",
    "高新技术产业产值150亿元",
    "规模以上工业增加值达到80亿元",
    "省部级以上项目立项经费4600万元以上",
    "全社会研发经费投入达4.5亿元",
    "全社会研发经费支出总量达到10亿元",
    "旅游综合收入达到38亿元",
    "社会消费品零售总额达到96亿元",
    "外贸进出口总额突破9亿元",
    "实际到位资金达到38亿元",
    "固定资产投资完成15亿元以上",
    "知识产权质押融资登记额突破20亿元",
    "全年兑付创新券不少于300万元",
    "接待游客突破520万人次",
    "水产品产量达到22万吨",
    "刊发报道200篇以上",
    "全年累计技术合同成交额达到6亿元",
    "12月底前一般公共预算收入达到9亿元",
]
STANDING = [
    "高新技术企业达到70家",
    "科技创新水平指数达到47.2",
    "贷款余额达到300亿元",
    "化解后的政府债务余额达到30亿元",
    "产业引导基金规模达到30亿元",
    "城市低保标准提高到820元",
    "门诊统筹支付限额提高到3000元",
    "亩均税收达到15万元",
    "人均可支配收入达到2.5万元",
    "资产总额达到80亿元",
    "项目总投资超过20亿元",
    "累计投资达到50亿元",
    "县级林长每半年巡林不少于1次",
    "粮食播种面积稳定在286万亩",
    "能繁母猪存栏稳定在16万头",
    "到2030年技术合同成交额达到20亿元",
    "亩产量达到500公斤",
    "城镇居民可支配收入达到3万元",
    "农民收入达到2万元",
    "基本公共卫生服务经费达到84元",
    "生均经费达到1万元",
    "各村集体收入达到10万元",
]
PART_OF_YEAR = [
    "上半年固定资产投资达到15亿元",
    "6月底前工业总产值达到10亿元",
    "1-9月工业总产值达到30亿元",
    "前三季度税收达到3亿元",
    "2026年上半年，全市工业总产值达到30亿元",
]


@pytest.mark.parametrize("sentence", TURNED_OVER)
def test_what_is_turned_over_within_the_year_adds_up(sentence: str) -> None:
    assert kinds(sentence + "。") == ["flow"]


@pytest.mark.parametrize("sentence", STANDING)
def test_what_stands_at_a_moment_is_reached(sentence: str) -> None:
    assert kinds(sentence + "。") == ["level"]


@pytest.mark.parametrize("sentence", PART_OF_YEAR)
def test_what_a_part_of_the_year_is_to_bring_is_not_measured_by_the_share_of_the_whole(sentence: str) -> None:
    assert kinds(sentence + "。") == ["level"]


def test_the_whole_year_may_stand_behind_a_part_of_it() -> None:
    assert kinds("上半年产值达到9亿元，全年产值达到20亿元。") == ["level", "flow"]


@pytest.mark.parametrize("period", [FIVE, None])
def test_the_last_of_several_years_is_a_level(period: tuple[int, int] | None) -> None:
    assert kinds("高新技术产业产值达到150亿元，旅游接待突破520万人次。", period) == ["level", "level"]


def test_a_base_of_last_year_is_no_way_for_what_adds_up() -> None:
    assert kinds("全社会研发经费投入由3亿元提高到4.5亿元。") == ["flow"]
    assert kinds("全社会研发经费投入由3亿元提高到4.5亿元。", FIVE) == ["level_base"]
    assert kinds("高新技术企业由39家增加到100家。") == ["level_base"]


@pytest.mark.parametrize(
    ("sentence", "kind", "metric"),
    [
        ("综合科技进步水平指数进入全省前10位", "rank", "综合科技进步水平指数"),
        ("争取进入全省前三名", "rank", "全省前三名"),
        ("全市考核力争第3名", "rank", "全市考核"),
        ("力争在全省的排名上升一位", "level", "在全省的排名"),
        ("培养名师3名", "flow", "培养名师"),
    ],
)
def test_a_place_does_not_add_up(sentence: str, kind: str, metric: str) -> None:
    (one,) = find_targets(sentence + "。", YEAR)
    assert (one.target.kind, one.target.metric) == (kind, metric)


TABLE = """青禾市{years}发展规划
青禾市发展和改革局
一、主要任务
1.抓项目。新建项目3个。
表1 主要指标
指标内容\t\t基础（2025年）\t目标（{last}年）
1\t地区生产总值（亿元）\t142\t152
2\t固定资产投资增速（%）\t9.6\t11
3\t森林覆盖率（%）\t52\t55
4\t学校（所）\t5\t7
"""


@pytest.mark.parametrize(
    ("years", "last", "expected"),
    [
        ("2026年", 2026, ["flow", "rate", "level_base", "level_base"]),
        ("“十五五”", 2030, ["level_base", "rate", "level_base", "level_base"]),
    ],
)
def test_a_table_of_one_year_and_one_of_several(years: str, last: int, expected: list[str]) -> None:
    outline = read(TABLE.format(years=years, last=last))
    assert [one.kind for table in outline.tables for one in table.targets] == expected


@pytest.mark.parametrize("often", ["每季度", "每月", "每年"])
def test_how_often_is_part_of_what_is_counted(often: str) -> None:
    (found,) = find_targets(f"{often}传达学习1次", FIVE)
    assert found.target.metric.startswith(often), "once a quarter is not once"
