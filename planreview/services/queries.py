"""What the screens and the command line ask of a store; each question is answered from one state of it.

The first picture asks for a list and its rows: what only other questions need is imported where they are asked.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from planreview.domain.past import HistoryEntry
from planreview.domain.records import dataclass
from planreview.domain.review import UNREVIEWED, PlanInfo, ResponsibilityView, TargetView, TaskDetail, TaskFilter, TaskRow
from planreview.errors import InputError
from planreview.services.meaning import meant
from planreview.services.workspace import Workspace
from planreview.store import queries as store_queries
from planreview.store.dates import read_as_of
from planreview.text import show

# As many candidates as a message names before it says how many more there are.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers of tasks within a filter."""

    total: int
    reviewed: int
    mismatch: int
    overdue: int
    unassigned: int
    reasons_open: int


@dataclass(frozen=True, slots=True)
class Facets(Sums):
    """How they divide. ``verdicts`` holds ``unreviewed``, ``lights`` ``none``; ``departments`` counts the tasks that each
    leads or supports, as a filter by department finds them."""

    verdicts: Mapping[str, int]
    lights: Mapping[str, int]
    departments: Mapping[int, int]
    # Of these, the tasks that count at each in a summary, and those that each supports.
    leads: Mapping[int, int]
    supports: Mapping[int, int]


def plans(ws: Workspace, ids: Collection[int] | None = None) -> tuple[PlanInfo, ...]:
    """The plans in the store, or some of them, in the order of their import."""
    with ws.store.reading() as connection:
        return store_queries.plan_rows(connection, ids=ids)


def as_of_set(ws: Workspace) -> date | None:
    """The date that was set for all figures; None where each plan goes by today or the end of its period."""
    with ws.store.reading() as connection:
        said = read_as_of(connection)
    return None if said is None else date.fromisoformat(said)


def task_ids(
    ws: Workspace, chosen: TaskFilter, *, sort: str = "plan", limit: int = -1, group: str | None = None, written: bool = False
) -> array[int]:
    """The ids of the tasks that a filter means, in an order of ``selection.ORDERS``; the first ``limit`` of them, -1
    for all.

    With ``group`` those of a group (as ``task_groups`` gives them) stand together, in that order within it. ``written``: a text
    is looked for as it is written only.
    """
    from planreview.store.selection import select_ids

    with ws.store.reading() as connection:
        chosen = chosen if written else meant(ws, chosen)
        if group is None:
            if limit >= 0:
                from planreview.store.pages import first_ids

                return first_ids(connection, chosen, sort, limit)
            return select_ids(connection, chosen, sort)
        from planreview.store.groups import GROUPS

        return select_ids(connection, chosen, sort, limit, GROUPS[group].order)


def task_rows(ws: Workspace, ids: Sequence[int]) -> list[TaskRow]:
    """Rows of a page of ids, in the order asked; what is no longer a task is left out."""
    with ws.store.reading() as connection:
        return store_queries.task_rows(connection, ids)


def task_uids(ws: Workspace, ids: Sequence[int]) -> dict[int, str]:
    """The ids that two machines agree on of tasks, also of those that were split or dropped since."""
    from planreview.store.lookup import uid_by_id

    with ws.store.reading() as connection:
        return uid_by_id(connection, ids)


def responsibilities(ws: Workspace, ids: Sequence[int]) -> dict[int, tuple[ResponsibilityView, ...]]:
    """The departments of tasks, leads first; a task without any is left out."""
    with ws.store.reading() as connection:
        return store_queries.task_departments(connection, ids)


def task_detail(ws: Workspace, task_id: int) -> TaskDetail:
    """All that is known of one task. Raises :class:`InputError` task_unknown."""
    from planreview.services.care import log
    from planreview.store import spoken
    from planreview.store.adjustments import task_adjustments
    from planreview.store.indicators import twins_of

    with ws.store.reading() as connection:
        rows = store_queries.task_rows(connection, [task_id])
        words = store_queries.task_words(connection, task_id)
        if not rows or words is None:
            raise InputError("task_unknown", text=task_id)
        history: tuple[HistoryEntry, ...] = log(ws, limit=None, task_id=task_id)
        targets = store_queries.task_targets(connection, words["shown_id"])
        return TaskDetail(
            row=rows[0],
            city=words["city"],
            plan=words["plan"],
            sections=(
                *store_queries.section_titles(connection, words["section_id"]),
                *((f"{words['whole_label'] or ''}{words['whole_title']}",) if words["is_part"] else ()),
            ),
            body=words["body"] if rows[0].measure is None else _in_words(rows[0].measure, words["body"]),
            line=words["line"],
            end_line=words["end_line"],
            deadline=words["deadline"],
            verdict_by=words["verdict_by"],
            targets=targets,
            departments=store_queries.task_departments(connection, [task_id]).get(task_id, ()),
            notes=store_queries.task_notes(connection, task_id),
            history=history,
            draft=store_queries.task_draft(connection, rows[0].uid, ws.person),
            adjustments=task_adjustments(connection, task_id, [one.id for one in targets]),
            evidence=spoken.task_evidence(connection, task_id),
            reports=spoken.task_reports(connection, task_id),
            last=spoken.last_round(connection, rows[0], [one.id for one in targets]),
            twins=twins_of(connection, [one.id for one in targets]),
        )


def _in_words(target: TargetView, body: str) -> str:
    """An indicator in the document's words; of a table, which has none, and of a person ``床位 5.2 -> 7张 2025-12-31``."""
    if target.origin not in {"table", "person"}:
        return body
    aim = f"{target.value:f}" if target.value_max is None else f"{target.value:f}-{target.value_max:f}"
    base = "" if target.baseline is None else f"{target.baseline:f} -> "
    return " ".join(part for part in (target.metric, f"{base}{aim}{target.unit or ''}", target.due or "") if part)


def indicators(ws: Workspace, plan_id: int) -> tuple[TargetView, ...]:
    """The targets of a whole plan (overall goals, boxes, goal tables), which are counted apart from its tasks."""
    with ws.store.reading() as connection:
        return store_queries.plan_targets(connection, plan_id)


def sums(ws: Workspace, chosen: TaskFilter) -> Sums:
    """How many tasks a filter means, and of how many of them what is true; a fifth of what :func:`facets` costs."""
    from planreview.store.tallies import facet_sums

    with ws.store.reading() as connection:
        return Sums(**facet_sums(connection, meant(ws, chosen)))


def facets(ws: Workspace, chosen: TaskFilter) -> Facets:
    """How the tasks of a filter divide over verdicts, lights and departments."""
    from planreview.store.tallies import facet_counts

    with ws.store.reading() as connection:
        numbers, counts = facet_counts(connection, meant(ws, chosen))
    return Facets(
        **numbers,
        verdicts=MappingProxyType({str(key or UNREVIEWED): n for key, n in counts["verdict"].items()}),
        lights=MappingProxyType({str(key or "none"): n for key, n in counts["light"].items()}),
        departments=MappingProxyType({int(key or 0): n for key, n in counts["department"].items()}),
        leads=MappingProxyType({int(key or 0): n for key, n in counts["lead"].items()}),
        supports=MappingProxyType({int(key or 0): n for key, n in counts["support"].items()}),
    )


def roles(ws: Workspace, chosen: TaskFilter, departments: Iterable[int]) -> tuple[int, int]:
    """Of the tasks of a filter those that count at one of these departments in a summary, and those that one only supports."""
    from planreview.store.tallies import role_counts

    with ws.store.reading() as connection:
        return role_counts(connection, meant(ws, chosen), departments)


def open_reasons(ws: Workspace) -> tuple[int, ...]:
    """Tasks whose verdict asks for a reason that nobody has given yet."""
    return tuple(task_ids(ws, TaskFilter(reason_open=True, supervised=None)))


def source_lines(ws: Workspace, plan_id: int) -> tuple[str, ...]:
    """The lines of a plan's document as it stands; raises :class:`InputError` plan_unknown."""
    from planreview.reading.source import stored_lines
    from planreview.reading.text_file import read_bytes

    with ws.store.reading() as connection:
        row = store_queries.source_of(connection, plan_id)
    if row is None:
        raise InputError("plan_unknown", reference=plan_id)
    if row["text"] is not None:
        return stored_lines(row["text"])
    return read_bytes(row["bytes"], row["source_name"], row["encoding"]).lines


def task_fits(ws: Workspace, reference: str) -> tuple[int, ...]:
    """Every task that a reference fits, none included; for completion and lists of candidates."""
    from planreview.services import references

    with ws.store.reading() as connection:
        found = references.tasks_by_id(connection, reference)
        return found or references.fitting_tasks(connection, store_queries.plan_rows(connection), reference)


def resolve_task(ws: Workspace, reference: str) -> tuple[int, ...]:
    """The one task that a reference names: an id, the beginning of one, or PLAN/PATH such as ``达州市2020/17``.

    Raises :class:`InputError` task_unknown, or task_ambiguous with the tasks it fits.
    """
    return (_the_one(ws, task_fits(ws, reference), reference),)


def resolve_tasks(ws: Workspace, reference: str) -> tuple[int, ...]:
    """The tasks that a reference names: as :func:`resolve_task`, or each of ``达州市2020/1-3`` and ``达州市2020/1,4,7``.

    What fits a task as it stands is that task. Raises :class:`InputError` as above where one of them is none, and task_range.
    """
    from planreview.services import references

    found = task_fits(ws, reference)
    listed = () if found else references.listed_references(reference)
    if not listed:
        return (_the_one(ws, found, reference),)
    chosen: dict[int, None] = {}
    unknown: list[str] = []
    with ws.store.reading() as connection:
        known = store_queries.plan_rows(connection)
        for one in listed:
            fitting = references.fitting_tasks(connection, known, one)
            if fitting:
                chosen[_the_one(ws, fitting, one)] = None
            else:
                unknown.append(show(one))
            if len(unknown) == _NAMED:
                break
    if unknown:
        raise InputError("task_unknown", text=", ".join(unknown))
    return tuple(chosen)


def _the_one(ws: Workspace, found: tuple[int, ...], reference: str) -> int:
    """The task that a reference fits alone; several are listed."""
    if not found:
        raise InputError("task_unknown", text=show(reference))
    if len(found) == 1:
        return found[0]
    rows = task_rows(ws, found[:_NAMED])
    labels = (f"{row.uid[:8]} {'/'.join((*row.path, row.label or ''))} {row.title}" for row in rows)
    raise InputError("task_ambiguous", reference=show(reference), n=len(found), candidates=_listed(labels, len(found)))


def resolve_plan(ws: Workspace, text: str) -> tuple[int, ...]:
    """The plans that a text names: the beginning of a key, a city with a year, letters of city and title.

    Raises :class:`InputError` plan_unknown; several plans are returned, for a filter may mean them all.
    """
    from planreview.services import references

    found = references.fitting_plans(plans(ws), text)
    if not found:
        raise InputError("plan_unknown", reference=show(text))
    return found


def the_plan(ws: Workspace, text: str) -> int:
    """As :func:`resolve_plan`, where it must be one: raises :class:`InputError` plan_ambiguous with those it fits."""
    from planreview.services import references

    found = resolve_plan(ws, text)
    if len(found) > 1:
        known = [plan for plan in plans(ws) if plan.id in found]
        labels = (f"{references.plan_reference(known, plan.id)} {plan.title}" for plan in known[:_NAMED])
        raise InputError("plan_ambiguous", reference=show(text), n=len(found), candidates=_listed(labels, len(found)))
    return found[0]


def _listed(labels: Iterable[str], n: int) -> str:
    lines = [f"  {show(label)}" for label in labels]
    return "\n".join((*lines, "  ...") if n > len(lines) else lines)
