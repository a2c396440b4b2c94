"""What ``--json`` prints of tasks, plans, targets, operations and receipts: programs rely on these keys.

Ids are the ones that two machines agree on, never a store's own row numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from planreview.domain.commitments import AdjustmentView
from planreview.domain.past import HistoryEntry
from planreview.domain.review import DepartmentInfo, PlanInfo, Receipt, ResponsibilityView, TargetView, TaskDetail, TaskRow
from planreview.domain.spoken import LastRound

Record = dict[str, Any]


def plain(value: object) -> Any:
    """A value in JSON's own types: dates as ISO 8601, decimals as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def plan_record(plan: PlanInfo, reference: str) -> Record:
    """A plan; ``reference`` is the shortest text that names it."""
    return {
        "id": plan.key,
        "reference": reference,
        "city": plan.city,
        "title": plan.title,
        "kind": plan.kind,
        "period": list(plan.period),
        "issuer": plan.issuer,
        "issued_on": plan.issued_on,
        "revision": plan.revision,
        "revisions": plan.revisions,
        "source": plan.source_name,
        "tasks": plan.tasks,
        "indicators": plan.indicators,
        "as_of": plan.as_of.isoformat(),
        "schedule_share": plain(plan.share),
    }


def task_record(row: TaskRow, plan: PlanInfo, departments: Sequence[ResponsibilityView]) -> Record:
    """A task with exactly the keys of the contract."""
    return {
        "id": row.uid,
        "city": plan.city,
        "plan": plan.title,
        "section": list(row.path),
        "number": row.number,
        "title": row.title,
        "verdict": row.verdict,
        "closed": row.closed,
        "supervised": row.supervised,
        "overdue": row.overdue,
        "light": row.light,
        "lead": [one.name for one in departments if one.role == "lead"],
        "support": [one.name for one in departments if one.role == "support"],
        "due": plain(row.due),
        "notes": row.notes,
        "updated_at": row.updated_at,
        "attainment": plain(row.attainment),
        "gap": plain(row.gap),
    }


def row_record(row: TaskRow, plan: PlanInfo, departments: Sequence[ResponsibilityView]) -> Record:
    """A row of a list: a task with exactly the keys of the contract; an indicator with its kind and its target besides."""
    record = task_record(row, plan, departments)
    return record if row.measure is None else record | {"kind": row.kind, "target": target_record(row.measure)}


def target_record(target: TargetView) -> Record:
    """A target with its newest actual and what follows from it."""
    record: Record = plain(asdict(target))
    del record["item_id"], record["uid"]
    return record | {"id": target.uid}


def detail_record(detail: TaskDetail, plan: PlanInfo) -> Record:
    """All that is known of a task: the contract's keys and more; ``notes`` holds the notes themselves."""
    row = detail.row
    return row_record(row, plan, detail.departments) | {
        "headings": list(detail.sections),
        "body": detail.body,
        "lines": [detail.line, detail.end_line],
        "deadline": detail.deadline,
        "due_presumed": row.due_presumed,
        "routine": row.routine,
        "verdict_on": plain(row.verdict_on),
        "verdict_by": detail.verdict_by,
        "mismatch": row.mismatch,
        "mismatches": list(row.mismatches),
        "in_round": row.in_round,
        "carried": row.carried,
        "closing": row.closing,
        "self_report": row.self_verdict,
        "reports": [plain(asdict(one)) for one in detail.reports],
        "evidence": [plain(asdict(one)) for one in detail.evidence],
        "last": None if detail.last is None else last_record(detail.last, detail.targets),
        "reason_open": row.reason_open,
        "lacks": list(row.lacks),
        "targets": [target_record(target) for target in detail.targets],
        "same_as": [{"kind": one.kind, "number": one.number} for one in detail.twins],
        "adjustments": [adjustment_record(one, detail.targets) for one in detail.adjustments],
        "departments": [
            {"name": one.name, "role": one.role, "source": one.source, "flagged": one.flagged} for one in detail.departments
        ],
        "notes": [
            {"kind": note.kind, "text": note.body, "person": note.person, "on": plain(note.on), "recorded_at": note.recorded_at}
            for note in detail.notes
        ],
        "history": [operation_record(entry, row.uid) for entry in detail.history],
    }


def adjustment_record(one: AdjustmentView, targets: Sequence[TargetView]) -> Record:
    """An adjustment; ``target`` is the id of the target, null where the task's due date was changed."""
    return {
        "id": one.id,
        "target": next((target.uid for target in targets if target.id == one.target_id), None),
        "field": one.field,
        "old": one.old,
        "new": one.new,
        "approver": one.approver,
        "document": one.document,
        "person": one.person,
        "effective_on": plain(one.on),
        "recorded_at": one.recorded_at,
    }


def last_record(last: LastRound, targets: Sequence[TargetView]) -> Record:
    """What stood before the round; actual values by the ids of their targets."""
    uids = {target.id: target.uid for target in targets}
    values = {uids[one]: {"value": plain(value), "on": plain(on)} for one, (value, on) in last.actuals.items() if one in uids}
    record = {"round": last.round, "verdict": last.verdict, "on": plain(last.on), "person": last.person, "note": last.note}
    return record | {"actuals": values}


def operation_record(entry: HistoryEntry, task: str | None) -> Record:
    """An operation of the log; ``task`` is the id of the task it is about."""
    return {
        "id": entry.id,
        "batch": entry.batch,
        "kind": entry.kind,
        "subject": entry.subject,
        "task": task,
        "payload": plain(entry.payload),
        "person": entry.person,
        "device": entry.device,
        "recorded_at": entry.recorded_at,
        "effective_on": plain(entry.effective_on),
        "live": entry.live,
    }


def department_record(one: DepartmentInfo, parent: str | None) -> Record:
    """A department; ``parent`` is the name of the body it belongs to."""
    return {
        "id": one.uid,
        "city": one.city,
        "name": one.name,
        "parent": parent,
        "order": one.order,
        "leader": one.leader,
        "wildcard": one.wildcard,
        "aliases": list(one.aliases),
        "leads": one.leads,
        "supports": one.supports,
    }


def receipt_record(receipt: Receipt, rows: Mapping[int, TaskRow]) -> Record:
    """What one action did, with the ids of the tasks it touched; ``covered`` where a finding of a later day stands."""
    uids = {one: row.uid for one, row in rows.items()}
    return {
        "batch": receipt.batch,
        "kind": receipt.kind,
        "tasks": [uids[one] for one in receipt.task_ids if one in uids],
        "reasons_open": [uids[one] for one in receipt.reasons_open if one in uids],
        "lacks": {row.uid: list(row.lacks) for one, row in rows.items() if one in receipt.reasons_open},
        "covered": [{"task": uids.get(one.task_id or 0), "on": plain(one.on), "verdict": one.verdict} for one in receipt.covered],
        "values": plain(receipt.values),
    }
