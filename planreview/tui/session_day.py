"""The day that the figures of a session are of: it goes on when who writes has brought them to the new day, not at midnight.

Until then readers show what is stored, and what is marked is marked as of the day that is on the screen.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planreview.domain.operations import Clock


class SessionDay:
    """A clock whose day stands until it is moved on."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock
        self.day = self.outside()
        # Whether who writes keeps the stored figures at this day, so that no reader need compute its own.
        self.kept = False
        # What the head says while they are brought to a new day; empty otherwise.
        self.said = ""
        self.moving = False

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC) if self._clock is None else self._clock.now()

    def today(self) -> date:
        """The day of the figures."""
        return self.day

    def outside(self) -> date:
        """The day on the wall."""
        return date.today() if self._clock is None else self._clock.today()

    def is_kept(self) -> bool:
        """Whether readers show what is stored, whatever day it is of."""
        return self.kept
