"""A later program adds a migration; an earlier store is brought up to it, with a copy kept, or left as it was."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.errors import StoreError
from planreview.services.workspace import Workspace
from planreview.store import migrate as migration
from planreview.store import version
from planreview.store.file import open_store
from planreview.store.version import LATEST
from planreview.telling import tell_by
from planreview.tui.before import Waiting
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.questions import first_listing
from planreview.tui.start import newest_form
from tests.store.builder import FixedClock, open_workspace, store_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 40)
    return tmp_path / "store.db"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of the next migration, to be set by the test."""
    texts = ["create table later (id integer primary key) strict;"]
    names, text_of = version.migration_names(), version.migration_text
    added = f"{LATEST + 1:04}_later.sql"
    monkeypatch.setattr(migration, "migration_names", lambda: (*names, added))
    monkeypatch.setattr(migration, "migration_text", lambda name: texts[0] if name == added else text_of(name))
    for module in ("planreview.store.file", "planreview.store.readonly", "planreview.store.handle"):
        monkeypatch.setattr(f"{module}.LATEST", LATEST + 1)
    return texts


def test_a_copy_is_kept_of_what_was(path: Path, later: list[str]) -> None:
    with Workspace.open(path, person="李明", device_file=path.with_name("device.json"), clock=FixedClock()) as ws:
        assert ws.store.connection.execute("pragma user_version").fetchone()[0] == LATEST + 1
        ws.store.connection.execute("select * from later")
    kept = sqlite3.connect(path.with_name(f"store.db.v{LATEST}.bak"))
    assert kept.execute("pragma user_version").fetchone()[0] == LATEST
    assert kept.execute("select count(*) from task_state").fetchone()[0] == 40
    kept.close()


def test_a_large_one_is_told_of_before_it_takes_its_while(
    path: Path, later: list[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    said: list[str] = []
    request.addfinalizer(lambda: tell_by(None))
    tell_by(said.append)
    monkeypatch.setattr(migration, "SLOW", 1_000)
    open_store(path).close()
    assert len(said) == 1 and " MB" in said[0]


def test_a_reader_does_not_migrate(path: Path, later: list[str]) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(path, read_only=True)
    assert caught.value.key == "store_older"


def test_the_screens_bring_an_older_store_to_the_newest_form(path: Path, later: list[str]) -> None:
    reader = Lane("reader", partial(open_reader, path, "李明", FixedClock()))

    def write_once() -> None:
        Workspace.open(path, person="李明", device_file=path.with_name("device.json"), clock=FixedClock()).close()

    try:
        listing = newest_form(reader, reader.submit(first_listing(TaskFilter())), write_once, Waiting()).result()
    finally:
        reader.close()
    assert len(listing.ids) == 40 and path.with_name(f"store.db.v{LATEST}.bak").exists()


def test_one_that_fails_leaves_the_store_as_it_was(path: Path, later: list[str]) -> None:
    later[0] = "create table later (id integer primary key) strict; insertt into later values (1);"
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)
    connection = sqlite3.connect(path)
    assert connection.execute("pragma user_version").fetchone()[0] == LATEST
    assert connection.execute("select count(*) from sqlite_master where name = 'later'").fetchone()[0] == 0
    connection.close()


def test_one_that_fails_behind_another_leaves_no_form_in_between(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names, text_of = version.migration_names(), version.migration_text
    texts = {
        f"{LATEST + 1:04}_first.sql": "create table first (id integer primary key) strict;",
        f"{LATEST + 2:04}_second.sql": "create table second (id integer primary key) strict; insertt into second values (1);",
    }
    monkeypatch.setattr(migration, "migration_names", lambda: (*names, *texts))
    monkeypatch.setattr(migration, "migration_text", lambda name: texts.get(name) or text_of(name))
    for module in ("planreview.store.file", "planreview.store.readonly", "planreview.store.handle"):
        monkeypatch.setattr(f"{module}.LATEST", LATEST + 2)
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)
    monkeypatch.undo()
    with open_workspace(path.parent) as ws:
        assert ws.store.connection.execute("pragma user_version").fetchone()[0] == LATEST
        assert (
            ws.store.connection.execute("select count(*) from sqlite_master where name in ('first', 'second')").fetchone()[0] == 0
        )
        assert ws.store.connection.execute("select count(*) from task_state").fetchone()[0] == 40
    assert len(list(path.parent.glob(f"store.db.v{LATEST}*.bak"))) == 1, "the copy from before was made before the first"


def test_a_store_that_is_made_leaves_no_copies_of_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "store.db", create=True).close()
    assert not list(tmp_path.glob("*.bak"))
