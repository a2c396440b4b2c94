"""Who holds tasks: those who stand where nothing was said of it, else as documents, defaults and assignments say."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from planreview.domain.folding import TaskFold, hold
from planreview.domain.review import LEAD, SUPPORT
from planreview.store.responsibilities import Responsibilities, Row, read_responsibilities
from planreview.store.standing import Held, Standing


class Holders:
    """Leads and supports of some tasks; ``kept``: nothing was said of who holds those that stand."""

    def __init__(
        self, connection: sqlite3.Connection, rows: Sequence[Row], folds: Sequence[TaskFold], standing: Standing, kept: bool
    ) -> None:
        self._connection, self._rows, self._folds = connection, rows, folds
        self._standing = standing if kept else Standing()
        self._read: Responsibilities | None = None

    def of(self, task: int, row: Row, folded: TaskFold) -> Held:
        """Leads and supports."""
        kept = self._standing.holders(task)
        if kept is not None:
            return kept
        if self._read is None:
            assigned = {str(one.payload.get("department")) for some in self._folds for one in some.assigned}
            self._read = read_responsibilities(self._connection, self._rows, assigned)
        return holdings(self._read, row, folded)


def holdings(responsibilities: Responsibilities, row: Row, folded: TaskFold) -> Held:
    """Leads and supports; a lead is not named as support beside it."""
    leads, supports = (
        hold(responsibilities.base(row, role), folded.assigned, role, responsibilities.standing) for role in (LEAD, SUPPORT)
    )
    led = {one.department for one in leads}
    return leads, tuple(one for one in supports if one.department not in led)
