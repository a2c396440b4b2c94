"""A store that the first version left, with reviews in it: nothing is lost on the way up, and the figures are the same."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import care, queries, reports, review
from planreview.services.brief import brief_summary
from planreview.services.workspace import Workspace
from planreview.store import migrate as migration
from planreview.store import version
from planreview.store.file import open_store
from planreview.store.projection import projection_hash
from planreview.store.version import LATEST
from tests.store.builder import FixedClock

DUMP = Path(__file__).parents[1] / "data" / "store-v1.sql"
CLOCK = FixedClock(date(2020, 11, 15))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with monkeypatch.context() as patched:
        patched.setattr(migration, "migration_names", lambda: version.migration_names()[:1])
        with closing(open_store(tmp_path / "store.db", create=True)) as store:
            store.connection.execute("pragma foreign_keys = off")
            store.connection.executescript(DUMP.read_text(encoding="utf-8"))
    return tmp_path / "store.db"


def _open(path: Path) -> Workspace:
    return Workspace.open(path, person="李明", device_file=path.with_suffix(".json"), clock=CLOCK)


def test_reviews_and_figures_are_those_of_then(path: Path) -> None:
    with _open(path) as ws:
        assert ws.store.connection.execute("pragma user_version").fetchone()[0] == LATEST > 1
        rows = queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=None)))
        assert [(row.label, row.verdict, row.light, row.lead, row.reason_open) for row in rows] == [
            ("1.", "on_track", None, "青禾市文化局", False),
            ("2.", "behind", "red", "市文化馆", False),
            ("3.", "done", None, "青禾市文化局", False),
            ("4.", "dropped", None, "产业科", False),
            ("5-1", "ahead", None, "青禾市文化局", False),
            ("5-2", None, None, "青禾市文化局", False),
        ]
        total = reports.summary(ws).total
        assert (total.counts.total, total.counts.base, total.counts.unreviewed) == (6, 5, 1)
        assert (str(total.counts.completion), str(total.counts.on_schedule)) == ("20.0", "60.0")
        assert brief_summary(ws).total.counts == total.counts
        assert [note.body for note in queries.task_detail(ws, rows[1].id).notes] == ["演员不足"]
        assert len(queries.task_ids(ws, TaskFilter(text="演员"))) == len(queries.task_ids(ws, TaskFilter(text="古桥"))) == 1
    assert care.check(path, clock=CLOCK).clean


def test_work_goes_on_and_is_taken_back(path: Path) -> None:
    with _open(path) as ws:
        before = projection_hash(ws.store)
        review.mark(ws, queries.task_ids(ws, TaskFilter()), "no_measure")
        assert projection_hash(ws.store) != before
        review.undo(ws)
        assert projection_hash(ws.store) == before
    assert care.check(path, clock=CLOCK).clean


def test_one_copy_is_kept_however_many_steps_it_takes(path: Path) -> None:
    _open(path).close()
    assert [one.name for one in path.parent.glob("*.bak")] == ["store.db.v1.bak"]
