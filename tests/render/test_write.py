"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from planreview.errors import InputError
from planreview.render.files import write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    write_file(tmp_path / "汇总.csv", b"abc")
    assert (tmp_path / "汇总.csv").read_bytes() == b"abc"
    assert names(tmp_path) == ["汇总.csv"]


def test_an_existing_file_is_left_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(path, b"old")
    with pytest.raises(InputError) as caught:
        write_file(path, b"new")
    assert caught.value.key == "file_exists"
    assert "a.csv" in str(caught.value)
    assert path.read_bytes() == b"old"
    write_file(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


def test_a_file_that_someone_makes_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        path.write_bytes(b"theirs")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(InputError) as caught:
        write_file(path, b"ours")
    assert caught.value.key == "file_exists"
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.csv"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError) as caught:
        write_file(path, b"new", overwrite=True)
    assert caught.value.key == "file_unwritable"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_without_links_a_rename_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> NoReturn:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_file(tmp_path / "a.csv", b"abc")
    with pytest.raises(InputError) as caught:
        write_file(tmp_path / "a.csv", b"new")
    assert caught.value.key == "file_exists"
    assert (tmp_path / "a.csv").read_bytes() == b"abc"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("name", ["missing/a.csv", "n" * 300, "a\0b", "."])
def test_a_path_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        write_file(tmp_path / name, b"abc", overwrite=True)
    assert caught.value.key == "file_unwritable"
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_has_the_mode_of_any_file_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_file(tmp_path / "ours", b"")
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)
