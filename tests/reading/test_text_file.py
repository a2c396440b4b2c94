"""Bytes become numbered lines, or a message that says why not."""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.errors import InputError
from planreview.reading import text_file
from planreview.reading.text_file import read_bytes, read_text_file

TEXT = "云岭县2023年卫生健康工作要点\n一、强基层\n1.改造卫生室12所。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gb2312"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    source = read_bytes(data, "plan.txt")
    assert source.lines == tuple(TEXT.split("\n"))
    assert source.encoding == encoding


def test_a_named_encoding_wins() -> None:
    source = read_bytes("體育工作要點".encode("big5"), "plan.txt", "big5")
    assert source.lines == ("體育工作要點",)


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_lines_are_the_same_however_they_end(ending: str) -> None:
    assert read_bytes(TEXT.replace("\n", ending).encode(), "plan.txt").lines == tuple(TEXT.split("\n"))


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\x1e"])
def test_other_line_marks_do_not_move_the_numbers(mark: str) -> None:
    lines = read_bytes(f"第一行{mark}还是第一行\n第二行".encode(), "plan.txt").lines
    assert len(lines) == 2
    assert lines[1] == "第二行"
    assert mark not in lines[0]


def test_control_codes_go_and_tabs_stay() -> None:
    lines = read_bytes("甲\x1b]0;乙\x07\u202e\t丙\x00".encode("utf-8").replace(b"\x00", b""), "plan.txt").lines
    assert lines == ("甲]0;乙\t丙",)


def test_radicals_of_pdf_text_become_characters() -> None:
    assert read_bytes("⻓效机制".encode(), "plan.txt").lines == ("长效机制",)


def test_bytes_and_their_hash_are_kept() -> None:
    data = TEXT.encode("gb18030")
    source = read_bytes(data, "plan.txt")
    assert source.data == data
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"PK\x03\x04word/document.xml", "file_is_zip"),
        (b"%PDF-1.7\n", "file_is_pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_is_ole"),
        (b"{\\rtf1", "file_is_rtf"),
        (b"\x89PNG\r\n", "file_is_image"),
        (b"\x1f\x8b\x08", "file_is_binary"),
        (TEXT.encode("utf-16-le"), "file_is_binary"),
        (b"\xff\xff\xff", "encoding_unclear"),
        (codecs.BOM_UTF8 + b"\xff", "encoding_wrong"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read_bytes(data, "plan.docx")
    assert refused.value.key == key
    assert "plan.docx" in refused.value.message


@pytest.mark.parametrize(
    ("encoding", "key"), [("no-such", "encoding_unknown"), ("ascii", "encoding_wrong"), ("rot13", "encoding_unknown")]
)
def test_an_encoding_that_cannot_be_is_refused(encoding: str, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read_bytes(TEXT.encode(), "plan.txt", encoding)
    assert refused.value.key == key


def test_a_file_is_read_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(TEXT.encode())
    assert read_text_file(path).name == "要点.txt"


def test_what_is_missing_or_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        read_text_file(tmp_path / "none.txt")
    assert missing.value.key == "file_missing"
    with pytest.raises(InputError) as folder:
        read_text_file(tmp_path)
    assert folder.value.key == "file_is_folder"
    with pytest.raises(InputError):
        read_text_file(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_forbidden_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(InputError) as forbidden:
        read_text_file(path)
    assert forbidden.value.key == "file_forbidden"


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "SIZE_LIMIT", 10)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(InputError) as refused:
        read_text_file(path)
    assert refused.value.key == "file_too_large"
    with pytest.raises(InputError):
        read_bytes(b"x" * 11, "large.txt")


@given(st.binary(max_size=200))
def test_any_bytes_become_lines_or_a_message(data: bytes) -> None:
    try:
        source = read_bytes(data, "any")
    except InputError as refused:
        assert refused.message
        return
    assert len(source.lines) == source.text.count("\n") + 1
    assert all("\n" not in line and "\x1b" not in line for line in source.lines)
