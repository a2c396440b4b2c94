"""Write a file whole or not at all: under another name first, on the disk, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from planreview.disk import flush
from planreview.errors import InputError
from planreview.held import check_not_held
from planreview.stopping import check_stop


def write_file(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write ``data`` to ``path``; a reader sees the old file or the new one, never a part.

    Raises :class:`InputError` where the file exists and may not be overwritten, or cannot be written; then nothing changed.
    """
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise OSError(errno.EISDIR, "")
        if path.exists() and not overwrite:
            raise InputError("file_exists", path=path)
        check_not_held(path)
        part = path.with_name(f".planreview-{secrets.token_hex(8)}.part")
        try:
            _write_through(part, data)
            check_stop()
            _put_in_place(part, path, overwrite=overwrite)
        finally:
            with contextlib.suppress(FileNotFoundError):
                part.unlink()
        flush(path.parent)
    except (OSError, ValueError) as error:
        raise InputError("file_unwritable", path=path, reason=error) from error


def _write_through(part: Path, data: bytes) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(part: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        part.replace(path)
        return
    try:
        # A link fails where someone else made the file meanwhile; a rename would overwrite it.
        path.hardlink_to(part)
    except FileExistsError as error:
        raise InputError("file_exists", path=path) from error
    except OSError:
        # Sticks and some shares know no links; there a rename has to do.
        part.rename(path)
