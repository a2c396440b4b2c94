"""Project plans: which revision counts, what the plan is called, and as of which date its figures are computed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planreview.domain.folding import Entry
from planreview.domain.operations import CORRECTED, IMPORT, PLAN_PREFIX
from planreview.domain.schedule import default_as_of, schedule_share
from planreview.store.dates import read_as_of
from planreview.store.entries import structural_entries
from planreview.store.settings import Settings

PlanState = tuple[int, int, str, str, int, str, str]
_COLUMNS = "plan_id, live, city, title, revision_id, as_of, share"
_AS_OF: Final = 5


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Plans that changed so that all their tasks must follow, and those of which only the as-of date moved: (from, to)."""

    plans: set[int]
    dates: Mapping[int, tuple[str, str]]


def project_plans(
    connection: sqlite3.Connection, today: date, settings: Settings, dates: Mapping[int, str] | None = None
) -> PlanChanges:
    """Write the state of all plans; gives those that changed.

    ``dates`` gives the as-of date by plan, for one who looks at another date than the store's.
    """
    before: dict[int, PlanState] = {
        row["plan_id"]: tuple(row) for row in connection.execute(f"select {_COLUMNS} from plan_state")
    }
    after = {row[0]: row for row in _states(connection, today, settings, dates or {})}
    changed = {plan for plan in before.keys() | after.keys() if before.get(plan) != after.get(plan)}
    connection.executemany("delete from plan_state where plan_id = ?", [(plan,) for plan in sorted(changed)])
    connection.executemany(
        f"insert into plan_state ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)",
        [after[plan] for plan in sorted(changed) if plan in after],
    )
    moved = {plan for plan in changed if plan in before and plan in after and _undated(before[plan]) == _undated(after[plan])}
    return PlanChanges(changed - moved, {plan: (before[plan][_AS_OF], after[plan][_AS_OF]) for plan in sorted(moved)})


def _undated(state: PlanState) -> tuple[object, ...]:
    return (*state[:_AS_OF], *state[_AS_OF + 1 :])


def _states(connection: sqlite3.Connection, today: date, settings: Settings, dates: Mapping[int, str]) -> list[PlanState]:
    imports: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
    corrected: dict[str, dict[str, str]] = defaultdict(dict)
    for _, entry, live in structural_entries(connection, {IMPORT, CORRECTED}):
        key = entry.subject.removeprefix(PLAN_PREFIX)
        if entry.kind == IMPORT:
            imports[key].append((entry, live))
        elif live:
            corrected[key].update({name: value for name, value in entry.payload.items() if isinstance(value, str)})
    revisions: dict[int, dict[int, int]] = defaultdict(dict)
    for row in connection.execute("select plan_id, number, id from revision"):
        revisions[row[0]][row[1]] = row[2]
    common = read_as_of(connection)
    found: list[PlanState] = []
    for row in connection.execute(
        "select l.id, l.key, l.title, l.period_first, l.period_last, p.name from plan l join place p on p.id = l.place_id"
    ):
        known = [(entry, live) for entry, live in imports.get(row["key"], ()) if _number(entry) in revisions[row["id"]]]
        if not known:
            continue
        period = (row["period_first"], row["period_last"])
        as_of = dates.get(row["id"]) or common or default_as_of(period, today).isoformat()
        counted = [entry for entry, live in known if live]
        number = _in_force(counted, as_of) if counted else max(_number(entry) for entry, _ in known)
        share = schedule_share(period, date.fromisoformat(as_of), settings.schedule)
        said = corrected.get(row["key"], {})
        title, city = said.get("title", row["title"]), said.get("city", row["name"])
        found.append((row["id"], int(bool(counted)), city, title, revisions[row["id"]][number], as_of, format(share, "f")))
    return found


def _number(entry: Entry) -> int:
    number = entry.payload.get("revision")
    return number if isinstance(number, int) else 0


def _in_force(imports: Sequence[Entry], as_of: str) -> int:
    """The newest revision that holds by then; the first one holds from the beginning, whenever it was imported."""
    first = min(map(_number, imports))
    return max((_number(entry) for entry in imports if entry.effective_on <= as_of), default=first)


def tasks_of(connection: sqlite3.Connection, plan_ids: set[int]) -> set[int]:
    """The tasks that the plans may show: every item of theirs, by the task that it belongs to."""
    found: set[int] = set()
    for plan in plan_ids:
        found.update(
            row[0]
            for row in connection.execute(
                "select coalesce(s.task_id, i.id) from item i left join same_task s on s.item_id = i.id where i.plan_id = ?",
                (plan,),
            )
        )
    return found
