"""What a writer knows of the log without reading it again: the heads of the chains, the newest time, the settings in force.

The log is only added to, so its newest row tells whether it is the one that was known: another row stands there when another
program has written, and when what was written here was rolled back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planreview.store.chain import Head, newest_clock, read_heads

if TYPE_CHECKING:
    from planreview.domain.operations import Operation
    from planreview.store.settings import Settings

_NEWEST = "select seq, hash from operation order by seq desc limit 1"


class KnownLog:
    """The log as one connection knows it; belongs to an open store. Asked inside a transaction."""

    def __init__(self) -> None:
        self._newest: tuple[int, str] | None = None
        # The last operation of every chain, by device chain, and the newest time.
        self.heads: dict[str, Head] = {}
        self.clock: int | None = None
        self._settings: Settings | None = None

    def look(self, connection: sqlite3.Connection) -> None:
        """Read the log again if it is not as it was known; at the beginning of what writes."""
        row = connection.execute(_NEWEST).fetchone()
        newest = None if row is None else (int(row[0]), str(row[1]))
        if newest is None or newest != self._newest:
            self.heads, self.clock, self._settings = read_heads(connection), newest_clock(connection), None
            self._newest = newest

    def settings(self, connection: sqlite3.Connection) -> Settings:
        """The settings in force."""
        if self._settings is None:
            from planreview.store.settings import read_settings

            self._settings = read_settings(connection)
        return self._settings

    def forget_settings(self) -> None:
        """Read the settings again: some were said, taken back or done again."""
        self._settings = None

    def follow(self, operations: Sequence[Operation], digest: str, seq: int) -> None:
        """Know operations of one chain that were just written; ``digest`` and ``seq`` are of the last of them."""
        last = operations[-1]
        self.heads = self.heads | {last.device: Head(last.device_seq, digest)}
        self.clock = last.clock
        self._newest = (seq, digest)
