"""Measure: every figure with its floor, taken in turn on this machine, and their ratio, as one table.

    python tests/benchmarks/run.py [--tasks 20000] [--json] [--only paint,keys,pages,writes,bulk,commands,taskwarrior,...]
    python tests/benchmarks/run.py --store MILLION.db --small HUNDRED_THOUSAND.db --taskwarrior FOLDER

The generated store is kept in the temporary folder; ``--fresh`` makes it anew. Nothing is asserted: the table says which
ratios are over their limit, and the exit code is 0.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from planreview.domain.review import TaskFilter  # noqa: E402
from planreview.services import queries  # noqa: E402
from planreview.services.workspace import Workspace  # noqa: E402
from tests.benchmarks.commands import MOST_WHOLE, command_figures  # noqa: E402
from tests.benchmarks.copies import Copy  # noqa: E402
from tests.benchmarks.figures import Figure, as_json, as_table  # noqa: E402
from tests.benchmarks.generate import generate  # noqa: E402
from tests.benchmarks.ledgers import ledger_figures  # noqa: E402
from tests.benchmarks.lists import query_figures  # noqa: E402
from tests.benchmarks.nation import bulk_figures, first_page_figures, write_figures  # noqa: E402
from tests.benchmarks.readings import length_figures, outline_figures  # noqa: E402
from tests.benchmarks.screens import key_figures, paint_figures, scratch  # noqa: E402
from tests.benchmarks.taskwarrior import taskwarrior_figures  # noqa: E402
from tests.benchmarks.writes import import_figures, mark_figures  # noqa: E402

TASKS = 20_000
# What a generated store depends on, beside the number of its tasks.
SOURCES = ("db/migrations", "planreview/store/rules.py", "tests/benchmarks/generate.py", "tests/benchmarks/fiction.py")


def cached_store(tasks: int, *, fresh: bool = False) -> Path:
    """A generated store of so many tasks, made where there is none yet."""
    folder = scratch()
    store = folder / f"{tasks}-{_edition()}.db"
    if fresh:
        store.unlink(missing_ok=True)
    if not store.exists():
        narrate(f"generating {tasks} tasks (once) ...")
        with tempfile.TemporaryDirectory(dir=folder) as building:
            made = Path(building) / "store.db"
            generate(made, tasks)
            made.replace(store)
    return store


def measure(stores: Stores, tasks: int, chosen: set[str], rounds: int, sizes: Sizes) -> Iterator[Figure]:
    """The figures of the chosen parts, in the order of the table."""
    store = stores.store
    with tempfile.TemporaryDirectory(prefix="planreview-run-", dir=stores.beside) as name:
        folder = Path(name)
        written = Copy(store, folder)
        parts: dict[str, Callable[[], Iterator[Figure]]] = {
            "paint": lambda: chain.from_iterable(paint_figures(one, folder, rounds) for one in stores.opened),
            "keys": lambda: key_figures(written, folder, rounds * 20),
            "pages": lambda: first_page_figures(store, rounds),
            "writes": lambda: write_figures(written, folder, sizes.writes),
            "bulk": lambda: bulk_figures(folder, sizes.bulk),
            "taskwarrior": lambda: taskwarrior_figures(
                written, stores.taskwarrior or folder, sizes.theirs, max(3, rounds // 3), folder
            ),
            "queries": lambda: query_figures(store, rounds),
            "mark": lambda: mark_figures(store, folder, rounds),
            "import": lambda: import_figures(store, folder, max(3, rounds // 3)),
            "outline": lambda: outline_figures(rounds),
            "length": length_figures,
            "ledger": lambda: ledger_figures(folder, max(3, rounds // 5)),
            "commands": lambda: command_figures(store, folder, rounds, tasks),
        }
        for part, figures in parts.items():
            if part in chosen:
                start = time.perf_counter()
                narrate(f"{part} ...")
                yield from figures()
                narrate(f"{part}: {time.perf_counter() - start:.0f} s")


PARTS = (
    *("paint", "keys", "pages", "commands", "writes", "bulk", "taskwarrior"),
    *("queries", "mark", "import", "outline", "length", "ledger"),
)
# Parts whose floor is a walk over all tasks, or that no store's size changes: left out of the table of a nation.
OF_AN_OFFICE = frozenset({"queries", "mark", "import", "outline", "length", "ledger"})


@dataclass(frozen=True, slots=True)
class Stores:
    """The store that is measured, a smaller one that is opened beside it, and the folder that holds Taskwarrior's tasks."""

    store: Path
    small: Path | None
    taskwarrior: Path | None

    @property
    def opened(self) -> tuple[Path, ...]:
        """The stores whose first picture is taken."""
        return (self.store,) if self.small is None else (self.small, self.store)

    @property
    def beside(self) -> Path:
        """Where copies are made: on the disk of the store, which has room for another."""
        return self.store.parent if os.access(self.store.parent, os.W_OK) else scratch()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many writes are made one after another, tasks imported at once, and tasks given to Taskwarrior."""

    writes: int
    bulk: int
    theirs: int


def narrate(text: str) -> None:
    """Say what is going on, beside the figures."""
    print(text, file=sys.stderr, flush=True)


def _edition() -> str:
    digest = hashlib.sha256()
    for source in SOURCES:
        path = ROOT / source
        for file in sorted(path.glob("*.sql")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measure every figure against its floor.")
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--rounds", type=int, default=9, help="how often each figure is taken; medians are printed")
    parser.add_argument("--only", help="parts, by commas: " + ", ".join(PARTS))
    parser.add_argument("--writes", type=int, default=10_000, help="writes one after another")
    parser.add_argument("--bulk", type=int, default=100_000, help="tasks imported at once")
    parser.add_argument("--theirs", type=int, default=100_000, help="tasks in Taskwarrior")
    parser.add_argument("--store", type=Path, help="measure on this generated store (it is not changed)")
    parser.add_argument("--small", type=Path, help="a smaller generated store: its first picture is taken too")
    parser.add_argument("--taskwarrior", type=Path, help="a folder that keeps Taskwarrior's tasks, made where they are missing")
    parser.add_argument("--fresh", action="store_true", help="make the generated store anew")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    chosen = set(given.only.split(",")) if given.only else set(PARTS)
    if unknown := chosen - set(PARTS):
        parser.error(f"--only: {', '.join(sorted(unknown))}")
    store = (given.store or cached_store(given.tasks, fresh=given.fresh)).resolve()
    with Workspace.reader(store) as ws:
        tasks = queries.sums(ws, TaskFilter()).total
    if not given.only and tasks > MOST_WHOLE:
        chosen -= OF_AN_OFFICE
    stores = Stores(store, given.small.resolve() if given.small else None, given.taskwarrior)
    figures = []
    for one in measure(stores, tasks, chosen, given.rounds, Sizes(given.writes, given.bulk, given.theirs)):
        # What was measured is told at once: a run that is stopped has not been for nothing.
        narrate(as_table([one]).splitlines()[1])
        figures.append(one)
    print(as_json(figures) if given.json else as_table(figures))


if __name__ == "__main__":
    main()
