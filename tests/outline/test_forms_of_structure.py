"""Where tasks stand in documents of other forms: each form as one short fictional text, and what a careful clerk reads in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planreview.domain.outline import Outline
from planreview.outline.ownership import lost_lines
from tests.outline.documents import brief, read


def tasks(outline: Outline) -> list[tuple[str, int | None, str]]:
    """(innermost section, number, title) of every task."""
    return [(task.section[-1] if task.section else "", task.number, task.title) for task in outline.tasks]


FORMS = {
    "one line": (
        "青溪县2023年绿化工作要点 坚持生态优先，绿化全县。 一、造林 1.育苗。育苗30万株。2.栽树。栽树500亩。"
        " 二、护林 3.巡护。组织巡护20次。4.防火。清理隔离带8公里。",
        [("一、", 1, "育苗"), ("一、", 2, "栽树"), ("二、", 3, "巡护"), ("二、", 4, "防火")],
    ),
    "cn under chapters": (
        "青溪县养老发展规划（2021—2025年）\n第一章 发展基础\n一、底子不断夯实。建成敬老院3所。\n第二章 重点任务\n"
        "第一节 扩供给\n"
        "一、建设养老院。新建2所。\n二、改造敬老院。改造5所。\n第二节 提质量\n一、培训护理员。培训200人次。\n二、评定等级。"
        "评定8家。",
        [("第一节", 1, "建设养老院"), ("第一节", 2, "改造敬老院"), ("第二节", 1, "培训护理员"), ("第二节", 2, "评定等级")],
    ),
    "cn alone, run into text": (
        "云栖街道2024年工作要点\n一、抓党建。开展主题党日，培育示范支部3个，选派网格员下沉到楼栋服务居民群众。\n"
        "二、抓治理。推进网格化管理，新建议事厅6处，化解矛盾纠纷，提升群众满意度和安全感。\n"
        "三、抓民生。改造老旧小区4个，新增停车位200个，举办招聘会5场，帮助居民就业创业。",
        [("", 1, "抓党建"), ("", 2, "抓治理"), ("", 3, "抓民生")],
    ),
    "labels before digits": (
        "东岭市2024年人才工作要点\n一、引才\n4.青年项目。引进青年20名。\n5.2024年新建工作站3个\n6.100强企业帮扶。"
        "帮扶企业100家。\n"
        "7.5G人才培训。培训500人次。",
        [("一、", 4, "青年项目"), ("一、", 5, "2024年新建工作站3个"), ("一、", 6, "100强企业帮扶"), ("一、", 7, "5G人才培训")],
    ),
    "goals that are handed out": (
        "云岗区2023年任务分解\n一、主要预期目标\n1.地区生产总值增长6.2%。\n牵头单位：区发改局\n2.零售额增长9%。\n"
        "牵头单位：区商务局\n"
        "二、重点工作\n3.新增平台2家。\n责任单位：区科技局",
        [("一、", 1, "地区生产总值增长6.2%"), ("一、", 2, "零售额增长9%"), ("二、", 3, "新增平台2家")],
    ),
    "goals and plans": (
        "河湾镇2024年工作计划\n一、农业发展目标与计划\n1.农业科技\n引进新品种3个。\n2.特色农业\n建设采摘园2个。",
        [("一、", 1, "农业科技"), ("一、", 2, "特色农业")],
    ),
    "goals and measures of one field": (
        "云台区儿童发展规划（2021—2030年）\n一、发展领域、主要目标和策略措施\n（一）健康\n主要目标：\n1.接种率保持在90%以上。\n"
        "策略措施：\n1.建立筛查网。建设筛查中心2个。\n2.开展宣教。举办讲座30场。\n（二）安全\n主要目标：\n"
        "1.溺水死亡率持续下降。\n"
        "策略措施：\n1.改造围栏。改造校园围栏30处。",
        [("（一）", 1, "建立筛查网"), ("（一）", 2, "开展宣教"), ("（二）", 1, "改造围栏")],
    ),
    "a heading of goals that counts work": (
        "东山区项目提速方案\n一、目标任务\n完成投资10亿元。\n（一）园区建设目标任务\n1、建设道路\n建设道路3条。\n"
        "2、建设厂房\n建设厂房2栋。",
        [("（一）", 1, "建设道路"), ("（一）", 2, "建设厂房")],
    ),
    "frames are no work": (
        "平湖镇防火方案\n一、工作时间\n2023年11月至2024年3月。\n二、组织领导\n成立领导小组，镇长任组长。\n三、工作任务\n"
        "（一）整治隐患。\n1.整治乱拉电线。\n2.安装消火栓6个。\n（二）开展宣传。\n1.张贴海报。",
        [("（一）", 1, "整治乱拉电线"), ("（一）", 2, "安装消火栓6个"), ("（二）", 1, "张贴海报")],
    ),
    "last year's work before this year's": (
        "河湾县教育局2022年工作总结及2023年工作计划\n一、2022年主要工作亮点\n（一）优化布局。新建幼儿园3所。\n"
        "（二）建强队伍。招聘教师50名。\n"
        "二、2023年工作计划\n（一）扩充学位。新建小学2所。\n（二）建强队伍。招聘教师80名。",
        [("二、", 1, "扩充学位"), ("二、", 2, "建强队伍")],
    ),
    "paragraphs that name their units": (
        "明河市2023年食品安全工作安排\n一、建机制\n制定若干措施。（市食安办负责）\n调整成员单位职责。"
        "（市食安办牵头，各成员单位配合）\n"
        "二、抓检测\n抽检4.5万批次。（市市场监管局、市农业农村局按职责分工负责）\n开展自查。（各区负责）",
        [
            ("一、", None, "制定若干措施"),
            ("一、", None, "调整成员单位职责"),
            ("二、", None, "抽检4.5万批次"),
            ("二、", None, "开展自查"),
        ],
    ),
    "a circled list": (
        "云台县2023年十大民生实事项目\n①医保服务提升；\n②改造校舍12所；\n③敬老院改造；\n④背街小巷改造。",
        [("", 1, "医保服务提升"), ("", 2, "改造校舍12所"), ("", 3, "敬老院改造"), ("", 4, "背街小巷改造")],
    ),
    "problems with their own fields": (
        "翎山市环境问题整改措施清单\n一、污水直排\n整改措施：\n1.排查管网。\n2.建设管网62公里。\n牵头单位：市住建局\n"
        "整改时限：2024年12月底前\n"
        "二、扬尘失管\n整改措施：\n1.核查工地。\n2.安装喷淋80处。\n牵头单位：市城管局\n整改时限：长期坚持\n"
        "三、固废乱堆\n整改措施：\n1.摸底企业。\n2.建设仓库2座。\n牵头单位：市生态环境局\n整改时限：2023年12月底前",
        [("", 1, "污水直排"), ("", 2, "扬尘失管"), ("", 3, "固废乱堆")],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_tasks_of_a_form(form: str) -> None:
    text, expected = FORMS[form]
    outline = read(text, force=False)
    assert tasks(outline) == expected
    assert lost_lines(outline) == []


def test_goals_among_principles_are_goals_of_the_plan() -> None:
    outline = read(
        "双溪市制造业实施方案\n一、总体要求\n（一）指导思想。坚持高质量。\n（二）发展目标。到2025年，产值突破900亿元。\n"
        "二、主要任务\n（一）育龙头。培育龙头5家。\n（二）建园区。建设园区2个。"
    )
    assert [brief(target) for target in outline.objectives] == [("产值", ">=", "900", "亿元")]
    assert tasks(outline) == [("二、", 1, "育龙头"), ("二、", 2, "建园区")]


def test_how_the_work_is_seen_to_is_no_task_beside_numbered_ones() -> None:
    text = "青溪县2023年治水方案\n一、治水\n1.清淤。\n2.护岸。\n3.巡河。\n二、工作要求\n各单位要高度重视，按月报送进展。"
    assert [task.number for task in read(text).tasks] == [1, 2, 3]
    numbered = text + "\n1.加强督导。每季度通报一次。\n2.落实经费。"
    assert len(read(numbered).tasks) == 5


def test_traditional_characters_are_read_and_given_back_as_the_document_writes_them() -> None:
    old = read(
        "青溪縣2023年工作要點\n一、綠化\n1.新建苗圃。新建苗圃2個。（縣林業局牽頭，縣財政局配合）\n2.開展巡護。開展巡護20次。"
    )
    first = old.tasks[0]
    assert (old.city, first.title, first.departments.lead, first.departments.support) == (
        "青溪縣",
        "新建苗圃",
        ("縣林業局",),
        ("縣財政局",),
    )
    assert [(t.value, t.unit) for t in first.targets] == [(Decimal(2), "個")]


def test_numbers_with_points_are_headings_where_they_run_on() -> None:
    outline = read(
        "砚洲高新区2024年实施方案\n1　总体考虑\n1.1　形势研判\n2023年实现产值612亿元。\n1.2　主要目标\n产值达到680亿元。\n"
        "2　产业提升\n2.1　强产业\n2.1.1　壮大光电。新增企业9家。\n2.1.2　提升制造。改造车间12个。\n2.2　强平台\n"
        "2.2.1　建园区。新建园区2个。"
    )
    assert tasks(outline) == [("2.1", 1, "壮大光电"), ("2.1", 2, "提升制造"), ("2.2", 1, "建园区")]
    assert [brief(target) for target in outline.objectives] == [("产值", ">=", "680", "亿元")]


def test_figures_with_points_are_no_headings() -> None:
    outline = read("青溪县2023年要点\n一、投资\n1.1亿元以上项目开工9个。\n2.2条道路通车。")
    assert outline.sections[0].title == "投资" and all(section.label == "一、" for section in outline.sections)


@pytest.mark.parametrize("title", ["夯实工作基础", "优化发展环境", "着力破解突出问题", "巩固发展基础", "整改存在的问题"])
def test_a_heading_that_wants_something_done_is_no_telling_of_the_past(title: str) -> None:
    outline = read(f"青溪县2023年工作要点\n一、{title}\n1.修渠。\n2.筑坝。\n二、植树\n3.育苗。")
    assert [task.number for task in outline.tasks] == [1, 2, 3]
