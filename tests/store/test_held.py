"""A second connection of one process never lets go of the locks of the first: others go on seeing that the store is open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planreview.errors import InputError, StoreError
from planreview.held import is_held
from planreview.reading.document import read_path
from planreview.render.files import write_file
from planreview.services import queries, review
from planreview.services.evidence import hash_evidence
from planreview.services.workspace import Workspace
from planreview.store.check import find_faults
from planreview.store.file import open_store
from tests.store.builder import open_workspace, store_plan

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
import sys
from pathlib import Path
from planreview.services import review
from tests.store.builder import open_workspace
with open_workspace(Path(sys.argv[1]), person="李四") as ws:
    review.mark(ws, [int(sys.argv[2])], "done")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 6)
    return tmp_path


def mark_elsewhere(folder: Path, task: int) -> None:
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(folder), str(task)], cwd=ROOT, check=True)


def test_what_another_process_stores_is_seen_after_a_second_connection_was_opened_and_closed(folder: Path) -> None:
    with open_workspace(folder) as ws:
        path = ws.store.path
        review.mark(ws, [1], "behind")
        with Workspace.reader(path) as reader:
            log = path.with_name(path.name + "-wal")
            before = log.stat().st_ino
            for task in (2, 3, 4):
                mark_elsewhere(folder, task)
            assert log.stat().st_ino == before, "another process took the log of the open store away"
            assert [row.verdict for row in queries.task_rows(reader, (1, 2, 3, 4))] == ["behind", "done", "done", "done"]
        mark_elsewhere(folder, 5)
        review.mark(ws, [6], "ahead")
        assert [row.verdict for row in queries.task_rows(ws, (5, 6))] == ["done", "ahead"]
    with open_workspace(folder) as ws:
        assert [row.verdict for row in queries.task_rows(ws, (1, 4, 5, 6))] == ["behind", "done", "done", "ahead"]
        assert not find_faults(ws.store, ws.today())


def test_the_open_store_is_no_document_no_evidence_and_no_target_of_a_file(folder: Path) -> None:
    with open_workspace(folder) as ws:
        path = ws.store.path
        review.mark(ws, [1], "behind")
        for one in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            assert is_held(one)
            for reach in (read_path, hash_evidence, lambda there: write_file(there, b"x", overwrite=True)):
                with pytest.raises(InputError) as refused:
                    reach(one)
                assert refused.value.key == "file_is_store"
        mark_elsewhere(folder, 2)
        assert [row.verdict for row in queries.task_rows(ws, (1, 2))] == ["behind", "done"]
    assert not is_held(path)


def test_a_store_that_was_closed_is_looked_at_again(folder: Path) -> None:
    with open_workspace(folder) as ws:
        path = ws.store.path
    assert not is_held(path)
    path.write_bytes(b"no store at all")
    with pytest.raises(StoreError) as refused:
        open_store(path)
    assert refused.value.key == "not_a_store"
