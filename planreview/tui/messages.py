"""What the app tells its screens."""

from __future__ import annotations

from collections.abc import Hashable
from contextvars import ContextVar

from textual.message import Message

from planreview.domain.records import dataclass

# True while a failure is shown where it happened: the app then shows no toast of it.
shown_in_place: ContextVar[bool] = ContextVar("shown_in_place", default=False)


@dataclass
class Pointed(Message):
    """The mouse pointed at something that has no keys of its own: what kind of thing, and which of them."""

    what: str
    which: Hashable


class GaveWay(Message):
    """The foot of a screen gave lines above it to notices, or took them back."""


@dataclass
class StoreChanged(Message):
    """Something was stored, here or by another process: ``task_ids`` are the tasks it touched, None where unknown."""

    task_ids: tuple[int, ...] | None
    own: bool
