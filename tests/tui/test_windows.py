"""The way through the program on Windows, driven with fakes: no POSIX signals, no poll, its own console, files held open.

What a real console draws cannot be seen here; what is sent to it, asked of it and done when it ends can.
"""

from __future__ import annotations

import asyncio
import builtins
import ctypes
import io
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver

from planreview import catalogue
from planreview.cli.main import run
from planreview.disk import flush
from planreview.errors import InputError, reason_of
from planreview.tui import start
from planreview.tui.console import fit_console, without_kitty
from planreview.tui.hangup import Terminal, on_end, outliving
from planreview.tui.settings import Settings
from tests.tui.reviewing import grid, make_app, press, settle, verdicts

# Modules and names that Python has on Linux and macOS alone.
POSIX_MODULES = ("fcntl", "termios", "resource", "pwd", "grp", "tty", "pty")
POSIX_NAMES = ((signal, "SIGHUP"), (signal, "SIGTSTP"), (os, "fdatasync"), (os, "killpg"), (os, "fork"), (select, "poll"))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without what Windows has not."""
    real = builtins.__import__

    def limited(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> ModuleType:
        if name in POSIX_MODULES and str((globals or {}).get("__name__", "")).startswith("planreview"):
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", limited)
    for holder, name in POSIX_NAMES:
        monkeypatch.delattr(holder, name, raising=False)
    monkeypatch.setattr(signal, "SIGBREAK", 21, raising=False)
    yield


@pytest.mark.parametrize(
    ("said", "variables", "language"),
    [
        (0x0409, {}, "en"),
        (0x0804, {}, "zh"),
        (0x0404, {}, "zh"),
        (0x0407, {"LANG": "C"}, "en"),
        (0x0409, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {}, "zh"),
    ],
    ids=["english", "simplified", "traditional", "german", "a variable goes first", "cannot be asked"],
)
def test_the_language_is_that_in_which_windows_speaks(
    monkeypatch: pytest.MonkeyPatch, said: int | None, variables: dict[str, str], language: str
) -> None:
    def ask() -> int:
        if said is None:
            raise OSError
        return said

    monkeypatch.setattr(catalogue, "os", SimpleNamespace(name="nt", environ=variables))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=ask)), raising=False)
    assert catalogue.guess_language() == language
    monkeypatch.setattr(catalogue, "os", SimpleNamespace(name="posix", environ={}))
    assert catalogue.guess_language() == "zh"


def test_commands_and_files_need_nothing_of_posix(windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores are made, plans imported, marks and summaries written; in a folder with spaces and Chinese names."""
    home = tmp_path / "张 三的文件"
    monkeypatch.setenv("PLANREVIEW_HOME", str(home))
    plan = tmp_path / "要点 2026.txt"
    plan.write_bytes("临澜市2026年工作要点\r\n\r\n一、重点工作\r\n\r\n1.建设平台。全年建成10个。\r\n".encode("gb18030"))
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp936", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", out)
    target = str(home / "汇总.csv")
    for arguments in (
        ("import", str(plan), "--lead", "市科技局"),
        ("mark", "临澜市2026/1", "behind", "--note", "设备未到"),
        ("summary", "--format", "csv", "-o", target),
        ("backup", str(tmp_path / "备份.db")),
        ("check", "--rebuild"),
    ):
        assert run(["--lang", "zh", *arguments]) == 0, arguments
    out.flush()
    assert "市科技局" in Path(target).read_text(encoding="utf-8-sig")
    assert "完好" in out.buffer.getvalue().decode("cp936")  # type: ignore[attr-defined]


async def test_the_screens_run_where_no_signal_can_be_caught(windows: None, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", refuse)
    caught: dict[int, Callable[..., None]] = {}
    monkeypatch.setattr(signal, "signal", lambda number, handler: caught.__setitem__(int(number), handler))
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        await press(pilot, "n", "设", "备")
        # Ctrl+Break, or the window is closed: what is typed is a draft, the store is let go.
        assert set(caught) == {int(signal.SIGTERM), 21}
        caught[21](21, None)
        for _ in range(100):
            await pilot.pause()
            if app.return_value is not None:
                break
    assert app.return_value == 0 and verdicts(store)[0] == "done"
    opened = make_app(store)
    async with opened.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "g", "2", "enter", "n")
        assert "设备" in "".join(grid(opened))


async def test_only_signals_that_there_are_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    loop: Any = SimpleNamespace(add_signal_handler=lambda number, _: asked.append(number))
    assert on_end(loop, print) == asked == [signal.SIGHUP, signal.SIGTERM]

    def outside(*_: object) -> None:
        raise ValueError("signal only works in main thread")

    loop.add_signal_handler = outside
    assert on_end(loop, print) == []


def test_a_console_without_poll_is_never_gone(windows: None) -> None:
    assert not Terminal().gone


def test_the_old_console_gets_plain_lines_and_others_do_not() -> None:
    """The window of conhost draws ─ and ▲ two cells wide with a Chinese font; Windows Terminal does not."""
    old = fit_console(Settings(), {}, "win32")
    assert (old.borders, old.ambiguous) == ("ascii", "wide")
    wished = fit_console(Settings(borders="line", ambiguous="narrow"), {}, "win32")
    assert (wished.borders, wished.ambiguous) == ("line", "narrow")
    for environment, platform in (({"WT_SESSION": "x"}, "win32"), ({"TERM_PROGRAM": "vscode"}, "win32"), ({}, "linux")):
        assert fit_console(Settings(), environment, platform) == Settings()


async def test_on_the_old_console_no_character_is_of_ambiguous_width(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(store, settings=fit_console(Settings(theme="dark"), {}, "win32"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "o", "T")
        assert not set("─│┌┐└┘▲▼█▁") & set("".join(grid(app)))
        await press(pilot, "escape")
        assert "差距^" in "".join(grid(app))


class Recorded(Driver):
    """Stands for the driver of Windows, which asks for kitty's keys whatever the environment says (Textual 8.2.8)."""

    sent: list[str] = []  # noqa: RUF012

    def write(self, data: str) -> None:
        self.sent.append(data)

    def start_application_mode(self) -> None:
        for sequence in ("\x1b[?1049h", "\x1b[?25l", "\x1b[?1004h", "\x1b[>1u", "\x1b[?2004h"):
            self.write(sequence)

    def disable_input(self) -> None: ...

    def stop_application_mode(self) -> None:
        for sequence in ("\x1b[?2004l", "\x1b[<u", "\x1b[?1049l" + "\x1b[?25h", "\x1b[?1004l"):
            self.write(sequence)


async def test_kitty_keys_are_never_asked_for() -> None:
    Recorded.sent.clear()
    driver = without_kitty(Recorded)(App())
    driver.start_application_mode()
    driver.write("1u \x1b[>5;1ux")
    driver.stop_application_mode()
    assert "".join(Recorded.sent) == ("\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h1u x\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[?1004l")


def test_on_windows_alone_kitty_keys_are_taken_out(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(store)
    assert not app.get_driver_class().__name__.startswith("Quiet")
    monkeypatch.setattr(sys, "platform", "win32")
    assert app.get_driver_class().__name__.startswith("Quiet")


def test_on_windows_too_an_escape_is_a_key_of_its_own(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = ModuleType("textual.drivers.win32")
    vars(console)["XTermParser"] = XTermParser
    monkeypatch.setitem(sys.modules, console.__name__, console)
    monkeypatch.setattr(sys, "platform", "win32")
    make_app(store).get_driver_class()
    # As the thread that reads the console makes it and feeds it, a record of a key at a time.
    parser = vars(console)["XTermParser"](debug=False)
    keys = [message.key for read in ("\x1b", "3", "\x1b[B") for message in parser.feed(read) if isinstance(message, events.Key)]
    assert keys == ["escape", "3", "down"]


async def test_a_write_to_a_terminal_that_has_gone_is_no_failure() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

        def flush(self) -> None:
            self.write("")

    class Writing(Recorded):
        _file = Gone()

        def start_application_mode(self) -> None:
            self._file.write("x")
            self._file.flush()

    with pytest.raises(OSError, match="Input/output"):
        Writing(App()).start_application_mode()
    outliving(Writing)(App()).start_application_mode()


def test_only_what_is_drawn_on_must_be_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """There Textual draws on the output, so that a redirected error stream is no hindrance."""
    terminal, file = SimpleNamespace(isatty=lambda: True), SimpleNamespace(isatty=lambda: False)
    for name, stream in (("stdin", terminal), ("stdout", terminal), ("stderr", file)):
        monkeypatch.setattr(sys, name, stream)
    with pytest.raises(InputError):
        start.check_terminal()
    monkeypatch.setattr(sys, "platform", "win32")
    start.check_terminal()


def test_a_file_that_another_program_holds_is_no_missing_permission() -> None:
    """An export over a workbook that Excel shows: Windows says 13 (permission) and, beside it, 32 (sharing violation)."""
    held = PermissionError(13, "The process cannot access the file")
    assert "权限" in reason_of(held)
    held.winerror = 32
    assert "Excel" in reason_of(held)


def test_an_export_over_a_held_file_says_so_and_leaves_the_old_one(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        error = PermissionError(13, "held", str(target))
        error.winerror = 32
        raise error

    target = tmp_path / "汇总.csv"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setenv("PLANREVIEW_HOME", str(tmp_path))
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    assert run(["--lang", "zh", "--store", str(store), "summary", "--format", "csv", "-o", str(target), "--overwrite"]) == 2
    assert "Excel" in said.getvalue() and target.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.glob("汇总*")] == ["汇总.csv"]


def test_what_cannot_be_flushed_is_left_to_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "a folder cannot be opened")

    monkeypatch.setattr(os, "open", refuse)
    flush(tmp_path)
