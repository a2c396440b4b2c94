"""Figures of a very large store: searches and filters to their first page, many writes, a bulk import."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from planreview.domain.review import TaskFilter
from planreview.services import queries, review
from planreview.services.imports import prepare, store_plan
from planreview.services.workspace import Workspace
from planreview.store import search_index
from tests.benchmarks.copies import Copy
from tests.benchmarks.fiction import one_document
from tests.benchmarks.figures import Figure, compare, seconds
from tests.benchmarks.terminal import percentile

PAGE = 50
VERDICTS = ("on_track", "behind", "ahead")
# Length of a text → how much of a scan its page may cost at most.
SEARCHES = {1: 1 / 200, 2: 1 / 200, 4: 1 / 100}
SCAN = "select s.item_id from task_state s join wording w on w.item_id = s.shown_id where w.folded like '%此处绝无%' limit 50"


def first_page_figures(store: Path, rounds: int) -> Iterator[Figure]:
    """Searches of some lengths against a scan that finds nothing, and a filter of three parts against bare SQL."""
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as bare, Workspace.reader(store) as ws:
        scans = [seconds(lambda: bare.execute(SCAN).fetchall()) for _ in range(3)]
        for length, limit in SEARCHES.items():
            # The scans have been at hand since the first of them; so is the store for a search, though not for these texts.
            for text in _texts(bare, length, rounds * 12, seed=100 + length):
                _page(ws, TaskFilter(text=text))
            taken = [
                seconds(lambda text=text: _page(ws, TaskFilter(text=text)))  # type: ignore[misc]
                for text in _texts(bare, length, rounds * 60, seed=length)
            ]
            name = f"search, page of {PAGE}, {length} character{'s' if length > 1 else ''}, p99"
            yield Figure(
                name, percentile(taken, 0.99) * 1000, median(scans) * 1000, "ms", "a LIKE scan that finds nothing", limit
            )
        yield _filtered(ws, bare, rounds)


def _page(ws: Workspace, chosen: TaskFilter) -> object:
    return queries.task_ids(ws, chosen, limit=PAGE)


def _texts(bare: sqlite3.Connection, length: int, number: int, seed: int) -> Iterator[str]:
    """Pieces of the tasks' own words, so that some are everywhere and some are rare."""
    random = Random(seed)
    last = bare.execute("select max(item_id) from task_state").fetchone()[0]
    for _ in range(number):
        row = bare.execute(
            "select w.folded from task_state s join wording w on w.item_id = s.shown_id where s.item_id >= ? limit 1",
            (random.randint(1, last),),
        ).fetchone()
        line = max(row[0].split("\n"), key=len)
        first = random.randint(0, max(0, len(line) - length))
        yield line[first : first + length]


def _filtered(ws: Workspace, bare: sqlite3.Connection, rounds: int) -> Figure:
    department = bare.execute(
        "select lead_id from task_state where lead_id is not null group by 1 order by count(*) desc"
    ).fetchone()
    chosen = TaskFilter(departments=(department[0],), verdicts=("on_track",), text="建立")
    sql = (
        "select s.item_id from task_state s where s.supervised and s.verdict = 'on_track' and s.item_id in"
        " (select item_id from responsibility where department_id = ?) and exists (select 1 from wording w"
        " where w.item_id = s.shown_id and instr(w.folded, '建立')) order by s.plan_id, s.ord, s.item_id limit 50"
    )
    return compare(
        "filter change: department, verdict and text, to the first page",
        lambda: _page(ws, chosen),
        lambda: bare.execute(sql, department).fetchall(),
        "the bare SQL page",
        rounds=rounds,
        limit=3,
    )


def write_figures(written: Copy, folder: Path, writes: int) -> Iterator[Figure]:
    """Marks one after another, each on the disk, against one small block; then the worst of them, right after an import."""
    document = one_document(660, 7)
    prepared = prepare(document.text.encode(), name=document.name)
    with (
        Workspace.open(written.path, person="测试员", device_file=folder / "device.json") as ws,
        (folder / "block").open("wb", 0) as block,
    ):
        tasks = queries.task_ids(ws, TaskFilter())
        random = Random(1)

        def mark(place: int) -> None:
            review.mark(ws, [tasks[random.randrange(len(tasks))]], VERDICTS[place % 3])

        def write() -> None:
            block.write(b"\0" * 4096)
            os.fdatasync(block.fileno())

        some = max(20, writes // 20)
        yield from _spread("one mark, durable", (partial(mark, place) for place in range(some)), write)
        with Workspace.reader(written.path) as reader:
            yield from _spread("one mark, durable, down the open list", _down_the_list(ws, reader, tasks, some), write)
        store_plan(ws, prepared)
        every = [_timed(lambda place=place: _write(ws, mark, tasks, place)) for place in range(writes)]  # type: ignore[misc]
        name = f"worst of {writes} writes after a bulk import"
        yield Figure(name, max(every) * 1000, median(every) * 1000, "ms", "the median write", 50)


def _spread(name: str, jobs: Iterable[Callable[[], object]], write: Callable[[], None]) -> Iterator[Figure]:
    """Jobs and small blocks in turn: half and all but a hundredth of the jobs against the median block."""
    taken, disk = [], []
    for job in jobs:
        taken.append(_timed(job))
        disk.append(_timed(write))
    floor_is = "one 4 KiB write and fdatasync, median"
    for share, word, limit in ((0.5, "p50", 2.0), (0.99, "p99", 10.0)):
        yield Figure(f"{name}, {word}", percentile(taken, share) * 1000, median(disk) * 1000, "ms", floor_is, limit)


def _down_the_list(ws: Workspace, reader: Workspace, tasks: Sequence[int], some: int) -> Iterator[Callable[[], object]]:
    """Marks of one task after another; each has been shown by another connection, as the screens do where the cursor rests."""
    first = len(tasks) // 3
    for place in range(min(some, len(tasks))):
        task = tasks[(first + place) % len(tasks)]
        queries.task_detail(reader, task)
        yield partial(review.mark, ws, [task], VERDICTS[place % 3])


def _write(ws: Workspace, mark: Callable[[int], None], tasks: Sequence[int], place: int) -> None:
    if place % 10:
        mark(place)
    else:
        review.add_note(ws, [tasks[place * 31 % len(tasks)]], f"第{place}次调度，供货周期比预计的长。")


def _timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def bulk_figures(folder: Path, tasks: int) -> Iterator[Figure]:
    """A plan of very many tasks, validated, against its rows and its index made alone."""
    document = one_document(tasks, 11)
    prepared = prepare(document.text.encode(), name=document.name)

    def job() -> float:
        with _fresh(folder / "bulk.db", folder) as ws:
            return seconds(lambda: store_plan(ws, prepared))

    def floor() -> float:
        with closing(sqlite3.connect(folder / "bulk.db")) as made:
            rows = {
                name: made.execute(f"select * from {name}").fetchall()
                for (name,) in made.execute("select name from sqlite_master where type = 'table'").fetchall()
                if not name.startswith(("sqlite_", "_", "meta")) and "_index" not in name
            }
        with _fresh(folder / "raw.db", folder) as ws:
            return seconds(lambda: _raw(ws, rows))

    # Once each: so much work needs no warming, and takes minutes.
    value, least = job(), floor()
    yield Figure(
        f"bulk import of {tasks} validated tasks",
        value * 1000,
        least * 1000,
        "ms",
        "raw executemany of its rows, and the index",
        6,
    )


def _fresh(path: Path, folder: Path) -> Workspace:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return Workspace.open(path, person="测试员", device_file=folder / "device.json", create=True)


def _raw(ws: Workspace, rows: dict[str, list[tuple[object, ...]]]) -> None:
    with ws.store.transaction() as connection:
        connection.execute("pragma defer_foreign_keys = on")
        for table, found in rows.items():
            if found:
                connection.executemany(f"insert into {table} values ({','.join('?' * len(found[0]))})", found)
        search_index.index_wording(connection, connection.execute("select item_id, folded from wording order by item_id"))
