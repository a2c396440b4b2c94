"""Where the title of an item ends."""

from __future__ import annotations

import pytest

from planreview.outline.titles import read_heading, read_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("优化公交线网。新开线路3条。", "优化公交线网"),
        ("推进县域医共体建设：统一药品目录。", "推进县域医共体建设"),
        ("改善人居环境", "改善人居环境"),
        ("**加强校园安全**。开展演练。", "加强校园安全"),
        ("落实《学校食堂管理办法：试行》。加强检查。", "落实《学校食堂管理办法：试行》"),
        ("开展健康宣传，认真学习《公民健康手册》。", "开展健康宣传，认真学习《公民健康手册》"),
        ("提高幼儿园（含民办园）保教质量。加强指导。", "提高幼儿园（含民办园）保教质量"),
    ],
)
def test_a_title_that_the_document_closes(text: str, title: str) -> None:
    found = read_title(text)
    assert (found.text, found.explicit) == (title, True)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("加强乡村医生队伍建设重点抓好村医定向培养,落实待遇,改善条件。", "加强乡村医生队伍建设"),
        ("提升农村供水保障能力按照《供水规划》要求,新建水厂2座。", "提升农村供水保障能力"),
        ("推进中小学智慧教育平台以县为单位统筹资源,开展应用培训。", "推进中小学智慧教育平台"),
        ("改善老旧小区环境完成管网改造30公里,新增车位500个。", "改善老旧小区环境"),
        ("实施一批绿化项目实施道路绿化提升行动,种植乔木。", "实施一批绿化项目"),
    ],
)
def test_a_title_glued_to_its_text_is_divided_before_the_next_verb(text: str, title: str) -> None:
    found = read_title(text)
    assert (found.text, found.explicit, found.glued) == (title, False, True)
    assert text[found.body_at :]


def test_a_verb_that_is_part_of_a_name_divides_nothing() -> None:
    assert not read_title("通报年度防汛任务完成情况，督促各镇整改，落实各项措施。").glued


@pytest.mark.parametrize("text", ["鼓励企业加大用工投入。开展招聘。", "支持社会力量加快发展。扩大供给。"])
def test_a_verb_inside_a_short_title_divides_nothing(text: str) -> None:
    assert read_title(text).explicit


def test_a_long_sentence_without_a_title_begins_with_its_first_clause() -> None:
    text = "全县各级各类学校要把师德师风放在首位，" + "完善考核评价办法，" * 12 + "抓好落实。"
    found = read_title(text)
    assert (found.text, found.explicit) == ("全县各级各类学校要把师德师风放在首位", False)


@pytest.mark.parametrize(
    ("text", "title", "runs_on"),
    [
        ("深化医药改革，提升服务能力", "深化医药改革，提升服务能力", False),
        ("深化医药改革，提升服务能力。", "深化医药改革，提升服务能力", False),
        ("深化医药改革。推进集中采购。", "深化医药改革", True),
    ],
)
def test_a_heading_is_its_whole_line_unless_text_runs_on(text: str, title: str, runs_on: bool) -> None:
    found = read_heading(text)
    assert found.text == title
    assert (found.body_at < len(text)) is runs_on
