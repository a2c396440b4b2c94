"""Rows of drafts: one for each task, person and kind of note, so that a reason does not cover a report on progress."""

from __future__ import annotations

import sqlite3


def write_draft(connection: sqlite3.Connection, uid: str, person: str, kind: str | None, body: str, moment: str) -> None:
    """Keep one draft in place of the one before."""
    connection.execute(
        "insert into draft (item_uid, person, kind, body, saved_at) values (?, ?, ?, ?, ?) on conflict (item_uid, person, kind)"
        " do update set body = excluded.body, saved_at = excluded.saved_at",
        (uid, person, kind or "", body, moment),
    )


def read_draft(connection: sqlite3.Connection, uid: str, person: str, kind: str | None) -> str:
    """The person's draft of one kind on a task; empty where there is none."""
    row = connection.execute(
        "select body from draft where item_uid = ? and person = ? and kind = ?", (uid, person, kind or "")
    ).fetchone()
    return "" if row is None else str(row[0])


def delete_draft(connection: sqlite3.Connection, uid: str, person: str, kind: str | None) -> None:
    """Forget the person's draft of one kind on a task."""
    connection.execute("delete from draft where item_uid = ? and person = ? and kind = ?", (uid, person, kind or ""))


def hand_over(connection: sqlite3.Connection, former: str, person: str) -> None:
    """Give the drafts of one name to another; where both have one, the younger stays."""
    connection.execute(
        "insert into draft select item_uid, ?2, kind, body, saved_at from draft where person = ?1"
        " on conflict (item_uid, person, kind) do update set body = excluded.body, saved_at = excluded.saved_at"
        " where excluded.saved_at > draft.saved_at",
        (former, person),
    )
    connection.execute("delete from draft where person = ? and person <> ?", (former, person))


def read_drafts(connection: sqlite3.Connection, person: str | None) -> list[tuple[int, str | None, str, str]]:
    """(task, kind, body, saved at) of the drafts on tasks that are shown; None: everybody's."""
    rows = connection.execute(
        "select t.item_id, nullif(d.kind, ''), d.body, d.saved_at from draft d join item i on i.uid = d.item_uid"
        " left join same_task s on s.item_id = i.id join task_state t on t.item_id = coalesce(s.task_id, i.id)"
        " where ?1 is null or d.person = ?1"
        " union all select s.item_id, nullif(d.kind, ''), d.body, d.saved_at as saved_at from draft d"
        " join target t on t.uid = d.item_uid join indicator_state s on s.item_id = -t.id where ?1 is null or d.person = ?1"
        " order by 4 desc, 1, 2",
        (person,),
    )
    return [tuple(row) for row in rows]
