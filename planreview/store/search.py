"""Search by a substring of any length, in titles, wording, department names and notes, on folded text.

What ``instr`` finds over the folded texts is what a search finds; the index of words only says where to look. A store whose
index is not there yet is looked through as it is.
"""

from __future__ import annotations

import json
import sqlite3

from planreview.domain.departments import spellings
from planreview.domain.records import dataclass
from planreview.presets import body_names
from planreview.store.search_index import expression, index_noted, is_exact
from planreview.text import fold

# Up to so many hits are taken from the index one by one; of a text with more, each task's own words are asked.
FEW = 20_000
_FEW_SAID = 60
# Departments whose tasks are looked for one by one; with more, which soon fill a page, tasks are asked for their departments.
_FEW_NAMED = 40
_HELD = "exists (select 1 from wording w where w.item_id = s.shown_id and instr(w.folded, :text) > 0)"
_NAMED = (
    "s.item_id in (select r.item_id from json_each(:named) j cross join department d on d.name = j.value"
    " cross join responsibility r on r.department_id = d.id union all"
    " select r.item_id from json_each(:aliased) j cross join responsibility r on r.department_id = j.value)"
)
_NOTED = (
    "s.item_id in (select coalesce(j.task_id, n.item_id) from note n left join same_task j on j.item_id = n.item_id"
    " where instr(n.folded, :text) > 0{})"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A text as it is looked for: its folded form, the names of departments that hold it, and departments called so."""

    key: str
    named: tuple[str, ...]
    aliased: tuple[int, ...]
    indexed: bool

    @property
    def values(self) -> dict[str, object]:
        """What conditions bind."""
        named, aliased = json.dumps(self.named, ensure_ascii=False), json.dumps(self.aliased)
        return {"text": self.key, "named": named, "aliased": aliased, "grams": expression(self.key)}


def sought(connection: sqlite3.Connection, text: str) -> Sought:
    """The text of a filter, ready to be looked for."""
    key = fold(text)
    # Who looks for 住建局 means the body that the document calls 住房和城乡建设局.
    meant = (key, *map(fold, spellings(key, body_names()))) if len(key) > 1 else (key,)
    aliases = connection.execute("select department_id, alias from department_alias")
    return Sought(
        key,
        tuple(name for name in _names(connection) if any(one in fold(name) for one in meant)),
        tuple(sorted({row[0] for row in aliases if any(one in fold(row[1]) for one in meant)})),
        bool(key) and index_noted(connection),
    )


def text_condition(connection: sqlite3.Connection, text: str, *, narrow: bool = False) -> tuple[str, dict[str, object]]:
    """A condition on ``task_state s`` that holds where the text occurs, and its values.

    ``narrow``: so little is left by other conditions that asking each task costs less than looking for all.
    """
    found = sought(connection, text)
    words = _HELD
    if found.indexed and not narrow and (is_exact(found.key) or is_few(connection, found)):
        verified = "" if is_exact(found.key) else f" and {_HELD}"
        words = f"(s.shown_id in (select f.rowid from wording_index f where f.wording_index match :grams){verified})"
    parts = [words]
    if found.named or found.aliased:
        parts.append(_NAMED)
    if not found.indexed:
        parts.append(_NOTED.format(""))
    elif said := _said(connection, found):
        parts.append(_NOTED.format("" if said is True else f" and n.item_id in ({said})"))
    return " or ".join(f"({part})" for part in parts), found.values


def is_few(connection: sqlite3.Connection, found: Sought) -> bool:
    """Whether the index names so few items for a text that all of them can be taken."""
    query = "select count(*) from (select 1 from wording_index f where f.wording_index match ? limit ?)"
    return bool(connection.execute(query, (expression(found.key), FEW)).fetchone()[0] < FEW)


def worded(found: Sought) -> str:
    """Tables and conditions of tasks ``s`` whose words hold a text that is indexed; their items ``f.rowid`` are from ``:low`` on
    below ``:high``.

    What the index knows for certain is not read again.
    """
    verified = "" if is_exact(found.key) else " cross join wording w on w.item_id = f.rowid and instr(w.folded, :text) > 0"
    return (
        f"wording_index f{verified} left join same_task c on c.item_id = f.rowid"
        " cross join task_state s on s.item_id = coalesce(c.task_id, f.rowid) and s.shown_id = f.rowid"
        " where f.wording_index match :grams and f.rowid >= :low and f.rowid < :high"
    )


def others_between(connection: sqlite3.Connection, found: Sought) -> list[str]:
    """Queries for the ids of tasks from ``:low`` on below ``:high`` whose departments or notes hold a text that is indexed."""
    parts = []
    if found.named:
        many = "select 1 from json_each(:named) j cross join department d on d.name = j.value limit 1 offset :few"
        asked = {"named": found.values["named"], "few": _FEW_NAMED}
        parts.append(
            "select r.item_id from responsibility r cross join department d on d.id = r.department_id"
            " where r.item_id >= :low and r.item_id < :high and d.name in (select value from json_each(:named))"
            if connection.execute(many, asked).fetchone()
            else "select r.item_id from json_each(:named) j cross join department d on d.name = j.value"
            " cross join responsibility r on r.department_id = d.id and r.role in ('lead', 'support')"
            " and r.item_id >= :low and r.item_id < :high"
        )
    if found.aliased:
        parts.append(
            "select r.item_id from json_each(:aliased) j cross join responsibility r on r.department_id = j.value"
            " and r.role in ('lead', 'support') and r.item_id >= :low and r.item_id < :high"
        )
    noted = "select n.item_id from note n where n.item_id >= :low and n.item_id < :high and instr(n.folded, :text) > 0"
    if said := _said(connection, found):
        parts.append(noted if said is True else f"{noted} and n.item_id in ({said})")
    return parts


def _said(connection: sqlite3.Connection, found: Sought) -> str | bool:
    """The tasks whose notes may hold the text, where these are few; True where all notes must be asked, False for none.

    The index knows whatever was ever said, also what was taken back or holds on another day.
    """
    asked = (expression(found.key), _FEW_SAID)
    rows = connection.execute("select f.rowid from said_index f where f.said_index match ? limit ?", asked).fetchall()
    if len(rows) == _FEW_SAID:
        return True
    tasks = connection.execute(
        "select distinct coalesce(c.task_id, i.id) from json_each(?) j cross join operation o on o.seq = j.value"
        " cross join item i on i.uid = o.subject left join same_task c on c.item_id = i.id",
        (json.dumps([row[0] for row in rows]),),
    )
    return ", ".join(str(row[0]) for row in tasks) if rows else ""


def _names(connection: sqlite3.Connection) -> list[str]:
    """The names of departments, each once: bodies of a name are in every city."""
    rows = connection.execute(
        "with recursive each (name) as (select min(name) from department union all"
        " select (select min(d.name) from department d where d.name > each.name) from each where each.name is not null)"
        " select name from each where name is not null"
    )
    return [row[0] for row in rows]


def wording_matches(connection: sqlite3.Connection, plan_ids: tuple[int, ...] | None, text: str) -> tuple[int, ...]:
    """Supervised tasks whose own words hold the text, in plan order; departments and notes are not looked at."""
    rows = connection.execute(
        "select s.item_id from task_state s join wording w on w.item_id = s.shown_id"
        " where s.supervised and (:plans is null or s.plan_id in (select value from json_each(:plans)))"
        " and instr(w.folded, :text) > 0 order by s.plan_id, s.ord, s.item_id",
        {"plans": None if plan_ids is None else json.dumps(plan_ids), "text": fold(text)},
    )
    return tuple(row[0] for row in rows)
