"""``check``, ``backup``, ``restore``, ``info``, and what a store that cannot be used is answered."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES, Command


def alter(store: Path, *statements: str) -> None:
    connection = sqlite3.connect(store)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_whole_store_is_said_to_be_whole(store: Path, command: Command) -> None:
    command("mark", "云泽市2026/1", "3")
    for arguments in (("check",), ("check", "--rebuild")):
        outcome = command(*arguments)
        assert (outcome.code, outcome.out) == (0, "")
        assert "完好" in outcome.err
    assert command("check", "--json").data["findings"] == []


def test_what_was_altered_by_hand_is_named(store: Path, command: Command) -> None:
    command("mark", "云泽市2026/1", "3")
    marked = command("show", "云泽市2026/1", "--json").data
    (operation,) = marked["history"]
    alter(
        store,
        "drop trigger operation_never_changed",
        "update operation set payload = '{\"verdict\": \"done\"}' where id = '{}'".replace("{}", operation["id"]),
        f"update task_state set verdict = 'ahead' where item_id = (select id from item where uid = '{marked['id']}')",
    )
    outcome = command("check", "--rebuild")
    assert outcome.code == 1
    assert operation["id"] in outcome.out
    assert "task_state" in outcome.out
    found = command("check", "--json")
    assert found.code == 1
    assert operation["id"] in {one["where"] for one in found.data["findings"]}


def test_a_backup_is_a_store_and_is_not_written_over(store: Path, command: Command, tmp_path: Path) -> None:
    command("mark", "云泽市2026/1", "3")
    target = tmp_path / "copy.db"
    assert command("backup", target).code == 0
    assert command("--store", target, "tasks", "结论=序时", "--json").data[0]["number"] == 1
    assert command("backup", target).code == 2
    assert command("backup", target, "--overwrite").code == 0
    assert command("backup", store).code == 2


def test_a_backup_is_restored_only_when_asked_to_replace(store: Path, command: Command, tmp_path: Path) -> None:
    command("backup", tmp_path / "copy.db")
    command("mark", "云泽市2026/1", "3")
    assert command("restore", tmp_path / "copy.db").code == 2
    assert len(command("tasks", "结论=序时", "--json").data) == 1
    assert command("restore", tmp_path / "copy.db", "--overwrite").code == 0
    assert command("tasks", "结论=序时", "--json").data == []
    assert command("mark", "云泽市2026/2", "3").code == 0
    assert command("check").code == 0


def test_what_is_no_backup_does_not_replace_a_store(store: Path, command: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("no store", encoding="utf-8")
    before = store.read_bytes()
    assert command("restore", other, "--overwrite").code == 3
    assert command("restore", tmp_path / "missing.db", "--overwrite").code == 2
    assert store.read_bytes() == before


def test_info_tells_what_there_is(store: Path, command: Command) -> None:
    shown = command("info").out
    assert str(store) in shown and re.search(r"^计划 +2$", shown, re.M)
    assert str(store.parent / "config.toml") in shown and str(store.parent / "device.json") in shown
    found = command("info", "--json").data
    assert (found["plans"], found["tasks"], found["as_of"]) == (2, 48, "2026-09-30")


@pytest.mark.parametrize(
    "arguments", [("plans",), ("tasks",), ("summary",), ("info",), ("check",), ("mark", "1", "3"), ("undo",)]
)
def test_a_store_that_is_not_there_is_told(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    outcome = command("--store", tmp_path / "missing.db", *arguments)
    assert (outcome.code, outcome.out) == (3, "")
    assert "missing.db" in outcome.err
    assert not (tmp_path / "missing.db").exists()


@pytest.mark.parametrize("arguments", [("plans",), ("mark", "1", "3"), ("import", str(SAMPLES / "yunze-2026.txt")), ("check",)])
@pytest.mark.parametrize("what", ["folder", "text", "other database", "half"])
def test_what_is_no_store_is_refused_and_left_alone(
    command: Command, store: Path, tmp_path: Path, what: str, arguments: tuple[str, ...]
) -> None:
    place = tmp_path / "thing"
    if what == "folder":
        place.mkdir()
    elif what == "text":
        place.write_text("once upon a time\n" * 100, encoding="utf-8")
    elif what == "half":
        shutil.copyfile(store, place)
        with place.open("r+b") as file:
            file.truncate(place.stat().st_size // 2)
    else:
        alter(place, "create table recipes (name text)")
    before = None if what == "folder" else place.read_bytes()
    outcome = command("--store", place, *arguments)
    assert (outcome.code, outcome.out) == (3, "")
    assert "thing" in outcome.err
    assert before is None or place.read_bytes() == before


def test_a_newer_store_is_refused(store: Path, command: Command) -> None:
    alter(store, "pragma user_version = 99")
    outcome = command("plans")
    assert outcome.code == 3
    assert "99" in outcome.err


def test_the_store_is_named_by_option_environment_configuration(
    store: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {}
    for name in ("option", "environment", "configuration"):
        named[name] = tmp_path / f"{name}.db"
        shutil.copyfile(store, named[name])
    config = store.parent / "config.toml"
    config.write_text(f'store = "{named["configuration"].as_posix()}"\nperson = "李四"\n', encoding="utf-8")
    assert command("info", "--json").data["path"] == str(named["configuration"])
    monkeypatch.setenv("PLANREVIEW_STORE", str(named["environment"]))
    assert command("info", "--json").data["path"] == str(named["environment"])
    assert command("info", "--json", "--store", named["option"]).data["path"] == str(named["option"])
    command("mark", "云泽市2026/1", "3")
    assert command("log", "--json").data[0]["person"] == "李四"
    command("mark", "云泽市2026/1", "4", "--person", "王五")
    assert command("log", "--json").data[0]["person"] == "王五"


def test_info_checks_the_configuration(store: Path, command: Command) -> None:
    config = store.parent / "config.toml"
    config.write_text('persn = "李四"\n', encoding="utf-8")
    assert command("plans").code == 0
    outcome = command("info")
    assert outcome.code == 2
    assert "persn" in outcome.err and "person" in outcome.err


def test_a_backup_that_is_not_there_is_told_as_such(store: Path, command: Command, tmp_path: Path) -> None:
    before = store.read_bytes()
    outcome = command("restore", tmp_path / "gone.db", "--overwrite")
    assert (outcome.code, outcome.out) == (2, "")
    assert "找不到备份文件" in outcome.err and "gone.db" in outcome.err
    assert store.read_bytes() == before


def test_a_backup_makes_no_folders(store: Path, command: Command, tmp_path: Path) -> None:
    outcome = command("backup", tmp_path / "missing" / "folder" / "x.db")
    assert (outcome.code, outcome.out) == (2, "")
    assert "写不了文件" in outcome.err and not (tmp_path / "missing").exists()
