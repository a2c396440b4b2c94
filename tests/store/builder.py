"""Put a plan into a store without a document: for tests of the store itself."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planreview.domain.operations import DEFAULT_LEAD, DEPARTMENT, IMPORT, OperationDraft, department_subject, plan_subject
from planreview.services.workspace import Workspace
from planreview.store.search_index import index_wording


@dataclass
class FixedClock:
    """A clock that stands on one day and goes on by a second whenever it is read."""

    day: date = date(2021, 3, 1)
    moment: datetime = field(default=datetime(2021, 3, 1, 9, tzinfo=UTC))

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self) -> date:
        return self.day


@dataclass(frozen=True)
class Goal:
    """A target of a task: a flow unless said otherwise."""

    value: str
    kind: str = "flow"
    op: str = "+="
    baseline: str | None = None


@dataclass(frozen=True)
class Planned:
    """A task to be stored."""

    title: str
    goals: tuple[Goal, ...] = ()
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    shared: bool = False
    due: str | None = None
    routine: bool = False


@dataclass(frozen=True)
class Stored:
    """Row ids of what was stored; ``batch`` is that of the import."""

    plan_id: int
    key: str
    tasks: tuple[int, ...]
    uids: tuple[str, ...]
    targets: tuple[tuple[int, ...], ...]
    indicators: tuple[int, ...]
    batch: str


def uid_of(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:20]


def open_workspace(folder: Path, *, person: str = "李明", clock: FixedClock | None = None, name: str = "store.db") -> Workspace:
    """A workspace on a store in ``folder``, made where it is missing; every test machine is one device."""
    return Workspace.open(
        folder / name, person=person, device_file=folder / "device.json", clock=clock or FixedClock(), create=True
    )


def store_plan(
    ws: Workspace,
    tasks: tuple[Planned, ...] | int = 3,
    *,
    city: str = "清河市",
    title: str = "工作要点",
    period: tuple[int, int] = (2020, 2020),
    indicators: tuple[Goal, ...] = (),
    default_lead: str | None = None,
    revision: int = 1,
) -> Stored:
    """Store a plan, or another revision of it, and append its import with the departments that it states."""
    planned = tuple(Planned(f"事项{n + 1}") for n in range(tasks)) if isinstance(tasks, int) else tasks
    key = uid_of(city, title, period)
    with ws.store.transaction() as connection:
        connection.execute("insert into place (name) values (?) on conflict do nothing", (city,))
        place = connection.execute("select id from place where name = ?", (city,)).fetchone()[0]
        connection.execute(
            "insert into plan (key, place_id, title, period_first, period_last, kind) values (?, ?, ?, ?, ?, 'annual')"
            " on conflict do nothing",
            (key, place, title, *period),
        )
        plan = connection.execute("select id from plan where key = ?", (key,)).fetchone()[0]
        revision_id = connection.execute(
            "insert into revision (plan_id, number, source_name, sha256, encoding, reader, bytes, outline)"
            " values (?, ?, 'plan.txt', ?, 'utf-8', 'test', x'', '{}')",
            (plan, revision, uid_of(key, revision)),
        ).lastrowid
        ids, uids, targets = [], [], []
        place_of_target = 0
        indexed = {row[0] for row in connection.execute("select item_id from wording")}
        for order, one in enumerate(planned):
            uid = uid_of(key, one.title)
            connection.execute("insert into item (uid, plan_id) values (?, ?) on conflict do nothing", (uid, plan))
            item = connection.execute("select id from item where uid = ?", (uid,)).fetchone()[0]
            connection.execute(
                "insert into wording (item_id, body, folded) values (?, ?, ?) on conflict do nothing",
                (item, one.title, one.title),
            )
            if item not in indexed:
                index_wording(connection, [(item, one.title)])
            connection.execute(
                "insert into placement (item_id, revision_id, ord, number, title, title_explicit, line, end_line, due, routine)"
                " values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
                (item, revision_id, order, order + 1, one.title, order + 1, order + 1, one.due, int(one.routine)),
            )
            for role, names in (("lead", one.lead), ("support", one.support)):
                connection.executemany(
                    "insert into stated (item_id, revision_id, role, rank, name, shared) values (?, ?, ?, ?, ?, ?)",
                    [(item, revision_id, role, rank, name, int(one.shared)) for rank, name in enumerate(names)],
                )
            ids.append(item)
            uids.append(uid)
            targets.append(_targets(connection, plan, revision_id, item, uid, one.goals, place_of_target))
            place_of_target += len(one.goals)
        own = _targets(connection, plan, revision_id, None, key, indicators, place_of_target)
        drafts = [OperationDraft(IMPORT, plan_subject(key), {"revision": revision, "sha256": "", "city": city, "title": title})]
        named = dict.fromkeys(name for one in planned for name in (*one.lead, *one.support))
        if default_lead:
            named[default_lead] = None
        drafts += [department(city, name) for name in named]
        if default_lead:
            drafts.append(OperationDraft(DEFAULT_LEAD, plan_subject(key), {"department": uid_of(city, default_lead)}))
        batch = ws.append(drafts)
    return Stored(plan, key, tuple(ids), tuple(uids), tuple(targets), own, batch)


def department(city: str, name: str, *, wildcard: bool = False) -> OperationDraft:
    """The operation that creates a department."""
    payload = {"city": city, "name": name, "wildcard": wildcard}
    return OperationDraft(DEPARTMENT, department_subject(uid_of(city, name)), payload)


def _targets(
    connection: sqlite3.Connection,
    plan: int,
    revision_id: int | None,
    item: int | None,
    owner: str,
    goals: Sequence[Goal],
    first: int,
) -> tuple[int, ...]:
    found = []
    for place, goal in enumerate(goals):
        uid = uid_of(owner, goal, place)
        connection.execute(
            "insert into target (uid, plan_id, item_id, origin, metric, op, value)"
            " values (?, ?, ?, ?, '指标', ?, ?) on conflict do nothing",
            (uid, plan, item, "task" if item else "objective", goal.op, goal.value),
        )
        target = connection.execute("select id from target where uid = ?", (uid,)).fetchone()[0]
        connection.execute(
            "insert into target_place (revision_id, target_id, ord, line, kind, baseline, quote, confidence)"
            " values (?, ?, ?, 1, ?, ?, '', 1.0)",
            (revision_id, target, first + place, goal.kind, goal.baseline),
        )
        found.append(target)
    return tuple(found)
