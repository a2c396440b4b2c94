"""The behind list of a summary or of one of its rows: which tasks are behind, how far, why, and what is done about it; and
the list of what was taken out of the base, why and with whose approval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planreview.domain.behind_list import BehindList, BehindTask, Said, behind_ids
from planreview.domain.out_list import OutList, OutTask, out_ids
from planreview.domain.place_names import with_city
from planreview.domain.records import replace
from planreview.domain.review import LEAD, REASON, SUPPORT, PlanInfo, ResponsibilityView, TargetView, TaskFilter, TaskRow
from planreview.domain.summary import Summary
from planreview.domain.verdicts import BEHIND, BEHIND_SCHEDULE, OUT
from planreview.services.workspace import Workspace
from planreview.store import queries as store_queries
from planreview.store.behind_rows import MEASURE, PLAIN, light_targets, newest_words, plans_of_tasks, stated_targets
from planreview.store.decisions import decisions
from planreview.text import show

if TYPE_CHECKING:
    import sqlite3

# As many tasks as one list holds: more were read by nobody, and a program asks for them by a filter.
MOST = 2_000
# What a ``ListedTask`` says first, but for its verdict.
Who = tuple[int, str, str, str, str, tuple[str, ...], tuple[str, ...]]


def with_behind(ws: Workspace, found: Summary, scope: TaskFilter, *, asked: bool = False) -> Summary:
    """The summary of a part of the store with its lists; that of everything stays as it is, unless they are ``asked`` for."""
    return with_lists(ws, found) if asked or scope != TaskFilter() else found


def with_lists(ws: Workspace, found: Summary) -> Summary:
    """The summary with its behind list and with what was taken out of its base."""
    cells = found.total.cells
    return replace(found, behind=behind_list(ws, behind_ids(cells)), taken_out=out_list(ws, out_ids(cells)))


def behind_list(ws: Workspace, ids: Sequence[int], most: int = MOST) -> BehindList:
    """What there is to say of these tasks, of the first ``most`` of them, in their order."""
    with ws.store.reading() as connection:
        rows = store_queries.task_rows(connection, ids[:most])
        wanted = [row.id for row in rows]
        who = _who(connection, rows)
        said = newest_words(connection, wanted)
        measured = light_targets(connection, [row.id for row in rows if row.attainment is not None or row.gap is not None])
        targets = {one.id: one for one in store_queries.targets_by_id(connection, list(measured.values()))}
        aims = _aims(connection, wanted)

    def words(row: TaskRow, *kinds: str) -> Said | None:
        one = next((said[row.id, kind] for kind in kinds if (row.id, kind) in said), None)
        return None if one is None else Said(one[0], date.fromisoformat(one[1]))

    def reason(row: TaskRow) -> Said | None:
        # A note of no kind says why where the verdict has a why; of a task that is overdue and on schedule it says anything.
        return words(row, REASON, PLAIN) if row.reason_open or row.verdict in BEHIND else words(row, REASON)

    tasks = tuple(
        BehindTask(
            *who[row.id],
            verdict=row.verdict,
            overdue=row.overdue,
            light=row.light,
            target=targets.get(measured.get(row.id, 0)) or next(iter(aims[row.id]), None),
            attainment=row.attainment,
            gap=row.gap,
            due=row.due,
            due_presumed=row.due_presumed,
            reason=reason(row),
            measure=words(row, MEASURE),
            reason_asked=row.reason_open or row.verdict == BEHIND_SCHEDULE,
            targets=len(aims[row.id]),
        )
        for row in rows
    )
    return BehindList(tasks, len(ids))


def out_list(ws: Workspace, ids: Sequence[int], most: int = MOST) -> OutList:
    """What took these tasks out of the base, of the first ``most`` of them, in their order."""
    with ws.store.reading() as connection:
        rows = [row for row in store_queries.task_rows(connection, ids[:most]) if row.verdict in OUT]
        who = _who(connection, rows)
        said = decisions(connection, [row.id for row in rows])
    return OutList(tuple(OutTask(*who[row.id], verdict=row.verdict, decision=said.get(row.id)) for row in rows), len(ids))


def plans_among(ws: Workspace, ids: Sequence[int]) -> list[tuple[PlanInfo, list[int]]]:
    """The plans that some tasks are of, each with those of it."""
    with ws.store.reading() as connection:
        by_plan: defaultdict[int, list[int]] = defaultdict(list)
        for task, plan in plans_of_tasks(connection, ids):
            by_plan[plan].append(task)
        return [(plan, by_plan[plan.id]) for plan in store_queries.plan_rows(connection, ids=by_plan.keys())]


def _who(connection: sqlite3.Connection, rows: Sequence[TaskRow]) -> dict[int, Who]:
    """Which tasks they are and whose."""
    named = store_queries.task_departments(connection, [row.id for row in rows])
    plans = store_queries.plan_rows(connection, ids={row.plan_id for row in rows})
    titles = {plan.id: show(with_city(plan.city, plan.title)) for plan in plans}
    return {
        row.id: (
            row.id,
            row.uid,
            titles.get(row.plan_id, ""),
            str(row.number) if row.number is not None else row.label or "",
            row.title,
            _names(row, named.get(row.id, ()), LEAD),
            _names(row, named.get(row.id, ()), SUPPORT),
        )
        for row in rows
    }


def _aims(connection: sqlite3.Connection, ids: Sequence[int]) -> defaultdict[int, list[TargetView]]:
    """The targets that stand of tasks, in the order of the document."""
    found: defaultdict[int, list[TargetView]] = defaultdict(list)
    stated: defaultdict[int, list[int]] = defaultdict(list)
    for task, target in stated_targets(connection, ids):
        stated[target].append(task)
    for one in store_queries.targets_by_id(connection, list(stated)):
        for task in stated[one.id]:
            found[task].append(one)
    return found


def _names(row: TaskRow, views: Sequence[ResponsibilityView], role: str) -> tuple[str, ...]:
    """The departments of one role, of leads the one first at which the task counts."""
    names = [view.name for view in views if view.role == role]
    return tuple(sorted(names, key=lambda name: name != row.lead)) if role == LEAD else tuple(names)
