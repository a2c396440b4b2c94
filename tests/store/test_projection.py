"""The projection is the fold of documents and log, however it was reached.

Over 300 lines, since every kind of operation is folded twice here.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypedDict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planreview.domain.operations import (
    ALIAS,
    ASSIGN,
    DEFAULT_LEAD,
    DEPARTMENT,
    REMOVED,
    OperationDraft,
    department_subject,
    plan_subject,
)
from planreview.domain.review import TaskFilter
from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.services import adjusting, care, review
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.store.lacking import as_parts
from planreview.store.pages import first_ids
from planreview.store.project_spoken import OF_INDICATORS, OF_TASKS, Tables
from planreview.store.projection import projection_hash, rebuild
from planreview.store.queries import task_targets
from planreview.store.selection import select_ids
from tests.store import naive
from tests.store.acts_beside import beside
from tests.store.builder import FixedClock, Goal, Planned, Stored, open_workspace, store_plan, uid_of

CITY = "清河市"
NAMES = ("市科技局", "科技局", "市财政局", "市教育局")
TASKS = (
    Planned("建平台", goals=(Goal("10"), Goal("3")), lead=("市科技局",), support=("市财政局",)),
    Planned("引人才", goals=(Goal("5"),), lead=("科技局", "市财政局")),
    Planned("办活动"),
    Planned("抓党建", support=("市教育局",)),
)
# The first is one with the target of the second task.
INDICATORS = (Goal("5"), Goal("7"))
Action = Callable[[Workspace, Stored], Any]

# Two pairs have the same schedule share: only what the dates themselves touch is projected anew between them.
days = st.sampled_from(
    [date(2020, 3, 31), date(2020, 6, 30), date(2020, 11, 30), date(2020, 12, 5), date(2020, 12, 31), date(2021, 2, 1)]
)
tasks = st.lists(st.integers(0, len(TASKS) + len(INDICATORS) - 1), min_size=1, max_size=3, unique=True)
names = st.sampled_from(NAMES)


def _chosen(plan: Stored, places: list[int]) -> list[int]:
    """Tasks, and indicators behind them."""
    return [_every(plan)[place] for place in places]


def _every(plan: Stored) -> list[int]:
    return [*plan.tasks, *(-one for one in plan.indicators)]


def _appended(ws: Workspace, *drafts: OperationDraft) -> str:
    with ws.store.transaction():
        return ws.append(drafts)


class Given(TypedDict, total=False):
    """What is said beside a verdict or an adjustment."""

    approver: str
    document: str


def _mark(places: list[int], verdict: str | None, note: str | None, on: date | None, given: Given) -> Action:
    return lambda ws, plan: review.mark(ws, _chosen(plan, places), verdict, note=note, on=on, **given)


def _twice(place: int, verdict: str, note: str | None, first: date, again: date | None) -> Action:
    """The same verdict said once more, with what was said of it in between."""

    def act(ws: Workspace, plan: Stored) -> None:
        review.mark(ws, _chosen(plan, [place]), verdict, note=note, on=first)
        review.mark(ws, _chosen(plan, [place]), verdict, on=again or first)

    return act


def _target(plan: Stored, place: int) -> int:
    return (plan.targets[0][0], plan.targets[1][0], *plan.indicators)[place]


def _assign(place: int, name: str, role: str, mode: str) -> Action:
    payload = {"department": uid_of(CITY, name), "role": role, "mode": mode, "source": "person"}
    return lambda ws, plan: _appended(ws, OperationDraft(ASSIGN, plan.uids[place], payload))


def _alias(name: str, alias: str) -> Action:
    return lambda ws, plan: _appended(ws, OperationDraft(ALIAS, department_subject(uid_of(CITY, name)), {"alias": alias}))


def _remove(name: str) -> Action:
    """As a merge may bring it, of a department that holds something too."""
    return lambda ws, plan: _appended(ws, OperationDraft(REMOVED, department_subject(uid_of(CITY, name))))


def _make(name: str) -> Action:
    payload = {"city": CITY, "name": name, "wildcard": False}
    return lambda ws, plan: _appended(ws, OperationDraft(DEPARTMENT, department_subject(uid_of(CITY, name)), payload))


def _lead(name: str) -> Action:
    return lambda ws, plan: _appended(
        ws, OperationDraft(DEFAULT_LEAD, plan_subject(plan.key), {"department": uid_of(CITY, name)})
    )


def _actual(place: int, value: Decimal | None, on: date | None) -> Action:
    return lambda ws, plan: review.record_actual(ws, _target(plan, place), value, on=on)


APPROVAL: Given = {"approver": "周市长", "document": "青政办〔2020〕9号"}


def _unless_same(adjust: Callable[[], object]) -> None:
    try:
        adjust()
    except InputError as error:
        assert error.key == "adjust_same"


def _adjust(place: int, value: str, on: date | None) -> Action:
    return lambda ws, plan: _unless_same(
        lambda: adjusting.adjust_target(ws, _target(plan, place), {"value": value}, on=on, **APPROVAL)
    )


def _postpone(place: int, due: date, on: date | None) -> Action:
    return lambda ws, plan: _unless_same(lambda: adjusting.adjust_due(ws, plan.tasks[place], due, on=on, **APPROVAL))


steps = st.one_of(
    beside,
    beside,
    st.builds(
        _mark,
        tasks,
        st.sampled_from([*KEYS, None, "done", "dropped"]),
        st.sampled_from([None, None, "缘由"]),
        st.none() | days,
        st.sampled_from([{}, {}, {"approver": "王局"}, {"document": "7号"}]),
    ),
    st.builds(
        _twice,
        st.integers(0, 5),
        st.sampled_from(["behind", "done", "ahead"]),
        st.none() | st.just("缘由"),
        days,
        st.none() | days,
    ),
    st.builds(
        lambda places, kind, on: lambda ws, plan: review.add_note(ws, _chosen(plan, places), "进展", kind=kind, on=on),
        tasks,
        st.sampled_from([None, "reason", "progress", "problem"]),
        st.none() | days,
    ),
    st.builds(_adjust, st.integers(0, 3), st.sampled_from(["3", "12", "8"]), st.none() | days),
    st.builds(_postpone, st.integers(0, 3), days, st.none() | days),
    st.builds(_actual, st.integers(0, 3), st.sampled_from([Decimal(2), Decimal(12), None]), st.none() | days),
    st.builds(lambda places, on: lambda ws, plan: review.set_scope(ws, _chosen(plan, places), on), tasks, st.booleans()),
    st.builds(_assign, st.integers(0, 3), names, st.sampled_from(["lead", "support"]), st.sampled_from(["set", "add", "remove"])),
    st.builds(_alias, names, names),
    st.builds(_remove, names),
    st.builds(_make, names),
    st.builds(_lead, names),
    st.builds(lambda day: lambda ws, plan: review.set_as_of(ws, day), st.none() | days),
)
turns = st.sampled_from([review.undo, review.redo])


def _try_turn(turn: Callable[[Workspace], Any], ws: Workspace) -> bool:
    try:
        turn(ws)
    except InputError as error:
        assert error.key in {"nothing_to_undo", "nothing_to_redo"}
        return False
    return True


def _projected(ws: Workspace) -> dict[str, dict[str, Any]]:
    """The stored projection of tasks and indicators in the form of the naive fold."""
    connection = ws.store.connection
    found = {}
    for tables, uid in ((OF_TASKS, "item i on i.id = s.item_id"), (OF_INDICATORS, "target i on i.id = -s.item_id")):
        for row in connection.execute(f"select s.*, i.uid from {tables.state} s join {uid}"):
            found[row["uid"]] = _state(connection, tables, row)
            assert row["notes"] == len(found[row["uid"]]["notes"])
    return found


def _state(connection: sqlite3.Connection, tables: Tables, row: sqlite3.Row) -> dict[str, Any]:
    held: dict[str, list[str]] = {"lead": [], "support": []}
    for one in connection.execute(
        f"select r.role, d.name from {tables.responsibility} r join department d on d.id = r.department_id where item_id = ?"
        " order by rank",
        (row["item_id"],),
    ):
        held[one["role"]].append(one["name"])
    bodies = connection.execute(
        f"select n.body from {tables.note} n join operation o on o.id = n.operation_id where item_id = ?"
        " order by n.on_date, o.clock, o.device, o.device_seq",
        (row["item_id"],),
    )
    evidence = connection.execute(
        f"select e.remark from {tables.evidence} e join operation o on o.id = e.operation_id where item_id = ?"
        " order by e.on_date, o.clock, o.device, o.device_seq",
        (row["item_id"],),
    ).fetchall()
    assert row["evidence"] == len(evidence) and row["closed"] == (row["closing"] == "closed")
    actuals = connection.execute(
        "select s.actual from target_state s join target t on t.id = s.target_id where t.item_id = ?1 or t.id = -?1"
        " order by t.id",
        (row["item_id"],),
    )
    aims = task_targets(connection, row["shown_id"])
    return {
        "verdict": row["verdict"],
        "supervised": bool(row["supervised"]),
        "notes": [one[0] for one in bodies],
        "lacks": list(as_parts(row["reason_open"])),
        "round": row["round"],
        "carried": bool(row["carried"]),
        "last": row["last_verdict"],
        "changed": bool(row["changed"]),
        "self_report": row["self_verdict"],
        "evidence": [one[0] for one in evidence],
        "closing": row["closing"],
        "leads": held["lead"],
        "supports": held["support"],
        "actuals": [one[0] for one in actuals],
        "due": None if row["due_presumed"] else row["due"],
        "aims": [str(one.value) for one in aims],
    }


def _opened(folder: Path) -> tuple[Workspace, Stored, str]:
    """A store with the plan, and the projection's hash; someone has then reviewed it, so that undo leaves the import."""
    ws = open_workspace(folder)
    plan = store_plan(ws, TASKS, city=CITY, indicators=INDICATORS)
    imported = projection_hash(ws.store)
    review.add_note(ws, plan.tasks[:1], "已阅")
    return ws, plan, imported


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(steps, steps, turns.map(lambda turn: lambda ws, plan: _try_turn(turn, ws))), max_size=14))
def test_the_projection_equals_a_naive_fold(actions: list[Action]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ws, plan, _ = _opened(Path(folder))
        for action in actions:
            action(ws, plan)
        as_of = ws.store.connection.execute("select as_of from plan_state").fetchone()[0]
        assert _projected(ws) == naive.fold(ws.store, as_of)
        assert {one.name for one in department_rows(ws.store.connection)} == naive.listed(ws.store, as_of)
        before = projection_hash(ws.store)
        with ws.store.transaction():
            rebuild(ws.store, ws.today())
        assert projection_hash(ws.store) == before
        every = TaskFilter(supervised=None)
        newest = select_ids(ws.store.connection, every, "updated")
        assert first_ids(ws.store.connection, every, "updated", 2) == newest[:2]
        ws.close()
        assert care.check(Path(folder) / "store.db", clock=FixedClock()).findings == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(steps, steps, steps, turns.map(lambda turn: lambda ws, plan: _try_turn(turn, ws))), max_size=10))
def test_undoing_all_leads_to_the_first_state_and_redoing_all_to_the_last(actions: list[Action]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ws, plan, first = _opened(Path(folder))
        for action in actions:
            action(ws, plan)
        last, listed = projection_hash(ws.store), department_rows(ws.store.connection)
        ws.close()
        ws = open_workspace(Path(folder))
        undone = 0
        while _try_turn(review.undo, ws):
            undone += 1
        assert projection_hash(ws.store) == first
        ws.close()
        ws = open_workspace(Path(folder))
        for _ in range(undone):
            review.redo(ws)
        assert (projection_hash(ws.store), department_rows(ws.store.connection)) == (last, listed)
        ws.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(steps, turns.map(lambda turn: lambda ws, plan: _try_turn(turn, ws))), max_size=12), days)
def test_a_reader_of_another_date_sees_the_fold_as_of_that_date(actions: list[Action], day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ws, plan, _ = _opened(Path(folder))
        for action in actions:
            action(ws, plan)
        stored = projection_hash(ws.store)
        with Workspace.reader(ws.store.path, clock=FixedClock(), as_of=day) as reader:
            assert _projected(reader) == naive.fold(reader.store, day.isoformat())
            assert {one.name for one in department_rows(reader.store.connection)} == naive.listed(reader.store, day.isoformat())
            assert {row[0] for row in reader.store.connection.execute("select as_of from plan_state")} == {day.isoformat()}
        assert projection_hash(ws.store) == stored
        ws.close()
