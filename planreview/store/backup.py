"""Copy a whole store with SQLite's backup, which sees a running store as one state; a bare file copy would not."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path


def copy_database(source: Path, target: Path) -> None:
    """Copy ``source`` to ``target``, which appears whole or not at all and replaces what stood there.

    Raises ``sqlite3.Error`` and ``OSError``.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(source)) as reader, contextlib.closing(sqlite3.connect(part)) as writer:
            reader.backup(writer)
            # The copy is one file: nothing of it may wait in a log beside it.
            writer.execute("pragma journal_mode = delete")
        _to_disk(part)
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        part.replace(target)
        _to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    # Windows can flush neither a folder nor a file opened for reading; there the system's own order has to do.
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
