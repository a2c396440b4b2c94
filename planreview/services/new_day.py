"""Bring the figures of a store to a new day, some plans at a time, so that marks find their turn in between."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from planreview.domain.records import dataclass
from planreview.services.workspace import Workspace
from planreview.store.dates import some_stale, stale_plans, standing_lights
from planreview.store.project_dates import Said
from planreview.store.projection import redate

__all__ = ["Said", "Step", "look_ahead", "move_some"]


@dataclass(frozen=True, slots=True)
class Step:
    """What was done: ``tasks`` of plans that were moved, ``left`` those of plans that are still to be; how many of them became
    ``overdue`` by it, and of how many the light is another (``lights``)."""

    tasks: int
    left: int
    overdue: int
    lights: int


def look_ahead(ws: Workspace, today: date, said: Said) -> None:
    """Go through the log for what holds from the days that plans will cross, so that no step need do so while it writes."""
    with ws.store.reading() as connection:
        wanted = stale_plans(connection, today, None)
        _, now, _, _ = some_stale(connection, wanted, 0)
        for low, high in {(min(now[plan], wanted[plan]), max(now[plan], wanted[plan])) for plan in now}:
            said.between(connection, low, high)


def move_some(ws: Workspace, today: date, most: int, said: Said) -> Step:
    """Move plans of about ``most`` tasks to the as-of dates that hold on a day; the others stay where they are.

    ``said`` is the same for all steps."""
    with ws.store.transaction() as connection:
        wanted = stale_plans(connection, today, None)
        if not wanted:
            return Step(0, 0, 0, 0)
        chosen, others, tasks, left = some_stale(connection, wanted, most)
        before = standing_lights(connection, chosen)
        redate(ws.store, today, {**others, **{plan: wanted[plan] for plan in chosen}}, said)
        after = standing_lights(connection, chosen)
    both: Collection[int] = before.keys() & after.keys()
    return Step(
        tasks,
        left,
        sum(after[one][0] and not before[one][0] for one in both),
        sum(after[one][1] != before[one][1] for one in both),
    )
