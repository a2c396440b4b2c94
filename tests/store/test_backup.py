"""Copies of a store: whole, of one moment, never over something by accident, and on a chain of their own."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from planreview.errors import InputError, StoreError
from planreview.services import care, review
from planreview.services.workspace import Workspace
from planreview.store.projection import projection_hash
from tests.store.builder import FixedClock, open_workspace, store_plan


def chains(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [row[0] for row in connection.execute("select distinct device from operation order by seq")]
    connection.close()
    return found


def test_a_backup_of_a_running_store_holds_all_that_was_confirmed(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        review.mark(ws, plan.tasks, "done")
        with pytest.raises(InputError, match="copies"):
            care.back_up(ws.store.path, tmp_path / "copies" / "one.db")
        (tmp_path / "copies").mkdir()
        care.back_up(ws.store.path, tmp_path / "copies" / "one.db")
        expected = projection_hash(ws.store)
    with Workspace.reader(tmp_path / "copies" / "one.db", clock=FixedClock()) as copy:
        assert projection_hash(copy.store) == expected
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["one.db"]
    assert care.check(tmp_path / "copies" / "one.db", clock=FixedClock()).clean


def test_nothing_is_replaced_unless_that_is_said(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
    source, target = tmp_path / "store.db", tmp_path / "letter.txt"
    target.write_text("dear")
    for copying in (care.back_up, care.restore):
        with pytest.raises(InputError) as caught:
            copying(source, target)
        assert caught.value.key == "target_exists"
        assert target.read_text() == "dear"
    care.back_up(source, target, replace=True)
    assert care.info(target).tasks == 3


def test_a_copy_onto_itself_or_onto_a_folder_is_refused(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
    for target, key in ((tmp_path / "store.db", "same_file"), (tmp_path, "target_is_folder")):
        with pytest.raises(InputError) as caught:
            care.back_up(tmp_path / "store.db", target, replace=True)
        assert caught.value.key == key


def test_only_a_whole_store_is_restored(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws, 200)
    broken = tmp_path / "broken.db"
    for content, key in ((b"dear diary", "not_a_store"), ((tmp_path / "store.db").read_bytes()[:8192], "store_damaged")):
        broken.write_bytes(content)
        with pytest.raises(StoreError) as caught:
            care.restore(broken, tmp_path / "new.db")
        assert caught.value.key == key
    with pytest.raises(InputError) as missing:
        care.restore(tmp_path / "none.db", tmp_path / "new.db")
    assert missing.value.key == "backup_missing"
    assert not (tmp_path / "new.db").exists()


def test_a_store_in_use_is_not_replaced_under_its_users(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws)
        care.back_up(ws.store.path, tmp_path / "copy.db")
        with pytest.raises(StoreError) as caught:
            care.restore(tmp_path / "copy.db", ws.store.path, replace=True)
        assert caught.value.key == "store_locked"
        review.mark(ws, plan.tasks, "done")
    care.restore(tmp_path / "copy.db", tmp_path / "store.db", replace=True)
    assert care.info(tmp_path / "store.db").operations == 1


def test_an_interrupted_copy_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workspace(tmp_path) as ws:
        store_plan(ws)
    care.back_up(tmp_path / "store.db", tmp_path / "copy.db")
    before = (tmp_path / "copy.db").read_bytes()

    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planreview.store.backup.flush", fail)
    with pytest.raises(StoreError) as caught:
        care.back_up(tmp_path / "store.db", tmp_path / "copy.db", replace=True)
    assert caught.value.key == "disk_full"
    assert (tmp_path / "copy.db").read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


class TestChains:
    """Two copies of one store never go on with the same chain."""

    def test_one_store_keeps_one_chain_over_restarts(self, tmp_path: Path) -> None:
        for _ in range(3):
            with open_workspace(tmp_path) as ws:
                store_plan(ws, title=str(care.info(ws.store.path).plans))
        assert len(chains(tmp_path / "store.db")) == 1

    def test_a_copied_file_begins_another(self, tmp_path: Path) -> None:
        with open_workspace(tmp_path) as ws:
            plan = store_plan(ws)
            first = ws.device
        shutil.copyfile(tmp_path / "store.db", tmp_path / "copy.db")
        for name in ("copy.db", "store.db"):
            with open_workspace(tmp_path, name=name) as ws:
                review.mark(ws, plan.tasks, "done")
        assert chains(tmp_path / "store.db") == [first]
        assert len(chains(tmp_path / "copy.db")) == 2

    def test_a_restored_store_begins_another(self, tmp_path: Path) -> None:
        with open_workspace(tmp_path) as ws:
            plan = store_plan(ws)
        care.back_up(tmp_path / "store.db", tmp_path / "copy.db")
        with open_workspace(tmp_path) as ws:
            review.mark(ws, plan.tasks, "done")
            before = ws.device
        care.restore(tmp_path / "copy.db", tmp_path / "store.db", replace=True)
        with open_workspace(tmp_path) as ws:
            assert ws.device != before
            assert ws.device.split(".")[0] == before.split(".")[0]

    def test_a_store_set_back_in_place_begins_another(self, tmp_path: Path) -> None:
        with open_workspace(tmp_path) as ws:
            plan = store_plan(ws)
        older = (tmp_path / "store.db").read_bytes()
        with open_workspace(tmp_path) as ws:
            review.mark(ws, plan.tasks, "done")
            before = ws.device
        # The same path and the same file, with what it held yesterday.
        (tmp_path / "store.db").write_bytes(older)
        with open_workspace(tmp_path) as ws:
            assert ws.device != before

    def test_a_moved_store_keeps_its_chain(self, tmp_path: Path) -> None:
        with open_workspace(tmp_path) as ws:
            store_plan(ws)
            before = ws.device
        (tmp_path / "store.db").rename(tmp_path / "moved.db")
        with open_workspace(tmp_path, name="moved.db") as ws:
            assert ws.device == before

    def test_another_device_has_another_chain(self, tmp_path: Path) -> None:
        with open_workspace(tmp_path) as ws:
            store_plan(ws)
            first = ws.device
        (tmp_path / "device.json").unlink()
        with open_workspace(tmp_path) as ws:
            assert ws.device.split(".")[0] != first.split(".")[0]

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"device": 7}', '{"device": "a.b"}', '{"device": "ab", "stores": [7]}'])
    def test_a_spoilt_identity_is_made_anew(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "device.json").write_text(content)
        with open_workspace(tmp_path) as ws:
            store_plan(ws)
            assert ws.device.count(".") == 1
        assert json.loads((tmp_path / "device.json").read_text())["stores"][0]["chain"] == ws.device

    def test_without_a_place_for_the_identity_work_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "taken").touch()
        with Workspace.open(
            tmp_path / "store.db", person="李明", device_file=tmp_path / "taken" / "device.json", clock=FixedClock(), create=True
        ) as ws:
            store_plan(ws)
            assert chains(ws.store.path) == [ws.device]
