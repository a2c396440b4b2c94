"""Tables of tasks: the head says which column is what; a row is a task with its units and deadline."""

from __future__ import annotations

import pytest

from planreview.domain.outline import Outline
from planreview.outline.ownership import lost_lines
from tests.outline.documents import brief, diagnostic_kinds, read

TITLE = "青溪县2023年水利重点任务分解表\n\n一、修渠引水\n"


def rows(outline: Outline) -> list[tuple[int | None, str, int]]:
    return [(task.number, task.title, task.line) for task in outline.tasks]


def test_a_row_is_a_task_with_units_and_deadline() -> None:
    outline = read(
        TITLE + "序号\t工作任务\t牵头单位\t责任单位\t配合单位\t完成时限\n"
        "1\t整修干渠。整修干渠18公里，新建泵站3座。\t县水利局\t县财政局\t各镇（街道）\t2023年6月底前\n"
        "2\t清淤水库5座\t县水利局、县应急局\t\t\t长期坚持\n"
    )
    first, second = outline.tasks
    assert (first.number, first.label, first.section, first.title, first.line) == (1, "1", ("一、",), "整修干渠", 5)
    assert (first.departments.lead, first.departments.support) == (("县水利局",), ("县财政局", "各镇（街道）"))
    assert (first.deadline, first.due) == ("2023年6月底前", "2023-06-30")
    assert [(brief(t), t.span) for t in first.targets] == [
        (("整修干渠", "=", "18", "公里"), (5, 7, 15)),
        (("新建泵站", "+=", "3", "座"), (5, 16, 22)),
    ]
    assert (second.departments.lead, second.departments.support) == (("县水利局", "县应急局"), ())
    assert (second.routine, second.due) == (True, None)
    assert outline.tables == () and lost_lines(outline) == []


def test_responsible_units_lead_where_no_column_names_a_lead() -> None:
    outline = read(
        TITLE + "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 补种护岸林 | 县林业局、县水利局 |\n| 2 | 巡护 | 各镇 |"
    )
    assert [task.departments.lead for task in outline.tasks] == [("县林业局", "县水利局"), ("各镇",)]
    assert lost_lines(outline) == []


def test_a_merged_number_holds_for_the_rows_below() -> None:
    outline = read(
        TITLE + "序号\t工作任务\t工作内容\t责任单位\n"
        "1\t育苗\t建苗圃2个\t县林业局\n\t\t检疫苗木3万株以上\t县检疫站\n2\t造林\t造林500亩\t县林业局"
    )
    assert rows(outline) == [(1, "育苗", 5), (1, "检疫苗木3万株以上", 6), (2, "造林", 7)]
    assert outline.tasks[0].text == "育苗\n建苗圃2个"
    assert [task.departments.lead[0] for task in outline.tasks] == ["县林业局", "县检疫站", "县林业局"]


def test_a_row_of_one_heading_opens_a_section() -> None:
    outline = read(
        "青溪县2023年重点任务分解表\n序号\t重点任务\t责任单位\n一、修渠\n1\t修干渠\t县水利局\n二、植树\t\t\n2\t育苗\t县林业局\n备注\t\t按月报送"
    )
    assert [(section.label, section.title) for section in outline.sections] == [("一、", "修渠"), ("二、", "植树")]
    assert [(task.section, task.number) for task in outline.tasks] == [(("一、",), 1), (("二、",), 2)]
    assert lost_lines(outline) == []


def test_a_table_goes_on_below_a_heading_between_its_rows_and_not_below_a_paragraph() -> None:
    text = "青溪县2023年重点任务分解表\n任务\t责任单位\n修干渠\t县水利局\n一、植树\n育苗\t县林业局\n{}造林\t各镇"
    assert [task.title for task in read(text.format("二、造林\n")).tasks] == ["修干渠", "育苗", "造林"]
    assert [task.title for task in read(text.format("以上按月报送，名单如下。\n")).tasks] == ["修干渠", "育苗"]


def test_a_number_may_stand_in_the_cell_of_the_task() -> None:
    outline = read(TITLE + "工作任务\t完成时限\n1.修干渠。修渠3公里。\t5月底前\n2.修支渠。修渠8公里。\t9月底前")
    assert rows(outline) == [(1, "修干渠", 5), (2, "修支渠", 6)]
    assert [task.due for task in outline.tasks] == ["2023-05-31", "2023-09-30"]


def test_the_reader_says_that_tasks_stand_in_a_table() -> None:
    outline = read(TITLE + "序号\t任务\t责任单位\n1\t修干渠\t县水利局")
    (note,) = [note for note in outline.diagnostics if note.kind == "tasks_at"]
    assert dict(note.values) == {"level": "table", "n": "1"}
    assert "line_unowned" not in diagnostic_kinds(outline)


@pytest.mark.parametrize(
    "table",
    [
        "指标\t2022年\t2023年目标\t责任单位\n水质达标率（%）\t90\t95\t县水利局",
        "事项\t科室\n接种\t疾控科",
        "姓名\t责任单位\n王某\t县水利局",
    ],
    ids=["figures", "no units", "no tasks"],
)
def test_other_tables_hold_no_tasks(table: str) -> None:
    outline = read("青溪县2023年工作要点\n一、修渠\n1.查渠。\n2.补渠。\n" + table)
    assert [task.number for task in outline.tasks] == [1, 2]


def test_a_table_in_a_chapter_of_the_past_holds_no_tasks() -> None:
    outline = read("青溪县2023年工作要点\n一、工作回顾\n任务\t责任单位\n修干渠\t县水利局\n二、修渠\n1.查渠。\n2.补渠。")
    assert [task.number for task in outline.tasks] == [1, 2]
