"""What takes long says on a terminal for how long it has gone on, and nothing where nobody looks."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from planreview import waiting
from planreview.waiting import told_by_the_clock


class Screen(io.StringIO):
    """A terminal, or a file, that knows when something was written."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_line_counts_the_seconds_on_a_terminal_and_goes(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    screen = Screen(terminal)
    monkeypatch.setattr(waiting, "DELAY", 0.01)
    monkeypatch.setattr(sys, "stderr", screen)
    with told_by_the_clock("progress.summing", "progress.keys_command"):
        assert screen.written.wait(20 if terminal else 0.1) == terminal
    said = screen.getvalue()
    assert ("正在汇总" in said and "Ctrl+C" in said) == terminal
    # An empty line is left for what is said next, and nobody goes on writing.
    assert not said.split("\r")[-2:][0].strip() and not any(one.name == "waiting" for one in threading.enumerate())
