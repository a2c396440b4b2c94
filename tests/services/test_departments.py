"""Departments where a plan names none: default lead, offices, assignments with their source, rules, aliases.

Over 300 lines, since all of it is said of the same two fictional plans.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import InputError
from planreview.services import departments, queries, review
from planreview.services.suggestions import suggest
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.services.office import DIVISION, LIBRARY, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def leads(ws: Workspace) -> dict[int, tuple[str | None, str | None]]:
    rows = queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))
    return {row.number: (row.lead, row.lead_source) for row in rows}


def named(ws: Workspace, name: str, city: str | None = None) -> int:
    return departments.the_department(ws, name, city).id


def offices(ws: Workspace, plan_id: int, names: str) -> tuple[int, ...]:
    receipt = departments.create_departments(ws, "青禾市", names, parent=departments.default_lead(ws, plan_id))
    ids = receipt.values["department_ids"]
    assert isinstance(ids, tuple)
    return ids


def test_a_pasted_list_makes_offices_of_the_issuing_bureau(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    ids = offices(ws, plan, "办公室、公共服务科，非遗科\n公共服务科；产业科")
    made = {one.id: one for one in departments.departments(ws)}
    assert [made[one].name for one in ids] == ["办公室", "公共服务科", "非遗科", "产业科"]
    assert {made[one].parent_id for one in ids} == {named(ws, "青禾市文化局")}
    before = len(made)
    assert offices(ws, plan, "办公室") == ids[:1], "what is there stays as it is"
    assert len(departments.departments(ws)) == before


def test_offices_of_one_name_under_two_bureaus_are_two(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    water, town = named(ws, "市水利局"), named(ws, "市住建局")
    for bureau in (water, town):
        departments.create_departments(ws, "青禾市", ["办公室"], parent=bureau)
    assert {one.parent_id for one in departments.departments(ws) if one.name == "办公室"} == {water, town}
    assert departments.the_department(ws, "市水利局/办公室").parent_id == water
    with pytest.raises(InputError) as caught:
        departments.the_department(ws, "办公室")
    assert caught.value.key == "department_ambiguous" and "市水利局" not in str(caught.value.values["reference"])


def test_one_name_in_two_cities_is_two_departments(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    take_in(ws, DIVISION.replace("青禾市", "白石市"))
    found = departments.find_department(ws, "市水利局")
    assert [one.city for one in found] == ["青禾市", "白石市"]
    assert departments.the_department(ws, "白石市/市水利局").city == "白石市"
    assert [one.leads for one in found] == [1, 1]


def test_wildcards_are_known_as_such_and_come_last(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    listed = departments.departments(ws)
    assert [one.name for one in listed if one.wildcard] == ["各县（市、区）人民政府", "市级有关部门"]
    assert [one.wildcard for one in listed] == sorted(one.wildcard for one in listed)


def test_joint_duty_without_a_lead_counts_at_the_first_named_and_is_flagged(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    (task,) = queries.resolve_task(ws, "青禾市2020/2")
    views = queries.task_detail(ws, task).departments
    assert next((view.name, view.role, view.source, view.flagged) for view in views) == ("市住建局", "lead", "stated", True)
    assert leads(ws)[2] == ("市住建局", "stated")


def test_a_whole_section_is_assigned_with_one_action_and_undone_with_one(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    before = projection_hash(ws.store)
    building, collection = offices(ws, plan, "馆舍科、馆藏科")
    with_offices = projection_hash(ws.store)
    section = next(row.section_id for row in queries.task_rows(ws, queries.task_ids(ws, TaskFilter())) if row.number == 1)
    assert section is not None
    tasks = queries.task_ids(ws, TaskFilter(sections=(section,)))
    receipt = departments.assign(ws, tasks, building)
    assert receipt.task_ids == tuple(tasks)
    departments.assign(ws, queries.resolve_task(ws, "青禾市2020/2"), collection)
    assert {n: lead for n, (lead, _) in leads(ws).items() if n < 4} == {1: "馆舍科", 2: "馆藏科", 3: "青禾市文化局"}
    assert leads(ws)[1] == ("馆舍科", "person")
    review.undo(ws)
    assert leads(ws)[2] == ("馆舍科", "person"), "the exception is undone, the section's assignment stays"
    review.undo(ws)
    assert projection_hash(ws.store) == with_offices
    review.undo(ws)
    assert projection_hash(ws.store) == before


def test_a_section_s_clause_stands_between_what_a_task_states_and_the_default(ws: Workspace) -> None:
    text = LIBRARY.replace("一、建好馆舍\n", "一、建好馆舍\n责任单位：市住建局\n配合单位：市财政局\n")
    text = text.replace("更换书架800组。", "更换书架800组。（市消防支队牵头）")
    take_in(ws, text)
    assert {n: lead for n, lead in leads(ws).items() if n < 4} == {
        1: ("市住建局", "inherited"),
        2: ("市消防支队", "stated"),
        3: ("青禾市文化局", "default"),
    }
    of = [queries.task_detail(ws, queries.resolve_task(ws, f"青禾市2020/{n}")[0]).departments for n in (1, 2)]
    assert [(view.name, view.role, view.source) for view in of[0]] == [
        ("市住建局", "lead", "inherited"),
        ("市财政局", "support", "inherited"),
    ]
    assert [view.name for view in of[1]] == ["市消防支队"], "who names a lead of its own takes no supporters over"
    departments.assign(ws, queries.resolve_task(ws, "青禾市2020/1"), named(ws, "市财政局"))
    assert leads(ws)[1] == ("市财政局", "person")


def test_tasks_of_a_heading_below_inherit_from_the_one_above(ws: Workspace) -> None:
    text = (
        "青禾市2020年园林工作要点\n一、绿化\n责任单位：市园林局\n（一）植树\n1.育苗。育苗2万株。\n"
        "（二）补绿\n责任单位：市城管局\n2.补绿。补绿3处。"
    )
    take_in(ws, text)
    assert leads(ws) == {1: ("市园林局", "inherited"), 2: ("市城管局", "inherited")}


def test_sources_have_their_precedence(ws: Workspace) -> None:
    """The newest assignment, by a person or a rule, over what the document states, over the default."""
    take_in(ws, DIVISION, lead="市政府办")
    fire, town = named(ws, "市环保局"), named(ws, "市住建局")
    task = queries.resolve_task(ws, "青禾市2020/3")
    assert leads(ws)[3] == ("市环保局", "stated"), "stated over default"
    departments.apply_rule(ws, None, "排污口", town)
    assert leads(ws)[3] == ("市住建局", "rule"), "a rule over stated"
    departments.assign(ws, task, fire)
    assert leads(ws)[3] == ("市环保局", "person"), "the newest of both"
    departments.apply_rule(ws, None, "排污口", town)
    assert leads(ws)[3] == ("市住建局", "rule")
    departments.assign(ws, task, town, mode="remove")
    assert leads(ws)[3] == (None, None)
    departments.assign(ws, task, fire, mode="add")
    departments.assign(ws, task, town, mode="add")
    (views,) = queries.responsibilities(ws, task).values()
    assert [view.name for view in views if view.role == "lead"] == ["市环保局", "市住建局"]


def test_assigning_again_with_another_as_of_date_keeps_who_is_responsible(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    (office_id,) = offices(ws, plan, "馆舍科")
    departments.assign(ws, queries.resolve_task(ws, "青禾市2020/1"), office_id)
    review.set_as_of(ws, queries.plans(ws)[0].as_of.replace(month=3))
    assert leads(ws)[1] == ("馆舍科", "person")


def test_a_rule_shows_what_it_will_do_before_it_does_it(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    (office_id,) = offices(ws, plan, "馆藏科")
    preview = departments.rule_matches(ws, [plan], "图书")
    assert [row.number for row in queries.task_rows(ws, preview)] == [3, 4]
    assert departments.rule_matches(ws, [plan], "公共服务科") == (), "names of departments are no words of a task"
    before = projection_hash(ws.store)
    assert departments.rule_matches(ws, [plan], "  ") == () and projection_hash(ws.store) == before
    assert departments.apply_rule(ws, [plan], "图书", office_id).task_ids == preview
    with pytest.raises(InputError) as caught:
        departments.apply_rule(ws, [plan], "火星", office_id)
    assert caught.value.key == "rule_empty"


def test_an_alias_makes_two_names_one_body_until_it_is_undone(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    before = projection_hash(ws.store)
    departments.add_alias(ws, named(ws, "市住房和城乡建设局"), "市住建局")
    assert [one.name for one in departments.find_department(ws, "市住建局")] == ["市住房和城乡建设局"]
    assert leads(ws)[2][0] == "市住房和城乡建设局" and leads(ws)[4][0] == "市住房和城乡建设局"
    assert departments.the_department(ws, "市住房和城乡建设局").leads == 2
    review.undo(ws)
    assert projection_hash(ws.store) == before and leads(ws)[2][0] == "市住建局"
    with pytest.raises(InputError) as caught:
        departments.add_alias(ws, named(ws, "市水利局"), "市水利局")
    assert caught.value.key == "alias_is_name"


def test_a_renamed_department_is_still_found_by_documents_and_its_name_may_be_used_again(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    departments.rename(ws, named(ws, "市环保局"), "市生态环境局")
    assert leads(ws)[3][0] == "市生态环境局"
    receipt = departments.create_departments(ws, "青禾市", "市环保局")
    assert receipt.values["made"] == 0, "documents mean the renamed one by its old name"


def test_a_name_that_another_body_has_is_not_given_twice(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    take_in(ws, DIVISION.replace("青禾市", "白石市"))
    with pytest.raises(InputError) as caught:
        departments.rename(ws, named(ws, "青禾市/市环保局"), "市水利局")
    assert caught.value.key == "name_taken"
    departments.rename(ws, named(ws, "青禾市/市环保局"), "市生态环境局")
    departments.rename(ws, named(ws, "白石市/市环保局"), "市生态环境局")


def test_order_leader_and_place_are_changed_and_a_ring_is_refused(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    water, town = named(ws, "市水利局"), named(ws, "市住建局")
    departments.set_order(ws, town, 1)
    departments.set_leader(ws, town, "周副市长")
    departments.move(ws, water, town)
    first = departments.departments(ws)[0]
    assert (first.id, first.order, first.leader) == (town, 1, "周副市长")
    with pytest.raises(InputError) as caught:
        departments.move(ws, town, water)
    assert caught.value.key == "department_ring"
    departments.move(ws, water, None)
    assert {one.parent_id for one in departments.departments(ws)} == {None}


def test_a_department_is_found_by_name_then_beginning_then_letters(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    departments.create_departments(ws, "青禾市", "市水利局排灌站、市水务集团")

    def found(text: str) -> list[str]:
        return [one.name for one in departments.find_department(ws, text)]

    assert found("市水利局") == ["市水利局"], "exactly, though another begins so"
    assert found("市水") == ["市水利局", "市水利局排灌站", "市水务集团"]
    assert found("住房和") == ["市住房和城乡建设局"]
    assert found("水团") == ["市水务集团"], "letters in order"
    assert found("火星") == [] and found("") == []
    assert departments.find_department(ws, "市水利局", "白石市") == ()


def test_bodies_of_the_text_are_suggested_without_superiors_universities_and_other_cities() -> None:
    named_by_task = [
        ("市消防支队", "省文化厅", "市消防支队"),
        ("青禾市消防支队", "国家图书馆", "青禾大学", "市政府"),
        ("市财政局", "白石市文化局", "文化和旅游部"),
    ]
    found = suggest("青禾市", named_by_task, ["各县（市、区）文化局", "省文化厅", "市财政局"], known={"市档案局"})
    assert [(one.name, one.mentions, one.role) for one in found if "图书馆" not in one.name] == [
        ("市消防支队", 2, "lead"),
        ("市财政局", 1, "lead"),
        ("各县（市、区）文化局", 0, "support"),
    ]


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("成果在基层医院", None),
        ("新组建跨区域教育集团", None),
        ("家县级综合医院", None),
        ("工程技术研究中心", None),
        ("县城综合商贸服务中心", None),
        ("成果转化由市人民医院", "市人民医院"),
        ("市人才办", "市人才办"),
        ("市城市管理局", "市城市管理局"),
        ("市外事办公室", "市外事办公室"),
        ("市级机关事务管理局", "市级机关事务管理局"),
        ("青禾市云服务中心", "青禾市云服务中心"),
        ("梁平区科技局", "梁平区科技局"),
        ("市自由贸易区管理局", "市自由贸易区管理局"),
    ],
)
def test_kinds_of_institutions_are_no_bodies_and_words_before_a_name_are_cut(written: str, offered: str | None) -> None:
    assert [one.name for one in suggest("青禾市", [(written,)], ())] == ([offered] if offered else [])


def test_what_the_city_knows_is_not_suggested_again(ws: Workspace) -> None:
    plan = take_in(ws, LIBRARY).plan_id
    offered = [one.name for one in departments.suggestions(ws, plan)]
    assert "各县（市、区）文化局" in offered and "青禾市文化局" not in offered
    departments.create_departments(ws, "青禾市", ["各县（市、区）文化局"])
    assert "各县（市、区）文化局" not in [one.name for one in departments.suggestions(ws, plan)]


@pytest.mark.parametrize(("name", "key"), [("", "name_empty"), ("  \x1b ", "name_empty"), ("长" * 81, "name_long")])
def test_names_that_are_none_are_refused(ws: Workspace, name: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        departments.create_departments(ws, "青禾市", [name])
    assert caught.value.key == key


def test_what_does_not_exist_is_named(ws: Workspace) -> None:
    take_in(ws, LIBRARY)
    bureau = named(ws, "青禾市文化局")
    for ids, department, key in (([], bureau, "no_tasks"), ([999], bureau, "task_unknown"), ([1], 999, "department_gone")):
        with pytest.raises(InputError) as caught:
            departments.assign(ws, ids, department)
        assert caught.value.key == key


def test_a_renamed_department_that_became_part_of_another_takes_its_stated_tasks_along(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    departments.rename(ws, named(ws, "市环保局"), "市生态环境局")
    departments.add_alias(ws, named(ws, "市水利局"), "市生态环境局")
    assert leads(ws)[3] == ("市水利局", "stated")
    with pytest.raises(InputError) as caught:
        departments.rename(ws, named(ws, "市财政局"), "市生态环境局")
    assert caught.value.key == "name_taken"


def test_one_that_takes_the_old_name_of_another_does_not_take_its_tasks(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    departments.rename(ws, named(ws, "市环保局"), "市生态环境局")
    departments.rename(ws, named(ws, "市财政局"), "市环保局")
    assert leads(ws)[3] == ("市生态环境局", "stated")


def test_an_alias_means_one_office_where_several_bear_the_name(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    water, town = named(ws, "市水利局"), named(ws, "市住建局")
    for bureau in (water, town):
        departments.create_departments(ws, "青禾市", ["办公室"], parent=bureau)
    with pytest.raises(InputError) as caught:
        departments.add_alias(ws, water, "办公室")
    assert caught.value.key == "alias_ambiguous" and "市住建局/办公室" in str(caught.value.values["candidates"])
    departments.add_alias(ws, water, "市水利局/办公室")
    assert [one.parent_id for one in departments.departments(ws) if one.name == "办公室"] == [town]
