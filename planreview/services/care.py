"""Care of a store: check it, copy it, set it back from a copy, say what it holds and what was done in it."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from planreview.domain.care import CheckReport, Finding, StoreInfo
from planreview.domain.operations import Clock
from planreview.domain.past import HistoryEntry
from planreview.errors import InputError, StoreError
from planreview.services.workspace import SystemClock, Workspace
from planreview.store.backup import check_pages, copy_store
from planreview.store.check import find_faults, lenient_text
from planreview.store.file import Store, open_store
from planreview.store.handle import Connection
from planreview.store.history import HistoryRow, names_about, read_history, read_totals
from planreview.store.projection import projection_hash
from planreview.store.projection import rebuild as rebuild_projection
from planreview.store.rules import note_rules

__all__ = ["CheckReport", "Finding", "StoreInfo", "back_up", "check", "info", "log", "restore"]


def check(
    store: Workspace | Path, *, rebuild: bool = False, clock: Clock | None = None, device_file: Path | None = None
) -> CheckReport:
    """Compare everything with what it is made from; ``rebuild`` then writes the projection anew from documents and log.

    ``device_file`` (a workspace has its own) tells whether this device's own chain was cut off. What is wrong in the log
    itself cannot be mended: the findings name it. Raises :class:`StoreError`.
    """
    path = Path(store) if isinstance(store, Path) else store.store.path
    if isinstance(store, Workspace):
        clock, device_file = store.clock, store.device_file
    today = (clock or SystemClock()).today()
    opened = open_store(path, read_only=not rebuild)
    try:
        with opened.reading():
            findings = find_faults(opened, today, device_file)
        # Over pages that cannot be read a rebuild would only do more damage.
        rebuilt = rebuild and not any(one.kind == "integrity" for one in findings) and _rebuild(opened, today, findings)
        with opened.reading() as connection, lenient_text(connection):
            totals = read_totals(connection)
            state = projection_hash(opened)
        return CheckReport(tuple(findings), totals.operations, totals.tasks, state, rebuilt)
    finally:
        opened.close()


def _rebuild(store: Store, today: date, findings: Sequence[Finding]) -> bool:
    """Whether the projection could be written anew; over a log whose words cannot be read, as the findings say, the old stays."""
    try:
        with store.transaction() as connection:
            rebuild_projection(store, today)
            note_rules(connection)
    except StoreError as error:
        if error.key != "store_damaged" or not findings:
            raise
        return False
    return True


def back_up(path: Path, target: Path, *, replace: bool = False) -> Path:
    """Copy a running store to ``target``, which appears whole or not at all.

    Raises :class:`StoreError`, and :class:`InputError`: file_unwritable where there is no such folder (one that is made for
    a slip of the hand is not found again), target_exists, same_file unless ``replace``.
    """
    open_store(path, read_only=True).close()
    if not Path(target).parent.is_dir():
        raise InputError("file_unwritable", path=target, reason=OSError(errno.ENOENT, ""))
    copy_store(Path(path), Path(target), replace=replace)
    return Path(target)


def restore(source: Path, path: Path, *, replace: bool = False) -> Path:
    """Make the store at ``path`` the copy at ``source``; the next one who writes there begins a new chain.

    Raises :class:`StoreError` (also where the store is in use), and :class:`InputError` backup_missing and as :func:`back_up`.
    """
    source, path = Path(source), Path(path)
    if not source.exists():
        raise InputError("backup_missing", path=source)
    opened = open_store(source, read_only=True)
    try:
        check_pages(opened.connection, source)
    finally:
        opened.close()
    copy_store(source, path, replace=replace)
    return path


def info(path: Path) -> StoreInfo:
    """What a store is and holds. Raises :class:`StoreError`."""
    store = open_store(Path(path), read_only=True)
    try:
        with store.reading() as connection:
            totals = read_totals(connection)
        return StoreInfo(**asdict(totals), path=str(store.path), size=store.path.stat().st_size, journal=store.journal)
    finally:
        store.close()


def log(ws: Workspace, *, limit: int | None = None, task_id: int | None = None) -> tuple[HistoryEntry, ...]:
    """Operations, the newest first: all, or those about one task and its targets."""
    with ws.store.reading() as connection:
        return history_entries(connection, read_history(connection, limit, task_id))


def history_entries(connection: Connection, listed: Sequence[HistoryRow]) -> tuple[HistoryEntry, ...]:
    """Rows of the log with the names of the departments and targets that they are about, while a connection is held."""
    names = names_about(connection, [row.entry for row in listed])
    return tuple(
        HistoryEntry(
            id=row.entry.id,
            batch=row.entry.batch,
            kind=row.entry.kind,
            subject=row.entry.subject,
            item_id=row.task_id,
            payload=dict(row.entry.payload),
            person=row.entry.person,
            device=row.entry.order[1],
            recorded_at=row.entry.recorded_at,
            effective_on=_day(row.entry.effective_on),
            live=row.live,
            about=names.get(row.entry.id, ""),
        )
        for row in listed
    )


def _day(text: str) -> date:
    """A date of the log; one that was altered into none must not keep the rest from being read."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
