"""The heads of the chains in a store, and the hybrid clock that orders what is written next."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from planreview.domain.records import dataclass

# One chain after another by the index, instead of reading the whole log.
_HEADS = """
with recursive chain (device) as (
    select min(device) from operation
    union all
    select (select min(device) from operation where device > chain.device) from chain where chain.device is not null
)
select o.device, o.device_seq, o.hash from chain
join operation o on o.device = chain.device
 and o.device_seq = (select max(device_seq) from operation where device = chain.device)
"""
_COUNTER_BITS = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The last operation of a chain."""

    seq: int
    hash: str


def read_heads(connection: sqlite3.Connection) -> dict[str, Head]:
    """The last operation of every chain, by device chain."""
    return {row[0]: Head(row[1], row[2]) for row in connection.execute(_HEADS)}


def newest_clock(connection: sqlite3.Connection) -> int | None:
    """The newest time in the log; None where it is empty."""
    newest = connection.execute("select max(clock) from operation").fetchone()[0]
    return None if newest is None else int(newest)


def next_clock(newest: int | None, now: datetime) -> int:
    """A time later than the newest in the log: the wall clock, or one step past that where the wall clock is behind."""
    wall = int(now.timestamp() * 1000) << _COUNTER_BITS
    return wall if newest is None else max(wall, newest + 1)
