"""What is really sent to a terminal: its colours alone, no kitty flags, no mouse where none is wanted, nothing left on."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.conftest import Program
from tests.acceptance.emulator import Emulator
from tests.tui.screens.support import PLAN

SGR = re.compile(rb"\x1b\[([0-9;]*)m")
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
# The cursor and the wrapping of lines are on in any terminal.
USUAL = ("25", "7")
KITTY = re.compile(rb"\x1b\[[>=<]\d*(;\d+)?u")
TITLE = "培育高新技术企业"
# A program that fails where a key is pressed.
FAILING = """
from planreview.tui.screens import review_actions
def fail(screen):
    raise ZeroDivisionError("张三 在 /home/zhangsan")
review_actions.ACTIONS["sort"] = fail
from planreview.cli.main import main
main()
"""


@pytest.fixture
def office(planreview: Program, tmp_path: Path) -> Program:
    source = tmp_path / "plan.txt"
    source.write_text(PLAN, encoding="utf-8")
    planreview("import", source)
    return planreview


@contextmanager
def opened(office: Program, *arguments: str, command: list[str] | None = None, **environment: str) -> Iterator[Emulator]:
    """The screens in a terminal, drawn."""
    plain = {"COLORTERM": "", "TERM": "xterm-256color", "TMUX": "", **office.environment, **environment}
    with Emulator(command or office.command(*arguments), plain, columns=100, rows=30) as window:
        window.wait_for(TITLE)
        yield window


def colours(raw: bytes) -> set[str]:
    """The kinds of colours in what was sent: ``rgb``, ``256``, ``16``, ``default``."""
    found: set[str] = set()
    for match in SGR.finditer(raw):
        codes = match[1].decode().split(";")
        while codes:
            code = codes.pop(0)
            if code in ("38", "48"):
                found.add("rgb" if codes[0] == "2" else "256")
                codes = codes[4 if codes[0] == "2" else 2 :]
            elif code in ("39", "49"):
                found.add("default")
            elif re.fullmatch(r"3[0-7]|4[0-7]|9[0-7]|10[0-7]", code):
                found.add("16")
    return found


@pytest.mark.parametrize(
    ("environment", "kinds"),
    [
        ({"COLORTERM": "truecolor"}, {"rgb"}),
        ({}, {"256", "16"}),
        ({"TERM": "xterm"}, {"16"}),
        ({"TERM": "linux"}, {"16"}),
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, set()),
    ],
    ids=["truecolor", "256", "16", "console", "none"],
)
def test_only_colours_that_the_terminal_has_are_sent(office: Program, environment: dict[str, str], kinds: set[str]) -> None:
    with opened(office, **environment) as window:
        window.press("T")
        found = colours(window.raw) - {"default"}
        assert found <= kinds and bool(found) == bool(kinds)
        assert not KITTY.search(window.raw)
        reversed_rows = b"\x1b[7" in window.raw or b";7m" in window.raw or b";7;" in window.raw
        assert reversed_rows


def left_on(raw: bytes) -> set[str]:
    """The modes that were switched on and not off again; those that are usual must be on."""
    state: dict[str, bytes] = {}
    for match in MODE.finditer(raw):
        for mode in match[1].decode().split(";"):
            state[mode] = match[2]
    for mode in USUAL:
        assert state.pop(mode, b"h") == b"h", mode
    return {mode for mode, switched in state.items() if switched == b"h"}


@pytest.mark.parametrize("end", ["q", "SIGTERM", "SIGHUP", "fails"])
def test_the_terminal_is_left_as_it_was(office: Program, end: str) -> None:
    command = [sys.executable, "-c", FAILING] if end == "fails" else None
    before = tasks(office.store)
    with opened(office, command=command) as window:
        assert "1049" in {mode for match in MODE.finditer(window.raw) for mode in match[1].decode().split(";")}
        if end.startswith("SIG"):
            os.kill(window._terminal.pid, getattr(signal, end))
        else:
            window._terminal.write(b"q" if end == "q" else b"o")
        window._terminal.drain()
        assert left_on(window.raw) == set()
        behind = window.raw[window.raw.rindex(b"\x1b[?1049l") :]
        assert b"Traceback" not in behind and b"\x1b[?1049h" not in behind
        if end == "fails":
            (report,) = office.home.glob("crash-*.txt")
            assert report.name.encode() in b"".join(behind.split()) and b"ZeroDivisionError" in behind
            assert not re.search("张三|zhangsan|临澜", report.read_text(encoding="utf-8"))
        else:
            assert SGR.sub(b"", behind).count(b"\n") <= 2
    assert tasks(office.store) == before


def tasks(store: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(store)
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return connection.execute("select count(*) from operation").fetchall()
    finally:
        connection.close()


def test_text_of_an_input_method_arrives_whole(office: Program) -> None:
    said = "设备未到，正在催办；《方案》已报市政府。"
    with opened(office) as window:
        window.press("n")
        window.press(said)
        window.wait_for(said)
        pasted = "粘贴的一句：推进缓慢。"
        window.press(f"\x1b[200~{pasted}\x1b[201~")
        window.wait_for(said + pasted)


@pytest.mark.parametrize(("arguments", "mouse"), [((), True), (("--no-mouse",), False)])
def test_the_mouse_is_asked_for_only_where_it_is_wanted(office: Program, arguments: tuple[str, ...], mouse: bool) -> None:
    with opened(office, *arguments) as window:
        assert (b"\x1b[?1000h" in window.raw) == mouse
        if mouse:
            # A click on the third row, then on 汇总 in the foot.
            rows = window.text().split("\n")
            third = next(place for place, row in enumerate(rows) if row.startswith("    3"))
            click(window, 20, third + 1)
            window.wait_for("\n>   3")
            foot = next(place for place, row in enumerate(rows) if "s 汇总" in row or "s汇总" in row)
            cell = len(rows[foot][: rows[foot].index("汇总")].encode("gbk"))
            click(window, cell + 1, foot + 1)
            window.wait_for("件数")


def click(window: Emulator, x: int, y: int) -> None:
    window.press(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")


def test_settings_of_the_configuration_reach_the_screens(office: Program) -> None:
    (office.home / "config.toml").write_text('mouse = false\nborders = "line"\nkeys = "vim"\n', encoding="utf-8")
    with opened(office) as window:
        assert b"\x1b[?1000h" not in window.raw
        window.press("jj")
        window.wait_for("\n>   3")
        window.press("K")
        window.wait_for("──")
