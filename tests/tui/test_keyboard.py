"""What a terminal writes for keys, however a line cuts it: which keys come out of it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from planreview.tui.keyboard import EscapeParser, NotUtf8, read_keys


def keys(*reads: str) -> list[str]:
    """What was typed, in order, when the terminal hands over one piece behind another."""
    parser = EscapeParser()
    return said([message for read in reads for message in parser.feed(read)])


def said(messages: Sequence[Message]) -> list[str]:
    found = []
    for message in messages:
        if isinstance(message, events.Key):
            found.append(message.character if message.is_printable and message.character else message.key)
        elif isinstance(message, events.Paste):
            found.append(f"<{message.text}>")
        else:
            found.append(type(message).__name__)
    return found


@pytest.mark.parametrize(
    ("reads", "typed"),
    [
        (["\x1b", "3"], ["escape", "3"]),
        (["\x1b3"], ["escape", "3"]),
        (["\x1bjj3"], ["escape", "j", "j", "3"]),
        (["\x1b", "v", "\x1b", "w"], ["escape", "v", "escape", "w"]),
        (["\x1b设备"], ["escape", "设", "备"]),
        (["\x1b", "设", "备"], ["escape", "设", "备"]),
        (["\x1b\r"], ["escape", "enter"]),
        (["\x1b\x1b[B"], ["escape", "down"]),
        (["\x1b", "[", "B"], ["down"]),
        (["\x1b[B3", "\x1bOP", "4"], ["down", "3", "f1", "4"]),
        (["a\x1b[200~甲\r乙", "丙\x1b[201~b"], ["a", "<甲\r乙丙>", "b"]),
        (["\x1b[20", "0~甲\x1b[2", "01~", "\x1b3"], ["<甲>", "escape", "3"]),
        (["\x1b\x7f"], ["ctrl+w"]),
    ],
)
def test_an_escape_is_a_key_of_its_own_unless_a_sequence_follows(reads: list[str], typed: list[str]) -> None:
    assert keys(*reads) == typed


@given(st.lists(st.sampled_from(["\x1b", "3", "j", "设", "\x1b[B", "\x1bOP"]), min_size=1, max_size=12), st.data())
def test_no_key_is_lost_wherever_a_line_cuts(typed: list[str], data: st.DataObject) -> None:
    names = {"\x1b": "escape", "\x1b[B": "down", "\x1bOP": "f1"}
    text = "".join(typed) + "."
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1))))
    reads = [text[first:last] for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert keys(*reads) == [*(names.get(one, one) for one in typed), "."]


def test_what_is_no_utf8_is_said_and_not_taken() -> None:
    reading, writing = os.pipe()
    ended, found = threading.Event(), list[Message]()
    thread = threading.Thread(target=read_keys, args=(reading, ended, found.append))
    thread.start()
    try:
        for text in (b"n", "设备镕u".encode("gb18030"), b"\xb3", "设".encode()[:1], "设".encode()[1:], b"3"):
            before, end = len(found), time.monotonic() + 20
            os.write(writing, text)
            while len(found) == before and text != "设".encode()[:1]:
                assert thread.is_alive() and time.monotonic() < end
    finally:
        ended.set()
        thread.join()
        os.close(reading)
        os.close(writing)
    assert [name for name in said(found) if name != NotUtf8.__name__] == ["n", "设", "3"]
    assert any(isinstance(message, NotUtf8) for message in found)
