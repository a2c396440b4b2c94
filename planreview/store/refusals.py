"""What SQLite and the system say when they refuse, as errors that a person can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from planreview.errors import StoreError

_KEYS = {
    sqlite3.SQLITE_BUSY: "store_locked",
    sqlite3.SQLITE_LOCKED: "store_locked",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_PERM: "store_read_only",
    sqlite3.SQLITE_CANTOPEN: "store_cannot_open",
    sqlite3.SQLITE_NOTADB: "not_a_store",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "store_io",
}


def refusal(error: sqlite3.Error, path: Path) -> StoreError | None:
    """The error to raise for one of SQLite's; None where the fault is ours (a wrong statement, a broken rule)."""
    code = getattr(error, "sqlite_errorcode", None)
    key = _KEYS.get(code & 0xFF) if isinstance(code, int) else None
    return None if key is None else StoreError(key, path=path, reason=error)


def system_refusal(error: OSError, path: Path) -> StoreError:
    """The error to raise for one of the system's: no permission, no space, a folder that is a file."""
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreError("disk_full", path=path, reason=error.strerror)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreError("store_read_only", path=path, reason=error.strerror)
    return StoreError("store_cannot_open", path=path, reason=error.strerror or error)
