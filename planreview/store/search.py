"""Search by a substring of any length, in titles, wording, department names and notes, on folded text.

``instr`` over the folded wording: exact for one character as for twenty, where full-text indexes find no Chinese substring.
"""

from __future__ import annotations

import json
import sqlite3

from planreview.text import fold


def text_condition(connection: sqlite3.Connection, text: str) -> tuple[str, dict[str, object]]:
    """A condition on ``task_state s`` that holds where the text occurs, and its values.

    The few departments and the notes are looked through once; only the wording is asked task by task.
    """
    key = fold(text)
    named = "[" + ",".join(str(one) for one in _departments(connection, key)) + "]"
    noted = connection.execute(
        "select distinct coalesce(j.task_id, n.item_id) from note n left join same_task j on j.item_id = n.item_id"
        " where instr(n.folded, ?) > 0",
        (key,),
    )
    return (
        "exists (select 1 from wording w where w.item_id = s.shown_id and instr(w.folded, :text) > 0)"
        " or s.item_id in (select item_id from responsibility where department_id in (select value from json_each(:named)))"
        " or s.item_id in (select value from json_each(:noted))",
        {"text": key, "named": named, "noted": json.dumps([row[0] for row in noted])},
    )


def _departments(connection: sqlite3.Connection, key: str) -> list[int]:
    """Departments whose name or alias holds the key; names are few and are folded as they are read."""
    rows = connection.execute("select id, name from department union all select department_id, alias from department_alias")
    return sorted({row[0] for row in rows if key in fold(row[1])})


def wording_matches(connection: sqlite3.Connection, plan_ids: tuple[int, ...] | None, text: str) -> tuple[int, ...]:
    """Supervised tasks whose own words hold the text, in plan order; departments and notes are not looked at."""
    rows = connection.execute(
        "select s.item_id from task_state s join wording w on w.item_id = s.shown_id"
        " where s.supervised and (:plans is null or s.plan_id in (select value from json_each(:plans)))"
        " and instr(w.folded, :text) > 0 order by s.plan_id, s.ord, s.item_id",
        {"plans": None if plan_ids is None else json.dumps(plan_ids), "text": fold(text)},
    )
    return tuple(row[0] for row in rows)
