"""Open the screens: the one place of the command line that leads to them."""

from __future__ import annotations

import sys
from pathlib import Path

from planreview.cli.common import person_name, store_path
from planreview.cli.output import on_terminal
from planreview.errors import InputError


def open_screens(store: Path | None = None, *, person: str | None = None, device_file: Path | None = None) -> int:
    """Open the screens on a store, the one of the options by default, and return their exit code.

    Raises :class:`InputError` where there is no terminal: the screens would wait for keys that never come.
    """
    if not (on_terminal(sys.stdin) and on_terminal(sys.stdout)):
        raise InputError("no_terminal")
    from planreview.paths import user_paths
    from planreview.tui.start import run_app

    return run_app(store or store_path(), person=person or person_name(), device_file=device_file or user_paths().device)
