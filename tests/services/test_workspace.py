"""A workspace: as of which date it shows figures, and that a reader changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.errors import StoreError
from planreview.services import review
from planreview.services.workspace import SystemClock, Workspace
from planreview.store.projection import projection_hash
from tests.store.builder import FixedClock, open_workspace, store_plan


def dates(ws: Workspace) -> list[str]:
    return [row[0] for row in ws.store.connection.execute("select as_of from plan_state order by plan_id")]


def test_a_plan_opens_as_of_today_or_of_its_end(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
        store_plan(ws, title="规划", period=(2021, 2025))
        assert dates(ws) == ["2020-12-31", "2021-03-01"]


def test_who_writes_on_another_day_brings_figures_to_it(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, period=(2021, 2021))
        review.mark(ws, plan.tasks, "done")
    with open_workspace(tmp_path, clock=FixedClock(date(2021, 9, 30))) as ws:
        assert dates(ws) == ["2021-09-30"]
        assert ws.store.connection.execute("select share from plan_state").fetchone()[0] == "75.0"
        assert len({row[0] for row in ws.store.connection.execute("select verdict from task_state")}) == 1


def test_a_reader_on_another_day_sees_that_day_and_writes_nothing(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, period=(2021, 2021))
        stored = projection_hash(ws.store)
        with Workspace.reader(ws.store.path, clock=FixedClock(date(2021, 9, 30))) as reader:
            assert dates(reader) == ["2021-09-30"]
        assert projection_hash(ws.store) == stored


def test_a_reader_of_another_date_follows_what_others_write(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        with Workspace.reader(ws.store.path, clock=FixedClock(), as_of=date(2020, 6, 30)) as reader:
            assert not reader.refresh()
            review.mark(ws, plan.tasks, "done", on=date(2020, 6, 1))
            assert reader.refresh()
            assert {row[0] for row in reader.store.connection.execute("select verdict from task_state")} == {"done"}
            assert dates(reader) == ["2020-06-30"]
            assert not reader.refresh()
            review.set_as_of(ws, date(2020, 6, 30))
            reader.refresh()
            assert dates(reader) == ["2020-06-30"]


def test_a_session_past_midnight_goes_on_with_the_new_day(tmp_path: Path) -> None:
    clock = FixedClock(date(2021, 8, 31))
    with open_workspace(tmp_path, clock=clock) as ws:
        store_plan(ws, period=(2021, 2021))
        with Workspace.reader(ws.store.path, clock=clock) as reader:
            assert dates(ws) == dates(reader) == ["2021-08-31"]
            clock.day = date(2021, 9, 30)
            assert reader.refresh() and dates(reader) == ["2021-09-30"], "a reader computes it for itself"
            assert dates(ws) == ["2021-08-31"]
            assert ws.refresh() and dates(ws) == ["2021-09-30"], "who writes brings the stored figures there"
            assert not ws.refresh()
            assert reader.refresh() and dates(reader) == ["2021-09-30"]


def test_a_reader_refuses_to_write(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
    with Workspace.reader(tmp_path / "store.db") as reader, pytest.raises(StoreError) as caught:
        review.mark(reader, plan.tasks, "done")
    assert caught.value.key == "store_read_only"


def test_a_reader_loads_neither_migrations_nor_screens(tmp_path: Path) -> None:
    import subprocess
    import sys

    with open_workspace(tmp_path) as ws:
        store_plan(ws)
    code = (
        "import sys; from pathlib import Path; from planreview.services.workspace import Workspace;"
        "Workspace.reader(Path(sys.argv[1])).close();"
        "print([name for name in ('sqlite_utils', 'textual', 'rich', 'pydantic', 'click') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "store.db")], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_machines_clock_counts_in_utc_and_names_the_local_day() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset().total_seconds() == 0
    assert abs((clock.today() - clock.now().date()).days) <= 1
