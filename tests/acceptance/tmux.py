"""The program in tmux: keys go in, the drawn grid comes out, as a person at a terminal has it."""

from __future__ import annotations

import shutil
import subprocess
import time
import uuid
from collections.abc import Mapping, Sequence
from types import TracebackType

import pytest


class Tmux:
    """One window of ``columns`` by ``rows`` cells with a command in it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], *, columns: int = 80, rows: int = 24) -> None:
        if shutil.which("tmux") is None:
            pytest.skip("tmux is not installed")
        self.socket = f"planreview-{uuid.uuid4().hex[:8]}"
        ours = ("PLANREVIEW", "PYTHON", "LANG", "NO_COLOR")
        settings = [f"{name}={value}" for name, value in environment.items() if name.startswith(ours)]
        settings += ["TEXTUAL_ANIMATIONS=none"]
        size = ["-x", str(columns), "-y", str(rows)]
        self._run("-f", "/dev/null", "new-session", "-d", "-s", "w", *size, "env", *settings, *command)
        self._run("set-option", "-g", "remain-on-exit", "on")

    def _run(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-L", self.socket, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def __enter__(self) -> Tmux:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True)

    def screen(self) -> str:
        """The drawn grid."""
        return self._run("capture-pane", "-p", "-t", "w")

    def keys(self, *names: str) -> None:
        """Press keys by tmux's names (Enter, Tab, Escape, C-s) or single characters."""
        self._run("send-keys", "-t", "w", *names)

    def type(self, text: str) -> None:
        """Type text literally."""
        self._run("send-keys", "-t", "w", "-l", text)

    def paste(self, text: str) -> None:
        """Paste text as a terminal does, bracketed."""
        self._run("set-buffer", text)
        self._run("paste-buffer", "-p", "-t", "w")

    def wait_for(self, *texts: str, limit: float = 20.0) -> str:
        """The grid once all ``texts`` stand on it; fails with the grid after ``limit`` seconds."""
        end = time.monotonic() + limit
        while True:
            drawn = self.screen()
            if all(text in drawn for text in texts):
                return drawn
            assert time.monotonic() < end, f"waited for {texts}:\n{drawn}"
            time.sleep(0.05)

    def wait_until_gone(self, text: str, limit: float = 20.0) -> None:
        """Return once ``text`` stands on the grid no more."""
        end = time.monotonic() + limit
        while text in (drawn := self.screen()):
            assert time.monotonic() < end, f"still there: {text}\n{drawn}"
            time.sleep(0.05)

    def wait_for_line(self, start: str, text: str, limit: float = 20.0) -> None:
        """Return once the line that begins with ``start`` holds ``text``."""
        end = time.monotonic() + limit
        while not any(line.startswith(start) and text in line for line in self.screen().splitlines()):
            assert time.monotonic() < end, f"waited for {text} on {start}:\n{self.screen()}"
            time.sleep(0.05)

    def program(self) -> int:
        """The process id of the command."""
        return int(self._run("display-message", "-p", "-t", "w", "#{pane_pid}"))

    def wait_for_end(self, limit: float = 20.0) -> None:
        """Return once the command has ended."""
        end = time.monotonic() + limit
        while self._run("display-message", "-p", "-t", "w", "#{pane_dead}").strip() != "1":
            assert time.monotonic() < end, self.screen()
            time.sleep(0.05)
