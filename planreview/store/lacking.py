"""What an open reason lacks, as one number of a task's row: the parts are few, and lists only ask whether there are any."""

from __future__ import annotations

from collections.abc import Collection

from planreview.domain.review import REASON_PARTS


def as_number(parts: Collection[str]) -> int:
    """Parts of ``REASON_PARTS`` as a number; 0 where nothing lacks."""
    return sum(1 << place for place, part in enumerate(REASON_PARTS) if part in parts)


def as_parts(number: int) -> tuple[str, ...]:
    """The parts that a number stands for, in their order."""
    return tuple(part for place, part in enumerate(REASON_PARTS) if number >> place & 1)
