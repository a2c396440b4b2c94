"""Copy text to where it can be pasted from: tmux's buffer, the terminal's clipboard (OSC 52), else a file; and say which.

No terminal answers whether it has taken a copy. So what is known not to take one (a console, screen, more than terminals
take at once) gets a file, whose place is said.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import gettempdir
from typing import Protocol

from planreview.catalogue import t, tn
from planreview.text import show

# Bytes of base64 that xterm and those who follow it take in one sequence.
LONGEST = 74_994
# Terminals that know no OSC 52: the consoles of Linux and the BSDs, GNU screen (which would show it).
WITHOUT = ("linux", "cons25", "vt100", "vt220", "dumb", "screen")
TMUX_PATIENCE = 3.0


class Clipboard(Protocol):
    """What is needed of the app."""

    def copy_to_clipboard(self, text: str) -> None: ...


async def copy_text(app: Clipboard, text: str, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Copy the text and say where it is and how much; raises nothing but what writing a file raises."""
    variables = os.environ if environment is None else environment
    much = tn("copy.lines", text.rstrip("\n").count("\n") + 1, characters=len(text))
    in_tmux = bool(variables.get("TMUX")) and await asyncio.to_thread(_into_tmux, text)
    if in_tmux:
        return t("copy.tmux", much=much)
    if _takes_osc52(variables, sys.platform) and (len(text.encode()) + 2) // 3 * 4 <= LONGEST:
        app.copy_to_clipboard(text)
        return t("copy.terminal", much=much)
    path = folder / "copied.txt"
    await asyncio.to_thread(_into_file, path, text)
    return t("copy.file", much=much, path=show(path))


def state_folder(app: object) -> Path:
    """Where the app keeps what is this machine's own; the folder for temporary files where it has none."""
    return getattr(app, "crash_folder", None) or Path(gettempdir())


def _takes_osc52(variables: Mapping[str, str], platform: str) -> bool:
    term = variables.get("TERM", "")
    if platform == "win32":
        # The console window of Windows takes none, Windows Terminal does.
        return bool(variables.get("WT_SESSION") or variables.get("TERM_PROGRAM"))
    return bool(term) and not variables.get("STY") and term.split("-")[0].split(".")[0] not in WITHOUT


def _into_tmux(text: str) -> bool:
    """Into tmux's buffer, and on to the terminal's clipboard where tmux (3.2) is set to; False where that failed."""
    for command in (["tmux", "load-buffer", "-w", "-"], ["tmux", "load-buffer", "-"]):
        try:
            done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=TMUX_PATIENCE, check=False)
        except (OSError, subprocess.SubprocessError):
            return False
        if done.returncode == 0:
            return True
    return False


def _into_file(path: Path, text: str) -> None:
    """For nobody else's eyes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)
