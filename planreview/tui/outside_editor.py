"""Write in the editor that the environment names, while the screen steps aside for it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from planreview.errors import InputError, reason_of
from planreview.text import clean, show

# A note of more than this is no note; it would hold up every list that shows it.
LONGEST = 100_000


def editor_command() -> list[str]:
    """The words of $VISUAL, else $EDITOR; raises :class:`InputError` no_editor."""
    said = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    try:
        words = shlex.split(said, posix=sys.platform != "win32")
    except ValueError:
        words = []
    if not words:
        raise InputError("no_editor")
    return words


def edit_outside(app: App[Any], text: str) -> str:
    """The text as it was left in the editor. Blocks: nothing may be drawn while the terminal is the editor's.

    Raises :class:`InputError` no_editor, editor_failed.
    """
    command = editor_command()
    with tempfile.TemporaryDirectory(prefix="planreview-") as folder:
        path = Path(folder) / "note.txt"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                code = subprocess.run([*command, str(path)], check=False).returncode
        except (OSError, SuspendNotSupported) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "-"
            raise InputError("editor_failed", command=show(command[0]), reason=reason) from error
        if code != 0:
            raise InputError("editor_failed", command=show(command[0]), reason=str(code))
        try:
            return clean(path.read_bytes()[: LONGEST * 4].decode("utf-8-sig"))[:LONGEST].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("editor_failed", command=show(command[0]), reason=reason_of(error)) from error
