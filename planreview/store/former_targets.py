"""Which targets a task or a plan had in other words: what was reached of them is reached of those that stand now.

A target's id holds its figure and the words of its task, so a reworded task and a revised indicator have new ones; what was
reported must not be lost with them.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from planreview.domain.target_values import FIELDS
from planreview.store.entries import as_json
from planreview.store.target_columns import BASELINE, DUE, KIND, METRIC, OP, READ, STANDS, UNIT, VALUE, VALUE_MAX
from planreview.text import fold

_UNMATCHED = """
select distinct t.id, t.metric, t.value, t.unit, x.number, x.line from target t
join plan_state n on n.plan_id = t.plan_id
cross join operation o on o.subject = t.uid and o.kind = 'actual' and o.effective_on <= n.as_of
left join batch_state b on b.batch = o.batch
left join same_task c on c.item_id = t.item_id
join task_state s on s.item_id = coalesce(c.task_id, t.item_id)
join placement x on x.item_id = s.placed_id and x.revision_id = n.revision_id
where t.plan_id = ? and coalesce(b.live, 1) and not exists (select 1 from actual a where a.operation_id = o.id)
order by x.line, t.id
"""


# The targets of whole plans in all revisions of those that have several; ``far`` is how far one is from the one in force.
_INDICATORS = """
select s.plan_id, abs(r.number - f.number) as far, r.number, t.id, t.uid, t.metric, t.op, t.value, t.unit
from json_each(?) j cross join plan_state s on s.plan_id = j.value cross join revision f on f.id = s.revision_id
cross join revision r on r.plan_id = s.plan_id
cross join target_place p on p.revision_id = r.id cross join target t on t.id = p.target_id
where t.item_id is null and exists (select 1 from revision o where o.plan_id = s.plan_id and o.id <> s.revision_id)
order by s.plan_id, far, r.number, p.ord, t.id
"""
_UNMATCHED_INDICATORS = """
select distinct t.id, t.uid, t.metric, t.value, t.unit from target t
join plan_state n on n.plan_id = t.plan_id
cross join operation o on o.subject = t.uid and o.kind in ('actual', 'verdict', 'note') and o.effective_on <= n.as_of
left join batch_state b on b.batch = o.batch
where t.plan_id = ? and t.item_id is null and coalesce(b.live, 1)
  and not exists (select 1 from indicator_state s where s.item_id = -t.id)
order by t.id
"""
# Operators whose actual values are of another kind: an increase, a growth, a decline. All others measure what there is.
_CHANGES = frozenset({"+=", "%+", "%-"})


def former_targets(
    connection: sqlite3.Connection, shown: Sequence[sqlite3.Row], joined: Mapping[int, Sequence[int]]
) -> dict[int, list[str]]:
    """Target → uids of the targets that were it in the items joined with its own; ``shown`` are the rows of those that stand.

    One that says the same of the same is the same, else those that measure the same in the same unit, in order: the figure
    itself may be what was revised, and "reach" may have become "at least".
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


def former_indicators(connection: sqlite3.Connection, plan_ids: Sequence[int]) -> dict[int, list[str]]:
    """Target of a plan as it stands → uids of those that were it in the plan's other revisions, the nearest revision first."""
    revisions: dict[tuple[int, int, int], list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(_INDICATORS, (as_json(plan_ids),)):
        revisions[row["plan_id"], row["far"], row["number"]].append(row)
    standing = {plan: rows for (plan, far, _), rows in revisions.items() if far == 0}
    known = {row["id"] for rows in standing.values() for row in rows}
    found: dict[int, list[str]] = defaultdict(list)
    for (plan, _, _), rows in revisions.items():
        there = {row["id"] for row in rows}
        open_now = [row for row in standing.get(plan, ()) if row["id"] not in there]
        for row, target in _pairs([row for row in rows if row["id"] not in known], open_now):
            found[target["id"]].append(row["uid"])
            known.add(row["id"])
    return found


def uids_of_indicator(connection: sqlite3.Connection, target_id: int) -> list[str]:
    """The uids under which the log knows an indicator: its own, and those of other revisions."""
    row = connection.execute("select uid, plan_id from target where id = ?", (target_id,)).fetchone()
    return [] if row is None else [row[0], *former_indicators(connection, [row[1]]).get(target_id, ())]


def unmatched_indicators(connection: sqlite3.Connection, plan_id: int) -> list[sqlite3.Row]:
    """Reviewed targets of a whole plan that none of those that stand takes over: metric, value, unit."""
    known = {uid for uids in former_indicators(connection, [plan_id]).values() for uid in uids}
    return [row for row in connection.execute(_UNMATCHED_INDICATORS, (plan_id,)) if row["uid"] not in known]


def unmatched_actuals(connection: sqlite3.Connection, plan_id: int) -> list[sqlite3.Row]:
    """Targets with figures that no target of the task as it stands takes over: metric, value, unit, the task's number, line."""
    return connection.execute(_UNMATCHED, (plan_id,)).fetchall()


def added_targets(connection: sqlite3.Connection, uid: str, other: str) -> list[dict[str, str]]:
    """What stands of the targets that people added to an item, by the names of ``FIELDS``; what ``other``, the item that is
    joined with it, says itself is left out."""
    rows = connection.execute(
        f"select {METRIC}, {OP}, {VALUE}, {UNIT}, {KIND}, {VALUE_MAX}, {BASELINE}, {DUE} from item i"
        " cross join target t on t.item_id = i.id and t.origin = 'person'"
        f" cross join target_place p on p.target_id = t.id{READ} where i.uid = ?1 and {STANDS} and not exists ("
        " select 1 from item m cross join target n on n.item_id = m.id where m.uid = ?2 and n.metric = t.metric"
        " and n.value = t.value) group by t.id order by t.id",
        (uid, other),
    )
    return [{name: row[name] for name in FIELDS if row[name]} for row in rows]


def _pairs(old: Sequence[sqlite3.Row], new: Sequence[sqlite3.Row]) -> list[tuple[sqlite3.Row, sqlite3.Row]]:
    pairs: list[tuple[sqlite3.Row, sqlite3.Row]] = []
    for columns in (("op", "value"), ("op",), ()):
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
    change = row["op"] if row["op"] in _CHANGES else ""
    return fold(row["metric"]), fold(row["unit"] or ""), change, *(row[column] for column in columns)
