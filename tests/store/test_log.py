"""The operation log: appended only, chained, in one total order."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planreview.domain.operations import NOTE, VERDICT, Operation, OperationDraft
from planreview.services import review
from planreview.services.workspace import Workspace
from tests.store.builder import FixedClock, open_workspace, store_plan


def rows(ws: Workspace) -> list[sqlite3.Row]:
    found: list[sqlite3.Row] = ws.store.connection.execute("select * from operation order by device, device_seq").fetchall()
    return found


@pytest.mark.parametrize(
    "statement",
    [
        "update operation set person = 'other' where seq = 1",
        "delete from operation where seq = 1",
        "insert or replace into operation select * from operation where seq = 1",
        "insert or replace into operation select 99, id, kind, subject, payload, batch, person, device, 99, clock, recorded_at,"
        " effective_on, based_on, previous, 'x' from operation where seq = 1",
        "insert or replace into operation select 99, 'x', kind, subject, payload, batch, person, device, device_seq, clock,"
        " recorded_at, effective_on, based_on, previous, 'x' from operation where seq = 1",
        "replace into operation select 1, 'x', kind, subject, payload, batch, person, device, 99, clock, recorded_at,"
        " effective_on, based_on, previous, 'x' from operation where seq = 1",
        "update or replace operation set id = 'x' where seq = 2",
    ],
)
@pytest.mark.parametrize("recursive", ["on", "off"])
def test_no_statement_changes_what_was_written(tmp_path: Path, statement: str, recursive: str) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
        review.set_as_of(ws, date(2020, 6, 30))
        path = ws.store.path
        before = [tuple(row) for row in rows(ws)]
    # As another program would come: with settings of its own.
    other = sqlite3.connect(path)
    other.execute(f"pragma recursive_triggers = {recursive}")
    with pytest.raises(sqlite3.IntegrityError, match="appended only"):
        other.execute(statement)
    other.close()
    with open_workspace(tmp_path) as ws:
        assert [tuple(row) for row in rows(ws)] == before


def test_each_operation_holds_the_hash_of_the_one_before(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        review.mark(ws, plan.tasks, "behind", note="缺人")
        previous = ""
        for place, row in enumerate(rows(ws), 1):
            assert row["device_seq"] == place
            assert row["previous"] == previous
            assert Operation(*(row[name] for name in Operation.__slots__)).hash() == row["hash"]
            previous = row["hash"]


def test_one_action_is_one_batch_and_says_what_it_had_seen(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        receipt = review.mark(ws, plan.tasks, "on_track", note="正常")
        own = [row for row in rows(ws) if row["batch"] == receipt.batch]
        assert [row["kind"] for row in own] == [VERDICT] * 3 + [NOTE] * 3
        assert {row["based_on"] for row in own} == {json.dumps({ws.device: 1}, separators=(",", ":"))}


def test_the_clock_goes_on_where_the_wall_clock_stands_or_falls_back(tmp_path: Path) -> None:
    clock = FixedClock()
    with open_workspace(tmp_path, clock=clock) as ws:
        plan = store_plan(ws)
        clock.moment = datetime(2019, 1, 1, tzinfo=UTC)
        review.mark(ws, plan.tasks, "done")
        clocks = [row["clock"] for row in rows(ws)]
        assert clocks == sorted(set(clocks))


def test_an_operation_holds_from_the_date_given_or_from_the_date_of_its_plan(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan, running = store_plan(ws), store_plan(ws, title="规划", period=(2021, 2025))
        review.mark(ws, plan.tasks[:1], "done")
        review.mark(ws, running.tasks[:1], "done")
        review.mark(ws, plan.tasks[:1], "done", on=date(2020, 5, 1))
        review.set_as_of(ws, date(2020, 10, 31))
        review.mark(ws, plan.tasks[:1], "done")
        days = [row["effective_on"] for row in rows(ws) if row["kind"] == VERDICT]
        assert days == ["2020-12-31", "2021-03-01", "2020-05-01", "2020-10-31"]


def test_a_payload_with_a_misspelt_name_does_not_reach_the_log() -> None:
    with pytest.raises(ValueError, match="verdikt"):
        OperationDraft(VERDICT, "uid", {"verdikt": "done"})
    with pytest.raises(KeyError):
        OperationDraft("verdikt", "uid", {})


def test_nothing_is_appended_outside_a_transaction(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws, pytest.raises(RuntimeError):
        ws.append([OperationDraft(NOTE, "uid", {"kind": None, "text": "x"})])


def test_what_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        with pytest.raises(ZeroDivisionError), ws.store.transaction():
            ws.append([OperationDraft(VERDICT, plan.uids[0], {"verdict": "done"})])
            _ = 1 / 0
        assert not ws.store.connection.in_transaction
        assert [row["kind"] for row in rows(ws)] == ["import"]
        assert ws.store.connection.execute("select count(*) from task_state where verdict is not null").fetchone()[0] == 0
