"""A store whose figures were folded by the rules of another program: nobody is shown them as if they were of this one."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from planreview.catalogue import LANGUAGES, language, t, use_language
from planreview.services import care, review
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from planreview.store.rules import RULES, noted_rules
from tests.store.builder import FixedClock, Goal, Planned, open_workspace, store_plan


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of another program, which found a verdict that the log does not give by the rules of this one."""
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, 2, period=(2020, 2021))
        review.mark(ws, plan.tasks, "behind")
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update meta set value = '0' where key = 'rules'")
        connection.execute("update task_state set verdict = 'done', reason_open = 0")
        connection.commit()
    return path


def verdicts(ws: Workspace) -> list[tuple[str | None, int]]:
    return [tuple(row) for row in ws.store.connection.execute("select verdict, reason_open from task_state")]


def test_a_new_store_notes_the_rules(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        assert noted_rules(ws.store.connection) == RULES


@pytest.mark.parametrize("noted", ["0", "999", "?", None])
def test_who_writes_folds_anew(old: Path, noted: str | None) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("delete from meta") if noted is None else connection.execute("update meta set value = ?", (noted,))
        connection.commit()
    with open_workspace(old.parent) as ws:
        assert verdicts(ws) == [("behind", 1)] * 2
        assert noted_rules(ws.store.connection) == RULES
    assert care.check(old, clock=FixedClock()).clean


def test_who_only_reads_sees_this_programs_figures_and_leaves_the_store_alone(old: Path) -> None:
    before = old.read_bytes()
    with Workspace.reader(old, clock=FixedClock()) as reader:
        assert verdicts(reader) == [("behind", 1)] * 2
        assert not reader.refresh()
    with Workspace.reader(old, clock=FixedClock(), as_of=date(2020, 6, 30)) as reader:
        assert verdicts(reader) == [(None, 0)] * 2, "marked after that day"
    assert old.read_bytes() == before


def test_a_reader_follows_who_brings_the_store_to_its_rules(old: Path) -> None:
    with Workspace.reader(old, clock=FixedClock()) as reader:
        with open_workspace(old.parent) as ws:
            review.mark(ws, [1], "on_track")
        assert reader.refresh()
        assert verdicts(reader) == [("on_track", 0), ("behind", 1)]
        assert not reader.refresh()


def test_check_says_which_rules_and_rebuilding_brings_this_programs(old: Path) -> None:
    (found,) = care.check(old, clock=FixedClock()).findings
    assert (found.kind, dict(found.values)) == ("rules", {"found": "0", "known": str(RULES)})
    before = language()
    for spoken in LANGUAGES:
        use_language(spoken)
        assert str(RULES) in t("check.rules", where=found.where, **dict(found.values))
    use_language(before)
    assert care.check(old, rebuild=True, clock=FixedClock()).rebuilt
    assert care.check(old, clock=FixedClock()).clean


@dataclass
class StandingClock(FixedClock):
    """However often it is asked, it is the same moment of its hour."""

    hour: int = 9

    def now(self) -> datetime:
        return datetime(2020, 11, 2, self.hour, tzinfo=UTC)


# What the rules give for the store below.
GIVEN = {
    1: "b9471ce0c841b044",
    2: "bb50c7d6de9271ca",
    3: "bb50c7d6de9271ca",
    4: "a9203e256d83b258",
    5: "0f85ba270bf1a3e4",
    6: "ceee2420e48b1f43",
    7: "ceee2420e48b1f43",
    8: "ceee2420e48b1f43",
}


def test_rules_that_give_something_else_have_a_new_number(tmp_path: Path) -> None:
    goals = [
        Goal("7.0"),
        Goal("10", "level"),
        Goal("100", "level_base", baseline="39"),
        Goal("75", "rate"),
        Goal("5", "ceiling", "<="),
        Goal("0.44", "lower", "<=", "0.48"),
        Goal("0", "date"),
    ]
    tasks = tuple(Planned(f"{n}", (goal,), ("甲局", "乙局"), ("丙局",), due="2020-10-31") for n, goal in enumerate(goals))
    plain = (Planned("无期", routine=True), Planned("到期", due="2020-11-20"), Planned("分工", lead=("丁局",), shared=True))
    clock = StandingClock(date(2020, 11, 30))
    with open_workspace(tmp_path, clock=clock) as ws:
        plan = store_plan(ws, tasks + plain, indicators=(Goal("9"),), default_lead="戊局")
        for n, verdict in enumerate(("not_started", "behind", "on_track", "ahead", "done", "dropped", "no_measure", "done")):
            review.mark(ws, [plan.tasks[n]], verdict)
        review.mark(ws, plan.tasks[7:8], "behind")
        review.add_note(ws, plan.tasks[1:2], "缺经费", kind="reason")
        review.mark(ws, plan.tasks[1:2], "behind")
        review.set_scope(ws, plan.tasks[9:], False)
        clock.hour = 10
        for targets, value in zip(plan.targets[:7], ("3.73", "4", "70", None, "6", "0.46", "1"), strict=True):
            review.record_actual(ws, targets[0], None if value is None else Decimal(value))
        review.record_actual(ws, plan.indicators[0], Decimal(5))
        rows = [
            tuple(row)
            for table in ("plan_state", "task_state", "target_state", "responsibility", "indicator_state")
            for row in ws.store.connection.execute(f"select * from {table} order by 1, 2, 3")
        ]
    given = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
    assert GIVEN.get(RULES) == given, f"raise RULES in planreview/store/rules.py and note {given!r} for it here"


def test_the_same_moment_gives_the_same_projection(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, 2)
        review.mark(ws, plan.tasks, "done")
        before = projection_hash(ws.store)
    assert care.check(tmp_path / "store.db", rebuild=True, clock=FixedClock()).state == before
