"""One operation as the history of a task and the log show it."""

from __future__ import annotations

from datetime import date

from planreview.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One operation, as the history of a task or the log shows it; ``live`` is false where it was undone, ``about`` the name
    of the department or of the target that it is about."""

    id: str
    batch: str
    kind: str
    subject: str
    item_id: int | None
    payload: dict[str, object]
    person: str
    device: str
    recorded_at: str
    effective_on: date
    live: bool
    about: str = ""
