"""Open the store: one SQLite file, checked before it is used, that refuses with a reason and stays whole.

A writer may make and migrate it; a reader changes nothing and needs plain ``sqlite3`` only.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from planreview.errors import StoreError
from planreview.held import is_held, opening
from planreview.store.handle import PATIENCE, Store, check_version, configure
from planreview.store.readonly import connect_reader
from planreview.store.refusals import refusing
from planreview.store.version import LATEST

__all__ = ["Store", "open_store"]

OLDEST_SQLITE = (3, 37, 0)
# From so many pages on a commit waits for the file to be brought up to date. A mark writes twelve, and ``Checkpoints``,
# ``Store.tidy`` and closing do that where nobody waits: this is for imports, and for what outruns them.
CHECKPOINT_PAGES = 12_000
# KiB of pages that the writer keeps: at SQLite's 2,000 marks all over a million tasks read the same inner pages again.
CACHE = 16_000
# A mark is twenty statements in one of many wordings, by the columns that it changes; Python would keep 128 of all.
STATEMENTS = 500
_HEADER = b"SQLite format 3\0"


def open_store(path: Path, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE) -> Store:
    """Open the store at ``path``; ``create`` makes a missing one, ``patience`` is how many seconds a lock is waited for.

    Raises :class:`StoreError`: store_missing, store_newer, store_older (a reader cannot migrate), store_locked,
    store_read_only, not_a_store, store_damaged, disk_full, store_cannot_open, store_io, sqlite_too_old.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError("sqlite_too_old", found=sqlite3.sqlite_version, needed="3.37")
    path = Path(path)
    with refusing(path), opening:
        missing = not is_held(path) and _check_file(path)
        if missing and (read_only or not create):
            raise StoreError("store_missing", path=path)
        if read_only:
            return connect_reader(path, patience)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path if path.exists() else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise StoreError("store_read_only", path=path, reason="")
        return _open_writer(path, patience)


def _check_file(path: Path) -> bool:
    """Whether there is no store yet; refuses what cannot be one, and a file that is shorter than it says.

    Not for a file that this process has open: closing it here would let go of SQLite's locks.
    """
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


def _open_writer(path: Path, patience: float) -> Store:
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None, cached_statements=STATEMENTS)
    try:
        configure(connection)
        version = check_version(connection, path)
        journal = _write_ahead(connection, patience)
        connection.execute("pragma synchronous = full")
        connection.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute(f"pragma cache_size = -{CACHE}")
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
