"""Rows of drafts: one for each task, person and kind of note, so that a reason does not cover a report on progress."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection


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


def hand_over(connection: sqlite3.Connection, former: str, person: str, joined: Collection[str]) -> None:
    """Give the drafts of one name to another. Where both have one, those of the kinds ``joined`` become one text, the older in
    front; of others the younger is the new name's, and the older stays with the former one: nothing is lost."""
    if former == person:
        return
    both = connection.execute(
        "select a.item_uid, a.kind, a.body, a.saved_at, b.body, b.saved_at"
        " from draft a join draft b on b.item_uid = a.item_uid and b.kind = a.kind where a.person = ? and b.person = ?",
        (former, person),
    )
    for uid, kind, body, moment, own, before in both.fetchall():
        if kind in joined:
            texts = (own, body) if before <= moment else (body, own)
            delete_draft(connection, uid, former, kind)
            write_draft(connection, uid, person, kind, "\n".join(dict.fromkeys(texts)), max(moment, before))
        elif moment > before:
            write_draft(connection, uid, person, kind, body, moment)
            write_draft(connection, uid, former, kind, own, before)
    connection.execute("update or ignore draft set person = ? where person = ?", (person, former))


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
