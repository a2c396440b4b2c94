"""How targets are read, below what was adjusted with approval, with what their light is computed from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planreview.domain.adjusting import FIELDS as ADJUSTED
from planreview.domain.target_values import FIELDS
from planreview.store.entries import as_json
from planreview.store.figured import number
from planreview.store.target_columns import BASELINE, DUE, KIND, METRIC, OP, READ, STANDS, UNIT, VALUE, VALUE_MAX

_READINGS = f"""
select t.id, t.uid, {KIND}, {METRIC}, {OP}, {VALUE}, {VALUE_MAX}, {UNIT}, {BASELINE}, {DUE}, {STANDS} as stands, n.share,
       {", ".join(f"a.{name} as held_{name}" for name in ADJUSTED)}, x.actual, coalesce(x.pending, 0) as pending
from json_each(?) j cross join target t on t.id = j.value join plan_state n on n.plan_id = t.plan_id
join target_place p on p.target_id = t.id and p.revision_id = n.revision_id{READ}
left join adjusted a on a.target_id = t.id left join target_state x on x.target_id = t.id
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A target's texts by ``FIELDS`` ("" for none) as they are read, and those of ``held`` that an approved adjustment put in
    their place; ``share`` is the schedule share of its plan in percent."""

    target_id: int
    uid: str
    values: dict[str, str]
    held: dict[str, str]
    stands: bool
    share: Decimal
    actual: Decimal | None
    pending: bool


def readings(connection: sqlite3.Connection, target_ids: Sequence[int]) -> dict[int, Reading]:
    """The readings of targets, doubtful and dropped ones too; those that no plan shows are left out."""
    return {
        row["id"]: Reading(
            target_id=row["id"],
            uid=row["uid"],
            values={name: str(row[name] or "") for name in FIELDS},
            held={name: str(row[f"held_{name}"]) for name in ADJUSTED if row[f"held_{name}"] is not None},
            stands=bool(row["stands"]),
            share=Decimal(row["share"]),
            actual=number(row["actual"]),
            pending=bool(row["pending"]),
        )
        for row in connection.execute(_READINGS, (as_json(sorted(set(target_ids))),))
    }


def own_actual(connection: sqlite3.Connection, target_id: int) -> tuple[Decimal | None, bool]:
    """The newest actual of a target itself, without those of targets that it is one with; and whether that is yet to come."""
    row = connection.execute(
        "select value from actual where target_id = ? order by on_date desc, recorded_at desc limit 1", (target_id,)
    ).fetchone()
    return (None, False) if row is None else (number(row[0]), row[0] is None)
