"""The measurements run on a small store; what they measure is asserted nowhere, for it depends on the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.reading.document import read_document
from planreview.services import queries
from planreview.services.care import check
from planreview.services.workspace import Workspace
from tests.benchmarks.figures import Figure, as_json, as_table
from tests.benchmarks.generate import Ticking, generate
from tests.benchmarks.ledgers import ledger, ledger_figures
from tests.benchmarks.readings import length_figures
from tests.benchmarks.terminal import percentile

HERE = Path(__file__).parent
TASKS = 120


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "store.db"
    generate(path, TASKS)
    return path


def run(script: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings: Mapping[str, str] = {**os.environ, "TMPDIR": str(folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(HERE / script), *arguments]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_a_generated_store_is_sound_and_holds_two_operations_a_task(store: Path) -> None:
    assert check(store, rebuild=True, clock=Ticking()).findings == ()
    with Workspace.reader(store) as ws:
        tasks = queries.task_ids(ws, TaskFilter(supervised=None))
        kinds = dict(ws.store.connection.execute("select kind, count(*) from operation group by kind").fetchall())
        facets = queries.facets(ws, TaskFilter())
    assert len(tasks) == TASKS
    assert sum(kinds[kind] for kind in ("verdict", "note", "actual")) == pytest.approx(2 * TASKS, rel=0.05)
    assert len(facets.departments) > 10 and {"red", "none"} <= facets.lights.keys() and len(facets.verdicts) > 5


def test_the_same_seed_makes_the_same_tasks_and_verdicts(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    generate(other, TASKS)
    with Workspace.reader(store) as one, Workspace.reader(other) as two:
        ids = queries.task_ids(one, TaskFilter(supervised=None))
        assert [(row.uid, row.verdict, row.gap) for row in queries.task_rows(one, ids)] == [
            (row.uid, row.verdict, row.gap) for row in queries.task_rows(two, ids)
        ]


def test_every_figure_of_the_services_is_printed_with_floor_and_ratio(store: Path, tmp_path: Path) -> None:
    done = run("run.py", tmp_path, "--store", str(store), "--rounds", "1", "--only", "queries,mark,outline")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split()[:4] == ["figure", "value", "floor", "ratio"]
    assert [line for line in lines if line.startswith("filter: red or yellow")]
    assert [line for line in lines if line.startswith("one mark, durable")]


def test_pages_writes_and_a_bulk_import_are_measured(store: Path, tmp_path: Path) -> None:
    sizes = ("--writes", "40", "--bulk", "30", "--theirs", "50", "--taskwarrior", str(tmp_path / "kept"))
    done = run("run.py", tmp_path, "--store", str(store), "--rounds", "1", "--only", "pages,writes,bulk,taskwarrior", *sizes)
    assert done.returncode == 0, done.stderr
    for name in (
        "search, page of 50, 4 characters",
        "filter change",
        "one mark, durable, p99",
        "one mark, durable, down the open list, p50",
        "worst of 40 writes",
        "bulk import of 30",
    ):
        assert [line for line in done.stdout.splitlines() if line.startswith(name)], name
    assert "beside Taskwarrior of 50: modify" in done.stdout or "taskwarrior is not installed" in done.stderr


def test_a_long_text_is_measured_against_a_short_one() -> None:
    (figure,) = length_figures((0.02, 0.06))
    assert figure.value > 0 and figure.floor > 0


def test_the_screens_are_measured_in_a_real_terminal(store: Path, tmp_path: Path) -> None:
    done = run("run.py", tmp_path, "--store", str(store), "--rounds", "1", "--only", "paint", "--json")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)[0]
    assert first["name"] == f"first paint, {TASKS} tasks" and first["ratio"] > 0.5 and first["limit"] == 1.4


def test_a_ledger_is_measured_with_every_merged_range_filled(tmp_path: Path) -> None:
    lines = read_document(ledger(400), "ledger.xlsx").lines
    assert len(lines) == 202
    assert all(line.count("\t") == 5 and "\t\t" not in line for line in lines[1:])
    assert [figure.unit for figure in ledger_figures(tmp_path, 1, 40)] == ["ms", "ms"]


def test_a_store_that_exists_is_not_written_over(store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    assert run("generate.py", tmp_path, "--tasks", "10", "--store", str(store)).returncode == 2
    assert store.read_bytes() == before


def test_the_table_is_aligned_by_cells_and_says_what_is_over() -> None:
    figures = [Figure("search: 就业", 12.0, 4.0, "ms", "bare SQL", 2.0), Figure("plain", 1.0, 2.0, "ms", "nothing")]
    head, first, second = as_table(figures).splitlines()
    assert "over" in first and first.endswith("bare SQL") and second.endswith("nothing")
    assert head.index("ratio") + 5 == second.index("0.50") + 4
    assert [one["verdict"] for one in json.loads(as_json(figures))] == ["over", None]
    assert " 1/400 " in as_table([Figure("page", 1.0, 400.0, "ms", "a scan", 1 / 200)]) and figures[0].verdict == "over"


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0 and percentile([1.0, 2.0], 0.99) == 2.0
