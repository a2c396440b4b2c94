"""What documents and defaults say about who is responsible, by department; assignments change it afterwards."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planreview.domain.folding import Holding
from planreview.domain.operations import DEFAULT_LEAD, PLAN_PREFIX
from planreview.domain.review import LEAD
from planreview.store.entries import as_json, structural_entries
from planreview.store.project_departments import read_directory


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """Departments as the documents of some tasks name them, ready for assignments.

    ``stated`` holds by item (role, department uid, shared) in order, ``defaults`` the default lead by plan, ``uids`` leads
    from the uids they name to the id of the department that stands for it.
    """

    stated: Mapping[int, Sequence[tuple[str, str, bool]]]
    defaults: Mapping[int, str]
    uids: Mapping[str, int]

    def base(self, row: sqlite3.Row, role: str) -> list[Holding]:
        """Who holds a role before any assignment; 按职责分工负责 without a lead makes the first named one, flagged."""
        said = self.stated.get(row["item_id"], ())
        named = [(uid, shared) for said_role, uid, shared in said if said_role == role]
        leaderless = not any(said_role == LEAD for said_role, _, _ in said)
        first = next((uid for said_role, uid, shared in said if leaderless and shared), None)
        if first is not None:
            named = [(first, True)] if role == LEAD else [found for found in named if found[0] != first]
        if not named and role == LEAD and row["plan_id"] in self.defaults:
            return [Holding(self.defaults[row["plan_id"]], "default")]
        return [Holding(uid, "stated", shared and role == LEAD) for uid, shared in named]

    def resolved(self, holdings: Iterable[Holding]) -> list[tuple[int, Holding]]:
        """Holdings with the id of the department that stands; each department once."""
        found: dict[int, Holding] = {}
        for one in holdings:
            if one.department in self.uids:
                found.setdefault(self.uids[one.department], one)
        return list(found.items())


def read_responsibilities(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], assigned: set[str]) -> Responsibilities:
    """What is stated for the items of the rows in the revisions in force, and the defaults of their plans; ``assigned`` are
    the departments that assignments name."""
    if not rows:
        return Responsibilities({}, {}, {})
    cities = {row["city"] for row in rows}
    places = dict(
        connection.execute("select name, id from place where name in (select value from json_each(?))", (as_json(cities),))
    )
    names = read_directory(connection, set(places.values())).names
    uid_of = dict(
        connection.execute(
            "select id, uid from department where id in (select value from json_each(?))", (as_json(set(names.values())),)
        )
    )
    place_of = {row["item_id"]: places.get(row["city"]) for row in rows}
    stated: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    for row in connection.execute(
        "select s.item_id, s.role, s.name, s.shared from json_each(?) j cross join placement p"
        " on p.item_id = json_extract(j.value, '$[0]') and p.revision_id = json_extract(j.value, '$[1]')"
        " cross join stated s on s.revision_id = p.revision_id and s.item_id = p.item_id order by s.item_id, s.role, s.rank",
        (as_json([row["item_id"], row["revision_id"]] for row in rows),),
    ):
        place = place_of[row["item_id"]]
        department = names.get((place, row["name"])) if place is not None else None
        if department is not None:
            stated[row["item_id"]].append((row["role"], uid_of[department], bool(row["shared"])))
    defaults = _defaults(connection, {row["plan_id"] for row in rows})
    named = {uid for said in stated.values() for _, uid, _ in said} | set(defaults.values()) | assigned
    uids = connection.execute(
        "select d.uid, d.department_id from json_each(?) j cross join department_uid d on d.uid = j.value",
        (as_json(sorted(named)),),
    )
    return Responsibilities(stated, defaults, dict(uids.fetchall()))


def _defaults(connection: sqlite3.Connection, plan_ids: set[int]) -> dict[int, str]:
    subjects = {
        PLAN_PREFIX + row[0]: row[1]
        for row in connection.execute(
            "select key, id from plan where id in (select value from json_each(?))", (as_json(sorted(plan_ids)),)
        )
    }
    found: dict[int, str] = {}
    for _, entry, live in structural_entries(connection, {DEFAULT_LEAD}):
        plan, department = subjects.get(entry.subject), entry.payload.get("department")
        if live and plan is not None:
            found.pop(plan, None)
            if isinstance(department, str):
                found[plan] = department
    return found
