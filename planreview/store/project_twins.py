"""Which targets of a plan are one figure: an indicator and the targets of tasks that repeat it share their actual values."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from planreview.domain.schedule import period_end
from planreview.store.due import due_date
from planreview.store.entries import as_json
from planreview.store.former_targets import former_indicators, former_targets
from planreview.store.target_columns import DUE, KIND, METRIC, OP, READ, STANDS, UNIT, VALUE, VALUE_MAX
from planreview.text import fold

_STANDING = f"""
select t.id, t.uid, t.plan_id, t.item_id, {KIND}, {METRIC}, {OP}, {VALUE}, {VALUE_MAX}, {UNIT}, {DUE},
       l.period_first, l.period_last
from json_each(?) j cross join plan_state s on s.plan_id = j.value cross join plan l on l.id = s.plan_id
cross join target_place p on p.revision_id = s.revision_id cross join target t on t.id = p.target_id{READ}
where s.live and {STANDS} order by t.id
"""
_WITH_INDICATORS = """
select j.value from json_each(?) j where exists (select 1 from target t where t.plan_id = j.value and t.item_id is null)
"""
_ROWS = "select w.target_id, w.subject, w.other_id from json_each(?) j cross join target t on t.plan_id = j.value"

Twin = tuple[int, str, int]


def project_twins(connection: sqlite3.Connection, plan_ids: Collection[int]) -> set[int]:
    """Write which targets of the plans share their actual values; gives those of which that has changed."""
    plans = [row[0] for row in connection.execute(_WITH_INDICATORS, (as_json(sorted(plan_ids)),))]
    if not plans:
        return set()
    wanted = as_json(plans)
    rows = connection.execute(f"{_ROWS} cross join target_twin w on w.target_id = t.id", (wanted,))
    before: set[Twin] = {(row[0], row[1], row[2]) for row in rows}
    after = set(_twins(connection, plans))
    connection.executemany(
        "delete from target_twin where target_id = ? and subject = ?", [one[:2] for one in sorted(before - after)]
    )
    connection.executemany("insert into target_twin (target_id, subject, other_id) values (?, ?, ?)", sorted(after - before))
    return {target for target, _, _ in before ^ after}


def _twins(connection: sqlite3.Connection, plans: Sequence[int]) -> Iterable[Twin]:
    rows = connection.execute(_STANDING, (as_json(plans),)).fetchall()
    classes: dict[tuple[object, ...], list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        classes[_key(row)].append(row)
    shared = [own for own in classes.values() if len(own) > 1 and any(row["item_id"] is None for row in own)]
    subjects = _subjects(connection, plans, rows, shared)
    for own in shared:
        for row in own:
            for other in own:
                if other is not row:
                    yield from ((row["id"], subject, other["id"]) for subject in subjects[other["id"]])


def _key(row: sqlite3.Row) -> tuple[object, ...]:
    """What two targets have in common that are one: "=" means at least, ceilings aside, and no due date the period's end."""
    op = ">=" if row["op"] == "=" and row["kind"] != "ceiling" else row["op"]
    due = due_date(row["due"]) or period_end((row["period_first"], row["period_last"]))
    high = None if row["value_max"] is None else Decimal(row["value_max"])
    return row["plan_id"], fold(row["metric"]), fold(row["unit"] or ""), op, Decimal(row["value"]), high, due


def _subjects(
    connection: sqlite3.Connection,
    plans: Sequence[int],
    rows: Sequence[sqlite3.Row],
    shared: Sequence[Sequence[sqlite3.Row]],
) -> Mapping[int, Sequence[str]]:
    """The uids under which each of the shared targets has been known."""
    if not shared:
        return {}
    former = former_indicators(connection, plans)
    items = {row["item_id"] for own in shared for row in own if row["item_id"] is not None}
    joined: dict[int, list[int]] = defaultdict(list)
    for item, other in connection.execute(
        "select j.value, o.item_id from json_each(?) j cross join same_task c on c.item_id = j.value"
        " cross join same_task o on o.task_id = c.task_id and o.item_id <> c.item_id",
        (as_json(sorted(items)),),
    ):
        joined[item].append(other)
    former |= former_targets(connection, [row for row in rows if row["item_id"] in items], joined)
    # What was said of one target is one target's: a former wording of two counts for the first.
    taken: set[str] = set()
    found: dict[int, list[str]] = {}
    for row in (row for own in shared for row in own):
        found[row["id"]] = [uid for uid in (row["uid"], *former.get(row["id"], ())) if uid not in taken]
        taken.update(found[row["id"]])
    return found


def shared_subjects(connection: sqlite3.Connection, target_ids: Iterable[int]) -> dict[int, list[str]]:
    """Target → uids of those it shares its actual values with; one without any is left out."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(
        "select w.target_id, w.subject from json_each(?) j cross join target_twin w on w.target_id = j.value order by 1, 2",
        (as_json(sorted(target_ids)),),
    ):
        found[row[0]].append(row[1])
    return found
