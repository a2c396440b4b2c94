"""Copy a whole store with SQLite's backup, which sees a running store as one state; a bare file copy would not."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from planreview.disk import flush
from planreview.errors import InputError, StoreError
from planreview.store.readonly import connect_reader
from planreview.store.refusals import refusing


def copy_store(source: Path, target: Path, *, replace: bool) -> None:
    """Copy a store; what stands at ``target`` is replaced only on demand, and only where nobody has it open.

    Raises :class:`StoreError`, and :class:`InputError`: target_exists, target_is_folder, same_file.
    """
    with refusing(target):
        if target.is_dir():
            raise InputError("target_is_folder", path=target)
        if target.exists():
            if source.samefile(target):
                raise InputError("same_file", path=target)
            if not replace:
                raise InputError("target_exists", path=target)
            _release(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        # A source that may only be read, on a stick for instance, is read all the same.
        with contextlib.closing(connect_reader(source)) as store:
            copy_database(store.connection, target)


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy the open ``source`` to ``target``, which appears whole or not at all and replaces what stood there.

    Raises ``sqlite3.Error`` and ``OSError``.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(part)) as writer:
            source.backup(writer)
            # The copy is one file: nothing of it may wait in a log beside it.
            writer.execute("pragma journal_mode = delete")
        flush(part)
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        part.replace(target)
        flush(target.parent)
    finally:
        part.unlink(missing_ok=True)


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a store whose pages cannot all be read. Raises :class:`StoreError`."""
    with refusing(path):
        said = connection.execute("pragma quick_check(1)").fetchone()[0]
    if said != "ok":
        raise StoreError("store_damaged", path=path, reason=said)


def _release(path: Path) -> None:
    """Make sure that nobody has the store at ``path`` open; what is no store at all may be replaced."""
    with contextlib.closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as connection:
        try:
            # Leaving the write-ahead log is the one step that SQLite allows to a sole user only.
            connection.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return
