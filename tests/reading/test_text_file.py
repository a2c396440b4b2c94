"""Bytes become numbered lines, or a message that says why not."""

from __future__ import annotations

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.errors import InputError
from planreview.reading.text_file import read_bytes

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


@given(st.binary(max_size=200))
def test_any_bytes_become_lines_or_a_message(data: bytes) -> None:
    try:
        source = read_bytes(data, "any")
    except InputError as refused:
        assert refused.message
        return
    assert len(source.lines) == source.text.count("\n") + 1
    assert all("\n" not in line and "\x1b" not in line for line in source.lines)
