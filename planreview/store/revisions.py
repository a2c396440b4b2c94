"""Read what an import must know: the plan as it stands, its revisions, its tasks and their ids."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from planreview.domain.classes import join_classes
from planreview.domain.operations import SAME_TASK
from planreview.store.entries import structural_entries
from planreview.store.target_columns import READ, STANDS


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan and its newest revision that stands, whatever date is looked at: its row id and number, None and 0 where the
    import was taken back, and since when it holds (None: from the beginning).

    ``newest`` is the highest number of all revisions stored, ``as_of`` the date that the plan is shown for.
    """

    id: int
    key: str
    city: str
    title: str
    revision_id: int | None
    number: int
    newest: int
    since: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision whose import stands, and from which date it holds."""

    id: int
    number: int
    since: str


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A task of a revision; ``path`` holds the labels of its headings, joined by a slash."""

    item_id: int
    uid: str
    number: int | None
    label: str | None
    title: str
    body: str
    path: str | None
    section_title: str | None
    due: str | None


_PLAN = """
select k.id, k.key, coalesce(n.city, p.name) as city, coalesce(n.title, k.title) as title, n.as_of,
       (select max(number) from revision r where r.plan_id = k.id) as newest
from plan k join place p on p.id = k.place_id left join plan_state n on n.plan_id = k.id
"""
_LIVE = """
select r.id, r.number, min(o.effective_on) as since from plan k join operation o on o.subject = 'plan:' || k.key
join revision r on r.plan_id = k.id and r.number = json_extract(o.payload, '$.revision')
left join batch_state b on b.batch = o.batch
where k.id = ? and o.kind = 'import' and coalesce(b.live, 1) = 1 group by r.id order by r.number
"""


def plan_by_key(connection: sqlite3.Connection, key: str) -> StoredPlan | None:
    """The plan with a key, whether its import stands or not."""
    return _plan(connection, connection.execute(f"{_PLAN} where k.key = ?", (key,)).fetchone())


def plan_by_id(connection: sqlite3.Connection, plan_id: int) -> StoredPlan | None:
    """The plan with a row id, whether its import stands or not."""
    return _plan(connection, connection.execute(f"{_PLAN} where k.id = ?", (plan_id,)).fetchone())


def live_revisions(connection: sqlite3.Connection, plan_id: int) -> list[Revision]:
    """The revisions whose import stands, the first one first."""
    return [Revision(*row) for row in connection.execute(_LIVE, (plan_id,))]


def _plan(connection: sqlite3.Connection, row: sqlite3.Row | None) -> StoredPlan | None:
    if row is None:
        return None
    known = (row["id"], row["key"], row["city"], row["title"])
    live = live_revisions(connection, row["id"])
    if not live:
        return StoredPlan(*known, None, 0, row["newest"])
    newest = live[-1]
    since = newest.since if len(live) > 1 else None
    return StoredPlan(*known, newest.id, newest.number, row["newest"], since, row["as_of"])


def issued_on(connection: sqlite3.Connection, revision_id: int) -> str | None:
    """When a revision was issued, as it says itself; of a long document that takes a while to read."""
    row = connection.execute("select json_extract(outline, '$.issued_on') from revision where id = ?", (revision_id,)).fetchone()
    return None if row is None else row[0]


def plans_with_source(connection: sqlite3.Connection, sha256: str) -> tuple[int, ...]:
    """Plans that have a revision with these bytes."""
    rows = connection.execute("select plan_id from revision where sha256 = ? order by plan_id", (sha256,))
    return tuple(row[0] for row in rows)


def revision_like(
    connection: sqlite3.Connection, plan_id: int, sha256: str, outline: str, corrections: str = "[]"
) -> tuple[int, int] | None:
    """Row id and number of a plan's revision with the same bytes, corrected alike, or else with the same outline."""
    row = connection.execute(
        "select id, number from revision where plan_id = ? and ((sha256 = ? and corrections = ?) or outline = ?)"
        " order by (sha256 = ? and corrections = ?) desc, number limit 1",
        (plan_id, sha256, corrections, outline, sha256, corrections),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def kept_corrections(connection: sqlite3.Connection, plan: StoredPlan, sha256: str) -> str | None:
    """The corrections of a plan's newest revision with these bytes, else of the one that stands; None where there is none."""
    row = connection.execute(
        "select corrections from revision where plan_id = ? and (sha256 = ? or id = ?)"
        " order by sha256 = ? desc, number desc limit 1",
        (plan.id, sha256, plan.revision_id, sha256),
    ).fetchone()
    return None if row is None else str(row[0])


def corrections_of_columns(connection: sqlite3.Connection) -> list[str]:
    """The corrections of all revisions where somebody named the columns of a table, the newest first."""
    rows = connection.execute(
        "select corrections from revision where corrections <> '[]' and instr(corrections, '\"columns\"') > 0 order by id desc"
    )
    return [row[0] for row in rows]


def revision_count(connection: sqlite3.Connection, revision_id: int) -> tuple[int, int]:
    """Numbers of tasks and of targets of the whole plan in a revision."""
    tasks = connection.execute("select count(*) from placement where revision_id = ?", (revision_id,)).fetchone()[0]
    indicators = connection.execute(
        f"select count(*) from target_place p join target t on t.id = p.target_id{READ}"
        f" where p.revision_id = ? and t.item_id is null and {STANDS}",
        (revision_id,),
    ).fetchone()[0]
    return tasks, indicators


def revision_tasks(connection: sqlite3.Connection, revision_id: int) -> list[StoredTask]:
    """The tasks of a revision in order, with their words and places."""
    rows = connection.execute(
        "select p.item_id, i.uid, p.number, p.label, p.title, w.body, c.path, c.title as section_title,"
        " coalesce(p.deadline, p.due) from placement p"
        " join item i on i.id = p.item_id join wording w on w.item_id = p.item_id left join section c on c.id = p.section_id"
        " where p.revision_id = ? order by p.ord",
        (revision_id,),
    )
    return [StoredTask(*row) for row in rows]


def item_families(connection: sqlite3.Connection, plan_id: int, up_to: int) -> dict[str, str]:
    """Every id in the plan's revisions up to a number → the id that stands for all items joined with it, where the revision of
    that number is in force."""
    known: dict[str, int] = dict(
        connection.execute(
            "select i.uid, max(r.number) from revision r join placement p on p.revision_id = r.id"
            " join item i on i.id = p.item_id where r.plan_id = ? and r.number <= ? group by i.uid",
            (plan_id, up_to),
        ).fetchall()
    )
    joins = [
        (entry.subject, same)
        for _, entry, live in structural_entries(connection, {SAME_TASK})
        if live and entry.subject in known and (same := str(entry.payload.get("same_as"))) in known
    ]
    classes = join_classes(joins, {uid: plan_id for uid, number in known.items() if number == up_to})
    return {uid: classes.get(uid, uid) for uid in known}


def stated_names(connection: sqlite3.Connection, revision_id: int) -> tuple[str, ...]:
    """The names of responsible units in a revision, each once, as they come."""
    rows = connection.execute(
        "select s.name from stated s join placement p on p.item_id = s.item_id and p.revision_id = s.revision_id"
        " where s.revision_id = ? order by p.ord, s.role, s.rank",
        (revision_id,),
    )
    return tuple(dict.fromkeys(row[0] for row in rows))


def tasks_without_lead(connection: sqlite3.Connection, plan_id: int) -> int:
    """How many tasks of a plan count under no department."""
    row = connection.execute("select count(*) from task_state where plan_id = ? and lead_id is null", (plan_id,)).fetchone()
    return int(row[0])


def plan_uids(connection: sqlite3.Connection, plan_id: int) -> dict[int, str]:
    """The ids of all items that a plan has had, by row."""
    return dict(connection.execute("select id, uid from item where plan_id = ? order by id", (plan_id,)).fetchall())
