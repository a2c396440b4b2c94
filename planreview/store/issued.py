"""Look at a store as it was known when a round was closed: the log up to there, in front of the whole one.

Queries and folding name tables without a schema and find the temporary ones first, so both run unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from planreview.domain.operations import FIELDS, IMPORT, plan_subject
from planreview.store.file import Store
from planreview.store.refusals import refusing
from planreview.store.shadow import WHOLE, rebuild_beside, shadow, unshadow

_COLUMNS = f"seq, {', '.join(FIELDS)}, hash"


def look_as_issued(store: Store, today: date, chains: Mapping[str, int], dates: Mapping[str, str]) -> dict[str, int]:
    """Let this connection see the fold of the operations up to ``chains`` (chain → sequence), of the plans of ``dates`` (key →
    as-of date) alone; gives the row ids of these plans by key."""
    connection = store.connection
    with refusing(store.path):
        connection.execute("begin")
        try:
            unshadow(connection, (*WHOLE, "operation"))
            shadow(connection, ("operation",))
            connection.execute(
                f"insert into temp.operation ({_COLUMNS}) select {', '.join(f'o.{name}' for name in _COLUMNS.split(', '))}"
                " from json_each(?) k cross join main.operation o on o.device = k.key and o.device_seq <= k.value"
                " where o.kind <> ? or o.subject in (select value from json_each(?)) order by o.seq",
                (json.dumps(dict(chains)), IMPORT, json.dumps([plan_subject(key) for key in dates])),
            )
            plans = {row[1]: row[0] for row in connection.execute("select id, key from plan") if row[1] in dates}
            rebuild_beside(store, today, {plan: dates[key] for key, plan in plans.items()})
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise
    return plans
