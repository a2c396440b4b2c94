"""What stands beside the findings of a task, as the screens and the command line receive it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from planreview.domain.records import dataclass, field

# How a check was made: 查阅资料, 电话核查, 现场核实.
METHODS = ("files", "phone", "on_site")


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence (佐证); ``id`` is its operation, ``method`` a key of ``METHODS``, the hash that of the file when it
    was noted. Path, hash and size are None where there is no file, as for a telephone call."""

    id: str
    path: str | None
    sha256: str | None
    size: int | None
    document: str | None
    method: str | None
    remark: str | None
    person: str
    on: date
    recorded_at: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """What a department claimed (自评): a verdict's key or None, and its words."""

    id: str
    verdict: str | None
    text: str
    person: str
    on: date
    recorded_at: str


@dataclass(frozen=True, slots=True)
class LastRound:
    """What stood before the round that a task is looked at in: the verdict, from which day and by whom, under which round's
    name, the newest note and the actual of each target (target id → value, None for 待数, and day)."""

    verdict: str | None
    on: date
    person: str
    round: str | None
    note: str | None
    actuals: Mapping[int, tuple[Decimal | None, date]] = field(default_factory=dict)
