"""A mark writes what it changes and nothing else: each row that is put back as it was would cost pages on the disk."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, queries, review
from planreview.services.workspace import Workspace
from planreview.store.ledger import new_id
from tests.benchmarks.generate import Ticking, generate

# The operation, its batch, the task's state, the numbers of its plan and of its department.
ROWS_OF_A_MARK = 5


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    path = tmp_path / "store.db"
    generate(path, 80)
    return Workspace.open(path, person="甲", device_file=path.with_name("device.json"), clock=Ticking())


def test_a_mark_leaves_notes_figures_and_departments_as_they_are(ws: Workspace) -> None:
    with ws:
        details = (queries.task_detail(ws, task) for task in queries.task_ids(ws, TaskFilter()))
        found = next(one for one in details if one.targets)
        task = found.row.id
        review.add_note(ws, [task], "到场查看")
        review.record_actual(ws, found.targets[0].id, Decimal(1))
        review.mark(ws, [task], "behind")
        before = ws.store.connection.total_changes
        review.mark(ws, [task], "ahead")
        assert ws.store.connection.total_changes - before <= ROWS_OF_A_MARK


def test_ids_made_one_after_another_stand_side_by_side() -> None:
    first, second = new_id(), new_id()
    assert first != second
    between = int(second[:10], 16) - int(first[:10], 16)
    assert 0 <= between < 60_000, "more than a minute apart"


def test_the_log_is_asked_by_its_hashes_nowhere(ws: Workspace) -> None:
    with ws:
        indexed = "select x.name from pragma_index_list('operation') l, pragma_index_xinfo(l.name) x where x.key"
        assert "hash" not in {row[0] for row in ws.store.connection.execute(indexed)}


def test_who_holds_a_task_by_hand_holds_it_after_marks_and_their_undoing(ws: Workspace) -> None:
    with ws:
        task = queries.task_ids(ws, TaskFilter())[3]
        stated = _lead(ws, task)
        other = next(one for one in departments.departments(ws) if one.name != stated)
        departments.assign(ws, [task], other.id)
        review.mark(ws, [task], "behind")
        review.undo(ws)
        assert _lead(ws, task) == other.name
        review.undo(ws)
        review.mark(ws, [task], "ahead")
        assert _lead(ws, task) == stated


def _lead(ws: Workspace, task: int) -> str | None:
    return queries.task_rows(ws, [task])[0].lead
