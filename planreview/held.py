"""The files that this process has open as stores, so that nothing else in it opens one of them.

Where locks are of the process (POSIX), closing any descriptor of a file lets go of all locks that the process has on it, those
of SQLite too: another process would then believe itself alone and take the write-ahead log away under the open store.
"""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

from planreview.errors import InputError

Identity = tuple[int, int]
# Held while a store is looked at and opened: between the look at its header and its first connection no other may come.
opening = threading.RLock()
_held: Counter[Identity] = Counter()
# SQLite keeps locks in the files beside the store as well.
_BESIDE = ("-wal", "-shm", "-journal")


def hold(path: Path) -> Identity | None:
    """Note that a connection is open to ``path``; what is given back goes to :func:`let_go`."""
    identity = _identity(path)
    with opening:
        if identity is not None:
            _held[identity] += 1
    return identity


def let_go(identity: Identity | None) -> None:
    """The connection is closed."""
    with opening:
        if identity is not None:
            _held[identity] -= 1


def is_held(path: Path) -> bool:
    """Whether a file is a store that this process has open, or one of the files beside it."""
    stem = next((path.name[: -len(end)] for end in _BESIDE if path.name.endswith(end)), None)
    found = {_identity(path), _identity(path.with_name(stem)) if stem else None} - {None}
    with opening:
        return any(_held[one] > 0 for one in found if one is not None)


def check_not_held(path: Path) -> None:
    """Raises :class:`InputError` file_is_store where a file must not be read or written because it is an open store."""
    if is_held(path):
        raise InputError("file_is_store", path=path)


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None
