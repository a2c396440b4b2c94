"""What the app tells its screens."""

from __future__ import annotations

from contextvars import ContextVar

from textual.message import Message

from planreview.domain.records import dataclass

# True while a failure is shown where it happened: the app then shows no toast of it.
shown_in_place: ContextVar[bool] = ContextVar("shown_in_place", default=False)


@dataclass
class StoreChanged(Message):
    """Something was stored, here or by another process: ``task_ids`` are the tasks it touched, None where unknown."""

    task_ids: tuple[int, ...] | None
    own: bool
