"""A file is opened with care, and what it is is told by its content."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planreview.errors import InputError
from planreview.reading import source
from planreview.reading.document import read_document, read_path

ROOT = Path(__file__).resolve().parents[2]
TEXT = "云岭县2023年卫生健康工作要点\n一、强基层\n1.改造卫生室12所。"


def refused(data: bytes, name: str) -> InputError:
    with pytest.raises(InputError) as found:
        read_document(data, name)
    assert found.value.message
    return found.value


def test_a_file_is_read_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(TEXT.encode())
    read = read_path(path)
    assert read.name == "要点.txt"
    assert read.lines == tuple(TEXT.split("\n"))
    assert read.form == "text"
    assert read.notices == ()


def test_what_is_missing_or_a_folder_is_said(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "none.txt", "file_missing"), (tmp_path, "file_is_folder"), (Path("a\0b"), "file_unreadable")):
        with pytest.raises(InputError) as found:
            read_path(path)
        assert found.value.key == key


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_device_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.txt"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(InputError) as found:
            read_path(path)
        assert found.value.key == "file_is_device"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_forbidden_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(InputError) as forbidden:
        read_path(path)
    assert forbidden.value.key == "file_forbidden"


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SIZE_LIMIT", 10)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(InputError) as found:
        read_path(path)
    assert found.value.key == "file_too_large"
    assert refused(b"x" * 11, "large.txt").key == "file_too_large"


def test_half_a_gigabyte_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    with pytest.raises(InputError) as found:
        read_path(path)
    assert found.value.key == "file_too_large"


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b" \r\n\t\r\n"])
def test_an_empty_file_is_said(data: bytes) -> None:
    assert refused(data, "plan.docx").key == "file_empty"


@pytest.mark.parametrize(
    ("name", "said"), [("坏.docx", "file_damaged"), ("坏.pdf", "file_damaged"), ("坏.txt", "file_is_binary")]
)
def test_bytes_of_no_format_are_told_by_what_their_name_says(name: str, said: str) -> None:
    assert refused(bytes(range(256)) * 12, name).key == said


def test_a_wrong_ending_is_said_and_the_content_read() -> None:
    read = read_document(TEXT.encode(), "要点.docx")
    assert read.lines == tuple(TEXT.split("\n"))
    assert [(one.kind, dict(one.values)) for one in read.notices] == [("form_differs", {"suffix": ".docx", "form": "text"})]


def test_text_costs_no_library() -> None:
    code = (
        "import sys; from planreview.reading.document import read_document; read_document('一、甲'.encode(), 'a.txt');"
        "print([name for name in ('lxml', 'docx', 'python_calamine', 'pypdfium2', 'email', 'subprocess') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
