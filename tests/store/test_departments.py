"""Who is responsible: stated, default, assigned; renamed, moved, joined by an alias; in revisions and joined tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from planreview.domain.operations import (
    ALIAS,
    ASSIGN,
    DEFAULT_LEAD,
    LED,
    MOVED,
    ORDERED,
    RENAMED,
    SAME_TASK,
    OperationDraft,
    department_subject,
    plan_subject,
)
from planreview.services import care, review
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.store.builder import FixedClock, Planned, department, open_workspace, store_plan, uid_of

CITY = "清河市"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path) as workspace:
        yield workspace
    # Whatever was done, it is what a fold of the whole log gives.
    assert care.check(tmp_path / "store.db", clock=FixedClock()).findings == ()


def do(ws: Workspace, *drafts: OperationDraft) -> str:
    with ws.store.transaction():
        return ws.append(drafts)


def about(of: str, kind: str, /, **payload: object) -> OperationDraft:
    return OperationDraft(kind, department_subject(uid_of(CITY, of)), payload)


def assigned(uid: str, name: str, *, role: str = "lead", mode: str = "set", source: str = "person") -> OperationDraft:
    return OperationDraft(ASSIGN, uid, {"department": uid_of(CITY, name), "role": role, "mode": mode, "source": source})


def held(ws: Workspace, task: int, role: str = "lead") -> list[tuple[str, str, int]]:
    rows = ws.store.connection.execute(
        "select d.name, r.source, r.flagged from responsibility r join department d on d.id = r.department_id"
        " where r.item_id = ? and r.role = ? order by r.rank",
        (task, role),
    )
    return [tuple(row) for row in rows]


def lead(ws: Workspace, task: int) -> tuple[str | None, str | None, int]:
    row = ws.store.connection.execute(
        "select d.name, s.lead_source, s.leads from task_state s left join department d on d.id = s.lead_id where s.item_id = ?",
        (task,),
    ).fetchone()
    return tuple(row)


def test_an_assignment_goes_before_what_is_stated_and_that_before_the_default(ws: Workspace) -> None:
    plan = store_plan(ws, (Planned("甲", lead=("科技局", "财政局")), Planned("乙")), default_lead="市局")
    assert [lead(ws, task) for task in plan.tasks] == [("科技局", "stated", 2), ("市局", "default", 1)]
    do(ws, department(CITY, "办公室"), *(assigned(uid, "办公室", source="rule") for uid in plan.uids))
    assert [lead(ws, task) for task in plan.tasks] == [("办公室", "rule", 1)] * 2
    review.undo(ws)
    assert [lead(ws, task) for task in plan.tasks] == [("科技局", "stated", 2), ("市局", "default", 1)]


def test_departments_are_added_and_removed_one_by_one(ws: Workspace) -> None:
    plan = store_plan(ws, (Planned("甲", lead=("科技局",), support=("财政局",)),))
    do(ws, assigned(plan.uids[0], "财政局", mode="add"))
    assert held(ws, plan.tasks[0]) == [("科技局", "stated", 0), ("财政局", "person", 0)]
    # Who leads does not support as well.
    assert held(ws, plan.tasks[0], "support") == []
    do(ws, assigned(plan.uids[0], "科技局", mode="remove"))
    assert held(ws, plan.tasks[0]) == [("财政局", "person", 0)]
    do(ws, assigned(plan.uids[0], "财政局", mode="remove"))
    assert lead(ws, plan.tasks[0]) == (None, None, 0)
    assert held(ws, plan.tasks[0], "support") == [("财政局", "stated", 0)]


def test_shared_duties_without_a_lead_count_at_the_first_named_flagged(ws: Workspace) -> None:
    plan = store_plan(
        ws,
        (
            Planned("甲", support=("科技局", "财政局"), shared=True),
            Planned("乙", lead=("科技局", "财政局"), shared=True),
            Planned("丙", support=("科技局",)),
        ),
    )
    assert held(ws, plan.tasks[0]) == [("科技局", "stated", 1)]
    assert held(ws, plan.tasks[0], "support") == [("财政局", "stated", 0)]
    assert lead(ws, plan.tasks[1])[0] == "科技局"
    assert lead(ws, plan.tasks[2]) == (None, None, 0)


def test_a_department_created_later_takes_what_the_document_names(ws: Workspace) -> None:
    plan = store_plan(ws, (Planned("甲", lead=("科技局",)),))
    review.undo(ws)
    review.redo(ws)
    connection = ws.store.connection
    connection.execute(
        "insert into stated (item_id, revision_id, role, rank, name, shared) values (?, 1, 'lead', 1, '后设局', 0)", plan.tasks
    )
    do(ws, department(CITY, "后设局"))
    assert [name for name, _, _ in held(ws, plan.tasks[0])] == ["科技局", "后设局"]
    review.undo(ws)
    assert [name for name, _, _ in held(ws, plan.tasks[0])] == ["科技局"]


def test_two_cities_have_departments_of_one_name(ws: Workspace) -> None:
    here = store_plan(ws, (Planned("甲", lead=("科技局",)),))
    there = store_plan(ws, (Planned("甲", lead=("科技局",)),), city="白山市")
    leads = [row[0] for row in ws.store.connection.execute("select lead_id from task_state order by item_id")]
    assert len(set(leads)) == 2
    do(ws, about("科技局", RENAMED, name="科学技术局"))
    assert [lead(ws, plan.tasks[0])[0] for plan in (here, there)] == ["科学技术局", "科技局"]


def test_a_renamed_department_is_still_found_by_the_name_in_the_document(ws: Workspace) -> None:
    plan = store_plan(ws, (Planned("甲", lead=("科技局",)),))
    do(ws, about("科技局", RENAMED, name="科学技术局"))
    assert lead(ws, plan.tasks[0]) == ("科学技术局", "stated", 1)


def test_an_alias_makes_two_names_one_department_until_it_is_taken_back(ws: Workspace) -> None:
    plan = store_plan(ws, (Planned("甲", lead=("市发改委",)), Planned("乙", lead=("市发展改革委",)), Planned("丙")))
    do(ws, assigned(plan.uids[2], "市发展改革委"))
    before = projection_hash(ws.store)
    do(ws, about("市发改委", ALIAS, alias="市发展改革委"))
    assert [lead(ws, task)[0] for task in plan.tasks] == ["市发改委"] * 3
    assert [row[0] for row in ws.store.connection.execute("select name from department")] == ["市发改委"]
    # The other way round says nothing new.
    do(ws, about("市发展改革委", ALIAS, alias="市发改委"))
    assert [lead(ws, task)[0] for task in plan.tasks] == ["市发改委"] * 3
    review.undo(ws)
    review.undo(ws)
    assert projection_hash(ws.store) == before


def test_order_parent_and_leader(ws: Workspace) -> None:
    store_plan(ws, (Planned("甲", lead=("市局", "高新科")),))
    parent = uid_of(CITY, "市局")
    do(ws, about("高新科", MOVED, parent=parent), about("高新科", ORDERED, order=3), about("高新科", LED, leader="赵副局长"))
    row = ws.store.connection.execute(
        "select p.name, d.ord, d.leader from department d join department p on p.id = d.parent_id where d.name = '高新科'"
    ).fetchone()
    assert tuple(row) == ("市局", 3, "赵副局长")
    # Its own part it cannot be; nor does one that vanished leave a parent behind.
    do(ws, about("市局", MOVED, parent=parent))
    assert ws.store.connection.execute("select parent_id from department where name = '市局'").fetchone()[0] is None


def test_ids_of_departments_do_not_move_by_undo_and_redo(ws: Workspace) -> None:
    store_plan(ws, 1)
    do(ws, department(CITY, "甲科"))
    query = "select id from department where name = '甲科'"
    first = ws.store.connection.execute(query).fetchone()[0]
    review.undo(ws)
    do(ws, department(CITY, "乙科"))
    do(ws, department(CITY, "甲科"))
    assert ws.store.connection.execute(query).fetchone()[0] == first


def test_a_default_lead_is_set_changed_and_taken_away(ws: Workspace) -> None:
    plan = store_plan(ws, 1, default_lead="市局")
    do(ws, department(CITY, "办公室"))
    for value, expected in ((uid_of(CITY, "办公室"), ("办公室", "default", 1)), (None, (None, None, 0))):
        do(ws, OperationDraft(DEFAULT_LEAD, plan_subject(plan.key), {"department": value}))
        assert lead(ws, plan.tasks[0]) == expected


class TestRevisions:
    """A revised document shows other items; what was reviewed stays with the task."""

    def test_the_newest_revision_that_stands_is_shown(self, ws: Workspace) -> None:
        first = store_plan(ws, (Planned("甲"), Planned("乙")))
        before = projection_hash(ws.store)
        second = store_plan(ws, (Planned("乙"), Planned("丙")), revision=2)
        shown = [row[0] for row in ws.store.connection.execute("select shown_id from task_state order by ord")]
        assert shown == list(second.tasks)
        assert first.tasks[1] == second.tasks[0]
        review.undo(ws)
        assert projection_hash(ws.store) == before

    def test_a_reworded_task_keeps_its_reviews(self, ws: Workspace) -> None:
        first = store_plan(ws, (Planned("建平台"), Planned("乙")))
        review.mark(ws, first.tasks[:1], "behind", note="缺地", on=date(2020, 6, 30))
        second = store_plan(ws, (Planned("建设平台"), Planned("乙")), revision=2)
        assert ws.store.connection.execute("select count(*) from task_state where verdict is not null").fetchone()[0] == 0
        do(ws, OperationDraft(SAME_TASK, second.uids[0], {"same_as": first.uids[0]}))
        row = ws.store.connection.execute("select * from task_state where verdict is not null").fetchone()
        assert (row["item_id"], row["shown_id"], row["verdict"], row["notes"]) == (first.tasks[0], second.tasks[0], "behind", 1)
        assert ws.store.connection.execute("select count(*) from task_state").fetchone()[0] == 2
        # What is marked from now on is one history with what was marked before.
        review.mark(ws, [row["item_id"]], "done")
        assert [one.kind for one in care.log(ws, task_id=first.tasks[0])] == ["verdict", "same-task", "note", "verdict"]

    def test_joined_tasks_part_again_when_that_is_taken_back(self, ws: Workspace) -> None:
        first = store_plan(ws, (Planned("甲"),))
        second = store_plan(ws, (Planned("甲一"),), revision=2)
        before = projection_hash(ws.store)
        do(ws, OperationDraft(SAME_TASK, second.uids[0], {"same_as": first.uids[0]}))
        review.undo(ws)
        assert projection_hash(ws.store) == before
