"""Evidence (佐证): a file with its hash, a document number, how the check was made; and whether the file is still the same.

Files stay where they are: the store keeps path, size and SHA-256. Hashing runs wherever the caller runs it, which is never
the UI thread.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planreview.domain.operations import EVIDENCE, EVIDENCE_WITHDRAWN, OperationDraft
from planreview.domain.review import Receipt
from planreview.domain.spoken import METHODS, EvidenceView
from planreview.errors import InputError, reason_of
from planreview.held import check_not_held
from planreview.services.acting import chosen_uids, receipt_of
from planreview.services.days import check_day
from planreview.services.drafts import done_with
from planreview.services.workspace import Workspace
from planreview.store.spoken import evidence_owner, task_evidence
from planreview.text import clean_line, show

SAME, CHANGED, GONE, UNREADABLE = "same", "changed", "gone", "unreadable"
_BLOCK = 1 << 20
# Called with the bytes hashed and the bytes there are; a false answer breaks off.
Progress = Callable[[int, int], bool]
# Hashes of files as they stood: path, moment of the last writing, size.
_KNOWN: dict[tuple[str, int, int], str] = {}
_MOST = 256


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file as it is now: absolute path, SHA-256 and size in bytes."""

    path: str
    sha256: str
    size: int


def hash_evidence(path: Path, progress: Progress | None = None) -> Hashed | None:
    """Read a file and hash it; None where ``progress`` broke it off. Raises :class:`InputError` evidence_unreadable."""
    try:
        whole = str(path.expanduser().absolute())
        if clean_line(whole) != whole:
            raise InputError("evidence_name", path=show(whole))
        check_not_held(Path(whole))
        # Opened without waiting: a pipe without a writer would hold us for ever.
        with os.fdopen(os.open(whole, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError("evidence_no_file", path=show(whole))
            digest, done = hashlib.sha256(), 0
            while block := file.read(_BLOCK):
                digest.update(block)
                done += len(block)
                if progress is not None and not progress(done, max(done, status.st_size)):
                    return None
            return Hashed(whole, digest.hexdigest(), done)
    except (OSError, ValueError, RuntimeError) as error:
        reason = reason_of(error) if isinstance(error, (OSError, ValueError)) else str(error)
        raise InputError("evidence_unreadable", path=show(path), reason=reason) from error


def add_evidence(
    ws: Workspace,
    task_ids: Sequence[int],
    file: Hashed | None = None,
    *,
    method: str = METHODS[0],
    document: str = "",
    remark: str = "",
    on: date | None = None,
    discards: tuple[int, str] | None = None,
) -> Receipt:
    """Note a piece of evidence on tasks: a file, a document number, a remark, at least one of them. ``discards`` is the draft
    that it was typed as (task, kind).

    Raises :class:`InputError` evidence_empty, evidence_method, task_gone, day_unthinkable.
    """
    check_day(on)
    if method not in METHODS:
        raise InputError("evidence_method", text=show(method), known=", ".join(METHODS))
    number, words = clean_line(document), clean_line(remark)
    if file is None and not number and not words:
        raise InputError("evidence_empty")
    payload = {
        "path": file.path if file else None,
        "sha256": file.sha256 if file else None,
        "size": file.size if file else None,
        "document": number or None,
        "method": method,
        "remark": words or None,
    }
    with ws.store.transaction() as connection:
        tasks, uids = chosen_uids(connection, task_ids)
        done_with(ws, connection, discards)
        batch = ws.append([OperationDraft(EVIDENCE, uid, payload, on) for uid in uids])
        return receipt_of(connection, batch, EVIDENCE, tasks, {"sha256": payload["sha256"]})


def withdraw_evidence(ws: Workspace, evidence_id: str) -> Receipt:
    """Take a piece of evidence out; it stays in the log. Raises :class:`InputError` evidence_gone."""
    with ws.store.transaction() as connection:
        row = evidence_owner(connection, evidence_id)
        if row is None:
            raise InputError("evidence_gone")
        batch = ws.append([OperationDraft(EVIDENCE_WITHDRAWN, row["subject"], {"evidence": evidence_id})])
        return receipt_of(connection, batch, EVIDENCE_WITHDRAWN, [row["item_id"]], {"evidence": evidence_id})


def evidence_of(ws: Workspace, task_id: int) -> tuple[EvidenceView, ...]:
    """The evidence of a task that stands, the oldest first."""
    with ws.store.reading() as connection:
        return task_evidence(connection, task_id)


def check_evidence(pieces: Iterable[EvidenceView], progress: Progress | None = None) -> dict[str, str]:
    """Whether files are what they were when they were noted: id → same, changed, gone or unreadable; those without a file are
    left out, and those that ``progress`` broke off. Reads the files, so not for the UI thread."""
    states = ((one.id, _state(one, progress)) for one in pieces if one.path is not None)
    return {key: state for key, state in states if state is not None}


def _state(one: EvidenceView, progress: Progress | None) -> str | None:
    assert one.path is not None
    try:
        status = Path(one.path).stat()
    except (OSError, ValueError) as error:
        return GONE if isinstance(error, (FileNotFoundError, NotADirectoryError)) else UNREADABLE
    if status.st_size != one.size or not stat.S_ISREG(status.st_mode):
        return CHANGED
    try:
        found = _hash_as_it_stands(one.path, status.st_mtime_ns, status.st_size, progress)
    except InputError:
        return UNREADABLE
    if found is None:
        return None
    return SAME if found == one.sha256 else CHANGED


def _hash_as_it_stands(path: str, touched: int, size: int, progress: Progress | None) -> str | None:
    """The hash of a file that was last written at a moment; asked again, it is not read again. None where it was broken off."""
    key = (path, touched, size)
    if key not in _KNOWN:
        found = hash_evidence(Path(path), progress)
        if found is None:
            return None
        while len(_KNOWN) >= _MOST:
            del _KNOWN[next(iter(_KNOWN))]
        _KNOWN[key] = found.sha256
    return _KNOWN[key]
