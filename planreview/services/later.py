"""What another as-of date takes out of sight: verdicts of a later day. They are kept, and come back with the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planreview.domain.schedule import default_as_of
from planreview.services.workspace import Workspace
from planreview.store.later_found import shown_after
from planreview.store.queries import plan_rows
from planreview.store.rounds import any_open


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many tasks show a verdict now that is of a later day than the date, and whether a round is open."""

    tasks: int
    in_round: bool


def hidden_by(ws: Workspace, day: date | None) -> Hidden:
    """What goes out of sight as of ``day``; None: each plan's own date."""
    with ws.store.reading() as connection:
        plans = plan_rows(connection)
        wanted = {plan.id: (day or default_as_of(plan.period, ws.today())).isoformat() for plan in plans}
        return Hidden(shown_after(connection, wanted), any_open(connection))
