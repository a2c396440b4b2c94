"""Rows of drafts: one for each task and person."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from planreview.store.entries import as_json


def write_draft(connection: sqlite3.Connection, uid: str, person: str, kind: str | None, body: str, moment: str) -> None:
    """Keep one draft in place of the one before."""
    connection.execute(
        "insert into draft (item_uid, person, kind, body, saved_at) values (?, ?, ?, ?, ?) on conflict (item_uid, person)"
        " do update set kind = excluded.kind, body = excluded.body, saved_at = excluded.saved_at",
        (uid, person, kind, body, moment),
    )


def delete_drafts(connection: sqlite3.Connection, uids: Sequence[str], person: str) -> None:
    """Forget the person's drafts on some tasks."""
    connection.execute(
        "delete from draft where person = ? and item_uid in (select value from json_each(?))", (person, as_json(uids))
    )


def read_drafts(connection: sqlite3.Connection, person: str | None) -> list[tuple[int, str | None, str, str]]:
    """(task, kind, body, saved at) of the drafts on tasks that are shown; None: everybody's."""
    rows = connection.execute(
        "select t.item_id, d.kind, d.body, d.saved_at from draft d join item i on i.uid = d.item_uid"
        " left join same_task s on s.item_id = i.id join task_state t on t.item_id = coalesce(s.task_id, i.id)"
        " where ? is null or d.person = ? order by d.saved_at desc, t.item_id",
        (person, person),
    )
    return [tuple(row) for row in rows]
