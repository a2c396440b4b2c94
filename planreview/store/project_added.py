"""Project the targets that people added: rows beside those of the document, which stand while the log says so."""

from __future__ import annotations

import sqlite3

from planreview.domain.confidence import DOUBTFUL
from planreview.domain.folding import Entry
from planreview.domain.operations import PLAN_PREFIX, TARGET_ADDED
from planreview.domain.target_values import BadValueError, checked
from planreview.store.entries import structural_entries
from planreview.text import clean_line

PERSON = "person"
# Behind all that a document states; no document alone makes one of them stand.
_BEHIND, _UNSURE = 1_000_000, 0.0
assert _UNSURE < DOUBTFUL


def project_added(connection: sqlite3.Connection) -> set[str]:
    """Make rows for all targets that were ever added, in every revision that holds their task; gives their uids.

    Nothing is written where they are there already, so that who only reads can fold the log too.
    """
    found = set()
    for _, entry, _ in structural_entries(connection, {TARGET_ADDED}):
        uid = entry.payload.get("target")
        if isinstance(uid, str) and _add(connection, uid, entry):
            found.add(uid)
    return found


def _add(connection: sqlite3.Connection, uid: str, entry: Entry) -> bool:
    said = entry.payload.get("values")
    try:
        values = checked({str(name): clean_line(str(text)) for name, text in said.items()}) if isinstance(said, dict) else {}
    except BadValueError:
        return False
    if not {"metric", "op", "value", "kind"} <= values.keys():
        return False
    if entry.subject.startswith(PLAN_PREFIX):
        key = entry.subject.removeprefix(PLAN_PREFIX)
        owner = connection.execute("select id, null from plan where key = ?", (key,)).fetchone()
    else:
        owner = connection.execute("select plan_id, id from item where uid = ?", (entry.subject,)).fetchone()
    if owner is None:
        return False
    row = connection.execute("select id, origin from target where uid = ?", (uid,)).fetchone()
    if row is not None and row["origin"] != PERSON:
        return False
    if row is None:
        row = connection.execute(
            "insert into target (uid, plan_id, item_id, origin, metric, op, value, unit) values (?, ?, ?, ?, ?, ?, ?, ?)"
            " returning id",
            (uid, *owner, PERSON, values["metric"], values["op"], values["value"], values.get("unit") or None),
        ).fetchone()
    plan, item = owner
    _place(connection, row["id"], plan, item, values)
    return True


def _place(connection: sqlite3.Connection, target: int, plan: int, item: int | None, values: dict[str, str]) -> None:
    missing = connection.execute(
        "select r.id, p.section_id, coalesce(p.line, 1) from revision r left join placement p on p.revision_id = r.id"
        " and p.item_id = ?1 where r.plan_id = ?2 and (?1 is null or p.item_id is not null)"
        " and not exists (select 1 from target_place t where t.revision_id = r.id and t.target_id = ?3)",
        (item, plan, target),
    ).fetchall()
    for revision, section, line in missing:
        said = (values.get(name) or None for name in ("value_max", "baseline", "due"))
        connection.execute(
            "insert into target_place (revision_id, target_id, section_id, ord, line, kind, value_max, baseline, due, quote,"
            " confidence) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
            (revision, target, section, _BEHIND + target, line, values["kind"], *said, _UNSURE),
        )
