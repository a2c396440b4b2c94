"""Rows of tasks as they stand before they are written anew: what stays the same is not written, and who holds a task is not
worked out again where nothing was said of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from planreview.domain.folding import Holding
from planreview.domain.review import LEAD, SUPPORT
from planreview.store.entries import as_json
from planreview.store.project_adjustments import clear_adjustments
from planreview.store.project_figures import StandingFigures, standing_figures
from planreview.store.project_spoken import NOTE_COLUMNS, OF_TASKS
from planreview.store.state_rows import STATE_COLUMNS, Stored, stored_rows

HELD_COLUMNS = ("item_id", "role", "department_id", "rank", "source", "flagged")
Held = tuple[tuple[Holding, ...], tuple[Holding, ...]]
_RARE = """
select exists (select 1 from json_each(:items) j cross join evidence e on e.item_id = j.value)
    or exists (select 1 from json_each(:items) j cross join self_report e on e.item_id = j.value),
       exists (select 1 from json_each(:items) j cross join adjustment e on e.item_id = j.value)
    or exists (select 1 from json_each(:targets) j cross join adjustment e on e.target_id = j.value)
    or exists (select 1 from json_each(:targets) j cross join adjusted e on e.target_id = j.value)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """States, departments, notes and figures by their keys."""

    states: Stored = field(default_factory=dict)
    held: Stored = field(default_factory=dict)
    notes: Stored = field(default_factory=dict)
    figures: StandingFigures = field(default_factory=StandingFigures)

    def holders(self, task: int) -> Held | None:
        """Leads and supports of a task, in order; None where it has no state."""
        if (task,) not in self.states:
            return None
        rows = sorted((row for row in self.held.values() if row[0] == task), key=lambda row: int(str(row[3])))
        leads, supports = (
            tuple(Holding(int(str(row[2])), str(row[4]), bool(row[5])) for row in rows if row[1] == role)
            for role in (LEAD, SUPPORT)
        )
        return leads, supports


def take_standing(connection: sqlite3.Connection, items: Sequence[int]) -> Standing:
    """The rows of the items; those of the few kinds that are always written anew are taken out."""
    wanted = as_json(items)
    found = connection.execute("select t.id from json_each(?) j cross join target t on t.item_id = j.value", (wanted,))
    targets = [row[0] for row in found.fetchall()]
    said, adjusted = connection.execute(_RARE, {"items": wanted, "targets": as_json(targets)}).fetchone()
    if said:
        for table in (OF_TASKS.evidence, OF_TASKS.self_report):
            connection.execute(f"delete from {table} where item_id in (select value from json_each(?))", (wanted,))
    if adjusted:
        clear_adjustments(connection, "item_id", items)
        clear_adjustments(connection, "target_id", targets)
    return Standing(
        stored_rows(connection, OF_TASKS.state, STATE_COLUMNS, 1, items),
        stored_rows(connection, OF_TASKS.responsibility, HELD_COLUMNS, 3, items),
        stored_rows(connection, OF_TASKS.note, NOTE_COLUMNS, 1, items, of="item_id"),
        standing_figures(connection, targets),
    )
