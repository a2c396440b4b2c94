"""Open the store: one SQLite file, checked before it is used, that refuses with a reason and stays whole.

A writer may make and migrate it; a reader changes nothing and needs plain ``sqlite3`` only.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from planreview.errors import StoreError
from planreview.store.refusals import refusal, system_refusal
from planreview.store.version import APPLICATION_ID, LATEST

OLDEST_SQLITE = (3, 37, 0)
PATIENCE = 5.0
_HEADER = b"SQLite format 3\0"


class Store:
    """An open store. Made by :func:`open_store`; belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool, journal: str) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.journal = journal
        self.commits = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """Keys of sentences to tell the user once: no write-ahead log, as on a network share."""
        return () if self.journal == "wal" else ("store.warning.no_wal",)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing: the lock is taken at once, and what fails is rolled back before it is raised.

        On leaving, the changes are on the disk.
        """
        if self.read_only:
            raise StoreError("store_read_only", path=self.path, reason="")
        connection = self.connection
        try:
            connection.execute("begin immediate")
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                # A full disk rolls back by itself; a second rollback would hide the error.
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
        except sqlite3.Error as error:
            self._refuse(error)
        self.commits += 1

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads of one state; what SQLite refuses becomes a store error."""
        try:
            nested = self.connection.in_transaction
            if not nested:
                self.connection.execute("begin")
            try:
                yield self.connection
            finally:
                if not nested and self.connection.in_transaction:
                    self.connection.execute("rollback")
        except sqlite3.Error as error:
            self._refuse(error)

    def change_token(self) -> int:
        """A number that moves whenever this or another connection has committed."""
        return int(self.connection.execute("pragma data_version").fetchone()[0]) + self.commits

    def close(self) -> None:
        """Close; what the write-ahead log holds goes into the file, so that a bare copy is whole."""
        if not self.read_only:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("pragma wal_checkpoint(truncate)")
        self.connection.close()

    def _refuse(self, error: sqlite3.Error) -> None:
        known = refusal(error, self.path)
        if known is not None:
            raise known from error
        raise error


def open_store(path: Path, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE) -> Store:
    """Open the store at ``path``; ``create`` makes a missing one, ``patience`` is how many seconds a lock is waited for.

    Raises :class:`StoreError`: store_missing, store_newer, store_older (a reader cannot migrate), store_locked,
    store_read_only, not_a_store, store_damaged, disk_full, store_cannot_open, store_io, sqlite_too_old.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError("sqlite_too_old", found=sqlite3.sqlite_version, needed="3.37")
    path = Path(path)
    try:
        missing = _check_file(path)
        if missing and (read_only or not create):
            raise StoreError("store_missing", path=path)
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not os.access(path if path.exists() else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
                raise StoreError("store_read_only", path=path, reason="")
    except OSError as error:
        raise system_refusal(error, path) from error
    try:
        if read_only:
            from planreview.store.readonly import connect_reader

            return connect_reader(path, patience)
        return _open_writer(path, patience)
    except sqlite3.Error as error:
        raise refusal(error, path) or StoreError("store_damaged", path=path, reason=error) from error


def _check_file(path: Path) -> bool:
    """Whether there is no store yet; refuses what cannot be one, and a file that is shorter than it says."""
    if path.is_dir():
        raise StoreError("not_a_store", path=path)
    if not path.exists():
        return True
    size = path.stat().st_size
    if size == 0:
        return True
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(_HEADER[: len(head)]):
        raise StoreError("not_a_store", path=path)
    wal = path.with_name(path.name + "-wal")
    if len(head) < 100:
        raise StoreError("store_damaged", path=path, reason=f"{size} B")
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    said_now = head[24:28] == head[92:96]
    if said_now and not (wal.exists() and wal.stat().st_size) and size < pages * (65536 if page == 1 else page):
        raise StoreError("store_damaged", path=path, reason=f"{size} B < {pages} * {page} B")
    return False


def configure(connection: sqlite3.Connection) -> None:
    """What every connection is told, whoever opens it."""
    connection.row_factory = sqlite3.Row
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma recursive_triggers = on")


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the store's form, 0 for an empty file; refuses other programs' files and newer stores."""
    application = int(connection.execute("pragma application_id").fetchone()[0])
    version = int(connection.execute("pragma user_version").fetchone()[0])
    tables = int(connection.execute("select count(*) from sqlite_master").fetchone()[0])
    if application != APPLICATION_ID and (application or version or tables):
        raise StoreError("not_a_store", path=path)
    if version > LATEST:
        raise StoreError("store_newer", path=path, found=version, known=LATEST)
    return version


def _open_writer(path: Path, patience: float) -> Store:
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=True)
    try:
        configure(connection)
        version = check_version(connection, path)
        journal = _write_ahead(connection, patience)
        connection.execute("pragma synchronous = full")
        if version < LATEST:
            # Only now: the module behind it takes longer to load than most commands take to run.
            from planreview.store.migrate import migrate

            migrate(connection, path)
        return Store(path, connection, read_only=False, journal=journal)
    except BaseException:
        connection.close()
        raise


def _write_ahead(connection: sqlite3.Connection, patience: float) -> str:
    """Switch to the write-ahead log; SQLite does not wait for its lock here, so this does."""
    until = time.monotonic() + patience
    while True:
        try:
            return str(connection.execute("pragma journal_mode = wal").fetchone()[0])
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
