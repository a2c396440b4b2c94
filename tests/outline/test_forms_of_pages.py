"""What stands around a plan and how it was saved: notices, web pages, tables without lines; and texts that are no plan."""

from __future__ import annotations

import pytest

from planreview.errors import NotAPlanError
from planreview.outline.ownership import lost_lines
from planreview.outline.read import read_plan
from tests.outline.documents import read


def test_a_title_over_two_lines_is_the_one_that_the_notice_names() -> None:
    outline = read(
        "各镇人民政府：\n《青屏县进一步健全养老服务体系实施方案》已经县政府同意，现印发给你们。\n青屏县人民政府办公室\n"
        "2024年4月8日\n"
        "青屏县进一步健全养老\n服务体系实施方案\n一、扩大供给\n1.新建中心3个。\n2.培训护工90名。"
    )
    assert (outline.title, outline.city, outline.issuer, outline.issued_on) == (
        "青屏县进一步健全养老服务体系实施方案",
        "青屏县",
        "青屏县人民政府办公室",
        "2024-04-08",
    )


def test_years_on_the_line_below_belong_to_the_title() -> None:
    outline = read(
        "云溪县旧房改造三年行动方案\n（2020—2022年）\n为改善居住条件，制定本方案。\n一、改造\n1.改造房屋30栋。\n2.加装电梯。"
    )
    assert (outline.title, outline.period) == ("云溪县旧房改造三年行动方案（2020—2022年）", (2020, 2022))


def test_what_a_notice_asks_for_is_no_task() -> None:
    outline = read(
        "各区人民政府：\n现将《2024年白沙市重点任务分解方案》印发给你们，并就有关事项通知如下。\n一、强化统筹。"
        "各单位于2月8日前报送方案。\n"
        "二、强化督办。每季度报送情况。\n白沙市人民政府\n2024年1月26日\n2024年白沙市重点任务分解方案\n一、科技\n"
        "1.新增平台2家。\n二、产业\n2.培育企业30家。"
    )
    assert [(task.section, task.number) for task in outline.tasks] == [(("一、",), 1), (("二、",), 2)]
    assert (outline.issued_on, lost_lines(outline)) == ("2024-01-26", [])


def test_a_list_of_attachments_is_no_list_of_tasks() -> None:
    outline = read(
        "各单位：\n现印发给你们。\n附件：1.柳原县2020年重点工作责任分解\n2.十件实事责任分解\n柳原县人民政府办公室\n"
        "2020年5月22日\n附件1\n"
        "柳原县2020年重点工作责任分解\n一、工业\n1.减轻负担2亿元。\n2.新开工项目20个。"
    )
    assert (outline.title, outline.issued_on) == ("柳原县2020年重点工作责任分解", "2020-05-22")
    assert [task.number for task in outline.tasks] == [1, 2]


def test_the_head_of_a_web_page_is_neither_title_nor_table() -> None:
    outline = read(
        "索引号 | 640001 | 文号 | 安政办发〔2023〕8号 | 生成日期 | 2023-03-09 |\n---|---|---|---|---|---|\n"
        "现将《安泉县2023年普法要点》印发你们。\n安泉县人民政府办公室\n2023年3月9日\n安泉县2023年普法要点\n一、普法\n"
        "1.讲课10场。\n2.发书。"
    )
    assert (outline.title, outline.city, outline.issued_on) == ("安泉县2023年普法要点", "安泉县", "2023-03-09")


@pytest.mark.parametrize(
    ("head", "period"),
    [
        (
            "东郊市人民政府关于稳定就业的实施意见\n东府〔2021〕54号\n各镇人民政府：\n"
            "为贯彻《通知》（粤政〔2020〕13号），提出意见：",
            (2021, 2021),
        ),
        ("东郊市教育局2022年工作总结及2023年工作计划\n今年以来，成绩明显。", (2023, 2023)),
        ("《2030年前减排行动方案》印发给你们\n国土院\n2021年10月24日\n2030年前减排行动方案", (2021, 2030)),
    ],
)
def test_the_years_are_the_plans_own(head: str, period: tuple[int, int]) -> None:
    assert read(head + "\n一、主要工作\n1.育才。培训90人。\n2.引才。引进9人。").period == period


@pytest.mark.parametrize(
    ("title", "city"),
    [
        ("云溪县老旧小区改造方案", "云溪县"),
        ("质量强县建设工作方案", None),
        ("中共明州市委明州市人民政府关于建设文化强市的实施意见", "明州市"),
    ],
)
def test_words_that_end_like_a_place_are_none(title: str, city: str | None) -> None:
    assert read(title + "\n一、主要工作\n1.育才。\n2.引才。").city == city


HEAD = ["序号", "任务", "牵头单位", "配合单位", "完成时间"]
ROWS = [["1", "修渠", "县水利局", "县财政局", "6月底前"], ["2", "清淤", "县水利局", "各镇", "9月底前"]]


def joined(by: str, behind: str = "") -> str:
    """The table with its cells joined by ``by``."""
    return "\n".join(by.join(row) + behind for row in [HEAD, *ROWS])


TABLES = {
    "two-row head": "序号\t任务\t责任分工\t\t完成时间\n\t\t牵头单位\t配合单位\t\n" + "\n".join("\t".join(row) for row in ROWS),
    "cells a line": joined("\n"),
    "cells a line, with bars": joined(" |\n", " |"),
    "several spaces": joined("   "),
    "one space": joined(" "),
    "merged cells lost": "\t".join(HEAD) + "\n" + "\t".join(ROWS[0]) + "\n2\t清淤\t\t\t",
}


@pytest.mark.parametrize("form", TABLES)
def test_the_rows_of_a_table(form: str) -> None:
    outline = read("青溪县2023年水利任务分解表\n" + TABLES[form])
    merged = form == "merged cells lost"
    assert [(t.number, t.title, t.departments.lead, t.departments.support, t.due) for t in outline.tasks] == [
        (1, "修渠", ("县水利局",), ("县财政局",), "2023-06-30"),
        (2, "清淤", ("县水利局",), ("县财政局",) if merged else ("各镇",), "2023-06-30" if merged else "2023-09-30"),
    ]
    assert lost_lines(outline) == []


def test_measures_below_a_task_belong_to_it_where_its_cells_were_merged() -> None:
    outline = read(
        "青溪县2023年健康任务分解表\n序号\t任务\t措施\t牵头单位\n（一）控烟\n1\t建无烟单位\t①新建示范点9个。\t县卫健局\n"
        "\t\t②开展宣讲3场。\t\n"
        "（二）健身\n2\t建步道\t①新建步道5公里。\t县体育局\n\t\t②举办活动8场。\t"
    )
    assert [(t.section, t.number, t.line, t.end_line, len(t.targets)) for t in outline.tasks] == [
        (("（一）",), 1, 4, 5, 2),
        (("（二）",), 2, 7, 8, 2),
    ]


def test_tags_in_a_text_are_no_words() -> None:
    outline = read(
        "<p>安岭省2018年带动增收实施方案</p><p><strong> 一、技能</strong></p><p> （一）建工作室30个。"
        "</p><p> （二）培训2万人次。</p>"
        "<p>二、农民</p><p> （三）建社20家。</p>"
    )
    assert (outline.title, len(outline.tasks)) == ("安岭省2018年带动增收实施方案", 3)


PAST = (
    "一、总体情况\n全年取得新进展，46项任务全部完成，已开诊医院3家。\n二、主要做法和工作成效\n（一）建医院。已投用2家。\n"
    "（二）招医生。已招聘90名。"
)
NO_PLANS = {
    "explanation": (
        "《云溪县2023年政务公开工作要点》政策解读\n一、起草背景\n2023年5月印发。\n二、主要内容\n（一）加强公开。"
        "\n（二）强化解读。"
    ),
    "past": "南关市2022年重点任务完成情况的通报\n" + PAST,
    "letter": "南关市人民政府关于审计发现问题整改情况的函\n" + PAST,
    "guide": ("工作计划怎么写\n一、定义\n工作计划是文件。\n二、要点\n1.语言简洁。\n2.内容可行。\n3.加强检查，落实责任。"),
    "answer": (
        "关于县政协第12号提案的答复\n一、工作情况\n（一）加强巡查。\n（二）推进整治。\n二、下一步打算\n"
        "（一）加强宣传。\n（二）完善机制。"
    ),
    "paper": ("县域商业研究\n摘要：本文研究消费。\n关键词：消费\n一、引言\n（一）推进研究。\n（二）加强分析。\n（三）完善模型。"),
    "rules": "海滨市广告管理规定\n第一条 为加强管理，制定本规定。\n第二条 设置广告的，均应遵守本规定。\n"
    "第三条 本规定所称广告包括：\n（一）场地广告；\n"
    "（二）车身广告。\n第四条 本规定由市城管局解释。\n第五条 本规定自公布之日起施行。",
}


@pytest.mark.parametrize("kind", NO_PLANS)
def test_what_is_no_plan_is_refused(kind: str) -> None:
    with pytest.raises(NotAPlanError):
        read(NO_PLANS[kind], force=False)


def test_a_governments_report_is_a_plan_where_it_plans() -> None:
    work = "".join(
        f"（{n}）推进第{n}项工程。新建项目{n}个，完成年度投资计划，落实各方责任，确保按期建成投用。\n" for n in "一二三四五六"
    )
    outline = read(f"石渡县2024年政府工作报告\n一、2023年工作回顾\n完成投资80亿元。\n二、2024年重点工作\n{work}", force=False)
    assert len(outline.tasks) == 6


def test_a_blank_cell_of_a_sheet_is_blank() -> None:
    lines = ["青溪县2023年水利任务分解表", "\t".join(HEAD), "\t".join(ROWS[0]), "2\t清淤\t\t\t"]
    assert read_plan(lines).tasks[1].departments.lead == ("县水利局",)
    assert read_plan(lines, merged=False).tasks[1].departments.lead == ()


def test_a_bare_figure_in_a_column_of_goals_is_the_tasks_target() -> None:
    outline = read(
        "青溪县2023年水利任务分解表\n序号\t任务\t年度目标\t责任单位\n1\t新建高效节水灌溉面积\t2万亩\t县水利局\n"
        "2\t全县用水总量\t3.5亿立方米以内\t县水利局\n"
        "3\t编制规划\t完成送审稿\t县水利局"
    )
    assert [[(t.metric, t.op, str(t.value), t.unit) for t in task.targets] for task in outline.tasks] == [
        [("新建高效节水灌溉面积", "+=", "2", "万亩")],
        [("全县用水总量", "<=", "3.5", "亿立方米")],
        [],
    ]
    (line, first, last) = outline.tasks[0].targets[0].span or (0, 0, 0)
    assert outline.lines[line - 1][first:last] == "2万亩"


def test_a_column_of_categories_opens_sections() -> None:
    outline = read(
        "汐阳市2024年改革任务台账\n改革方向\t序号\t改革任务\t完成时限\t牵头科室\n"
        "一、完善制度\t1\t修订清单\t6月底前\t法规科\n\t2\t建设董事会\t9月底前\t人事科\n"
        "二、优化布局\t3\t推进重组\t12月底前\t规划科"
    )
    assert [(task.section, task.number, task.title) for task in outline.tasks] == [
        (("一、",), 1, "修订清单"),
        (("一、",), 2, "建设董事会"),
        (("二、",), 3, "推进重组"),
    ]
