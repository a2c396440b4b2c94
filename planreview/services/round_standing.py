"""Say below figures how far the round has come that is open meanwhile: what is not yet found on counts as it was found before.

Nothing else is loaded here, for a plain summary on the command line says it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.records import replace
from planreview.domain.review import TaskFilter
from planreview.services.workspace import Workspace
from planreview.store.round_standing import RoundStanding, standing_of_rounds

if TYPE_CHECKING:
    from planreview.domain.rounds import RoundSums
    from planreview.domain.summary import Summary


def with_standing(ws: Workspace, found: Summary, scope: TaskFilter) -> Summary:
    """The figures of a scope with a warning, where tasks of it have an open round that has not come to all of them."""
    stand: RoundStanding | RoundSums | None
    with ws.store.reading() as connection:
        if scope == TaskFilter():
            stand = standing_of_rounds(connection)
        else:
            from planreview.services.meaning import meant
            from planreview.store.rounds import sums_of_rounds

            stand = sums_of_rounds(connection, meant(ws, scope))
    if stand is None or stand.in_round == stand.total:
        return found
    left = stand.total - stand.in_round
    said = t("rounds.standing", n=stand.in_round, total=stand.total, left=left, never=stand.never)
    return replace(found, warnings=(*found.warnings, said))
