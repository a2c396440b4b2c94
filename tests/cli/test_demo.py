"""``demo``: a store that is thrown away, with a history from which every figure follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.services import departments, queries, reports
from planreview.services.demo import build_demo
from planreview.services.workspace import Workspace
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    build_demo(folder / "demo.db", device_file=folder / "device.json")
    return folder / "demo.db"


def test_without_a_terminal_the_summary_by_department_is_printed(command: Command, home: Path) -> None:
    before = {path.name for path in home.iterdir()}
    outcome = command("demo")
    assert outcome.code == 0
    assert "责任单位" in outcome.out and "合计" in outcome.out and "截至 2026-10-31" in outcome.out
    assert not (home / "home" / "planreview.db").exists()
    assert {path.name for path in home.iterdir()} - before <= {"home"}


def test_a_store_that_is_named_is_made_and_kept_and_never_written_over(command: Command, home: Path) -> None:
    kept = home / "样例.db"
    outcome = command("demo", "--store", kept)
    assert outcome.code == 0 and "合计" in outcome.out and "样例.db" in outcome.err
    assert command("plans", "--store", kept).out.count("云泽") and command("check", "--store", kept).code == 0
    before = kept.read_bytes()
    refused = command("demo", "--store", kept)
    assert refused.code == 2 and "不会覆盖" in refused.err and kept.read_bytes() == before
    assert command("demo", "--store", home / "没有" / "样例.db").code == 2
    assert {path.name for path in home.iterdir() if path.suffix in {".db", ".part", ".json"}} == {"样例.db"}


def test_it_leaves_the_users_own_store_alone(command: Command, store: Path) -> None:
    before = store.read_bytes()
    assert command("demo").code == 0
    assert store.read_bytes() == before


def test_every_screen_has_something_to_show(demo: Path) -> None:
    with Workspace.reader(demo) as ws:
        plans = queries.plans(ws)
        assert len({plan.city for plan in plans}) >= 4
        assert {plan.as_of for plan in plans} == {date(2026, 10, 31)}
        assert any(plan.revisions > 1 for plan in plans)
        facets = queries.facets(ws, TaskFilter())
        assert all(facets.lights.get(light, 0) >= 2 for light in ("green", "yellow", "red"))
        assert set(facets.verdicts) >= {"done", "ahead", "on_track", "behind", "not_started", "dropped", "unreviewed"}
        assert facets.mismatch and facets.overdue and facets.unassigned
        assert len(departments.departments(ws)) >= 12
        assert any(one.aliases for one in departments.departments(ws))
        assert any(one.wildcard for one in departments.departments(ws))
        assert any(queries.task_rows(ws, [task])[0].leads > 1 for task in queries.task_ids(ws, TaskFilter()))


def test_people_acted_on_the_days_of_the_history(demo: Path) -> None:
    from planreview.services.care import log

    with Workspace.reader(demo) as ws:
        entries = log(ws)
    assert len({entry.person for entry in entries}) >= 3
    days = {entry.recorded_at[:10] for entry in entries}
    assert min(days) == "2026-09-01" and max(days) == "2026-10-30"


def test_an_earlier_date_shows_an_earlier_state(demo: Path) -> None:
    with Workspace.reader(demo, as_of=date(2026, 9, 15)) as ws:
        earlier = reports.summary(ws).counts
    with Workspace.reader(demo) as ws:
        now = reports.summary(ws).counts
    assert earlier.unreviewed > now.unreviewed
    assert earlier.verdicts["done"] < now.verdicts["done"]


def test_the_store_is_whole(demo: Path) -> None:
    from planreview.services.care import check

    assert check(demo).findings == ()
