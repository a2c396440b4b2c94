"""What another as-of date takes out of sight: verdicts of a later day. They are kept, and come back with the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planreview.domain.schedule import default_as_of
from planreview.services.workspace import Workspace
from planreview.store.later_found import found_later
from planreview.store.queries import plan_rows
from planreview.store.rounds import any_open


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many tasks have a verdict of a later day than the date, how many of them are in sight now, whether a round is open."""

    tasks: int
    more: int
    in_round: bool


def hidden_by(ws: Workspace, day: date | None) -> Hidden:
    """What is out of sight as of ``day``; None: each plan's own date."""
    with ws.store.reading() as connection:
        plans = plan_rows(connection)
        wanted = {plan.id: (day or default_as_of(plan.period, ws.today())).isoformat() for plan in plans}
        later = found_later(connection, wanted)
        gone = later - found_later(connection, {plan.id: plan.as_of.isoformat() for plan in plans}) if later else later
        return Hidden(len(later), len(gone), any_open(connection))
