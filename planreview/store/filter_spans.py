"""Conditions on ``task_state s`` for what a filter asks of days, figures, numbers, people and kinds of notes."""

from __future__ import annotations

import json
from collections.abc import Callable

from planreview.domain.review import TaskFilter
from planreview.domain.spans import NONE, Days, Figures

Bind = Callable[[str, object], str]

# Days that move, from the as-of date of the task's own plan: (first, behind) as modifiers of SQLite's date().
_AS_OF = "(select n.as_of from plan_state n where n.plan_id = s.plan_id)"
_MOVING: dict[str, tuple[str, str]] = {
    "today": ("", ", '+1 day'"),
    "month": (", 'start of month'", ", 'start of month', '+1 month'"),
    "last_month": (", 'start of month', '-1 month'", ", 'start of month'"),
    "next_month": (", 'start of month', '+1 month'", ", 'start of month', '+2 month'"),
    "year": (", 'start of year'", ", 'start of year', '+1 year'"),
}
# Months since the quarter began, as a text that date() takes.
_QUARTER = f"'-' || ((cast(strftime('%m', {_AS_OF}) as integer) - 1) % 3) || ' month'"
_NUMBERED = (
    "exists (select 1 from plan_state n join placement p on p.revision_id = n.revision_id join json_each({numbers}) j"
    " where n.plan_id = s.plan_id and p.item_id = s.placed_id and p.number >= json_extract(j.value, '$[0]')"
    " and p.number <= coalesce(json_extract(j.value, '$[1]'), p.number))"
)
# The same of many tasks: the numbers in standing revisions are gone through once, and lead to what may stand there.
_HELD = (
    "select p.item_id from placement p join span on p.number between span.first and span.last"
    " join plan_state n on n.revision_id = p.revision_id"
)
_ALL_NUMBERED = (
    "s.item_id in (with span (first, last) as materialized (select json_extract(value, '$[0]'),"
    " coalesce(json_extract(value, '$[1]'), 9e9) from json_each({numbers})),"
    f" held (item_id) as materialized ({_HELD})"
    " select t.item_id from held h cross join task_state t on t.item_id = h.item_id where t.placed_id = h.item_id"
    " union all select t.item_id from (select j.task_id as item_id from same_task j where j.item_id in held"
    " union select item_id from part) o cross join task_state t on t.item_id = o.item_id where t.placed_id in held)"
)
_NOTED = (
    "s.item_id in (select coalesce(j.task_id, o.item_id) from note o left join same_task j on j.item_id = o.item_id"
    " where coalesce(o.kind, 'none') in (select value from json_each({kinds})))"
)


def span_conditions(chosen: TaskFilter, bind: Bind, *, narrow: bool) -> list[str]:
    """What these fields ask for, each a condition; ``bind`` gives the placeholder of a value by its name, ``narrow`` says that
    few tasks will be asked."""
    parts: list[str] = []
    if chosen.numbers is not None:
        pairs = json.dumps([[one.first, one.last] for one in chosen.numbers])
        parts.append((_NUMBERED if narrow else _ALL_NUMBERED).replace("{numbers}", bind("numbers", pairs)))
    if chosen.due is not None:
        parts.append(_days("s.due", "due", chosen.due, bind))
    if chosen.reviewed is not None:
        parts.append(_days("s.verdict_on", "reviewed", chosen.reviewed, bind))
    if chosen.by is not None:
        people = bind("by", json.dumps(list(chosen.by), ensure_ascii=False))
        parts.append(f"s.verdict_by in (select value from json_each({people}))")
    if chosen.note_kinds is not None:
        parts.append(_NOTED.replace("{kinds}", bind("kinds", json.dumps(list(chosen.note_kinds)))))
    if chosen.attainment is not None:
        parts.append(_figures("s.attainment", "attainment", chosen.attainment, bind))
    if chosen.gap is not None:
        parts.append(_figures("s.gap", "gap", chosen.gap, bind))
    return parts


def _days(column: str, name: str, days: Days, bind: Bind) -> str:
    if days.word == NONE:
        return f"{column} is null"
    if days.word == "past":
        return f"{column} < {_AS_OF}"
    if days.word == "quarter":
        first = f"date({_AS_OF}, 'start of month', {_QUARTER})"
        return f"{column} >= {first} and {column} < date({first}, '+3 month')"
    if days.word:
        first, behind = _MOVING[days.word]
        return f"{column} >= date({_AS_OF}{first}) and {column} < date({_AS_OF}{behind})"
    ends = [(">=", "first", days.first), ("<=", "last", days.last)]
    parts = [f"{column} {sign} {bind(f'{name}_{end}', day.isoformat())}" for sign, end, day in ends if day is not None]
    return " and ".join(parts) or f"{column} is not null"


def _figures(column: str, name: str, figures: Figures, bind: Bind) -> str:
    if figures.word == NONE:
        return f"{column} is null"
    ends = [(">=", "least", figures.least), ("<=", "most", figures.most)]
    parts = [
        f"cast({column} as real) {sign} {bind(f'{name}_{end}', float(value))}" for sign, end, value in ends if value is not None
    ]
    return " and ".join([f"{column} is not null", *parts])
