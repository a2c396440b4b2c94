"""Find tasks and plans by what a person types: an id, the beginning of one, a number under headings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from planreview.domain.records import dataclass
from planreview.store.indicators import indicators_by_uid

# Ids are hexadecimal: the first string behind all that begin with a prefix.
_BEHIND = "g"


@dataclass(frozen=True, slots=True)
class NumberedTask:
    """Where a task stands: the labels of its headings from the top and its number."""

    id: int
    plan_id: int
    path: tuple[str, ...]
    number: int | None
    label: str | None
    title: str


def tasks_by_uid(connection: sqlite3.Connection, prefix: str) -> tuple[int, ...]:
    """Current tasks one of whose ids (a reworded task has several) begins so, and indicators."""
    rows = connection.execute(
        "select distinct s.item_id from item i left join same_task j on j.item_id = i.id"
        " join task_state s on s.item_id = coalesce(j.task_id, i.id)"
        " where i.uid >= ? and i.uid < ? order by s.plan_id, s.ord",
        (prefix, prefix + _BEHIND),
    )
    return (*(row[0] for row in rows), *indicators_by_uid(connection, prefix, prefix + _BEHIND))


_NUMBERED = (
    "select s.item_id, s.plan_id, sec.path, p.number, coalesce(x.label, p.label), coalesce(x.title, p.title)"
    " from task_state s join plan_state n on n.plan_id = s.plan_id left join part x on x.item_id = s.item_id"
    " join placement p on p.item_id = s.placed_id and p.revision_id = n.revision_id"
    " left join section sec on sec.id = s.section_id where s.plan_id in (select value from json_each(:plans))"
)
_IN_ORDER = " order by s.plan_id, s.ord, s.item_id"
_BELOW = (
    " and s.section_id in (select c.id from plan_state m cross join section c on c.revision_id = m.revision_id"
    " where m.plan_id in (select value from json_each(:plans)) and c.path in (select value from json_each(:below)))"
)
_MEANT = (
    " and ((p.number in (select value from json_each(:numbers))"
    " or coalesce(x.label, p.label) in (select value from json_each(:labels)))"
    " and (:above is null or sec.path in (select value from json_each(:above)))"
    " or sec.path in (select value from json_each(:within)))"
)


def numbered_tasks(connection: sqlite3.Connection, plan_ids: Sequence[int]) -> tuple[NumberedTask, ...]:
    """The current tasks of plans with their places."""
    return _numbered(connection.execute(_NUMBERED + _IN_ORDER, {"plans": json.dumps(list(plan_ids))}))


def tasks_below(
    connection: sqlite3.Connection,
    plan_ids: Sequence[int],
    above: Collection[str] | None,
    numbers: Collection[int] = (),
    labels: Collection[str] = (),
    within: Collection[str] = (),
) -> tuple[NumberedTask, ...]:
    """The current tasks of plans that have such a number or label, below a heading of such a path (None: anywhere), and all
    below a heading with a path of ``within``."""
    below = {*(above or ()), *within}
    named = bool(numbers or labels)
    if not (below or (named and above is None)) or not (named or within):
        return ()
    values = {"plans": plan_ids, "numbers": numbers, "labels": labels, "above": above, "within": within, "below": below}
    given = {name: None if value is None else json.dumps(list(value)) for name, value in values.items()}
    # Where only what stands below headings is meant, they lead there.
    narrowed = "" if named and above is None else _BELOW
    return _numbered(connection.execute(_NUMBERED + narrowed + _MEANT + _IN_ORDER, given))


def _numbered(rows: Iterable[sqlite3.Row]) -> tuple[NumberedTask, ...]:
    return tuple(NumberedTask(row[0], row[1], tuple(row[2].split("/")) if row[2] else (), *row[3:6]) for row in rows)


def paths_in_use(connection: sqlite3.Connection, plan_ids: Sequence[int]) -> set[str]:
    """The paths of headings of plans as they stand; a nation's are a few hundred."""
    rows = connection.execute(
        "select distinct c.path from plan_state n cross join section c on c.revision_id = n.revision_id"
        " where n.plan_id in (select value from json_each(?))",
        (json.dumps(list(plan_ids)),),
    )
    return {row[0] for row in rows}


def labels_in_use(connection: sqlite3.Connection, plan_ids: Sequence[int]) -> set[str]:
    """What tasks of plans as they stand, and the parts of tasks, are called by."""
    rows = connection.execute(
        "select distinct p.label from plan_state n cross join placement p on p.revision_id = n.revision_id"
        " where n.plan_id in (select value from json_each(?)) and p.label is not null"
        " union select label from part where label is not null",
        (json.dumps(list(plan_ids)),),
    )
    return {row[0] for row in rows}


def placed_tasks(connection: sqlite3.Connection, revision_id: int) -> tuple[NumberedTask, ...]:
    """The items of one revision, with their places; ``id`` is the item's own."""
    rows = connection.execute(
        "select p.item_id, r.plan_id, c.path, p.number, p.label, p.title from placement p"
        " join revision r on r.id = p.revision_id left join section c on c.id = p.section_id"
        " where p.revision_id = ? order by p.ord",
        (revision_id,),
    )
    return tuple(NumberedTask(row[0], row[1], tuple(row[2].split("/")) if row[2] else (), *row[3:6]) for row in rows)


def sections_of(connection: sqlite3.Connection, plan_id: int) -> tuple[tuple[int, tuple[str, ...], str], ...]:
    """Id, labels from the top and title of every heading of a plan."""
    rows = connection.execute(
        "select c.id, c.path, c.title from plan_state n join section c on c.revision_id = n.revision_id"
        " where n.plan_id = ? and c.kind = 'section' order by c.ord",
        (plan_id,),
    )
    return tuple((row[0], tuple(row[1].split("/")), row[2] or "") for row in rows)


def section_place(connection: sqlite3.Connection, section_id: int) -> tuple[int, tuple[str, ...]] | None:
    """Plan and labels of a section, whatever revision it is of."""
    row = connection.execute(
        "select r.plan_id, c.path from section c join revision r on r.id = c.revision_id where c.id = ?", (section_id,)
    ).fetchone()
    return None if row is None else (row[0], tuple(row[1].split("/")))


def uids_of(connection: sqlite3.Connection, task_ids: Sequence[int]) -> list[str]:
    """The ids of tasks and indicators in the order asked."""
    found = uid_by_id(connection, task_ids)
    return [found[one] for one in task_ids if one in found]


def uid_by_id(connection: sqlite3.Connection, task_ids: Sequence[int]) -> dict[int, str]:
    """Row ids of tasks and indicators, those that are no longer shown too, with the ids that two machines agree on."""
    rows = connection.execute(
        "select id, uid from item where id in (select value from json_each(?1))"
        " union all select -id, uid from target where -id in (select value from json_each(?1)) and item_id is null",
        (json.dumps(list(task_ids)),),
    )
    return dict(rows)


def persons(connection: sqlite3.Connection) -> list[str]:
    """Everybody who has recorded something; a step of the index each, however long the log is."""
    rows = connection.execute(
        "with recursive one (name) as (select min(person) from operation union all"
        " select (select min(o.person) from operation o where o.person > one.name) from one where one.name is not null)"
        " select name from one where name is not null"
    )
    return [row[0] for row in rows]
