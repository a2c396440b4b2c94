"""What is new of a task since its finding (新情况), by kind, so that whoever leaves a task out can say what it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from planreview.domain.operations import (
    ACTUAL,
    CLOSING,
    EVIDENCE,
    EVIDENCE_WITHDRAWN,
    SELF_REPORT,
    TARGET_CHANGE,
    TARGET_READ,
)

if TYPE_CHECKING:
    from planreview.domain.folding import Entry, Finding, FoldedNote, Order

# A note of a problem, and other words of the document, are no kinds of operations.
PROBLEM, REWORDED = "problem", "reworded"
NEWS = ("actual", "self_report", "evidence", "adjusted", "closing", PROBLEM, REWORDED)
_OF_KIND = {
    ACTUAL: "actual",
    SELF_REPORT: "self_report",
    EVIDENCE: "evidence",
    EVIDENCE_WITHDRAWN: "evidence",
    TARGET_CHANGE: "adjusted",
    TARGET_READ: "adjusted",
    CLOSING: "closing",
}


def said_last(entries: Iterable[Entry]) -> dict[str, Order]:
    """Where in the log each kind of news was said last, by keys of ``NEWS``."""
    found: dict[str, Order] = {}
    for entry in entries:
        name = _OF_KIND.get(entry.kind)
        if name is not None:
            found[name] = max(found.get(name, entry.order), entry.order)
    return found


def problems_last(notes: Iterable[FoldedNote], finding: Finding | None) -> dict[str, Order]:
    """Where a problem was noted or worded last; one that was written with the finding is known to it."""
    known = None if finding is None else finding.entry.batch
    orders = [one.order for one in notes if one.kind == PROBLEM and (one.edits or one.entry.batch != known)]
    return {PROBLEM: max(orders)} if orders else {}


def news_since(order: Order, said: Iterable[Mapping[str, Order]]) -> set[str]:
    """What was said behind a place of the log."""
    return {name for one in said for name, last in one.items() if last > order}


def news_as_bits(names: Collection[str]) -> int:
    """Keys of ``NEWS`` as one number, for a column; 0 where nothing is new."""
    return sum(1 << place for place, name in enumerate(NEWS) if name in names)


def news_of_bits(bits: int) -> tuple[str, ...]:
    """The keys that :func:`news_as_bits` made a number of."""
    return tuple(name for place, name in enumerate(NEWS) if bits >> place & 1)
