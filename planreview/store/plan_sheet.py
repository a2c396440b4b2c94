"""Read what is known of a plan as a document: its imports one by one, and what its reader was unsure of."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from planreview.store.dates import STRUCTURAL


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import of a plan: the revision it brought, whence, by whom and when; ``live`` is false where it was taken back."""

    number: int
    source_name: str
    sha256: str
    reader: str
    issued_on: str | None
    batch: str
    person: str
    recorded_at: str
    since: str
    live: bool


_NAMES = ("number", "source_name", "sha256", "reader", "issued_on", "batch", "person", "recorded_at", "since")


def import_rows(connection: sqlite3.Connection, plan_id: int) -> list[ImportRow]:
    """The imports of a plan, the first one first."""
    rows = connection.execute(
        "select r.number, r.source_name, r.sha256, r.reader, json_extract(r.outline, '$.issued_on'), o.batch, o.person,"
        " o.recorded_at, o.effective_on, coalesce(b.live, 1) from plan k join operation o on o.subject = 'plan:' || k.key"
        " join revision r on r.plan_id = k.id and r.number = json_extract(o.payload, '$.revision')"
        f" left join batch_state b on b.batch = o.batch where {STRUCTURAL} and o.kind = 'import' and k.id = ?"
        " order by o.clock, o.device, o.device_seq",
        (plan_id,),
    )
    return [ImportRow(**{name: row[place] for place, name in enumerate(_NAMES)}, live=bool(row[-1])) for row in rows]


def noted_diagnostics(connection: sqlite3.Connection, plan_id: int) -> list[list[object]]:
    """What the reader noted of the revision in force: line, kind, severity, then pairs of values."""
    row = connection.execute(
        "select json_extract(r.outline, '$.diagnostics') from plan_state n join revision r on r.id = n.revision_id"
        " where n.plan_id = ?",
        (plan_id,),
    ).fetchone()
    noted = json.loads(row[0]) if row is not None and row[0] else []
    return [one for one in noted if isinstance(one, list) and len(one) >= 3]
