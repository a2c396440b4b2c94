"""Read tasks, plans and targets as the screens and the command line receive them.

Rows come by page of ids; the long text is read for one task only.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from planreview.domain.mismatches import from_bits
from planreview.domain.records import replace
from planreview.domain.review import APPROVER, DOCUMENT, NoteView, PlanInfo, ResponsibilityView, TargetView, TaskRow
from planreview.store.handle import one_row
from planreview.store.indicators import STATE, indicator_rows, indicator_words
from planreview.store.lacking import as_parts
from planreview.store.target_columns import (
    BASELINE_IN_FORCE,
    DUE_IN_FORCE,
    KIND,
    METRIC,
    OP,
    READ_ADJUSTED,
    STANDS,
    UNIT,
    VALUE_IN_FORCE,
    VALUE_MAX_IN_FORCE,
)

_ROW = f"""
select s.item_id, i.uid, s.plan_id, s.section_id, sec.path,
       case when x.item_id is null then p.number end as number, coalesce(x.label, p.label) as label,
       coalesce(x.title, p.title) as title, {STATE}
from task_state s
join item i on i.id = s.item_id
join plan_state n on n.plan_id = s.plan_id
left join part x on x.item_id = s.item_id
join placement p on p.item_id = s.placed_id and p.revision_id = n.revision_id
left join section sec on sec.id = s.section_id
left join department d on d.id = s.lead_id
left join plan_round o on o.plan_id = s.plan_id
where s.item_id in (select value from json_each(?))
"""

_PLANS = """
select n.plan_id, k.key, n.city, n.title, k.kind, k.period_first, k.period_last, k.issuer, k.issued_on, r.number,
       (select count(*) from revision o where o.plan_id = n.plan_id and o.number <= r.number) as revisions, r.source_name,
       coalesce((select s.total from plan_tally s where s.plan_id = n.plan_id), 0) as tasks,
       (select count(*) from indicator_state s where s.plan_id = n.plan_id and s.supervised) as indicators,
       n.as_of, n.share
from plan_state n join plan k on k.id = n.plan_id join revision r on r.id = n.revision_id
where n.live and (:cities is null or n.city in (select value from json_each(:cities)))
and (:ids is null or n.plan_id in (select value from json_each(:ids))) order by n.plan_id
"""

_TARGET = f"""
select t.id, t.uid, t.item_id, t.origin, {KIND}, {METRIC}, {OP}, {VALUE_IN_FORCE}, {VALUE_MAX_IN_FORCE}, {UNIT},
       {BASELINE_IN_FORCE}, {DUE_IN_FORCE}, p.quote,
       p.line, p.span_line, p.span_first, p.span_last, x.actual, x.actual_on, coalesce(x.pending, 0) as pending,
       x.attainment, x.plain, x.gap, x.light, coalesce(x.reached, 0) as reached
from target t
join plan_state n on n.plan_id = t.plan_id
join target_place p on p.target_id = t.id and p.revision_id = n.revision_id{READ_ADJUSTED}
left join target_state x on x.target_id = t.id
"""


def plan_rows(
    connection: sqlite3.Connection, cities: Collection[str] | None = None, ids: Collection[int] | None = None
) -> tuple[PlanInfo, ...]:
    """All plans whose import stands, or those of some cities, or some of them, in the order of their import."""
    wanted = {
        "cities": None if cities is None else json.dumps(sorted(cities)),
        "ids": None if ids is None else json.dumps(sorted(ids)),
    }
    return tuple(
        PlanInfo(
            id=row["plan_id"],
            key=row["key"],
            city=row["city"],
            title=row["title"],
            kind=row["kind"],
            period=(row["period_first"], row["period_last"]),
            issuer=row["issuer"],
            issued_on=row["issued_on"],
            revision=row["number"],
            revisions=row["revisions"],
            source_name=row["source_name"],
            tasks=row["tasks"],
            indicators=row["indicators"],
            as_of=date.fromisoformat(row["as_of"]),
            share=Decimal(row["share"]),
        )
        for row in connection.execute(_PLANS, wanted)
    )


def task_rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[TaskRow]:
    """The rows of the tasks in the order asked; ids that are no current task are left out."""
    found = {row["item_id"]: _task(row) for row in connection.execute(_ROW, (json.dumps(list(ids)),))}
    if own := indicator_rows(connection, ids):
        measures = {-view.id: view for view in targets_by_id(connection, [-row["item_id"] for row in own])}
        found |= {row["item_id"]: replace(_task(row), measure=measures[row["item_id"]]) for row in own}
    return [found[one] for one in ids if one in found]


def _task(row: sqlite3.Row) -> TaskRow:
    return TaskRow(
        id=row["item_id"],
        uid=row["uid"],
        plan_id=row["plan_id"],
        section_id=row["section_id"],
        path=tuple(row["path"].split("/")) if row["path"] else (),
        number=row["number"],
        label=row["label"],
        title=row["title"],
        verdict=row["verdict"],
        verdict_on=_day(row["verdict_on"]),
        closed=bool(row["closed"]),
        supervised=bool(row["supervised"]),
        overdue=bool(row["overdue"]),
        light=row["light"],
        mismatch=bool(row["mismatch"]),
        reason_open=bool(row["reason_open"]),
        lacks=as_parts(row["reason_open"]),
        lead=row["lead"],
        leads=row["leads"],
        lead_source=row["lead_source"],
        attainment=_number(row["attainment"]),
        gap=_number(row["gap"]),
        due=_day(row["due"]),
        due_presumed=bool(row["due_presumed"]),
        routine=bool(row["routine"]),
        notes=row["notes"],
        updated_at=row["updated_at"],
        in_round=bool(row["in_round"]),
        earlier=bool(row["earlier"]),
        carried=bool(row["carried"]),
        last_verdict=row["last_verdict"],
        last_on=_day(row["last_on"]),
        self_verdict=row["self_verdict"],
        evidence=row["evidence"],
        closing=row["closing"],
        mismatches=from_bits(row["mismatch"]),
        verdict_by=row["verdict_by"],
    )


def task_words(connection: sqlite3.Connection, task_id: int) -> sqlite3.Row | None:
    """City, plan, wording and lines of one task or indicator, and who gave its verdict."""
    if task_id < 0:
        return indicator_words(connection, task_id)
    return one_row(
        connection,
        "select n.city, n.title as plan, w.body, p.line, p.end_line, coalesce(x.due, p.deadline) as deadline, s.verdict_by,"
        " s.section_id, s.shown_id, x.item_id is not null as is_part, p.label as whole_label, p.title as whole_title"
        " from task_state s join plan_state n on n.plan_id = s.plan_id left join part x on x.item_id = s.item_id"
        " join placement p on p.item_id = s.placed_id and p.revision_id = n.revision_id"
        " join wording w on w.item_id = s.shown_id where s.item_id = ?",
        (task_id,),
    )


def section_titles(connection: sqlite3.Connection, section_id: int | None) -> tuple[str, ...]:
    """Label and title of a section and those above it, from the top."""
    rows = connection.execute(
        "with recursive above (id, parent_id, label, title, far) as ("
        " select id, parent_id, label, title, 0 from section where id = ?"
        " union all select up.id, up.parent_id, up.label, up.title, far + 1"
        " from section up join above on up.id = above.parent_id)"
        " select label, title from above order by far desc",
        (section_id,),
    )
    return tuple(f"{row['label'] or ''}{row['title'] or ''}" for row in rows)


def task_targets(connection: sqlite3.Connection, shown_id: int) -> tuple[TargetView, ...]:
    """The targets of an item, in the order of its text; of an indicator, which has minus its target's id, this one."""
    if shown_id < 0:
        return targets_by_id(connection, [-shown_id])
    own = "(t.item_id = ?1 or t.uid in (select j.value from part o, json_each(o.targets) j where o.item_id = ?1))"
    return tuple(map(_view, connection.execute(f"{_TARGET} where {own} and {STANDS} order by p.ord", (shown_id,))))


def targets_by_id(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[TargetView, ...]:
    """Some targets that stand, in the order of the document."""
    query = f"{_TARGET} where t.id in (select value from json_each(?)) and {STANDS} order by p.ord"
    return tuple(map(_view, connection.execute(query, (json.dumps(list(ids)),))))


def plan_targets(connection: sqlite3.Connection, plan_id: int) -> tuple[TargetView, ...]:
    """The indicators: targets of the whole plan, in the order of the document."""
    rows = connection.execute(
        f"{_TARGET} where t.plan_id = ? and t.item_id is null and {STANDS} order by p.ord, t.id", (plan_id,)
    )
    return tuple(map(_view, rows))


def targets_left_out(
    connection: sqlite3.Connection, plan_id: int, shown_id: int | None = None
) -> tuple[tuple[TargetView, bool], ...]:
    """Targets of a plan, or of one item of it, that do not count: each with whether a person dropped it; else it is doubtful."""
    rows = connection.execute(
        f"{_TARGET.replace('select ', 'select c.target_id is not null as dropped, ', 1)}"
        f" where t.plan_id = ?1 and (?2 is null or t.item_id = ?2) and not {STANDS}"
        # What a person added and took back is nothing to take or drop.
        " and (t.origin <> 'person' or not coalesce(c.gone, 1)) order by p.line, p.ord",
        (plan_id, shown_id),
    )
    return tuple((_view(row), bool(row["dropped"])) for row in rows)


def _view(row: sqlite3.Row) -> TargetView:
    return TargetView(
        id=row["id"],
        uid=row["uid"],
        item_id=row["item_id"],
        origin=row["origin"],
        kind=row["kind"],
        metric=row["metric"],
        op=row["op"],
        value=Decimal(row["value"]),
        value_max=_number(row["value_max"]),
        unit=row["unit"],
        baseline=_number(row["baseline"]),
        due=row["due"],
        quote=row["quote"],
        line=row["line"],
        actual=_number(row["actual"]),
        actual_on=_day(row["actual_on"]),
        pending=bool(row["pending"]),
        attainment=_number(row["attainment"]),
        plain=_number(row["plain"]),
        gap=_number(row["gap"]),
        light=row["light"],
        reached=bool(row["reached"]),
        span=None if row["span_line"] is None else (row["span_line"], row["span_first"], row["span_last"]),
    )


def task_departments(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, tuple[ResponsibilityView, ...]]:
    """The departments of tasks, leads first, each with where it comes from; a task without any is left out."""
    found: dict[int, list[ResponsibilityView]] = defaultdict(list)
    tables = ["responsibility", *(["indicator_responsibility"] if any(one < 0 for one in task_ids) else [])]
    for table in tables:
        for row in connection.execute(
            f"select r.item_id, r.department_id, d.name, r.role, r.rank, r.source, r.flagged from {table} r"
            " join department d on d.id = r.department_id where r.item_id in (select value from json_each(?))"
            " order by r.item_id, r.role, r.rank, d.id",
            (json.dumps(list(task_ids)),),
        ):
            found[row[0]].append(ResponsibilityView(row[1], row[2], row[3], row[4], row[5], bool(row[6])))
    return {task: tuple(views) for task, views in found.items()}


def task_notes(connection: sqlite3.Connection, task_id: int) -> tuple[NoteView, ...]:
    """The notes of a task, the oldest first."""
    rows = connection.execute(
        "select operation_id, kind, body, person, on_date, recorded_at, edits, edited_at"
        f" from {'note' if task_id > 0 else 'indicator_note'}"
        " where item_id = ? or item_id in (select item_id from same_task where task_id = ?) order by recorded_at, operation_id",
        (task_id, task_id),
    )
    return tuple(NoteView(*(*tuple(row)[:4], date.fromisoformat(row[4]), *tuple(row)[5:])) for row in rows)


def task_draft(connection: sqlite3.Connection, uid: str, person: str) -> str | None:
    """The note that a person has begun on this machine; the newest, where there are several."""
    row = connection.execute(
        "select body from draft where item_uid = ? and person = ? and kind not in (?, ?) and kind not like '%:%'"
        " order by saved_at desc limit 1",
        (uid, person, APPROVER, DOCUMENT),
    ).fetchone()
    return None if row is None else str(row[0])


def source_of(connection: sqlite3.Connection, plan_id: int) -> sqlite3.Row | None:
    """Bytes, encoding and name of the revision that stands, and the text taken out of it where the bytes are none."""
    return one_row(
        connection,
        "select r.bytes, r.encoding, r.source_name, json_extract(r.outline, '$.text') as text"
        " from plan_state n join revision r on r.id = n.revision_id"
        " where n.plan_id = ? and n.live",
        (plan_id,),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
