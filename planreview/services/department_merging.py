"""Make two departments one: what is joined is counted before, and the other's name is an alias from then on, until undone."""

from __future__ import annotations

from dataclasses import dataclass

from planreview.domain.operations import ALIAS, OperationDraft, department_subject
from planreview.domain.review import LEAD, SUPPORT, DepartmentInfo, Receipt, TaskFilter
from planreview.errors import InputError
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.text import show


@dataclass(frozen=True, slots=True)
class Merger:
    """What a merger joins: ``leads`` and ``supports`` are the tasks of the one, of the other and of both together, for a task
    that both are named for counts once; ``offices`` and ``aliases`` go over."""

    into: DepartmentInfo
    merged: DepartmentInfo
    leads: tuple[int, int, int]
    supports: tuple[int, int, int]
    offices: tuple[str, ...]
    aliases: tuple[str, ...]


def merger(ws: Workspace, into: int, merged: int) -> Merger:
    """What would be joined. Raises :class:`InputError` department_gone, departments_apart, department_ring."""
    with ws.store.reading():
        known, keeps, goes = _pair(ws, into, merged)
        offices = tuple(one.name for one in known.values() if one.parent_id == goes.id)
        return Merger(
            keeps,
            goes,
            _joined(ws, keeps.id, goes.id, LEAD),
            _joined(ws, keeps.id, goes.id, SUPPORT),
            offices,
            (goes.name, *goes.aliases),
        )


def merge_departments(ws: Workspace, into: int, merged: int) -> Receipt:
    """Let ``into`` stand for ``merged`` as well: its tasks, offices and names count there, as one action.

    Raises :class:`InputError` as :func:`merger`.
    """
    with ws.store.transaction():
        _, keeps, goes = _pair(ws, into, merged)
        payload = {"alias": goes.name, "merged": goes.uid}
        batch = ws.append([OperationDraft(ALIAS, department_subject(keeps.uid), payload)])
    return Receipt(batch, ALIAS, (), values={"department": keeps.name, **payload})


def _pair(ws: Workspace, into: int, merged: int) -> tuple[dict[int, DepartmentInfo], DepartmentInfo, DepartmentInfo]:
    known = {one.id: one for one in department_rows(ws.store.connection)}
    for wanted in (into, merged):
        if wanted not in known:
            raise InputError("department_gone", reference=wanted)
    keeps, goes = known[into], known[merged]
    if into == merged or keeps.city != goes.city or keeps.wildcard != goes.wildcard:
        raise InputError("departments_apart", one=show(keeps.name), other=show(goes.name))
    above: DepartmentInfo | None = keeps
    for _ in known:
        above = known.get(above.parent_id or 0) if above is not None else None
        if above is not None and above.id == merged:
            raise InputError("department_ring", name=show(goes.name))
    return known, keeps, goes


def _joined(ws: Workspace, one: int, other: int, role: str) -> tuple[int, int, int]:
    chosen = ((one,), (other,), (one, other))
    one_n, other_n, both = (len(queries.task_ids(ws, TaskFilter(departments=ids, role=role))) for ids in chosen)
    return one_n, other_n, both
