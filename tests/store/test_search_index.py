"""Pieces of the index of words are joined when nobody waits: commits leave many, and each search goes through all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.workspace import Workspace
from planreview.store.search_index import PIECES
from tests.benchmarks.generate import Ticking, generate


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pieces") / "store.db"
    generate(path, 60)
    return path


@pytest.fixture
def ws(made: Path, tmp_path: Path) -> Workspace:
    path = tmp_path / "store.db"
    path.write_bytes(made.read_bytes())
    return _open(path)


def _open(path: Path) -> Workspace:
    return Workspace.open(path, person="甲", device_file=path.with_name("device.json"), clock=Ticking())


def _pieces(ws: Workspace) -> int:
    return int(ws.store.connection.execute("select count(distinct segid) from said_index_idx").fetchone()[0])


def _say(ws: Workspace, times: int) -> None:
    tasks = queries.task_ids(ws, TaskFilter())
    for place in range(times):
        review.add_note(ws, [tasks[place]], f"第{place}次 逢集到场查看")


def test_idle_steps_join_what_commits_left(ws: Workspace) -> None:
    _say(ws, 3 * PIECES)
    before, left = _pieces(ws), 0
    assert before > 2 * PIECES
    while ws.tidy():
        left += 1
        assert left < 100
    assert left and _pieces(ws) < PIECES
    assert len(queries.task_ids(ws, TaskFilter(text="逢集到场"))) == 3 * PIECES
    assert not ws.tidy()
    ws.close()


def test_the_log_is_brought_into_the_file_behind_the_last_step(ws: Workspace) -> None:
    _say(ws, PIECES + 1)
    while ws.tidy():
        pass
    busy, frames, moved = ws.store.connection.execute("pragma wal_checkpoint(passive)").fetchone()
    assert (busy, frames) == (0, moved)
    ws.close()


def test_leaving_joins_for_commands_that_end_at_once(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(made.read_bytes())
    for place in range(2 * PIECES):
        with _open(path) as ws:
            ws.clock = _later(place)
            review.add_note(ws, [queries.task_ids(ws, TaskFilter())[place]], f"第{place}次")
    with _open(path) as ws:
        assert _pieces(ws) <= PIECES + 1


def _later(minutes: int) -> Ticking:
    clock = Ticking()
    clock._moment += timedelta(minutes=minutes)
    return clock
