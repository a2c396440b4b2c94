"""The write-ahead log is brought into the file beside the commits, so that it neither stalls one of them nor grows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from planreview.store import checkpoints
from planreview.store.file import open_store
from planreview.store.handle import Store

ROW = 3_000
MANY = 200


class AtOnce:
    """A thread that has ended when it was started, so that nothing depends on who is quicker."""

    def __init__(self, target: Callable[..., None], args: tuple[object, ...], **_: object) -> None:
        self._run = partial(target, *args)

    def start(self) -> None:
        self._run()

    def is_alive(self) -> bool:
        return False

    def join(self) -> None:
        return None


def _write(store: Store, rows: int) -> None:
    for place in range(rows):
        with store.transaction() as connection:
            connection.execute("insert or replace into meta values (?, ?)", (f"row {place % 50}", "x" * ROW))


def _log_size(path: Path) -> int:
    return path.with_name(path.name + "-wal").stat().st_size


def test_the_log_begins_anew_however_many_commits_follow_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "Thread", AtOnce)
    monkeypatch.setattr(checkpoints, "COMMITS", 10)
    monkeypatch.setattr(checkpoints, "TIMES", 3)
    path = tmp_path / "store.db"
    with closing(open_store(path, create=True)) as store:
        _write(store, 2 * 3 * 10)
        once = _log_size(path)
        _write(store, MANY)
        assert _log_size(path) <= once, "pages are added to the log for ever"


def test_what_was_committed_stands_in_the_file_without_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "Thread", AtOnce)
    monkeypatch.setattr(checkpoints, "COMMITS", 10)
    path, bare = tmp_path / "store.db", tmp_path / "bare.db"
    with closing(open_store(path, create=True)) as store:
        _write(store, 60)
        bare.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(bare)) as copied:
        assert copied.execute("select count(*) from meta where key like 'row %'").fetchone()[0] == 50


def test_closing_waits_for_what_is_under_way(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_store(path, create=True)
    _write(store, checkpoints.COMMITS)
    store.close()
    assert not [one for one in threading.enumerate() if one.name == "checkpoint"]
    assert not path.with_name("store.db-wal").exists()
