"""Which targets a task had in other words: what was reached of them is reached of those that stand now.

A target's id holds the words of its task, so a reworded task has new ones; its figures must not be lost with the words.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from planreview.store.entries import as_json
from planreview.text import fold

_UNMATCHED = """
select distinct t.id, t.metric, t.value, t.unit, x.number, x.line from target t
join plan_state n on n.plan_id = t.plan_id
cross join operation o on o.subject = t.uid and o.kind = 'actual' and o.effective_on <= n.as_of
join batch_state b on b.batch = o.batch and b.live
left join same_task c on c.item_id = t.item_id
join task_state s on s.item_id = coalesce(c.task_id, t.item_id)
join placement x on x.item_id = s.shown_id and x.revision_id = n.revision_id
where t.plan_id = ? and not exists (select 1 from actual a where a.operation_id = o.id)
order by x.line, t.id
"""


def former_targets(
    connection: sqlite3.Connection, shown: Sequence[sqlite3.Row], joined: Mapping[int, Sequence[int]]
) -> dict[int, list[str]]:
    """Target → uids of the targets that were it in the items joined with its own; ``shown`` are the rows of those that stand.

    One that says the same of the same is the same, else those that measure the same in the same unit, in order: the figure
    itself may be what was revised.
    """
    owner = {item: one for one, items in joined.items() for item in items}
    if not owner:
        return {}
    standing: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in sorted(shown, key=lambda row: int(row["id"])):
        standing[row["item_id"]].append(row)
    before: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(
        "select t.id, t.uid, t.item_id, t.metric, t.op, t.value, t.unit from json_each(?) j"
        " cross join target t on t.item_id = j.value order by t.id",
        (as_json(sorted(owner)),),
    ):
        before[row["item_id"]].append(row)
    found: dict[int, list[str]] = defaultdict(list)
    for item, rows in before.items():
        for row, target in _pairs(rows, standing.get(owner[item], ())):
            found[target["id"]].append(row["uid"])
    return found


def unmatched_actuals(connection: sqlite3.Connection, plan_id: int) -> list[sqlite3.Row]:
    """Targets with figures that no target of the task as it stands takes over: metric, value, unit, the task's number, line."""
    return connection.execute(_UNMATCHED, (plan_id,)).fetchall()


def _pairs(old: Sequence[sqlite3.Row], new: Sequence[sqlite3.Row]) -> list[tuple[sqlite3.Row, sqlite3.Row]]:
    pairs: list[tuple[sqlite3.Row, sqlite3.Row]] = []
    for columns in (("op", "value"), ("op",)):
        open_new = [row for row in new if all(row is not taken for _, taken in pairs)]
        for row in old:
            if any(row is taken for taken, _ in pairs):
                continue
            same = next((one for one in open_new if _key(one, columns) == _key(row, columns)), None)
            if same is not None:
                pairs.append((row, same))
                open_new.remove(same)
    return pairs


def _key(row: sqlite3.Row, columns: Sequence[str]) -> tuple[str, ...]:
    return fold(row["metric"]), fold(row["unit"] or ""), *(row[column] for column in columns)
