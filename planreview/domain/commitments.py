"""What stands beside a target: its approved adjustments, and the targets that commit to the same."""

from __future__ import annotations

from datetime import date

from planreview.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class AdjustmentView:
    """An adjustment (调整) of a target, or of the task's due date where ``target_id`` is None: ``field`` is a name of
    ``planreview.domain.adjusting.FIELDS``; it holds from ``on``."""

    id: str
    target_id: int | None
    field: str
    old: str | None
    new: str | None
    approver: str
    document: str
    person: str
    on: date
    recorded_at: str


@dataclass(frozen=True, slots=True)
class TwinView:
    """A target (``other_id``) that is one with ``target_id`` and shares its actual values: of a task or an indicator (``kind``),
    with its row id (None: the task is split) and the number it is printed under."""

    target_id: int
    kind: str
    id: int | None
    number: str
    other_id: int
