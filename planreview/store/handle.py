"""An open store: its connection, transactions, and what is checked and set on every connection."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planreview.errors import StoreError
from planreview.held import hold, let_go
from planreview.stopping import Asked, StoppedError, heeding, stop_asked
from planreview.store.checkpoints import Checkpoints
from planreview.store.refusals import refusing
from planreview.store.version import APPLICATION_ID, LATEST

if TYPE_CHECKING:
    from planreview.store.known_log import KnownLog

Connection = sqlite3.Connection
# Seconds for which a lock is waited for.
PATIENCE = 5.0
# Steps of SQLite between two looks at whether it shall stop: some milliseconds.
STEPS = 100_000


class Store:
    """An open store. Made by :func:`open_store`; belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool, journal: str) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.journal = journal
        self.commits = 0
        self._held = hold(path)
        self._tidied = 0
        self._stoppable = False
        self._log: KnownLog | None = None
        self._checkpoints = Checkpoints(path) if journal == "wal" and not read_only else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Keys of sentences to tell the user once: no write-ahead log, as on a network share."""
        return () if self.journal == "wal" else ("store.warning.no_wal",)

    @property
    def log(self) -> KnownLog:
        """What is known of the log by this connection."""
        if self._log is None:
            from planreview.store.known_log import KnownLog

            self._log = KnownLog()
        return self._log

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing: the lock is taken at once, and what fails is rolled back before it is raised.

        On leaving, the changes are on the disk.
        """
        if self.read_only:
            raise StoreError("store_read_only", path=self.path, reason="")
        connection = self.connection
        with refusing(self.path):
            connection.execute("begin immediate")
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                # A full disk rolls back by itself; a second rollback would hide the error.
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
        self.commits += 1
        if self._checkpoints is not None:
            self._checkpoints.committed(connection)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads of one state; what SQLite refuses becomes a store error."""
        nested = self.connection.in_transaction
        with refusing(self.path):
            if not nested:
                self.connection.execute("begin")
            try:
                yield self.connection
            finally:
                if not nested and self.connection.in_transaction:
                    self.connection.execute("rollback")

    @contextlib.contextmanager
    def heeding(self, asked: Asked) -> Iterator[None]:
        """Break off what SQLite does once ``asked`` says so; raises :class:`StoppedError` after everything is rolled back."""
        with heeding(asked), self.stoppable():
            yield

    @contextlib.contextmanager
    def stoppable(self) -> Iterator[None]:
        """Break off what SQLite does once this thread is asked to stop, or Ctrl+C is pressed; raises :class:`StoppedError`, or
        ``KeyboardInterrupt``, which SQLite would swallow where it asks Python whether to go on."""
        inside, self._stoppable = self._stoppable, True
        self.connection.set_progress_handler(stop_asked, STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if stop_asked():
                raise StoppedError("stopped") from error
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise KeyboardInterrupt from error
            raise
        finally:
            self._stoppable = inside
            if not inside:
                self.connection.set_progress_handler(None, 0)

    def change_token(self) -> int:
        """A number that moves whenever this or another connection has committed."""
        return int(self.connection.execute("pragma data_version").fetchone()[0]) + self.commits

    def tidy(self) -> bool:
        """One step of what commits leave for moments when nobody waits: join pieces of the index of words, then bring the
        write-ahead log into the file. Whether more is left."""
        if self.commits == self._tidied:
            return False
        with refusing(self.path):
            if self._join():
                return True
            self.connection.execute("pragma wal_checkpoint(passive)").fetchone()
        self._tidied = self.commits
        return False

    def close(self) -> None:
        """Close; what the write-ahead log holds goes into the file, so that a bare copy is whole."""
        if self._checkpoints is not None:
            self._checkpoints.close()
        if not self.read_only:
            with contextlib.suppress(sqlite3.Error):
                if self.commits != self._tidied:
                    # One step, and only if nobody else is writing: whoever leaves does not wait.
                    patience = int(self.connection.execute("pragma busy_timeout").fetchone()[0])
                    self.connection.execute("pragma busy_timeout = 0")
                    try:
                        self._join()
                    finally:
                        self.connection.execute(f"pragma busy_timeout = {patience}")
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("pragma wal_checkpoint(truncate)")
        self.connection.close()
        let_go(self._held)
        self._held = None

    def _join(self) -> bool:
        """Join pieces of the index of words by one step, in a transaction of its own; whether there were any to join."""
        from planreview.store.search_index import join_pieces

        self.connection.execute("begin immediate")
        try:
            joined = join_pieces(self.connection)
            self.connection.execute("commit")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("rollback")
            raise
        return joined


def one_row(connection: sqlite3.Connection, query: str, values: Sequence[object]) -> sqlite3.Row | None:
    """The first row of a query; None where there is none."""
    row: sqlite3.Row | None = connection.execute(query, values).fetchone()
    return row


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
