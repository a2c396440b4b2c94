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
        self._heads: dict[str, Head] = {}
        self._clock: int | None = None
        self._settings: Settings | None = None

    def heads(self, connection: sqlite3.Connection) -> dict[str, Head]:
        """The last operation of every chain, by device chain."""
        self._look(connection)
        return self._heads

    def clock(self, connection: sqlite3.Connection) -> int | None:
        """The newest time in the log."""
        self._look(connection)
        return self._clock

    def settings(self, connection: sqlite3.Connection) -> Settings:
        """The settings in force."""
        from planreview.store.settings import read_settings

        self._look(connection)
        if self._settings is None:
            self._settings = read_settings(connection)
        return self._settings

    def forget_settings(self) -> None:
        """Read the settings again: some were said, taken back or done again."""
        self._settings = None

    def follow(self, operations: Sequence[Operation], digest: str, seq: int) -> None:
        """Know operations of one chain that were just written; ``digest`` and ``seq`` are of the last of them."""
        last = operations[-1]
        self._heads = self._heads | {last.device: Head(last.device_seq, digest)}
        self._clock = last.clock
        self._newest = (seq, digest)

    def _look(self, connection: sqlite3.Connection) -> None:
        row = connection.execute(_NEWEST).fetchone()
        newest = None if row is None else (int(row[0]), str(row[1]))
        if newest is None or newest != self._newest:
            self._heads, self._clock, self._settings = read_heads(connection), newest_clock(connection), None
            self._newest = newest
