"""What filters mean: each condition against the same question asked of every task by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from planreview.domain.review import TaskDetail, TaskFilter
from planreview.services import queries, review
from planreview.services.filter_text import parse_filter
from planreview.services.groups import task_groups
from planreview.services.workspace import Workspace
from planreview.store.groups import GROUPS
from tests.services.office import DIVISION, LIBRARY, office, take_in

AS_OF = date(2020, 11, 15)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    ws = office(tmp_path_factory.mktemp("office"))
    for text in (LIBRARY, DIVISION, DIVISION.replace("青禾市", "白石市")):
        take_in(ws, text)
    ids = list(queries.task_ids(ws, TaskFilter()))
    review.mark(ws, ids[:3], "behind", on=date(2020, 9, 30))
    review.mark(ws, ids[3:5], "on_track", on=AS_OF)
    review.mark(ws, ids[5:6], "done")
    review.add_note(ws, ids[:1], "设备未到货", kind="reason")
    review.add_note(ws, ids[1:2], "已开工", kind="progress")
    review.add_note(ws, ids[2:3], "随记")
    for target in (found for one in ids for found in queries.task_detail(ws, one).targets[:1]):
        review.record_actual(ws, target.id, target.value / 2)
    return ws


Question = Callable[[TaskDetail], bool]
CASES: list[tuple[str, Question]] = [
    ("号=1-3,7", lambda one: one.row.number in {1, 2, 3, 7}),
    ("号>2", lambda one: (one.row.number or 0) > 2),
    ("时限<=2020-06", lambda one: one.row.due is not None and one.row.due <= date(2020, 6, 30)),
    ("时限=2020-11..2020-12", lambda one: one.row.due is not None and date(2020, 11, 1) <= one.row.due <= date(2020, 12, 31)),
    ("时限=已过", lambda one: one.row.due is not None and one.row.due < AS_OF),
    ("时限=本月", lambda one: one.row.due is not None and (one.row.due.year, one.row.due.month) == (2020, 11)),
    ("时限=下月", lambda one: one.row.due is not None and (one.row.due.year, one.row.due.month) == (2020, 12)),
    ("时限=本季", lambda one: one.row.due is not None and one.row.due.year == 2020 and one.row.due.month >= 10),
    ("时限=今年", lambda one: one.row.due is not None and one.row.due.year == 2020),
    ("时限=无", lambda one: one.row.due is None),
    ("核于=2020-09", lambda one: one.row.verdict_on == date(2020, 9, 30)),
    ("核于=今天", lambda one: one.row.verdict_on == AS_OF),
    ("核于=上月", lambda one: one.row.verdict_on is not None and one.row.verdict_on.month == 10),
    ("未核于>=2020-10", lambda one: one.row.verdict_on is None or one.row.verdict_on < date(2020, 10, 1)),
    ("核查人=李明", lambda one: one.verdict_by == "李明"),
    ("备注=原因", lambda one: any(note.kind == "reason" for note in one.notes)),
    ("备注=不分类,进展", lambda one: any(note.kind in {None, "progress"} for note in one.notes)),
    ("非备注=原因 有备注", lambda one: bool(one.notes) and not any(note.kind == "reason" for note in one.notes)),
    ("差距<=-10", lambda one: one.row.gap is not None and one.row.gap <= -10),
    ("达成=10..60", lambda one: one.row.attainment is not None and 10 <= one.row.attainment <= 60),
    ("达成<50", lambda one: one.row.attainment is not None and one.row.attainment < 50),
    ("差距=无", lambda one: one.row.gap is None),
    ("-结论=滞后", lambda one: one.row.verdict != "behind"),
    ("-灯=无", lambda one: one.row.light is not None),
    ("-城市=青禾市", lambda one: one.city != "青禾市"),
    ("-文字=设备", lambda one: "设备" not in one.body and not any("设备" in note.body for note in one.notes)),
    ("非有备注 书库", lambda one: not one.notes and "书库" in one.body),
    ("-未分配", lambda one: one.row.lead is not None),
]


@pytest.mark.parametrize(("text", "holds"), CASES, ids=[text for text, _ in CASES])
def test_a_filter_means_the_tasks_of_which_it_holds(ws: Workspace, text: str, holds: Question) -> None:
    every = list(queries.task_ids(ws, TaskFilter()))
    wanted = [one for one in every if holds(queries.task_detail(ws, one))]
    assert list(queries.task_ids(ws, parse_filter(ws, text))) == wanted


def test_most_cases_part_the_tasks(ws: Workspace) -> None:
    every = len(queries.task_ids(ws, TaskFilter()))
    parted = [text for text, _ in CASES if 0 < len(queries.task_ids(ws, parse_filter(ws, text))) < every]
    assert len(parted) > len(CASES) // 2, parted


@pytest.mark.parametrize("group", GROUPS)
def test_groups_hold_the_tasks_in_the_order_of_the_list(ws: Workspace, group: str) -> None:
    chosen = TaskFilter(supervised=None)
    ids = list(queries.task_ids(ws, chosen, group=group, sort="-due"))
    assert sorted(ids) == sorted(queries.task_ids(ws, chosen))
    rows = queries.task_rows(ws, ids)
    plans = {plan.id: plan for plan in queries.plans(ws)}
    begin = 0
    for found in task_groups(ws, chosen, group):
        own = rows[begin : begin + found.count]
        begin += found.count
        key = {
            "section": lambda row: row.section_id,
            "city": lambda row: plans[row.plan_id].city,
            "plan": lambda row: row.plan_id,
            "verdict": lambda row: row.verdict,
            "light": lambda row: row.light,
            "department": lambda row: row.lead,
        }[group]
        assert len({key(row) for row in own}) == 1 and found.words
        assert found.reviewed == sum(row.verdict is not None for row in own)
        dues = [row.due for row in own if row.due is not None]
        assert dues == sorted(dues, reverse=True)
    assert begin == len(ids)


@pytest.mark.parametrize("sort", ["gap", "due", "verdict", "department", "updated", "plan"])
def test_an_order_can_be_turned_round(ws: Workspace, sort: str) -> None:
    one, other = (list(queries.task_ids(ws, TaskFilter(), sort=way)) for way in (sort, f"-{sort}"))
    assert sorted(one) == sorted(other)
    if sort == "gap":
        gaps = [row.gap for row in queries.task_rows(ws, other)]
        known = [gap for gap in gaps if gap is not None]
        assert known == sorted(known, key=Decimal, reverse=True) and gaps[: len(known)] == known
