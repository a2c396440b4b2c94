"""Figures of the screens, in a real pseudo-terminal: the first picture, and how long a key takes to reach the screen."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from planreview.domain.review import TaskFilter, TaskRow
from planreview.presets import verdict_set
from planreview.services import queries
from planreview.services.workspace import Workspace
from tests.benchmarks.copies import Copy
from tests.benchmarks.figures import Figure, alternate
from tests.benchmarks.terminal import Terminal, percentile

FPS = 120
PERIOD = 1 / FPS
MINIMAL = [sys.executable, str(Path(__file__).with_name("minimal_app.py"))]
# What the console script does; ``python -m`` imports more.
PLANREVIEW = (sys.executable, "-c", "from planreview.cli.main import main; main()")
READY = b"minimal app is ready"
# Longer than the screen waits before it reads the detail and the counts, so that a key's picture is not theirs.
QUIET, SETTLED = 0.15, 1.0
DOWN, UP, PAGE_DOWN = b"\x1b[B", b"\x1b[A", b"\x1b[6~"
# So many rows are in view at 160 by 45 that the list need not scroll for them.
IN_VIEW = 36
MEMORY = Path("/dev/shm")
# From so many tasks on the larger limit of the first picture holds.
_LARGE = 500_000
# Bytes of a store that memory is asked to hold.
_IN_MEMORY = 1_000_000_000
DIGITS = {"behind": b"2", "on_track": b"3", "ahead": b"4"}


def environment(home: Path) -> dict[str, str]:
    """The same surroundings for every program that is measured; all run from compiled modules, as installed ones do."""
    return {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(scratch() / "pycache"),
        "PLANREVIEW_HOME": str(home),
        "PLANREVIEW_LANG": "zh",
        "LC_ALL": "C.UTF-8",
        "TEXTUAL_FPS": str(FPS),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }


def scratch() -> Path:
    """The folder that generated stores and compiled modules are kept in from one run to the next."""
    folder = Path(tempfile.gettempdir()) / f"planreview-benchmarks-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def paint_figures(store: Path, home: Path, starts: int) -> Iterator[Figure]:
    """Until the first task's title is on the screen, and the memory held then, against an app of one line."""
    (first,) = _rows(store, 0, 1)
    title = first.title.encode()
    held: dict[str, list[int]] = {"screens": [], "minimal": []}

    def start(command: list[str], marker: bytes, kind: str) -> float:
        with Terminal(command, environment=environment(home)) as terminal:
            took = terminal.wait_for(marker)
            terminal.settle(0.3)
            held[kind].append(_resident(terminal.pid))
            return took

    value, floor = alternate(
        starts,
        lambda: start([*PLANREVIEW, "--store", str(store)], title, "screens"),
        lambda: start(MINIMAL, READY, "minimal"),
    )
    tasks = _count(store)
    limit = 1.5 if tasks > _LARGE else 1.4
    yield Figure(
        f"first paint, {tasks} tasks", value * 1000, floor * 1000, "ms", "first paint of a Textual app of one line", limit
    )
    if held["screens"][0]:
        mib = {kind: median(values) / 1024 for kind, values in held.items()}
        value, floor = mib["screens"], mib["minimal"]
        yield Figure(f"memory, {tasks} tasks open", value, floor, "MiB", "memory of a Textual app of one line", 2.0)


def key_figures(written: Copy, folder: Path, presses: int) -> Iterator[Figure]:
    """From a key to the picture that shows it: cursor moves in view, digits that mark, pages, a key held down."""
    with _opened(written.path, folder) as (terminal, rows):
        steps = [DOWN] * 30 + [UP] * 30
        moves = [_press(terminal, steps[place % len(steps)]) for place in range(presses)]
        yield from _spread("cursor move in view", moves, (1.2, 2.5))
        _return(terminal)
        waits: list[float] = []
        yield from _spread("digit that marks", list(_marks(terminal, rows, presses, folder, waits)), (3.5, 3.5))
        yield from _spread("(the disk meanwhile: 4 KiB write and fdatasync)", waits, None)
        _return(terminal)
        pages = [_press(terminal, PAGE_DOWN) for _ in range(min(presses, 100))]
        yield from _spread("page down", pages, None)
        scrolled = [_press(terminal, DOWN) for _ in range(min(presses, 100))]
        yield from _spread("list scrolls by a row", scrolled, (3.0, 3.5))
        yield from _spread("cursor held down, 30 keys a second", list(_held(terminal, presses)), None)
    if MEMORY.is_dir() and written.store.stat().st_size < _IN_MEMORY:
        # What a mark costs the program, without the disk that it waits for.
        with (
            TemporaryDirectory(dir=MEMORY) as name,
            _opened(Copy(written.store, Path(name)).path, Path(name)) as (terminal, rows),
        ):
            yield from _spread("digit that marks, store in memory", list(_marks(terminal, rows, presses)), (3.5, 3.5))


@contextmanager
def _opened(copy: Path, folder: Path) -> Iterator[tuple[Terminal, list[TaskRow]]]:
    """The screens on a store that may be written to, at rest, and the rows that they show first."""
    rows = _rows(copy, 0, IN_VIEW)
    with Terminal([*PLANREVIEW, "--store", str(copy)], environment=environment(folder)) as terminal:
        terminal.wait_for(rows[0].title.encode())
        terminal.settle(SETTLED)
        yield terminal, rows


def _spread(name: str, taken: Sequence[float], limits: tuple[float, float] | None) -> Iterator[Figure]:
    floor_is = f"one period at {FPS} frames a second"
    for share, word, limit in zip((0.5, 0.99), ("p50", "p99"), limits or (None, None), strict=True):
        yield Figure(f"key to frame: {name}, {word}", percentile(taken, share) * 1000, PERIOD * 1000, "ms", floor_is, limit)


def _press(terminal: Terminal, key: bytes) -> float:
    took = terminal.press(key)
    terminal.settle(QUIET, 2.0)
    return took


def _marks(
    terminal: Terminal, rows: Sequence[TaskRow], presses: int, disk: Path | None = None, waits: list[float] | None = None
) -> Iterator[float]:
    """Digits that change the verdict under the cursor; the picture meant is the one that shows the new word.

    Between them a block is written to ``disk``, and how long that took is added to ``waits``.
    """
    words = {key: verdict_set(lang="zh").by_key(key).word for key in DIGITS}
    now = {row.id: row.verdict for row in rows}
    order = list(DIGITS)
    for place in range(presses):
        if place and place % len(rows) == 0:
            _return(terminal)
        row = rows[place % len(rows)]
        verdict = next(key for key in order[place % 3 :] + order if key != now[row.id])
        now[row.id] = verdict
        took = terminal.press_until(DIGITS[verdict], words[verdict].encode())
        terminal.settle(QUIET, 2.0)
        if disk is not None and waits is not None:
            waits.append(_synced(disk / "block"))
        yield took


def _synced(path: Path) -> float:
    with path.open("ab", 0) as block:
        start = time.perf_counter()
        block.write(b"\0" * 4096)
        os.fdatasync(block.fileno())
        return time.perf_counter() - start


def _held(terminal: Terminal, presses: int) -> Iterator[float]:
    """Keys that come before the last one's detail is read, as from a key held down."""
    for _ in range(presses):
        until = time.perf_counter() + 1 / 30
        yield terminal.press(DOWN)
        terminal.drain_until(until)


def _return(terminal: Terminal) -> None:
    os.write(terminal.fd, b"\x1b[H")
    terminal.settle(SETTLED, 5.0)


def _rows(store: Path, first: int, last: int) -> list[TaskRow]:
    with Workspace.reader(store) as ws:
        return queries.task_rows(ws, queries.task_ids(ws, TaskFilter())[first:last])


def _count(store: Path) -> int:
    with Workspace.reader(store) as ws:
        return queries.sums(ws, TaskFilter()).total


def _resident(pid: int) -> int:
    """KiB of a process, 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
