"""Indicators (指标) as rows beside the tasks: the same questions, asked of tables of the same columns.

An indicator's id is minus its target's. A statement that begins with :func:`among` finds indicators under the names of the
tables of tasks, so that conditions and counts written for tasks hold for them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from planreview.domain.commitments import TwinView
from planreview.domain.review import INDICATOR, TASK, TaskFilter
from planreview.store.handle import one_row
from planreview.text import fold

# What a row says of the state `s` of a task or indicator, its lead `d` and the open round `o` of its plan.
STATE = """s.verdict, s.verdict_on, s.closed, s.supervised, s.overdue, s.light, s.mismatch, s.reason_open, d.name as lead,
    s.leads, s.lead_source, s.attainment, s.gap, s.due, s.due_presumed, s.routine, s.notes, s.updated_at,
    s.round is not null and s.round is o.round and s.verdict is not null as in_round, s.carried,
    o.round is not null and s.round is not o.round and s.verdict is not null as earlier,
    case when o.round is null or s.round is o.round then s.last_verdict else s.verdict end as last_verdict,
    case when o.round is null or s.round is o.round then s.last_on else s.verdict_on end as last_on,
    s.self_verdict, s.evidence, s.closing, s.verdict_by"""
# A plan's own targets are numbered as they are printed.
NUMBERED = """select i.placed_id as item_id, n.revision_id, i.section_id, i.ord,
    row_number() over (partition by i.plan_id order by i.ord, i.item_id desc) as number
    from indicator_state i join plan_state n on n.plan_id = i.plan_id"""
_AMONG = f"""with task_state as (select * from indicator_state),
responsibility as (select * from indicator_responsibility),
note as (select * from indicator_note),
evidence as (select * from indicator_evidence),
self_report as (select * from indicator_self_report),
placement as ({NUMBERED})
"""
_ROWS = f"""
with placed as ({NUMBERED} where i.plan_id in (
    select t.plan_id from target t where -t.id in (select value from json_each(?1))
))
select s.item_id, t.uid, s.plan_id, s.section_id, sec.path, p.number, cast(p.number as text) as label,
       coalesce(c.metric, t.metric) as title, {STATE}
from indicator_state s
left join plan_round o on o.plan_id = s.plan_id
join target t on t.id = -s.item_id
join placed p on p.item_id = s.item_id
left join target_read c on c.target_id = t.id
left join section sec on sec.id = s.section_id
left join department d on d.id = s.lead_id
where s.item_id in (select value from json_each(?1))
"""


def among(chosen: TaskFilter) -> str:
    """What a statement over ``task_state s`` begins with: nothing for tasks, the tables of indicators in their place."""
    return _AMONG if chosen.indicators else ""


def around(task_id: int) -> str:
    """The same for a statement about one task or indicator."""
    return _AMONG if task_id < 0 else ""


def either() -> tuple[str, str]:
    """The beginnings of a statement that is asked of tasks, then of indicators."""
    return "", _AMONG


def indicator_text(connection: sqlite3.Connection, text: str) -> tuple[str, dict[str, object]]:
    """A condition on ``task_state s``, which :func:`among` has made indicators, that holds where the text occurs.

    It is looked for in what they measure, in the document's words, in notes and in names of departments.
    """
    key = fold(text)
    names = connection.execute("select id, name from department union all select department_id, alias from department_alias")
    named = sorted({row[0] for row in names if key in fold(row[1])})
    said = connection.execute(
        "select s.item_id, coalesce(c.metric, t.metric), p.quote from indicator_state s join target t on t.id = -s.item_id"
        " join plan_state n on n.plan_id = s.plan_id"
        " join target_place p on p.target_id = t.id and p.revision_id = n.revision_id"
        " left join target_read c on c.target_id = t.id"
    )
    worded = [row[0] for row in said if key in fold(row[1]) or key in fold(row[2])]
    return (
        "s.item_id in (select value from json_each(:worded))"
        " or s.item_id in (select item_id from responsibility where department_id in (select value from json_each(:named)))"
        " or s.item_id in (select item_id from note where instr(folded, :text) > 0)",
        {"text": key, "named": json.dumps(named), "worded": json.dumps(worded)},
    )


def indicator_rows(connection: sqlite3.Connection, ids: Iterable[int]) -> list[sqlite3.Row]:
    """Rows of indicators as those of tasks; ids that are none are left out."""
    wanted = [one for one in ids if one < 0]
    return connection.execute(_ROWS, (json.dumps(wanted),)).fetchall() if wanted else []


def indicator_words(connection: sqlite3.Connection, indicator_id: int) -> sqlite3.Row | None:
    """City, plan, wording and line of one indicator, and who gave its verdict, as of a task."""
    return one_row(
        connection,
        "select n.city, n.title as plan, p.quote as body, p.line, p.line as end_line,"
        " coalesce(a.due, c.due, p.due) as deadline, s.verdict_by, s.section_id, s.shown_id, 0 as is_part,"
        " null as whole_label, null as whole_title"
        " from indicator_state s join plan_state n on n.plan_id = s.plan_id join target t on t.id = -s.item_id"
        " join target_place p on p.target_id = t.id and p.revision_id = n.revision_id"
        " left join target_read c on c.target_id = t.id left join adjusted a on a.target_id = t.id where s.item_id = ?",
        (indicator_id,),
    )


_TWINS = """
select distinct w.target_id, w.other_id, t.item_id as placed_id, s.item_id,
       coalesce(cast(p.number as text), p.label, '') as number, p.ord
from json_each(?) j cross join target_twin w on w.target_id = j.value join target t on t.id = w.other_id
left join same_task c on c.item_id = t.item_id left join task_state s on s.item_id = coalesce(c.task_id, t.item_id)
left join plan_state n on n.plan_id = t.plan_id
left join placement p on p.item_id = t.item_id and p.revision_id = n.revision_id
order by w.target_id, p.ord, w.other_id
"""


def twins_of(connection: sqlite3.Connection, target_ids: Sequence[int]) -> tuple[TwinView, ...]:
    """The targets with which some share their actual values, in the order of the plan."""
    rows = connection.execute(_TWINS, (json.dumps(list(target_ids)),)).fetchall()
    own = indicator_rows(connection, [-row["other_id"] for row in rows if row["placed_id"] is None])
    numbers = {-row["item_id"]: str(row["number"]) for row in own}
    return tuple(
        TwinView(row["target_id"], INDICATOR, -row["other_id"], numbers.get(row["other_id"], ""), row["other_id"])
        if row["placed_id"] is None
        else TwinView(row["target_id"], TASK, row["item_id"], row["number"], row["other_id"])
        for row in rows
    )


def numbered_indicators(connection: sqlite3.Connection, plan_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(id, number) of the indicators of plans, in the order in which they are printed."""
    rows = connection.execute(
        f"select item_id, number from ({NUMBERED} where i.plan_id in (select value from json_each(?))"
        " order by i.plan_id, number)",
        (json.dumps(list(plan_ids)),),
    )
    return [(row[0], row[1]) for row in rows]


def indicators_by_uid(connection: sqlite3.Connection, first: str, behind: str) -> tuple[int, ...]:
    """Indicators whose id is at or behind ``first`` and before ``behind``."""
    rows = connection.execute(
        "select s.item_id from target t join indicator_state s on s.item_id = -t.id where t.uid >= ? and t.uid < ?"
        " order by s.plan_id, s.ord",
        (first, behind),
    )
    return tuple(row[0] for row in rows)


def pending_indicators(connection: sqlite3.Connection) -> set[int]:
    """Indicators of which the newest figure is said to be not yet published (待数)."""
    rows = connection.execute(
        "select s.item_id from indicator_state s join target_state x on x.target_id = -s.item_id where x.pending"
    )
    return {row[0] for row in rows}
