"""A real process in a pseudo-terminal: what a person sees, with answers typed when a question stands there."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


def in_terminal(
    arguments: Sequence[str], environment: dict[str, str], answers: Sequence[tuple[str, str]] = ()
) -> tuple[str, int]:
    """Run ``planreview`` behind a terminal; each answer is typed once its words have appeared. Gives all shown, exit code."""
    process, controller = behind_terminal(arguments, environment)
    shown = b""
    waiting = list(answers)
    try:
        while True:
            if not select.select([controller], [], [], PATIENCE)[0]:
                raise AssertionError(f"nothing came after: {shown[-300:]!r}")
            try:
                piece = os.read(controller, 65_536)
            except OSError:
                # Linux ends a terminal without a process behind it with an error.
                break
            if not piece:
                break
            shown += piece
            if waiting and waiting[0][0].encode() in shown:
                os.write(controller, waiting.pop(0)[1].encode())
    except BaseException:
        process.kill()
        raise
    finally:
        os.close(controller)
        code = process.wait(PATIENCE)
    return shown.decode("utf-8", errors="replace").replace("\r\n", "\n"), code


def behind_terminal(arguments: Sequence[str], environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """``planreview`` behind a terminal, and its other side. It is not the controlling one: no signal tells of its end."""
    import pty

    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "planreview", *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=ROOT,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"},
        start_new_session=True,
    )
    os.close(terminal)
    return process, controller
