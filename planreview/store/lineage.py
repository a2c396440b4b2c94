"""Read where the items of a revision come from: joins, parts and doubtful pairs of the log, and the targets to compare."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from planreview.domain.classes import join_classes
from planreview.domain.folding import Entry
from planreview.domain.operations import ABOUT_LINEAGE, OTHER_TASK, SAME_TASK, SPLIT_FROM
from planreview.store.entries import as_json, structural_entries

_GOALS = """
select t.item_id, t.uid, t.metric, t.value, a.value_max, t.unit, a.quote, a.due, a.line from target_place a
join target t on t.id = a.target_id where a.revision_id = ? order by a.ord
"""


@dataclass(frozen=True, slots=True)
class StoredGoal:
    """A target of a revision; ``item_id`` is None for one of the whole plan."""

    item_id: int | None
    uid: str
    metric: str
    value: str
    value_max: str | None
    unit: str | None
    quote: str
    due: str | None
    line: int


@dataclass(frozen=True, slots=True)
class StoredDoubt:
    """A doubtful pair as it was logged with the import."""

    new: str
    old: str
    relation: str
    score: Decimal


@dataclass(slots=True)
class Lineage:
    """What the log says of a plan's items: the class of each joined one, parts (new → old), pairs that are doubtful, those
    that are not one task, and the scores of all by (new, old)."""

    classes: dict[str, str]
    parts: dict[str, str] = field(default_factory=dict)
    doubts: list[StoredDoubt] = field(default_factory=list)
    others: set[tuple[str, str]] = field(default_factory=set)
    scores: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    def settled(self, new: str, old: str) -> bool:
        """Whether a person or a match has decided on the pair."""
        joined = self.classes.get(new, new) == self.classes.get(old, old)
        return joined or self.parts.get(new) == old or (new, old) in self.others


def read_lineage(connection: sqlite3.Connection, plan_id: int, revision_id: int) -> Lineage:
    """What the log says of the items of a plan, as its joins stand where a revision is in force."""
    known: dict[str, int] = dict(connection.execute("select uid, id from item where plan_id = ?", (plan_id,)).fetchall())
    placed = connection.execute(
        "select i.uid from placement p join item i on i.id = p.item_id where p.revision_id = ?", (revision_id,)
    )
    standing = {row[0]: plan_id for row in placed}
    found = Lineage({})
    joins: list[tuple[str, str]] = []
    for _, entry, live in structural_entries(connection, ABOUT_LINEAGE):
        said = next((entry.payload[name] for name in ("same_as", "from", "maybe", "other_than") if name in entry.payload), None)
        if not live or entry.subject not in known or not isinstance(said, str) or said not in known:
            continue
        pair = (entry.subject, said)
        score = _score(entry)
        if score is not None:
            found.scores[pair] = score
        if entry.kind == SAME_TASK:
            joins.append(pair)
        elif entry.kind == SPLIT_FROM:
            found.parts[entry.subject] = said
        elif entry.kind == OTHER_TASK:
            found.others.add(pair)
        else:
            found.doubts.append(StoredDoubt(*pair, str(entry.payload.get("relation")), score or Decimal(0)))
    found.classes = join_classes(joins, standing)
    return found


def revision_goals(connection: sqlite3.Connection, revision_id: int) -> dict[int | None, list[StoredGoal]]:
    """The targets that a revision states, by the item that they belong to."""
    found: dict[int | None, list[StoredGoal]] = defaultdict(list)
    for row in connection.execute(_GOALS, (revision_id,)):
        goal = StoredGoal(*row)
        found[goal.item_id].append(goal)
    return found


def verdicts_of(connection: sqlite3.Connection, uids: list[str]) -> dict[str, str]:
    """The verdicts that stand of the tasks that some items belong to; those without one are left out."""
    rows = connection.execute(
        "select i.uid, s.verdict from json_each(?) j join item i on i.uid = j.value left join same_task c on c.item_id = i.id"
        " join task_state s on s.item_id = coalesce(c.task_id, i.id) where s.verdict is not null",
        (as_json(uids),),
    )
    return dict(rows.fetchall())


def plan_and_uid(connection: sqlite3.Connection, task_id: int) -> tuple[int, str] | None:
    """The plan of a task and the id of the item whose words it shows now."""
    row = connection.execute(
        "select s.plan_id, i.uid from task_state s join item i on i.id = s.shown_id where s.item_id = ?", (task_id,)
    ).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def task_of(connection: sqlite3.Connection, uid: str) -> int:
    """The task that an item belongs to."""
    row = connection.execute(
        "select coalesce(c.task_id, i.id) from item i left join same_task c on c.item_id = i.id where i.uid = ?", (uid,)
    ).fetchone()
    return int(row[0])


def item_name(connection: sqlite3.Connection, uid: str) -> str:
    """Number and title of an item in the last revision that held it."""
    row = connection.execute(
        "select coalesce(p.label, '') || p.title from item i join placement p on p.item_id = i.id"
        " join revision r on r.id = p.revision_id where i.uid = ? order by r.number desc limit 1",
        (uid,),
    ).fetchone()
    return "" if row is None else str(row[0])


def former_names(connection: sqlite3.Connection, task_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Id, number and title of tasks that the plan in force no longer holds, from the last revision that held them."""
    rows = connection.execute(
        "select i.id, i.uid, coalesce(p.label, '') || p.title, max(r.number) from json_each(?) j join item i on i.id = j.value"
        " join placement p on p.item_id = i.id join revision r on r.id = p.revision_id"
        " where not exists (select 1 from task_state s where s.item_id = i.id) group by i.id",
        (as_json(task_ids),),
    )
    return {row[0]: (str(row[1]), str(row[2])) for row in rows}


def _score(entry: Entry) -> Decimal | None:
    try:
        return Decimal(str(entry.payload["score"]))
    except (LookupError, InvalidOperation):
        return None
