"""Bring the write-ahead log into the file beside the marks that go on, on a thread and a connection of its own.

A commit that did it itself would wait for thousands of pages to be written all over a large file. Whatever happens to the
thread, nothing is lost: what was committed stands in the log until it stands in the file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Thread

# Commits after which it begins: about five hundred pages. What comes while it works is brought in by further rounds, until
# so few pages are left that a commit may write them; a log that grows faster all the same is left to SQLite's own limit.
COMMITS, ROUNDS, FEW = 40, 4, 150
# Times after which a commit writes these few, so that the log begins anew instead of growing: too seldom to be noticed.
TIMES = 16


class Checkpoints:
    """When the log of one store is brought into its file; asked behind each commit, by the thread that commits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._commits = 0
        self._times = 0
        self._thread: Thread | None = None

    def committed(self, connection: sqlite3.Connection) -> None:
        """Begin, or finish, where enough was written."""
        self._commits += 1
        if self._commits < COMMITS:
            return
        if self._thread is None:
            # A command that writes once has no use for it.
            from threading import Thread

            self._thread = Thread(target=_bring_in, args=(self._path,), name="checkpoint", daemon=True)
            self._thread.start()
        elif not self._thread.is_alive():
            self._thread = None
            self._commits = 0
            self._times = (self._times + 1) % TIMES
            if not self._times:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("pragma wal_checkpoint(passive)").fetchone()

    def close(self) -> None:
        """Wait until nothing is under way."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None


def _bring_in(path: Path) -> None:
    # What it cannot do (a full disk, a file that is gone) is told by the commit that needs it; nothing is made here.
    known = f"{path.resolve().as_uri()}?mode=rw"
    with (
        contextlib.suppress(sqlite3.Error),
        closing(sqlite3.connect(known, uri=True, timeout=0, isolation_level=None)) as connection,
    ):
        connection.execute("pragma synchronous = full")
        for _ in range(ROUNDS):
            busy, written, brought = connection.execute("pragma wal_checkpoint(passive)").fetchone()
            if busy or written - brought <= FEW:
                return
