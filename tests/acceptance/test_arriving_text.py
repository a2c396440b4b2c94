"""Text of an input method and pastes arrive whole at any speed, cut anywhere; a terminal that goes away loses nothing typed."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from tests.acceptance.conftest import Program
from tests.acceptance.emulator import Emulator
from tests.acceptance.test_terminals import TITLE, office, opened
from tests.benchmarks.terminal import Terminal

__all__ = ["office"]

SAID = "甄选骨干机构、联合攻坚瓶颈课题组；（一）设备未到，正在催办。"
# As an input method hands over a phrase, as a slow line cuts it, and as it comes from the clipboard.
WAYS = {"burst": 1 << 20, "cut": 5}


def send(window: Emulator, text: str, piece: int) -> None:
    """Write a text in pieces of so many bytes, one behind another without waiting."""
    data = text.encode()
    for first in range(0, len(data), piece):
        window._terminal.write(data[first : first + piece])


@pytest.mark.parametrize("way", [*WAYS, "paste"])
@pytest.mark.parametrize("line", ["filter", "note", "name"])
def test_a_phrase_arrives_whole(office: Program, line: str, way: str) -> None:
    keys, said = {"filter": ("/", SAID[:14]), "note": ("n", SAID * 6), "name": ("dp", SAID[:18])}[line]
    with opened(office) as window:
        # The keys that open the line and the phrase behind them in one go, as fast as a machine can write.
        phrase = f"\x1b[200~{said}\x1b[201~" if way == "paste" else said
        send(window, keys + phrase, WAYS.get(way, 1 << 20))
        drawn = "".join(window.wait_for(said[-6:]).split())
        assert said in joined(drawn)
        if line == "note":
            window.press("\x13")
            assert said in stored_note(office.store)


def stored_note(store: Path, limit: float = 20.0) -> str:
    """What the log holds of the note once it is there: a busy machine stores it later than the key is drawn."""
    end = time.monotonic() + limit
    connection = sqlite3.connect(store)
    try:
        while (row := connection.execute("select payload from operation where kind = 'note'").fetchone()) is None:
            assert time.monotonic() < end, "the note was not stored"
            time.sleep(0.05)
    finally:
        connection.close()
    return str(row[0])


def test_text_of_another_encoding_is_refused_and_ends_nothing(office: Program) -> None:
    with opened(office) as window:
        window.press("n")
        window.press(SAID)
        # As a terminal sends it that is set to GBK; then the same one set right.
        window._terminal.write("材料已补".encode("gbk"))
        window.wait_for("UTF-8")
        window.press("材料已补\x13")
        assert SAID + "材料已补" in stored_note(office.store)
    assert crash_reports(office) == []


def test_an_escape_and_a_digit_that_come_as_one_are_two_keys(office: Program) -> None:
    with opened(office) as window:
        window.press("n")
        window.press(SAID)
        # tmux waits half a second for what follows an Esc and hands on both in one go.
        window.press("\x1b3")
        window.wait_for("已核1/6")
    connection = sqlite3.connect(office.store)
    try:
        assert connection.execute("select payload from operation where kind = 'verdict'").fetchall() == [
            ('{"verdict":"on_track"}',)
        ]
        assert connection.execute("select body from draft").fetchall() == [(SAID,)]
    finally:
        connection.close()


def joined(drawn: str) -> str:
    """What stands on a screen without the marks of its edges."""
    return drawn.replace("|", "")


def test_nothing_typed_is_lost_when_the_line_to_the_terminal_breaks(office: Program) -> None:
    environment = {"TERM": "xterm-256color", "COLORTERM": "", "TMUX": "", **office.environment}
    terminal = Terminal(office.command(), columns=100, rows=30, environment=environment)
    terminal.wait_for(TITLE.encode())
    terminal.settle(quiet=0.5)
    terminal.write(b"5")
    terminal.settle(quiet=0.5)
    terminal.write(f"n{SAID}".encode())
    terminal.wait_for("正在催办".encode())
    os.close(terminal.fd)
    end = time.monotonic() + 30
    while not (ended := os.waitpid(terminal.pid, os.WNOHANG)[0]) and time.monotonic() < end:
        time.sleep(0.05)
    assert ended, "it goes on without a terminal"
    assert crash_reports(office) == []
    connection = sqlite3.connect(office.store)
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("select count(*) from operation where kind = 'verdict'").fetchone() == (1,)
        assert [SAID in body for (body,) in connection.execute("select body from draft")] == [True]
    finally:
        connection.close()


def crash_reports(office: Program) -> list[Path]:
    return list(office.home.glob("crash-*"))
