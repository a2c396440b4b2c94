"""What SQLite and the system say when they refuse, as errors that a person can act on."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
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
# What the full-text index says where one of its tables is not there or cannot be read.
_INDEX_GONE = ("vtable constructor failed", "SQL logic error")
_SYSTEM_KEYS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "store_read_only",
    errno.EPERM: "store_read_only",
    errno.EROFS: "store_read_only",
}


@contextlib.contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Raise what SQLite or the system refuse as :class:`StoreError`; a fault of ours (a wrong statement, a broken rule of the
    schema) stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        key = _KEYS.get(code & 0xFF) if isinstance(code, int) else None
        # Bytes that are no text: Python's complaint, not SQLite's, and therefore without a code. A table that is not there was
        # taken out of the file, or never stood in one of that form.
        if (
            "decode to UTF-8" in str(error)
            or "has no column named" in str(error)
            or str(error).startswith(("no such table", "no such column", *_INDEX_GONE))
        ):
            key = "store_damaged"
        if key is None:
            raise
        raise StoreError(key, path=path, reason=error) from error
    except UnicodeDecodeError as error:
        raise StoreError("store_damaged", path=path, reason=error) from error
    except OSError as error:
        key = _SYSTEM_KEYS.get(error.errno or 0, "store_cannot_open")
        raise StoreError(key, path=path, reason=error) from error
