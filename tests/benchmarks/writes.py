"""Figures of what is written: one mark, an import."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.imports import Prepared, prepare, store_plan
from planreview.services.workspace import Workspace
from tests.benchmarks.fiction import Document, one_document
from tests.benchmarks.figures import Figure, alternate, compare, seconds

IMPORTED = 660


def mark_figures(store: Path, folder: Path, rounds: int) -> Iterator[Figure]:
    """One mark on the disk, against one small block on the same disk."""
    copy = folder / "marked.db"
    shutil.copyfile(store, copy)
    with (
        Workspace.open(copy, person="测试员", device_file=folder / "device.json") as ws,
        (folder / "block").open("wb", 0) as block,
    ):
        tasks = queries.task_ids(ws, TaskFilter())
        verdicts = ("on_track", "behind", "ahead")
        place = 0

        def mark() -> None:
            nonlocal place
            place += 1
            review.mark(ws, [tasks[place * 37 % len(tasks)]], verdicts[place % 3])

        def write() -> None:
            block.write(b"\0" * 4096)
            os.fdatasync(block.fileno())

        yield compare("one mark, durable", mark, write, "one 4 KiB write and fdatasync", rounds=rounds * 4)
        yield compare("undo of one mark", lambda: review.undo(ws), write, "one 4 KiB write and fdatasync", rounds=rounds)


def import_figures(store: Path, folder: Path, rounds: int) -> Iterator[Figure]:
    """A plan of 660 tasks into an empty store and into the large one, against the same rows by bare SQL."""
    document = one_document(IMPORTED, 7)
    prepared = prepare(document.text.encode(), name=document.name)
    rows = _rows_of(prepared, document, folder)
    yield _imported(f"import of {IMPORTED} tasks", None, document, rows, folder, rounds)
    yield _imported(f"import of {IMPORTED} tasks into the large store", store, document, rows, folder, rounds)


def _imported(
    name: str, store: Path | None, document: Document, rows: dict[str, list[tuple[object, ...]]], folder: Path, rounds: int
) -> Figure:
    def job() -> float:
        path = _fresh(folder / "import.db", store)
        with Workspace.open(path, person="测试员", device_file=folder / "device.json", create=store is None) as ws:
            return seconds(lambda: store_plan(ws, prepare(document.text.encode(), name=document.name)))

    def floor() -> float:
        path = _fresh(folder / "floor.db", None)
        with Workspace.open(path, person="测试员", device_file=folder / "device.json", create=True) as ws:
            return seconds(lambda: _copy(ws, rows))

    value, least = alternate(rounds, job, floor)
    return Figure(name, value * 1000, least * 1000, "ms", "the same rows by bare SQL, one commit")


def _fresh(path: Path, source: Path | None) -> Path:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if source is not None:
        shutil.copyfile(source, path)
    return path


def _rows_of(prepared: Prepared, document: Document, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with Workspace.open(_fresh(folder / "rows.db", None), person="测试员", device_file=folder / "device.json", create=True) as ws:
        done = store_plan(ws, prepared)
        if done.tasks != IMPORTED:
            raise AssertionError(f"{document.name}: {done.tasks} tasks")
        tables = [row[0] for row in ws.store.connection.execute("select name from sqlite_master where type = 'table'")]
        return {
            table: [tuple(row) for row in ws.store.connection.execute(f"select * from {table}")]
            for table in tables
            if not table.startswith(("sqlite_", "_", "meta"))
        }


def _copy(ws: Workspace, rows: dict[str, list[tuple[object, ...]]]) -> None:
    with ws.store.transaction() as connection:
        connection.execute("pragma defer_foreign_keys = on")
        for table, found in rows.items():
            if found:
                connection.executemany(f"insert into {table} values ({','.join('?' * len(found[0]))})", found)
