"""Whether the terminal has gone: one that is not the controlling terminal ends without a signal.

Textual reads an ended terminal as one on which nobody types, over and over, and would do so for ever.
"""

from __future__ import annotations

import os
import select
import sys


class Terminal:
    """The terminal that keys come from, as it was when the screens opened."""

    def __init__(self) -> None:
        self._watched: int | None = None
        try:
            descriptor = sys.stdin.fileno() if sys.stdin is not None else None
            # A console of Windows ends its programs itself.
            if descriptor is not None and hasattr(select, "poll") and os.isatty(descriptor):
                self._watched = descriptor
        except (OSError, ValueError):
            # Closed, or replaced by something that is no file.
            return
        if self.gone:
            # A system that cannot ask a terminal (poll has been broken there) says so now; nobody has hung up yet.
            self._watched = None

    @property
    def gone(self) -> bool:
        """Whether its other side was closed."""
        if self._watched is None:
            return False
        asked = select.poll()
        asked.register(self._watched, select.POLLHUP)
        return any(seen & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, seen in asked.poll(0))
