"""Headings, boxes, tasks and points: where each begins and ends, in fictional plans of other fields.

Over 300 lines, since all of it is one walk over a document.
"""

from __future__ import annotations

import pytest

from planreview.domain.outline import Outline
from planreview.errors import InputError
from planreview.outline.labels import read_label
from planreview.outline.levels import label_kind
from planreview.outline.read import read_plan
from tests.outline.documents import diagnostic_kinds, lines_of, read, task


def tasks_in(outline: Outline) -> list[tuple[str, int | None, str]]:
    return [("".join(t.section), t.number, t.title) for t in outline.tasks]


@pytest.mark.parametrize(
    ("line", "kind", "number", "rest"),
    [
        ("一、扩大供给", "cn", 1, "扩大供给"),
        ("十二、扩大供给", "cn", 12, "扩大供给"),
        ("（一）扩大供给", "cnp", 1, "扩大供给"),
        ("(三) 扩大供给", "cnp", 3, "扩大供给"),
        ("㈡扩大供给", "cnp", 2, "扩大供给"),
        ("1.扩大供给", "dot", 1, "扩大供给"),
        ("２．扩大供给", "dot", 2, "扩大供给"),
        ("3、扩大供给", "dot", 3, "扩大供给"),
        ("9.  扩大供给", "dot", 9, "扩大供给"),
        ("- 2.扩大供给", "dot", 2, "扩大供给"),
        ("⒋扩大供给", "dot", 4, "扩大供给"),
        ("（5）扩大供给", "paren", 5, "扩大供给"),
        ("6）扩大供给", "paren", 6, "扩大供给"),
        ("⑺扩大供给", "paren", 7, "扩大供给"),
        ("⑧扩大供给", "circle", 8, "扩大供给"),
        ("第二章 扩大供给", "chapter", 2, "扩大供给"),
        ("第三节　扩大供给", "node", 3, "扩大供给"),
        ("第四条 扩大供给", "article", 4, "扩大供给"),
        ("专栏 5 扩大供给", "box", 5, "扩大供给"),
        ("专栏三：扩大供给", "box", 3, "扩大供给"),
        ("表2 学位供给", "table", 2, "学位供给"),
        ("图 1 学位供给", "figure", 1, "学位供给"),
        ("——扩大供给", "dash", None, "扩大供给"),
        ("17启动建设", "bare", 17, "启动建设"),
        ("1000.扩大供给", "dot", 1000, "扩大供给"),
        ("40000、扩大供给", "dot", 40000, "扩大供给"),
        ("（1234）扩大供给", "paren", 1234, "扩大供给"),
        ("第1024条 扩大供给", "article", 1024, "扩大供给"),
        ("1001启动建设", "bare", 1001, "启动建设"),
        ("**1.扩大供给**", "dot", 1, "扩大供给**"),
    ],
)
def test_a_label_is_read_in_all_its_forms(line: str, kind: str, number: int | None, rest: str) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.kind, label.number, line[label.offset :]) == (kind, number, rest)


@pytest.mark.parametrize(
    "line",
    ["1.5亿元用于改造", "2020年要抓好", "12345热线", "一是抓好管理", "3月底前完成", "一批项目", "表彰先进", "", "3.15晚会"],
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert read_label(line) is None


def test_running_numbers_stand_under_their_headings() -> None:
    outline = read(
        """
        白石县教育局2023年工作要点
        一、优化供给
        1.扩建幼儿园。新增园位300个。
        2.改造校舍。维修教室40间。
        二、强化师资
        3.招聘教师。招聘教师50名。
        """
    )
    assert tasks_in(outline) == [("一、", 1, "扩建幼儿园"), ("一、", 2, "改造校舍"), ("二、", 3, "招聘教师")]
    assert [s.title for s in outline.sections] == ["优化供给", "强化师资"]


def test_a_section_with_work_and_no_number_is_one_task() -> None:
    outline = read(
        """
        白石县2023年水利工作要点
        一、抓好防汛
        全面排查隐患。
        落实巡查责任。
        二、推进灌区改造
        1.改造干渠。衬砌渠道12公里。
        """
    )
    first = outline.tasks[0]
    assert (first.number, first.title, first.line, first.end_line) == (None, "抓好防汛", 2, 4)
    assert first.text == "全面排查隐患。\n落实巡查责任。"


def test_headings_of_the_past_principles_and_goals_hold_no_tasks() -> None:
    outline = read(
        """
        白石县“十四五”医疗卫生规划
        一、发展基础
        1.服务能力增强。床位达到900张。
        二、总体要求
        （一）指导思想
        坚持预防为主。
        （二）基本原则
        1.坚持公平可及。保障基本。
        （三）发展目标
        到2025年，每千人口床位达到7张。
        三、重点任务
        （一）健全体系
        1.建设县医院。新建住院楼1栋。
        """
    )
    assert tasks_in(outline) == [("三、（一）", 1, "建设县医院")]
    assert [(t.metric, str(t.value)) for t in outline.objectives] == [("每千人口床位", "7")]
    assert [i.title for s in outline.sections for i in s.items] == ["服务能力增强", "坚持公平可及"]


def test_goals_that_are_all_a_plan_has_are_its_work() -> None:
    outline = read("白石县2023年旅游工作要点\n一、目标任务\n1.打造景区。新建步道5公里。")
    assert tasks_in(outline) == [("一、", 1, "打造景区")]


def test_a_tail_paragraph_that_adds_work_is_a_task_of_no_section() -> None:
    outline = read("白石县2023年气象工作要点\n一、预警\n1.建雷达站。新建雷达1部。\n同时，做好保密、档案等工作。")
    assert tasks_in(outline)[-1] == ("", None, "同时，做好保密、档案等工作")
    assert "tail_paragraph" in diagnostic_kinds(outline)


def test_a_closing_request_adds_no_task() -> None:
    outline = read("白石县2023年气象工作要点\n一、预警\n1.建雷达站。新建雷达1部。\n各单位要认真抓好落实。")
    assert len(outline.tasks) == 1


def test_unnumbered_paragraphs_continue_the_task_above() -> None:
    found = task("抓好春耕。备足种子。\n开展农机检修。")
    assert (found.line, found.end_line) == (3, 4)
    assert found.text == "抓好春耕。备足种子。\n开展农机检修。"


def test_parts_belong_to_their_task() -> None:
    found = task("改善出行。\n（1）公交。新开线路2条。\n（2）慢行。新建绿道6公里。")
    assert [(p.label, p.title, p.line) for p in found.parts] == [("（1）", "公交", 4), ("（2）", "慢行", 5)]
    assert len(found.targets) == 2


BOXED = """
    白石县“十四五”生态规划
    一、重点任务
    （一）治水
    1.治理河道。推进清淤。
    2.保护水源。划定范围。
    专栏1 治水工程
    1.清淤工程。清淤河道30公里。
    2.管网工程。新建管网15公里。
    3.净水工程。建成净水厂2座。
    3.严格监管。强化执法。
    （二）治气
    1.管控扬尘。落实措施。
    专栏2 治气工程
    改造锅炉20台。
    2.淘汰老旧车。加强检测。
    """


def test_a_box_numbers_its_own_points_and_the_tasks_go_on_behind_it() -> None:
    outline = read(BOXED)
    assert tasks_in(outline) == [
        ("一、（一）", 1, "治理河道"),
        ("一、（一）", 2, "保护水源"),
        ("一、（一）", 3, "严格监管"),
        ("一、（二）", 1, "管控扬尘"),
        ("一、（二）", 2, "淘汰老旧车"),
    ]
    boxes = [s for s in outline.sections if s.kind == "box"]
    assert [(b.label, b.title, b.line, b.end_line, len(b.items)) for b in boxes] == [
        ("专栏1", "治水工程", 6, 9, 3),
        ("专栏2", "治气工程", 13, 14, 0),
    ]
    assert [len(b.targets) for b in boxes] == [3, 1]


def test_a_box_that_lost_its_heading_is_seen_by_its_numbers() -> None:
    outline = read("\n".join(line for line in lines_of(BOXED) if not line.startswith("专栏1")))
    assert len(outline.tasks) == 5
    lost = next(s for s in outline.sections if s.kind == "box" and s.label is None)
    assert (lost.line, lost.end_line, len(lost.items)) == (6, 8, 3)
    assert "box_heading_missing" in diagnostic_kinds(outline)


def test_where_there_are_no_boxes_such_numbers_are_parts_of_the_task() -> None:
    outline = read("白石县2023年民政工作要点\n一、养老\n1.建机构。\n2.优服务。包括：\n1.助餐。\n2.助浴。\n3.助医。\n3.强监管。")
    assert [t.number for t in outline.tasks] == [1, 2, 3]
    assert [p.title for p in outline.tasks[1].parts] == ["助餐", "助浴", "助医"]


def test_a_lost_dot_is_mended_where_the_numbers_want_it() -> None:
    outline = read("白石县2023年文化工作要点\n一、惠民\n1.送戏下乡。演出60场。\n2建设书屋。新建书屋8个。\n3.保护古迹。")
    assert [t.number for t in outline.tasks] == [1, 2, 3]
    assert "dot_missing" in diagnostic_kinds(outline)


def test_a_count_at_the_start_of_a_line_is_no_lost_dot() -> None:
    outline = read("白石县2023年文化工作要点\n一、惠民\n1.送戏下乡。演出60场。\n2个书屋要建成。")
    assert len(outline.tasks) == 1


def test_repeated_and_skipped_numbers_are_said() -> None:
    kinds = diagnostic_kinds(read("白石县2023年林业工作要点\n一、造林\n1.造林。\n2.抚育。\n2.管护。\n5.防火。"))
    assert {"number_repeated", "number_skipped"} <= kinds


def test_numbers_in_brackets_that_run_through_the_plan_are_its_tasks() -> None:
    outline = read(
        """
        白石县2023年商务工作要点
        一、促消费
        （一）办好展会。举办展会4场。
        （二）改造市场。改造市场3个。
        二、稳外贸
        （三）培育企业。培育企业6家。
        """
    )
    assert tasks_in(outline) == [("一、", 1, "办好展会"), ("一、", 2, "改造市场"), ("二、", 3, "培育企业")]


def test_the_level_of_the_tasks_can_be_named() -> None:
    text = "白石县2023年商务工作要点\n一、促消费\n（一）办展会\n1.车展。\n2.房展。\n（二）改市场\n1.菜市场。"
    assert [t.title for t in read(text).tasks] == ["车展", "房展", "菜市场"]
    above = read(text, tasks_at="（一）")
    assert [(t.title, len(t.parts)) for t in above.tasks] == [("办展会", 2), ("改市场", 1)]
    with pytest.raises(InputError):
        read_plan(["一、甲"], tasks_at="甲乙")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("一、", "cn"), ("（二）", "cnp"), ("1.", "dot"), ("（1）", "paren"), ("①", "circle"), ("dot", "dot"), ("x", None)],
)
def test_a_level_is_named_by_its_label(name: str, kind: str | None) -> None:
    assert label_kind(name) == kind


def test_chapters_and_their_nodes_nest() -> None:
    outline = read(
        "白石县交通行动方案（2023—2025年）\n第一章 主要任务\n"
        "第一节 路网\n1.修路。新修公路9公里。\n第二节 公交\n2.增线。新开线路3条。"
    )
    assert [(s.path, s.level) for s in outline.sections] == [
        (("第一章",), 1),
        (("第一章", "第一节"), 2),
        (("第一章", "第二节"), 2),
    ]


def test_a_paragraph_broken_by_a_page_is_one_paragraph() -> None:
    outline = read(
        """
        白石县2023年应急工作要点
        一、隐患排查
        1.开展检查。组织对危险化学品、矿山、烟花爆竹等重点行业进行拉网式排查，建

        — 3 —

        立台账，整改隐患120处。
        2.强化演练。举办演练6场。
        """
    )
    first = outline.tasks[0]
    assert "排查，建立台账" in first.text
    assert first.end_line == 7
    assert first.targets[0].line == 7
    assert "paragraph_broken" in diagnostic_kinds(outline)
    assert [o.role for o in outline.other if o.line == 5] == ["page"]


def test_paragraphs_that_were_joined_are_to_be_checked_in_one_line_with_the_first_places() -> None:
    broken = "开展检查。组织对危险化学品、矿山、烟花爆竹等重点行业领域进行全面深入的拉网式排查，建\n立台账，整改隐患120处。"
    text = "白石县2023年应急工作要点\n一、隐患排查\n" + "\n".join(f"{number}.{broken}" for number in range(1, 8))
    found = [note for note in read(text).diagnostics if note.kind == "paragraphs_joined"]
    assert [(note.line, note.severity) for note in found] == [(4, "warning")]
    assert dict(found[0].values) == {"n": "7", "lines": "4, 6, 8, 10, 12 ..."}
    one = read("白石县2023年应急工作要点\n一、隐患排查\n1." + broken)
    assert [dict(note.values) for note in one.diagnostics if note.kind == "paragraphs_joined"] == [{"n": "1", "lines": "4"}]
    whole = read("白石县2023年应急工作要点\n一、隐患排查\n1.开展检查。组织排查。")
    assert "paragraphs_joined" not in diagnostic_kinds(whole)


def test_a_line_joined_in_the_footer_is_nobody_s_to_check() -> None:
    footer = "\n\n主办单位:白石县应急管理局\n白ICP备11122233号-1 网站标识码:1234567890\n公安备案号12345678901234"
    outline = read("白石县2023年应急工作要点\n一、隐患排查\n1.开展检查。组织排查。" + footer)
    assert [(other.role, other.line) for other in outline.other if other.role == "footer"]
    assert not {"paragraphs_joined", "paragraph_broken"} & set(diagnostic_kinds(outline))


def test_a_line_without_its_full_stop_does_not_swallow_the_next_number() -> None:
    outline = read(
        "白石县2023年审计工作要点\n一、审计\n1.预算审计。对全县四十个预算单位开展审计，做到应审尽审\n2.整改。跟踪落实。"
    )
    assert [t.number for t in outline.tasks] == [1, 2]


def test_a_heading_run_into_its_text_keeps_both() -> None:
    outline = read(
        "白石县2023年统计工作要点\n一、加强基层基础。配齐统计人员，完善台账制度，开展培训3场。\n二、做好普查\n1.清查。培训普查员80名。"
    )
    first = outline.tasks[0]
    assert (outline.sections[0].title, first.title) == ("加强基层基础", "加强基层基础")
    assert "培训3场" in first.text
    assert [str(t.value) for t in first.targets] == ["3"]
