"""Who answers for a task, in the wordings of real offices: one clause for many tasks, marks in names, remarks on who leads."""

from __future__ import annotations

import pytest

from planreview.outline.form import outline_to_json
from tests.outline.documents import read

Units = tuple[tuple[str, ...], tuple[str, ...]]


def units(text: str) -> list[Units]:
    """(leads, supports) of every task, inherited ones included."""
    stated = [task["departments"] for task in outline_to_json(read("青溪县2023年重点任务分工\n" + text))["tasks"]]
    return [(tuple(one["lead"]), tuple(one["support"])) for one in stated]


FORMS: dict[str, tuple[str, list[Units]]] = {
    "numbers of items": (
        "一、修路\n1.修桥。\n2.修隧。\n（以上1—2项由县交通局牵头，县财政局配合）\n3.养护。\n（第3项由县公路局负责）",
        [(("县交通局",), ("县财政局",)), (("县交通局",), ("县财政局",)), (("县公路局",), ())],
    ),
    "square brackets": (
        "一、种粮\n1.育秧。\n2.插秧。\n【第1、2项责任科室：种植科；配合科室：农技科】\n3.收割。\n【第3项责任科室：农机科】",
        [(("种植科",), ("农技科",)), (("种植科",), ("农技科",)), (("农机科",), ())],
    ),
    "a line behind the last": (
        "一、控烟\n1.设标识。\n2.开门诊。\n责任单位：县卫健局、县教育局\n二、健身\n3.建步道。（县体育局负责）",
        [(("县卫健局", "县教育局"), ()), (("县卫健局", "县教育局"), ()), (("县体育局",), ())],
    ),
    "in the heading": (
        "一、控烟（牵头单位：县卫健局；配合单位：县教育局）\n1.设标识。\n2.开门诊。（县医院负责）",
        [(("县卫健局",), ("县教育局",)), (("县医院",), ())],
    ),
    "the first leads": (
        "各项责任单位中，排在首位的为牵头单位。\n一、招商\n1.签约。（责任单位：县商务局、县发改局、县财政局）\n2.落地。"
        "（责任单位：县工信局）",
        [(("县商务局",), ("县发改局", "县财政局")), (("县工信局",), ())],
    ),
    "a remark in the clause": (
        "一、医改\n1.控费。（县医保局、县卫健局负责，列第一位者为牵头单位，下同）\n2.集采。（县医保局、县财政局负责）",
        [(("县医保局",), ("县卫健局",)), (("县医保局",), ("县财政局",))],
    ),
    "marks behind names": (
        "一、市场\n1.清障。\n责任单位：县发改局（牵头）、县司法局、县财政局\n2.减负。\n责任单位：县工信局",
        [(("县发改局",), ("县司法局", "县财政局")), (("县工信局",), ())],
    ),
    "three parts of a clause": (
        "一、消费\n1.促销。（县商务局牵头，县公安局配合，县公交公司参与）\n2.发券。（县财政局、县商务局负责，各镇人民政府落实）",
        [(("县商务局",), ("县公安局", "县公交公司")), (("县财政局", "县商务局"), ("各镇人民政府",))],
    ),
    "when is not who": (
        "一、审批\n1.放权。（牵头单位：县审批局；责任单位：县司法局、各镇人民政府，6月底完成）\n2.清单。"
        "（责任单位：县编办，2023年12月底前）",
        [(("县审批局",), ("县司法局", "各镇人民政府")), (("县编办",), ())],
    ),
    "persons are no bodies": (
        "一、城建\n1.修路。\n牵头领导：李某\n牵头单位：县住建局\n配合单位：县财政局\n责任人：王某\n2.植树。\n"
        "责任单位：县林业局\n督导单位：县督查室",
        [(("县住建局",), ("县财政局",)), (("县林业局",), ())],
    ),
    "clauses within one item": (
        "一、产业\n1.强链。一是补短板（县工信局负责）。二是引人才（县人社局牵头，县教育局配合）。\n2.建园。（县科技局负责）",
        [(("县工信局", "县人社局"), ("县教育局",)), (("县科技局",), ())],
    ),
    "wildcards stay whole": (
        "一、防汛\n1.巡堤。（责任单位：县水利局，各县、区人民政府）\n2.备料。"
        "（县应急局等县级有关部门和各镇人民政府按职责分工负责）",
        [(("县水利局", "各县、区人民政府"), ()), (("县应急局", "县级有关部门", "各镇人民政府"), ())],
    ),
    "fields joined by a tab": (
        "一、科技\n1.育企。\n牵头科室：高新科\t配合科室：法规科、办公室\n2.建台。\n牵头科室：平台科\t配合科室：成果科",
        [(("高新科",), ("法规科", "办公室")), (("平台科",), ("成果科",))],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_units_of_a_form(form: str) -> None:
    text, expected = FORMS[form]
    assert units(text) == expected


def test_inherited_units_say_that_they_are() -> None:
    found = outline_to_json(read("青溪县2023年要点\n一、控烟（牵头单位：县卫健局）\n1.设标识。\n2.开门诊。（县医院负责）"))[
        "tasks"
    ]
    assert [task["departments_from"] for task in found] == ["section", "task"]


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("修桥。\n完成时限：2023年5月底前完成联网，并长期坚持", "2023年5月底前完成联网，并长期坚持", "2023-05-31"),
        ("修桥。2023年底前建成通车。", "2023年底前", "2023-12-31"),
        ("修桥。第三季度完成主体工程。", "第三季度", "2023-09-30"),
        ("动员部署（6月20日—6月30日）。召开动员会。", "6月20日—6月30日", "2023-06-30"),
    ],
)
def test_a_deadline_as_written_and_as_a_day(text: str, words: str, due: str) -> None:
    (found, _) = read(f"青溪县2023年修路方案\n一、修路\n1.{text}\n2.养路。").tasks
    assert (found.deadline, found.due) == (words, due)


MORE: dict[str, tuple[str, list[Units]]] = {
    "lists without a word for the role": (
        "一、教育\n1.建校。（县教育局、县财政局）\n2.育师。（县教育局）\n3.护苗。——县公安局、各镇",
        [(("县教育局", "县财政局"), ()), (("县教育局",), ()), (("县公安局", "各镇"), ())],
    ),
    "within the last item's line": (
        "一、修路\n1.修桥。\n2.修隧。（第1、2项牵头单位：县交通局；配合单位：县财政局）\n3.养护。（县公路局负责）",
        [(("县交通局",), ("县财政局",)), (("县交通局",), ("县财政局",)), (("县公路局",), ())],
    ),
    "the same as above": (
        "一、种树\n1.育苗。\n责任单位：县林业局\n2.造林。\n责任单位同上",
        [(("县林业局",), ()), (("县林业局",), ())],
    ),
    "bodies of other kinds": (
        "一、护林\n1.巡护。（双坪林场牵头，县林业局参加）\n2.宣教。［牵头单位：县实验小学；配合单位：县教育局］",
        [(("双坪林场",), ("县林业局",)), (("县实验小学",), ("县教育局",))],
    ),
}


@pytest.mark.parametrize("form", MORE)
def test_the_units_of_a_rarer_form(form: str) -> None:
    text, expected = MORE[form]
    assert units(text) == expected


def test_a_clause_behind_the_name_is_no_part_of_it() -> None:
    (first, _) = read("青溪县2023年要点\n一、医保\n1、扩面（责任科室：待遇科；分管领导：周某）。参保达到9万人。\n2、筹资。").tasks
    assert (first.title, first.departments.lead) == ("扩面", ("待遇科",))
