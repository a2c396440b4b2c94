"""The summary: rows, totals, sub-rows, order, and the tasks behind every figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.counting import UNASSIGNED, TaskFact
from planreview.domain.grouping import BYS, GroupName
from planreview.domain.summary import COLUMNS, Group, Summary, summarise, worst_first
from planreview.domain.verdicts import KEYS
from planreview.presets import share_classes, verdict_set

BODIES = (
    GroupName("edu", "市教育局", order=1),
    GroupName("tech", "市科技局", order=2),
    GroupName("high", "高新科", parent_key="tech", order=2),
    GroupName("farm", "农社科", parent_key="tech", order=1),
    GroupName("all", "各县(市、区)", kind="wildcard"),
)
SECTIONS = (
    GroupName("s1", "一、", order=1, kind="section"),
    GroupName("s11", "（一）", parent_key="s1", order=2, kind="section"),
    GroupName("s2", "二、", order=3, kind="section"),
)


def summary(facts: list[TaskFact], **options: Any) -> Summary:
    values: dict[str, Any] = {
        "names": BODIES,
        "section_names": SECTIONS,
        "as_of": date(2020, 10, 31),
        "schedule_share": Decimal("83.3"),
        "verdicts": verdict_set("default", "zh"),
        "classes": share_classes("default", "zh"),
    }
    return summarise(facts, **(values | options))


def rows(made: Summary) -> list[tuple[int, str, int]]:
    return [(group.depth, group.name, group.counts.total) for group in made.groups]


def row(made: Summary, key: str | int) -> Group:
    return next(group for group in made.groups if group.key == key)


def test_lead_mode_counts_a_task_at_its_first_lead() -> None:
    facts = [
        TaskFact(1, leads=("edu", "high")),
        TaskFact(2, leads=("high",), supports=("edu", "farm")),
        TaskFact(3),
        TaskFact(4, leads=("all",)),
    ]
    made = summary(facts)
    assert rows(made) == [
        (0, "市教育局", 1),
        (0, "市科技局", 1),
        (1, "农社科", 0),
        (1, "高新科", 1),
        (0, "各县(市、区)", 1),
        (0, "", 1),
    ]
    assert made.groups[-1].kind == "unassigned"
    assert (row(made, "edu").support, row(made, "edu").cells["support"]) == (1, (2,))
    assert (row(made, "farm").support, row(made, "tech").support) == (1, 0), "an office supports what another one leads"
    assert made.footnotes.joint_leads == 1
    assert made.footnotes.support_only == 1


def test_a_bureau_does_not_support_what_it_or_its_office_leads() -> None:
    facts = [
        TaskFact(1, leads=("high",), supports=("tech",)),
        TaskFact(2, leads=("tech",), supports=("high",)),
        TaskFact(3, leads=("edu",), supports=("farm", "tech")),
    ]
    made = summary(facts)
    assert row(made, "tech").cells["support"] == (3,)
    assert row(made, "high").cells["support"] == (2,), "the office does support its bureau"
    assert made.total.cells["support"] == (2, 3), "what no row counts is not in the total"


def test_all_mode_counts_once_in_each_department_and_the_total_once() -> None:
    facts = [TaskFact(1, leads=("edu", "high"), supports=("farm", "edu")), TaskFact(2, leads=("high",)), TaskFact(3)]
    made = summary(facts, mode="all")
    assert made.counts.total == 3
    assert {group.key: group.task_ids for group in made.groups} == {
        "edu": (1,),
        "tech": (1, 2),
        "farm": (1,),
        "high": (1, 2),
        UNASSIGNED: (3,),
    }


def test_a_body_that_holds_more_than_sixty_percent_is_shown_by_its_sections() -> None:
    facts = [TaskFact(i, "on_track", leads=("tech",), section="s11" if i < 3 else "s2", plan="p") for i in range(7)]
    facts += [TaskFact(i, leads=("edu",), section="s1", plan="p") for i in range(7, 11)]
    made = summary(facts)
    assert rows(made) == [(0, "市教育局", 4), (0, "市科技局", 7), (1, "一、", 3), (1, "二、", 4)]
    assert [group.parent for group in made.groups] == [None, None, "tech", "tech"]
    assert [group.key for group in made.groups[2:]] == ["tech/s1", "tech/s2"]
    assert made.groups[2].task_ids == (0, 1, 2)
    assert str(made.groups[2].counts.on_schedule) == "100.0"


def test_exactly_sixty_percent_is_not_more() -> None:
    facts = [TaskFact(i, leads=("tech",), section=f"s{1 + i % 2}", plan="p") for i in range(3)]
    facts += [TaskFact(i, leads=("edu",), plan="p") for i in range(3, 5)]
    assert [depth for depth, _, _ in rows(summary(facts))] == [0, 0]
    assert [depth for depth, _, _ in rows(summary(facts, dominance=Decimal(59)))] == [0, 0, 1, 1]


def test_dominance_is_of_one_plan_not_of_the_whole_store() -> None:
    facts = [TaskFact(i, leads=("tech",), section=f"s{1 + i % 2}", plan="p") for i in range(4)]
    facts += [TaskFact(i, leads=("edu",), section="s1", plan="q") for i in range(4, 30)]
    assert [name for _, name, _ in rows(summary(facts))] == ["市教育局", "市科技局", "一、", "二、"]


def test_sections_are_not_shown_for_what_the_offices_hold_nor_for_nobody() -> None:
    held = [TaskFact(i, leads=("high",), section=f"s{1 + i % 2}", plan="p") for i in range(4)]
    assert [name for _, name, _ in rows(summary(held))] == ["市科技局", "高新科", "一、", "二、"]
    nobody = [TaskFact(i, section=f"s{1 + i % 2}", plan="p") for i in range(4)]
    assert rows(summary(nobody)) == [(0, "", 4)]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("section", [(0, "一、", 3), (1, "（一）", 1), (0, "二、", 1)]),
        ("city", [(0, "清江市", 2), (0, "白水市", 2)]),
        ("plan", [(0, "p", 4)]),
        ("person", [(0, "刘敏", 3), (0, "", 1)]),
        ("verdict", [(0, "序时 (达进度)", 1), (0, "完成", 2), (0, "未核", 1)]),
    ],
)
def test_other_groupings(by: str, expected: list[tuple[int, str, int]]) -> None:
    facts = [
        TaskFact(1, "done", section="s1", city="q", plan="p", person="l"),
        TaskFact(2, "done", section="s11", city="q", plan="p", person="l"),
        TaskFact(3, "on_track", section="s1", city="b", plan="p", person="l"),
        TaskFact(4, section="s2", city="b", plan="p"),
    ]
    names = {
        "section": SECTIONS,
        "city": (GroupName("q", "清江市", order=1), GroupName("b", "白水市", order=2)),
        "person": (GroupName("l", "刘敏"),),
    }.get(by, ())
    assert rows(summary(facts, by=by, names=names)) == expected


def test_parents_in_a_ring_or_unknown_make_top_rows() -> None:
    names = [GroupName("a", "甲", "b"), GroupName("b", "乙", "a"), GroupName("c", "丙", "gone"), GroupName("d", "丁", "d")]
    facts = [TaskFact(key, leads=(key,)) for key in "abcd"]
    made = summary(facts, names=names)
    assert sorted(rows(made)) == sorted([(0, name, 1) for name in "甲乙丙丁"])


def test_a_department_that_nobody_named_is_named_by_its_key() -> None:
    assert rows(summary([TaskFact(1, leads=(77,))])) == [(0, "77", 1)]


def test_footnotes_name_what_was_presumed_carried_and_left_outside() -> None:
    facts = [
        TaskFact(1, "on_track", due_presumed=True, carried=True, targets_stated=3, targets_reported=2, targets_attained=1),
        TaskFact(2, "dropped", shared=True, leads=("edu",)),
        TaskFact(3, supervised=False, due_presumed=True, carried=True, targets_stated=9),
    ]
    made = summary(facts, warnings=("w",), title="t", scope="s", round_name="r")
    assert (made.footnotes.presumed, made.footnotes.carried, made.footnotes.shared_leads) == (1, 1, 1)
    assert (made.counts.not_supervised, made.counts.out) == (1, 1)
    assert made.total.cells["not_supervised"] == (3,)
    assert (made.total.targets.stated, made.total.targets.reported, made.total.targets.attained) == (3, 2, 1)
    assert (made.warnings, made.title, made.scope, made.round) == (("w",), "t", "s", "r")


def test_a_department_without_supervised_tasks_has_no_row() -> None:
    assert rows(summary([TaskFact(1, leads=("edu",), supervised=False), TaskFact(2, leads=("tech",))])) == [(0, "市科技局", 1)]


def test_worst_first_keeps_sub_rows_with_their_parent_and_the_rest_last() -> None:
    facts = [
        TaskFact(1, "done", leads=("edu",)),
        TaskFact(2, "behind", leads=("high",)),
        TaskFact(3, "on_track", leads=("farm",)),
        TaskFact(4, "behind", leads=("all",)),
        TaskFact(5, "behind"),
    ]
    made = summary(facts)
    assert [group.name for group in worst_first(made.groups)] == ["市科技局", "高新科", "农社科", "市教育局", "各县(市、区)", ""]


@pytest.mark.parametrize(("by", "mode"), [("colour", "lead"), ("department", "some")])
def test_another_grouping_or_mode_is_refused(by: str, mode: str) -> None:
    with pytest.raises(ValueError, match=f"{by} {mode}"):
        summary([], by=by, mode=mode)


def test_of_no_tasks_there_is_a_total_and_nothing_is_measured() -> None:
    made = summary([])
    assert (made.groups, made.counts.total, made.counts.completion) == ((), 0, None)


DEPARTMENTS = st.sampled_from(["edu", "tech", "high", "farm", "all"])
FACTS = st.builds(
    TaskFact,
    id=st.just(0),
    verdict=st.sampled_from([None, *KEYS]),
    closed=st.booleans(),
    supervised=st.sampled_from([True, True, True, False]),
    overdue=st.booleans(),
    light=st.sampled_from([None, "green", "yellow", "red"]),
    leads=st.lists(DEPARTMENTS, max_size=3, unique=True).map(tuple),
    supports=st.lists(DEPARTMENTS, max_size=3, unique=True).map(tuple),
    section=st.sampled_from(["s1", "s11", "s2"]),
    city=st.sampled_from(["q", "b"]),
    plan=st.sampled_from(["p", "q"]),
    person=st.sampled_from([0, "l", "m"]),
)
LISTS = st.lists(FACTS, max_size=25).map(lambda facts: [TaskFact(**{**_values(fact), "id": i}) for i, fact in enumerate(facts)])


def _values(fact: TaskFact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in TaskFact.__slots__}


@given(LISTS, st.sampled_from(BYS))
def test_rows_of_lead_mode_add_up_to_the_total(facts: list[TaskFact], by: str) -> None:
    made = summary(facts, by=by)
    top = [group for group in made.groups if group.parent is None]
    for column in COLUMNS:
        if column == "support" or (column == "not_supervised" and by == "department"):
            continue
        inside = [task for group in top for task in group.cells[column]]
        if column == "not_supervised":
            assert set(inside) <= set(made.total.cells[column])
            continue
        assert sorted(map(str, inside)) == sorted(map(str, made.total.cells[column]))
    assert sum(group.counts.total for group in top) == made.counts.total


@given(LISTS)
def test_all_mode_holds_every_task_and_the_total_each_once(facts: list[TaskFact]) -> None:
    made = summary(facts, mode="all")
    supervised = {fact.id for fact in facts if fact.supervised}
    assert set(made.total.task_ids) == supervised
    assert len(made.total.task_ids) == made.counts.total == len(supervised)
    assert {task for group in made.groups for task in group.task_ids} == supervised
    for fact in facts:
        for department in {*fact.leads, *fact.supports}:
            if fact.supervised:
                assert row(made, department).task_ids.count(fact.id) == 1


@given(LISTS, st.sampled_from(BYS), st.sampled_from(["lead", "all"]))
def test_behind_every_figure_stand_exactly_its_tasks(facts: list[TaskFact], by: str, mode: str) -> None:
    made = summary(facts, by=by, mode=mode)
    known = {fact.id: fact for fact in facts}
    for group in (*made.groups, made.total):
        counts, cells = group.counts, {column: len(ids) for column, ids in group.cells.items()}
        assert set(cells) == set(COLUMNS)
        assert (cells["total"], cells["base"], cells["out"]) == (counts.total, counts.base, counts.out)
        assert {key: cells[key] for key in KEYS} == dict(counts.verdicts)
        assert (cells["closed"], cells["unreviewed"], cells["overdue"]) == (counts.closed, counts.unreviewed, counts.overdue)
        assert {light: cells[light] for light in counts.lights} == dict(counts.lights)
        assert (cells["support"], cells["not_supervised"]) == (group.support, counts.not_supervised)
        assert set(group.cells["closed"]) <= set(group.cells["done"]) == set(group.cells["completion"])
        assert all(known[task].supervised for task in group.task_ids)
