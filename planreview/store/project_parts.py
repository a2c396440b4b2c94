"""Project the parts that tasks were split into: what the log says of them, and items, so that each is a task of its own."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planreview.domain.folding import Entry
from planreview.domain.operations import PART_TARGET, SPLIT
from planreview.store.entries import as_json, structural_entries
from planreview.store.item_ids import first_free
from planreview.store.search_index import index_wording
from planreview.text import clean, clean_line, fold


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a task; ``due`` None and no ``leads``: those of the task; ``targets`` are row ids."""

    item_id: int
    uid: str
    due: str | None
    leads: tuple[str, ...]
    targets: frozenset[int]


def project_parts(connection: sqlite3.Connection, tasks: Collection[str] | None = None) -> None:
    """Write anew the parts of some tasks, given by uid, or of all; those of splits that do not count, too."""
    wanted = None if tasks is None else set(tasks)
    if wanted is None:
        connection.execute("delete from part")
    else:
        connection.execute("delete from part where task in (select value from json_each(?))", (as_json(sorted(wanted)),))
    for _, entry, _ in structural_entries(connection, {SPLIT}):
        if wanted is None or entry.subject in wanted:
            _add(connection, entry)
    for _, entry, live in structural_entries(connection, {PART_TARGET}):
        if live and (wanted is None or entry.subject in wanted):
            _give(connection, entry)


def _give(connection: sqlite3.Connection, entry: Entry) -> None:
    """Let a target go with one part of a split alone, or with none of any."""
    target, part = entry.payload.get("target"), entry.payload.get("part")
    rows = connection.execute(
        "select p.item_id, p.operation_id, i.uid, p.targets from part p join item i on i.id = p.item_id where p.task = ?",
        (entry.subject,),
    ).fetchall()
    splits = {row["operation_id"] for row in rows if part is None or row["uid"] == part}
    for row in rows:
        if isinstance(target, str) and row["operation_id"] in splits:
            kept = [one for one in json.loads(row["targets"]) if one != target]
            kept += [target] if row["uid"] == part else []
            connection.execute("update part set targets = ? where item_id = ?", (as_json(kept), row["item_id"]))


def _add(connection: sqlite3.Connection, entry: Entry) -> None:
    found = connection.execute(
        "select i.plan_id, w.body from item i join wording w on w.item_id = i.id where i.uid = ?", (entry.subject,)
    ).fetchone()
    said = entry.payload.get("parts")
    if found is None or not isinstance(said, list):
        return
    plan_id, body = found
    for one in said:
        if not isinstance(one, dict) or not isinstance(one.get("uid"), str) or not one["uid"]:
            continue
        title = clean_line(str(one.get("title", "")))
        item = _item(connection, one["uid"], plan_id, f"{title}\n{body}")
        if item is None:
            continue
        due = one.get("due")
        connection.execute(
            "insert or ignore into part (item_id, operation_id, task, label, title, due, leads, targets)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(item, entry.id, entry.subject, clean_line(str(one.get("label", ""))), title),
                *(due if isinstance(due, str) else None, as_json(_texts(one.get("leads"))), as_json(_texts(one.get("targets")))),
            ),
        )


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _item(connection: sqlite3.Connection, uid: str, plan_id: int, body: str) -> int | None:
    """The item of a part; None where the id is that of something else (a log that was altered by hand)."""
    row = connection.execute("select id, plan_id from item where uid = ?", (uid,)).fetchone()
    if row is None:
        row = (first_free(connection, plan_id), plan_id)
        connection.execute("insert into item (id, uid, plan_id) values (?, ?, ?)", (row[0], uid, plan_id))
        words = clean(body)
        connection.execute("insert into wording (item_id, body, folded) values (?, ?, ?)", (row[0], words, fold(words)))
        index_wording(connection, [(row[0], fold(words))])
    elif connection.execute("select 1 from placement where item_id = ?", (row[0],)).fetchone():
        return None
    return int(row[0]) if row[1] == plan_id else None


def parents_of(connection: sqlite3.Connection, ids: Iterable[int]) -> set[int]:
    """The tasks, with those that were split in place of their parts."""
    rows = connection.execute(
        "select j.value, coalesce(s.task_id, i.id) from json_each(?) j left join part p on p.item_id = j.value"
        " left join item i on i.uid = p.task left join same_task s on s.item_id = i.id",
        (as_json(sorted(set(ids))),),
    )
    return {row[0] if row[1] is None else row[1] for row in rows}


def parts_known(connection: sqlite3.Connection, uids: Iterable[str]) -> list[int]:
    """The items of all parts that tasks ever had."""
    rows = connection.execute("select p.item_id from json_each(?) j cross join part p on p.task = j.value", (as_json(uids),))
    return [row[0] for row in rows]


def read_parts(connection: sqlite3.Connection, splits: Mapping[int, str]) -> dict[int, Sequence[Part]]:
    """The parts of each task that is split, by the operation that did it, in order."""
    if not splits:
        return {}
    tasks = {operation: task for task, operation in splits.items()}
    targets: dict[int, set[int]] = defaultdict(set)
    for item, target in connection.execute(
        "select p.item_id, t.id from json_each(?) j cross join part p on p.operation_id = j.value"
        " cross join json_each(p.targets) u cross join target t on t.uid = u.value",
        (as_json(sorted(tasks)),),
    ):
        targets[item].add(target)
    found: dict[int, list[Part]] = defaultdict(list)
    for row in connection.execute(
        "select p.operation_id, p.item_id, i.uid, p.due, p.leads from json_each(?) j"
        " cross join part p on p.operation_id = j.value cross join item i on i.id = p.item_id order by p.item_id",
        (as_json(sorted(tasks)),),
    ):
        own = Part(row[1], row[2], row[3], tuple(json.loads(row[4])), frozenset(targets[row[1]]))
        found[tasks[row[0]]].append(own)
    return dict(found)
