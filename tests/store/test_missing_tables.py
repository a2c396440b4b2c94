"""A store from which something was taken, or of a form that never was released: a reason in words, never a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import StoreError
from planreview.services import care, queries, reports, review
from planreview.services.workspace import Workspace
from planreview.store.rules import RULES
from tests.store.builder import FixedClock, open_workspace, store_plan


def read(path: Path) -> None:
    with Workspace.reader(path, clock=FixedClock()) as ws:
        queries.task_rows(ws, queries.task_ids(ws, TaskFilter()))
        reports.summary(ws)
        care.log(ws)


def write(path: Path) -> None:
    with open_workspace(path.parent) as ws:
        review.mark(ws, [1], "done")


def check(path: Path) -> None:
    report = care.check(path, clock=FixedClock())
    assert not report.clean


USES: dict[str, Callable[[Path], None]] = {"read": read, "write": write, "check": check}


def tables(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            row[0]
            for row in connection.execute("select name from sqlite_master where type = 'table' and name not like '%sqlite%'")
        ]


@pytest.mark.parametrize("noted", [RULES, 0], ids=["own rules", "other rules"])
@pytest.mark.parametrize("use", USES)
def test_a_table_that_is_not_there_is_said(tmp_path: Path, use: str, noted: int) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 2)
    kept = (tmp_path / "store.db").read_bytes()
    refused = 0
    for place, table in enumerate(tables(tmp_path / "store.db")):
        folder = tmp_path / str(place)
        folder.mkdir()
        path = folder / "store.db"
        path.write_bytes(kept)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("update meta set value = ?", (str(noted),))
            connection.execute("pragma foreign_keys = off")
            connection.execute(f"drop table {table}")
            connection.commit()
        try:
            USES[use](path)
        except StoreError as error:
            assert error.key == "store_damaged", table
            refused += 1
    assert refused > 5
