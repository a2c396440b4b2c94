"""Open a store for reading only, wherever it lies: on a full disk, in a folder without write permission, on a stick."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from planreview.errors import StoreError
from planreview.store.handle import PATIENCE, Store, check_version, configure
from planreview.store.version import LATEST


def connect_reader(path: Path, patience: float = PATIENCE) -> Store:
    """A store whose connection cannot write to the file; tables of its own (TEMP) it can have."""
    folder_writable = os.access(path.parent, os.W_OK)
    wal = path.with_name(path.name + "-wal")
    if folder_writable or wal.with_name(path.name + "-shm").exists():
        return _checked(path, _connect(path, "mode=ro", patience))
    if wal.exists() and wal.stat().st_size:
        return _copy(path, wal)
    # Without a write-ahead log beside it nothing can change under us, and SQLite need not make one to look.
    return _checked(path, _connect(path, "mode=ro&immutable=1", patience))


def _copy(path: Path, wal: Path) -> Store:
    """Read a copy in the temporary folder: the last operations stand in a log that SQLite cannot use in place."""
    # Half as long to load as an empty program takes.
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="planreview-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "store.db"
        shutil.copyfile(path, target)
        shutil.copyfile(wal, target.with_name("store.db-wal"))
        source = sqlite3.connect(target, isolation_level=None)
        memory = sqlite3.connect(":memory:", isolation_level=None)
        source.backup(memory)
        source.close()
    return _checked(path, memory)


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?{mode}"
    return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=True)


def _checked(path: Path, connection: sqlite3.Connection) -> Store:
    try:
        configure(connection)
        version = check_version(connection, path)
        if version == 0:
            raise StoreError("store_missing", path=path)
        if version < LATEST:
            raise StoreError("store_older", path=path, found=version, known=LATEST)
        journal = str(connection.execute("pragma journal_mode").fetchone()[0])
        return Store(path, connection, read_only=True, journal="wal" if journal == "memory" else journal)
    except BaseException:
        connection.close()
        raise
