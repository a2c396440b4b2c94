"""Read what stands beside the findings of one task: evidence, self-reports, what the round before found, versions of notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from planreview.domain.folding import Entry, verdict_of
from planreview.domain.operations import NOTE
from planreview.domain.review import TaskRow
from planreview.domain.spoken import EvidenceView, LastRound, ReportView
from planreview.store.entries import entries_of
from planreview.store.figured import number
from planreview.store.former_targets import uids_of_indicator
from planreview.store.handle import one_row
from planreview.store.indicators import around, either
from planreview.store.tasks import folded_tasks


def task_evidence(connection: sqlite3.Connection, task_id: int) -> tuple[EvidenceView, ...]:
    """The evidence of a task that stands, the oldest first."""
    rows = connection.execute(
        f"{around(task_id)}select operation_id, path, sha256, size, document, method, remark, person,"
        " on_date, recorded_at from evidence"
        " where item_id = ? order by recorded_at, operation_id",
        (task_id,),
    )
    return tuple(EvidenceView(*(*tuple(row)[:8], date.fromisoformat(row[8]), row[9])) for row in rows)


def task_reports(connection: sqlite3.Connection, task_id: int) -> tuple[ReportView, ...]:
    """What the department claimed, the oldest first by the day that it is for."""
    rows = connection.execute(
        f"{around(task_id)}select operation_id, verdict, body, person, on_date, recorded_at from self_report where item_id = ?"
        " order by on_date, recorded_at, operation_id",
        (task_id,),
    )
    return tuple(ReportView(*(*tuple(row)[:4], date.fromisoformat(row[4]), row[5])) for row in rows)


def last_round(connection: sqlite3.Connection, row: TaskRow, targets: Sequence[int]) -> LastRound | None:
    """What stood before the round in which the task is looked at; None where nothing was found before it."""
    if row.last_verdict is None:
        return None
    finding = folded_tasks(connection, [row.id])[row.id].finding
    if finding is None:
        return None
    state = one_row(
        connection,
        f"{around(row.id)}select s.round, o.round as current, n.opened_at from task_state s"
        " left join plan_round o on o.plan_id = s.plan_id"
        " left join round n on n.uid = coalesce(o.round, s.round) where s.item_id = ?",
        (row.id,),
    )
    if state is None or state["opened_at"] is None:
        return None
    found = finding.entry if state["current"] not in (None, state["round"]) else finding.last
    return None if found is None else _last(connection, row.id, found, state["opened_at"], targets)


def _last(connection: sqlite3.Connection, task: int, found: Entry, opened: str, targets: Sequence[int]) -> LastRound:
    name = one_row(connection, "select name from round where uid = ?", (found.payload.get("round"),))
    note = one_row(
        connection,
        f"{around(task)}select body from note where item_id = ? and recorded_at < ?"
        " order by on_date desc, recorded_at desc limit 1",
        (task, opened),
    )
    actuals = {}
    for target in targets:
        row = one_row(
            connection,
            "select value, on_date from actual where target_id = ? and recorded_at < ?"
            " order by on_date desc, recorded_at desc limit 1",
            (target, opened),
        )
        if row is not None:
            actuals[target] = (number(row["value"]), date.fromisoformat(row["on_date"]))
    return LastRound(
        verdict_of(found),
        date.fromisoformat(found.effective_on),
        found.person,
        None if name is None else name[0],
        None if note is None else note[0],
        actuals,
    )


def note_owner(connection: sqlite3.Connection, note_id: str) -> sqlite3.Row | None:
    """Task, uid, kind and body of a note as it stands."""
    asked = (
        "select n.item_id, o.subject as uid, n.kind, n.body from note n join operation o on o.id = n.operation_id"
        " where n.operation_id = ?"
    )
    return next(filter(None, (one_row(connection, tables + asked, (note_id,)) for tables in either())), None)


def evidence_owner(connection: sqlite3.Connection, evidence_id: str) -> sqlite3.Row | None:
    """Task and subject of a piece of evidence that stands."""
    asked = "select e.item_id, o.subject from evidence e join operation o on o.id = e.operation_id where e.operation_id = ?"
    return next(filter(None, (one_row(connection, tables + asked, (evidence_id,)) for tables in either())), None)


def note_versions(connection: sqlite3.Connection, task_id: int) -> dict[str, list[Entry]]:
    """The live wordings of each note of a task, the first one first, by the operation that wrote it; withdrawn ones too."""
    uids = (
        uids_of_indicator(connection, -task_id)
        if task_id < 0
        else [
            row[0]
            for row in connection.execute(
                "select uid from item where id = ?1 or id in (select item_id from same_task where task_id = ?1)", (task_id,)
            )
        ]
    )
    entries, _ = entries_of(connection, uids)
    undone = {row[0] for row in connection.execute("select batch from batch_state where not live")} if entries else set()
    notes = sorted((one for one in entries if one.kind == NOTE and one.batch not in undone), key=lambda one: one.order)
    found = {one.id: [one] for one in notes if "edits" not in one.payload}
    for one in notes:
        own = found.get(str(one.payload.get("edits")))
        if own is not None:
            own.append(one)
    return found
