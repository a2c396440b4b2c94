"""What the app tells its screens."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class StoreChanged(Message):
    """Something was stored, here or by another process: ``task_ids`` are the tasks it touched, None where unknown."""

    task_ids: tuple[int, ...] | None
    own: bool
