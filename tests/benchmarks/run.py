"""Measure: every figure with its floor, taken in turn on this machine, and their ratio, as one table.

    python tests/benchmarks/run.py [--tasks 20000] [--json] [--only queries,paint,keys,mark,import,outline,ledger,commands]

The generated store is kept in the temporary folder; ``--fresh`` makes it anew. Nothing is asserted: the table says which
ratios are over their limit, and the exit code is 0.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tests.benchmarks.commands import command_figures  # noqa: E402
from tests.benchmarks.figures import Figure, as_json, as_table  # noqa: E402
from tests.benchmarks.generate import generate  # noqa: E402
from tests.benchmarks.ledgers import ledger_figures  # noqa: E402
from tests.benchmarks.lists import query_figures  # noqa: E402
from tests.benchmarks.readings import length_figures, outline_figures  # noqa: E402
from tests.benchmarks.screens import key_figures, paint_figures, scratch  # noqa: E402
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


def measure(store: Path, chosen: set[str], rounds: int) -> Iterator[Figure]:
    """The figures of the chosen parts, in the order of the table."""
    with tempfile.TemporaryDirectory(prefix="planreview-run-") as name:
        folder = Path(name)
        parts: dict[str, Callable[[], Iterator[Figure]]] = {
            "paint": lambda: paint_figures(store, folder, rounds),
            "keys": lambda: key_figures(store, folder, rounds * 20),
            "queries": lambda: query_figures(store, rounds),
            "mark": lambda: mark_figures(store, folder, rounds),
            "import": lambda: import_figures(store, folder, max(3, rounds // 3)),
            "outline": lambda: outline_figures(rounds),
            "length": length_figures,
            "ledger": lambda: ledger_figures(folder, max(3, rounds // 5)),
            "commands": lambda: command_figures(store, folder, rounds),
        }
        for part, figures in parts.items():
            if part in chosen:
                start = time.perf_counter()
                narrate(f"{part} ...")
                yield from figures()
                narrate(f"{part}: {time.perf_counter() - start:.0f} s")


PARTS = ("paint", "keys", "queries", "mark", "import", "outline", "length", "ledger", "commands")


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
    parser.add_argument("--only", default=",".join(PARTS), help="parts, by commas: " + ", ".join(PARTS))
    parser.add_argument("--store", type=Path, help="measure on this generated store (it is not changed)")
    parser.add_argument("--fresh", action="store_true", help="make the generated store anew")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    chosen = set(given.only.split(","))
    if unknown := chosen - set(PARTS):
        parser.error(f"--only: {', '.join(sorted(unknown))}")
    store = (given.store or cached_store(given.tasks, fresh=given.fresh)).resolve()
    figures = list(measure(store, chosen, given.rounds))
    print(as_json(figures) if given.json else as_table(figures))


if __name__ == "__main__":
    main()
