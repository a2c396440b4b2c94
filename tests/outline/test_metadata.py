"""Title, place, period, kind, issuer and date: what the document states, and nothing else."""

from __future__ import annotations

import pytest

from planreview.domain.outline import Outline
from planreview.outline.dates import read_date, read_run_date
from planreview.outline.places import read_place
from tests.outline.documents import diagnostic_kinds, read

BODY = "\n一、主要任务\n1.做好防疫。接种疫苗3万人次。\n2.抓好培训。培训500人。"


def meta(outline: Outline) -> tuple[object, ...]:
    return outline.title, outline.city, outline.period, outline.kind, outline.issuer, outline.issued_on


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("望川市2023年教育工作要点", "望川市"),
        ("2023年望川市教育工作要点", "望川市"),
        ("南岭省望川市卫生健康委员会", "望川市"),
        ("望川市青溪区教育局", "青溪区"),
        ("青溪县“十四五”水利规划", "青溪县"),
        ("达瓦州2023年旅游工作要点", "达瓦州"),
        ("安州市2023年民政工作要点", "安州市"),
        ("云岭自治县2022—2024年行动计划", "云岭自治县"),
        ("2023年城市管理工作要点", None),
        ("2023年全市教育工作要点", None),
        ("社区养老三年行动计划", None),
        ("加强县域经济工作方案", None),
    ],
)
def test_the_place_of_a_title(text: str, place: str | None) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize(
    ("title", "period", "kind"),
    [
        ("望川市2023年教育工作要点", (2023, 2023), "annual"),
        ("望川市二〇二三年教育工作要点", (2023, 2023), "annual"),
        ("望川市“十四五”教育规划", (2021, 2025), "five-year"),
        ("望川市十三五卫生健康规划", (2016, 2020), "five-year"),
        ("望川市“十五五”水利发展规划", (2026, 2030), "five-year"),
        ("望川市义务教育发展规划（2019-2023年）", (2019, 2023), "five-year"),
        ("望川市公交三年行动计划（2022—2024年）", (2022, 2024), "action"),
        ("望川市2023年爱国卫生行动方案", (2023, 2023), "action"),
        ("望川市2023年重点工作任务分工", (2023, 2023), "division"),
    ],
)
def test_period_and_kind_come_from_the_title(title: str, period: tuple[int, int], kind: str) -> None:
    outline = read(title + BODY)
    assert (outline.title, outline.period, outline.kind, outline.year) == (title, period, kind, period[0])


def test_a_notice_around_the_plan() -> None:
    outline = read(
        """
        望川市教育局 关于印发《2023年望川市教育工作要点》的通 知
        发布日期: 2023-03-09 10:00:00
        各县(市、区)教育局,市直各学校:
        现将《2023年望川市教育工作要点》印发给你们,请认真落实。
        望川市教育局
        2023年3月2日

        2023年望川市教育工作要点

        为办好教育,制定本要点。
        """
        + BODY
        + "\n主办单位:望川市教育局\n岭ICP备00000000号-1 网站标识码:0000000000"
    )
    assert meta(outline) == ("2023年望川市教育工作要点", "望川市", (2023, 2023), "annual", "望川市教育局", "2023-03-02")
    assert outline.addressees == ("各县(市、区)教育局", "市直各学校")
    roles = {other.line: other.role for other in outline.other}
    assert [roles[n] for n in (1, 2, 3, 4, 5, 6, 8, 10)] == ["notice"] * 6 + ["title", "preamble"]
    assert [other.role for other in outline.other][-2:] == ["footer", "footer"]


def test_a_signature_at_the_end() -> None:
    outline = read("2023年教育工作要点" + BODY + "\n望川市教育局 2023-03-06")
    assert meta(outline)[1:] == ("望川市", (2023, 2023), "annual", "望川市教育局", "2023-03-06")


def test_a_signature_and_a_chinese_date_on_two_lines() -> None:
    outline = read("2023年教育工作要点" + BODY + "\n望川市教育局\n二〇二三年三月六日")
    assert (outline.issuer, outline.issued_on) == ("望川市教育局", "2023-03-06")
    assert [o.role for o in outline.other][-2:] == ["signature", "signature"]


def test_an_issuer_in_the_title() -> None:
    outline = read("望川市水利局2023年工作要点" + BODY)
    assert (outline.issuer, outline.issued_on) == ("望川市水利局", None)


def test_what_a_plan_does_not_state_is_none_and_said() -> None:
    outline = read("2023年教育工作要点" + BODY)
    assert (outline.city, outline.issuer, outline.issued_on) == (None, None, None)
    assert {"no_issuer", "no_city"} <= diagnostic_kinds(outline)
    assert outline.title == "2023年教育工作要点"


def test_the_body_of_a_web_footer_is_not_the_issuer() -> None:
    outline = read("2023年望川市教育工作要点" + BODY + "\n主办单位：望川市教育局")
    assert outline.issuer is None


def test_a_table_of_contents_holds_no_headings() -> None:
    outline = read(
        """
        望川市“十四五”体育规划目录
        一、主要任务.....\t2
        （一）建场馆.....\t3
        二、保障措施.....\t9

        为发展体育,制定本规划。
        一、主要任务
        （一）建场馆
        1.建设体育馆。新建体育馆1座。
        2.建设步道。新建步道20公里。
        二、保障措施
        加大投入。
        """
    )
    assert outline.title == "望川市“十四五”体育规划"
    assert [s.title for s in outline.sections] == ["主要任务", "建场馆", "保障措施"]
    assert [(o.line, o.end_line) for o in outline.other if o.role == "toc"] == [(2, 4)]


def test_a_table_of_contents_with_tabs_is_no_table_of_figures() -> None:
    outline = read(
        "望川市“十四五”体育规划\n目　录\n\n一、建场馆\t1\n二、办赛事\t12\n\n一、建场馆\n1.建馆。新建1座。\n"
        "表1 主要指标\n指标\t2020年\t2025年目标\n人均场地（平方米）\t2\t2.6\n二、办赛事\n2.办赛。举办8场。"
    )
    assert [(o.line, o.end_line) for o in outline.other if o.role == "toc"] == [(2, 2), (4, 5)]
    assert [table.line for table in outline.tables] == [9]
    assert [task.number for task in outline.tasks] == [1, 2]


def test_a_table_of_contents_without_page_numbers() -> None:
    outline = read(
        "望川市“十四五”体育规划\n目录\n一、建场馆\n二、办赛事\n一、建场馆\n1.建馆。新建1座。\n二、办赛事\n2.办赛。举办8场。"
    )
    assert [s.title for s in outline.sections] == ["建场馆", "办赛事"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-03-06", "2023-03-06"),
        ("2023年3月6日", "2023-03-06"),
        ("2023．3．6", "2023-03-06"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("2023年2月30日", None),
        ("3月6日", None),
    ],
)
def test_a_date_in_its_forms(text: str, day: str | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023327", ("2023-03-27",)),
        ("20230327", ("2023-03-27",)),
        ("2023111", ("2023-01-11", "2023-11-01")),
        ("2023999", ()),
        ("20231350", ()),
    ],
)
def test_a_date_that_lost_its_signs_is_read_where_it_can_mean_one_day_only(text: str, days: tuple[str, ...]) -> None:
    assert read_run_date(text) == days


def test_an_incomplete_date_is_said() -> None:
    outline = read("2023年教育工作要点" + BODY + "\n望川市教育局\n2023327")
    assert outline.issued_on == "2023-03-27"
    assert "odd_date" in diagnostic_kinds(outline)
    assert read("2023年教育工作要点" + BODY + "\n望川市教育局\n2023111").issued_on is None
