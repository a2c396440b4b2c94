"""What documents and defaults say about who is responsible, by department; assignments change it afterwards."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planreview.domain.folding import Holding
from planreview.domain.operations import DEFAULT_LEAD, PLAN_PREFIX
from planreview.domain.review import LEAD
from planreview.store.entries import as_json, subject_entries
from planreview.store.project_departments import read_names

Row = Mapping[str, Any] | sqlite3.Row


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """Departments as the documents of some tasks name them, ready for assignments.

    ``stated`` holds by item (role, department, shared, inherited) in order, ``defaults`` the default lead by plan,
    ``standing`` leads from the uids that are named to the ids of the departments that stand for them.
    """

    stated: Mapping[int, Sequence[tuple[str, int, bool, bool]]]
    defaults: Mapping[int, int]
    standing: Mapping[str, int]

    def base(self, row: Row, role: str) -> list[Holding]:
        """Who holds a role before any assignment; 按职责分工负责 without a lead makes the first named one, flagged."""
        said = self.stated.get(row["item_id"], ())
        named = [(one, shared, inherited) for said_role, one, shared, inherited in said if said_role == role]
        leaderless = not any(said_role == LEAD for said_role, _, _, _ in said)
        first = next(((one, shared, above) for _, one, shared, above in said if leaderless and shared), None)
        if first is not None:
            named = [first] if role == LEAD else [found for found in named if found[0] != first[0]]
        if not named and role == LEAD and row["plan_id"] in self.defaults:
            return [Holding(self.defaults[row["plan_id"]], "default")]
        return [Holding(one, "inherited" if above else "stated", shared and role == LEAD) for one, shared, above in named]


def read_responsibilities(connection: sqlite3.Connection, rows: Sequence[Row], assigned: set[str]) -> Responsibilities:
    """What is stated for the items of the rows in the revisions in force, and the defaults of their plans; ``assigned`` are
    the departments that assignments name."""
    if not rows:
        return Responsibilities({}, {}, {})
    cities = {row["city"] for row in rows}
    places = dict(
        connection.execute("select name, id from place where name in (select value from json_each(?))", (as_json(cities),))
    )
    names = read_names(connection, set(places.values()))
    place_of = {row["item_id"]: places.get(row["city"]) for row in rows}
    stated: dict[int, list[tuple[str, int, bool, bool]]] = defaultdict(list)
    for row in connection.execute(
        "select s.item_id, s.role, s.name, s.shared, s.inherited from json_each(?) j cross join placement p"
        " on p.item_id = json_extract(j.value, '$[0]') and p.revision_id = json_extract(j.value, '$[1]')"
        " cross join stated s on s.revision_id = p.revision_id and s.item_id = p.item_id order by s.item_id, s.role, s.rank",
        (as_json([row["item_id"], row["revision_id"]] for row in rows),),
    ):
        place = place_of[row["item_id"]]
        department = names.get((place, row["name"])) if place is not None else None
        if department is not None:
            stated[row["item_id"]].append((row["role"], department, bool(row["shared"]), bool(row["inherited"])))
    defaults = _defaults(connection, {row["plan_id"] for row in rows})
    found = connection.execute(
        "select d.uid, d.department_id from json_each(?) j cross join department_uid d on d.uid = j.value",
        (as_json(sorted(assigned | set(defaults.values()))),),
    )
    standing = dict(found.fetchall())
    return Responsibilities(stated, {plan: standing[uid] for plan, uid in defaults.items() if uid in standing}, standing)


def _defaults(connection: sqlite3.Connection, plan_ids: set[int]) -> dict[int, str]:
    subjects = {
        PLAN_PREFIX + row[0]: row[1]
        for row in connection.execute(
            "select key, id from plan where id in (select value from json_each(?))", (as_json(sorted(plan_ids)),)
        )
    }
    found: dict[int, str] = {}
    for _, entry, live in subject_entries(connection, subjects):
        if entry.kind != DEFAULT_LEAD:
            continue
        plan, department = subjects.get(entry.subject), entry.payload.get("department")
        if live and plan is not None:
            found.pop(plan, None)
            if isinstance(department, str):
                found[plan] = department
    return found
