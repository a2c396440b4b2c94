"""Toasts that could be read: whoever types on wants to see the list that they lie over."""

from __future__ import annotations

from time import time
from typing import Any

from textual.app import App

# Seconds in which a toast can be read before a key takes it away.
READ = 1.5


def clear_read(app: App[Any]) -> None:
    """Take away the toasts that have stood long enough; Textual has a public way for all of them only."""
    for one in list(app._notifications):
        if time() - one.raised_at > READ:
            app._unnotify(one)
