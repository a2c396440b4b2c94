"""Responsible units as documents state them, in each of the field's wordings."""

from __future__ import annotations

import pytest

from planreview.domain.outline import StatedDepartments
from planreview.outline.departments import read_departments
from planreview.outline.organisations import organisations_in
from planreview.outline.unit_names import divide_names
from tests.outline.documents import read, task


def of_sections(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    sections = read("青溪县2023年工作要点\n" + text).sections
    return [(section.departments.lead, section.departments.support) for section in sections]


STATED = [
    ("（牵头单位：市教育局；责任单位：市财政局、市人社局）", ("市教育局",), ("市财政局", "市人社局"), False),
    ("（牵头单位：市教育局；配合单位：市财政局，市人社局）", ("市教育局",), ("市财政局", "市人社局"), False),
    ("责任单位：市水利局、市应急局", ("市水利局", "市应急局"), (), False),
    ("责任单位:市水利局 市应急局", ("市水利局", "市应急局"), (), False),
    ("【责任部门：基教科、督导室】", ("基教科", "督导室"), (), False),
    ("主办单位：体卫科；协办单位：各县（市、区）教育局", ("体卫科",), ("各县（市、区）教育局",), False),
    ("（市民政局、市残联、市卫健委等部门按职责分工负责）", ("市民政局", "市残联", "市卫健委"), (), True),
    ("（市发展改革委、市商务局按职责分工负责）", ("市发展改革委", "市商务局"), (), True),
    ("（市林业局牵头，各县（市、区）政府配合）", ("市林业局",), ("各县（市、区）政府",), False),
    ("（市林业局牵头，市财政局、市公安局按职责分工负责）", ("市林业局",), ("市财政局", "市公安局"), False),
    ("（市林业局、市水利局共同牵头）", ("市林业局", "市水利局"), (), False),
    ("由县交通局牵头，县公安局、县应急局配合。", ("县交通局",), ("县公安局", "县应急局"), False),
    ("（县交通局负责）", ("县交通局",), (), False),
    (
        "（牵头单位：市体育局；责任单位：市级有关部门、各县区；完成时限：12月底）",
        ("市体育局",),
        ("市级有关部门", "各县区"),
        False,
    ),
    ("（老龄科牵头，医政科、基层科配合，6月底前完成）", ("老龄科",), ("医政科", "基层科"), False),
]


@pytest.mark.parametrize(("clause", "lead", "support", "shared"), STATED, ids=[s[0] for s in STATED])
def test_a_stated_clause(clause: str, lead: tuple[str, ...], support: tuple[str, ...], shared: bool) -> None:
    found = read_departments("改善设施，提高服务。" + clause)
    assert (found.lead, found.support, found.shared) == (lead, support, shared)
    assert found.quote


@pytest.mark.parametrize(
    "text",
    [
        "改善设施，提高服务。",
        "发挥龙头企业牵头作用，建立联合体。",
        "支持骨干医院牵头组建医联体，提升能力。",
        "落实领导负责制（含村级）。",
        "压实责任，由专人负责。",
    ],
)
def test_text_that_names_no_unit(text: str) -> None:
    assert read_departments(text).lead == ()


def test_a_line_of_its_own_belongs_to_the_task_above() -> None:
    found = task("改造供水管网。\n更换老旧管道20公里。\n责任单位：住建局；配合单位：水务公司")
    assert found.departments.lead == ("住建局",)
    assert found.departments.support == ("水务公司",)
    assert found.end_line == 5


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市教育局、市财政局", ["市教育局", "市财政局"]),
        ("市教育局和市财政局", ["市教育局", "市财政局"]),
        ("和平区政府、市体育局", ["和平区政府", "市体育局"]),
        ("各县（市、区）政府，市直各单位；高新区", ["各县（市、区）政府", "市直各单位", "高新区"]),
        ("市教育局等", ["市教育局"]),
        ("/", []),
    ],
)
def test_a_list_of_names_is_divided(words: str, names: list[str]) -> None:
    assert divide_names(words) == names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("按照省教育厅要求，配合市财政局落实资金。", ("省教育厅", "市财政局")),
        ("加强与望川市水利局对接。", ("望川市水利局",)),
        ("提升市疾控中心检测能力。", ("市疾控中心",)),
        ("深化医联体建设，提高服务质量。", ()),
        ("落实《市教育局管理办法》。", ()),
    ],
)
def test_bodies_that_a_text_names(text: str, bodies: tuple[str, ...]) -> None:
    assert organisations_in(text) == bodies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、修渠\n责任单位：县水利局、县财政局\n1.查渠。\n2.补渠。", [(("县水利局", "县财政局"), ())]),
        ("一、修渠\n牵头单位：县水利局\n配合单位：县财政局\n1.查渠。\n2.补渠。", [(("县水利局",), ("县财政局",))]),
        (
            "一、修渠\n全年整治渠系，做到旱能灌、涝能排。（县水利局牵头，县财政局配合）\n1.查渠。\n2.补渠。",
            [(("县水利局",), ("县财政局",))],
        ),
        ("一、修渠（牵头单位：县水利局）\n1.查渠。\n2.补渠。", [(("县水利局",), ())]),
        (
            "一、水利\n责任单位：县水利局\n（一）修渠\n1.查渠。\n（二）植树\n责任单位：县林业局\n2.育苗。",
            [(("县水利局",), ()), ((), ()), (("县林业局",), ())],
        ),
        ("一、修渠\n（县水利局牵头）开展的试点已经结束，今年全面铺开。\n1.查渠。\n2.补渠。", [((), ())]),
        ("一、修渠\n1.查渠。责任单位：县水利局\n2.补渠。", [((), ())]),
    ],
    ids=["line", "two lines", "end of paragraph", "heading", "nested", "in the midst", "of a task"],
)
def test_a_clause_of_a_section_stands_for_its_tasks(text: str, expected: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    assert of_sections(text) == expected


def test_a_section_that_is_a_task_itself_has_its_clause_as_a_task() -> None:
    outline = read("青溪县2023年工作要点\n一、修渠\n全年修渠3公里。\n责任单位：县水利局\n二、植树\n全年植树2万株。")
    assert [task.departments.lead for task in outline.tasks] == [("县水利局",), ()]
    assert outline.sections[0].departments == StatedDepartments()
