"""Opening a store: what is refused, in which words, and that nothing is changed by it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planreview.catalogue import LANGUAGES, use_language
from planreview.errors import InputError, StoreError
from planreview.services import care, review
from planreview.store.file import open_store
from planreview.store.version import APPLICATION_ID, LATEST
from tests.store.builder import FixedClock, open_workspace, store_plan

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 40)
    return tmp_path / "store.db"


def refused(path: Path, key: str, **how: bool) -> StoreError:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        open_store(path, patience=0, **how).close()
    assert caught.value.key == key
    for language in LANGUAGES:
        use_language(language)
        assert str(path) in caught.value.message
    use_language("zh")
    assert (path.read_bytes() if path.is_file() else None) == before
    return caught.value


def test_a_new_store_says_what_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("pragma application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("pragma user_version").fetchone() == (LATEST,)
    assert all(
        "strict" in row[0].lower()
        for row in connection.execute("select sql from sqlite_master where type = 'table' and name not like '%sqlite_%'")
        if "_index" not in row[0]
    )
    connection.close()


def test_a_writer_waits_for_the_disk_and_keeps_the_rules(path: Path) -> None:
    store = open_store(path)
    settings = {
        name: store.connection.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "busy_timeout": 5000}
    assert store.warnings == ()
    store.close()


def test_after_closing_the_file_alone_is_the_store(path: Path, tmp_path: Path) -> None:
    assert not path.with_name("store.db-wal").exists()
    bare = tmp_path / "elsewhere" / "bare.db"
    bare.parent.mkdir()
    shutil.copyfile(path, bare)
    assert care.info(bare).tasks == 40


def test_a_missing_store_is_made_only_on_demand(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", "store_missing")
    refused(tmp_path / "none.db", "store_missing", read_only=True)
    assert list(tmp_path.iterdir()) == []
    open_store(tmp_path / "deep" / "new.db", create=True).close()
    assert (tmp_path / "deep" / "new.db").exists()


def test_a_newer_store_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"pragma user_version = {LATEST + 1}")
    connection.close()
    refused(path, "store_newer")
    refused(path, "store_newer", read_only=True)


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 4\0" + b"x" * 200, b"%PDF-1.7\n" * 100])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "notes.db"
    target.write_bytes(content)
    refused(target, "not_a_store")
    refused(target, "not_a_store", create=True)
    refused(target, "not_a_store", read_only=True)


def test_a_folder_and_another_programs_database_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, "not_a_store", create=True)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table budget (id)")
    other.close()
    refused(tmp_path / "other.db", "not_a_store", create=True)
    refused(tmp_path / "other.db", "not_a_store", read_only=True)


@pytest.mark.parametrize("kept", [60, 100, 4096, 40_000])
def test_a_file_that_breaks_off_is_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    refused(path, "store_damaged")
    refused(path, "store_damaged", read_only=True)


def test_rubbish_anywhere_is_refused_or_named_and_never_a_crash(path: Path) -> None:
    with open_workspace(path.parent) as ws:
        review.mark(ws, [1, 2, 3], "behind", note="缺地" * 200)
    good, places = path.read_bytes(), random.Random(5)
    spoilt = path.with_name("spoilt.db")
    noticed = 0
    for _ in range(60):
        data = bytearray(good)
        at, length = places.randrange(len(data)), places.choice([1, 8, 200, 4096])
        data[at : at + length] = places.randbytes(len(data[at : at + length]))
        spoilt.write_bytes(data)
        try:
            noticed += not care.check(spoilt, clock=FixedClock()).clean
            with open_workspace(path.parent, name="spoilt.db") as ws:
                review.mark(ws, [1], "done")
        except StoreError as error:
            assert error.key in {"store_damaged", "not_a_store", "store_newer", "store_missing", "store_older"}
            noticed += 1
        except InputError as error:
            assert error.key == "task_gone"
        for rest in path.parent.glob("spoilt.db*"):
            rest.unlink()
    # Much of a file is empty space, and a byte of a document has no hash over it.
    assert noticed > 5


def test_an_interrupted_creation_is_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    refused(path, "store_missing")
    refused(path, "store_missing", read_only=True)
    open_store(path, create=True).close()
    assert care.info(path).version == LATEST


def test_a_locked_store_is_said_to_be_in_use(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin immediate")
    store = open_store(path, patience=0)
    with pytest.raises(StoreError) as caught, store.transaction():
        raise AssertionError("the lock is held by another")
    assert caught.value.key == "store_locked"
    store.close()
    holder.execute("rollback")
    holder.close()


def test_an_exclusively_locked_store_is_in_use_for_readers_too(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("pragma locking_mode = exclusive")
    holder.execute("begin exclusive")
    refused(path, "store_locked", read_only=True)
    refused(path, "store_locked")
    holder.close()


AS_ANYONE = """
import os, sys
from datetime import date
from pathlib import Path
from planreview.errors import InputError, StoreError
from planreview.presets import thresholds
from planreview.services.workspace import Workspace
import planreview.store.device, planreview.store.shadow, shutil, tempfile
thresholds()
path = Path(sys.argv[1])
if os.getuid() == 0:
    # Nothing is forbidden to the superuser.
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
with Workspace.reader(path, as_of=date(2020, 6, 30)) as ws:
    count = "select count(*), min(as_of) from task_state join plan_state using (plan_id)"
    print(tuple(ws.store.connection.execute(count).fetchone()))
try:
    Workspace.open(path, person="p", device_file=path.with_name("none") / "device.json").close()
except StoreError as error:
    print(error.key)
"""

CRASHING = """
import os, sys
from pathlib import Path
from tests.store.builder import open_workspace, store_plan
ws = open_workspace(Path(sys.argv[1]))
store_plan(ws, 5, title="二")
os._exit(0)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of this kind are those of Unix")
@pytest.mark.parametrize("crashed", [False, True], ids=["closed", "left by a crash"])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_only_be_read_is_read_and_says_so_when_written(open_folder: Path, what: str, crashed: bool) -> None:
    with open_workspace(open_folder) as ws:
        store_plan(ws, 40)
    path = open_folder / "store.db"
    if crashed:
        # The newest operations stand in the log beside the file, whose index went with the machine.
        subprocess.run([sys.executable, "-c", CRASHING, str(open_folder)], check=True, cwd=ROOT)
        path.with_name("store.db-shm").unlink()
        assert path.with_name("store.db-wal").stat().st_size
    for file in open_folder.iterdir():
        file.chmod(0o444)
    if what == "folder":
        open_folder.chmod(0o555)
    else:
        open_folder.chmod(0o777)
    done = subprocess.run([sys.executable, "-c", AS_ANYONE, str(path)], capture_output=True, text=True, cwd=ROOT, check=False)
    expected = (45 if crashed else 40, "2020-06-30")
    assert done.stdout.splitlines() == [str(expected), "store_read_only"], done.stderr


def test_a_full_disk_loses_nothing_and_says_so(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, 5)
        pages = ws.store.connection.execute("pragma page_count").fetchone()[0]
        ws.store.connection.execute(f"pragma max_page_count = {pages + 20}")
        written = 0
        with pytest.raises(StoreError) as caught:
            for n in range(1000):
                review.add_note(ws, plan.tasks[:1], f"第{n}条" + "长" * 500)
                written += 1
        assert caught.value.key == "disk_full"
        assert written > 0
        assert ws.store.connection.execute("select count(*) from note").fetchone()[0] == written
        # Room is made, and the work goes on.
        ws.store.connection.execute("pragma max_page_count = 1073741823")
        review.add_note(ws, plan.tasks[:1], "补记")
    assert care.check(tmp_path / "store.db", clock=FixedClock()).clean


def test_a_place_without_write_ahead_log_is_warned_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planreview.store.file._write_ahead", lambda connection, patience: "delete")
    store = open_store(path)
    assert store.warnings == ("store.warning.no_wal",)
    store.close()


def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "sqlite_too_old"
