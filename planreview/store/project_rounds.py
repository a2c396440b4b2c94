"""Project rounds of review, and which of them is open for each plan."""

from __future__ import annotations

import json
import sqlite3

from planreview.domain.operations import ABOUT_ROUNDS
from planreview.domain.rounds import FoldedRound, fold_rounds, open_round_by_plan
from planreview.store.entries import structural_entries


def project_rounds(connection: sqlite3.Connection) -> None:
    """Write all rounds anew, behind the states of plans; there are few of them."""
    rounds = fold_rounds(entry for _, entry, live in structural_entries(connection, ABOUT_ROUNDS) if live)
    connection.execute("delete from plan_round")
    connection.execute("delete from round")
    connection.executemany(
        "insert into round (uid, name, plans, as_of, opened_on, opened_by, opened_at, closed_on, closing_id, open)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(one) for one in rounds],
    )
    ids = {row[1]: row[0] for row in connection.execute("select l.id, l.key from plan_state s join plan l on l.id = s.plan_id")}
    connection.executemany(
        "insert into plan_round (plan_id, round) values (?, ?)",
        [(ids[key], uid) for key, uid in open_round_by_plan(rounds, ids).items()],
    )


def _row(one: FoldedRound) -> tuple[object, ...]:
    opening, closing = one.opening, one.closing
    plans = json.dumps(sorted(one.plans))
    opened = (opening.effective_on, opening.person, opening.recorded_at)
    closed = (None, None) if closing is None else (closing.effective_on, closing.id)
    return one.uid, one.name, plans, one.as_of, *opened, *closed, int(closing is None)
