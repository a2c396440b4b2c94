"""Name departments and assign tasks to them; every step is an operation, shown with its source, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planreview.domain import operations as kinds
from planreview.domain.departments import split_names
from planreview.domain.operations import OperationDraft, department_subject, plan_subject
from planreview.domain.review import LEAD, SUPPORT, DepartmentInfo, Receipt
from planreview.errors import InputError
from planreview.services.department_names import find_department, rank_departments, the_department
from planreview.services.naming import Naming, checked_name
from planreview.services.suggestions import Suggestion, suggestions
from planreview.services.workspace import Workspace
from planreview.store import department_queries as rows
from planreview.store.handle import Connection
from planreview.store.queries import task_departments
from planreview.store.search import wording_matches
from planreview.store.tasks import uids_of_tasks
from planreview.text import clean_line, fold, show

__all__ = [
    "Suggestion",
    "add_alias",
    "apply_rule",
    "assign",
    "assign_new",
    "create_departments",
    "default_lead",
    "departments",
    "find_department",
    "move",
    "rank_departments",
    "rename",
    "rule_matches",
    "set_default_lead",
    "set_leader",
    "set_order",
    "suggestions",
    "the_department",
]

ROLES = (LEAD, SUPPORT)
MODES = ("set", "add", "remove")


def departments(ws: Workspace, *, city: str | None = None) -> tuple[DepartmentInfo, ...]:
    """The departments of a city or of all, in 建制序; those that stand for many (各县区) come last."""
    with ws.store.reading() as connection:
        return rows.department_rows(connection, city)


def create_departments(ws: Workspace, city: str, names: str | Sequence[str], *, parent: int | None = None) -> Receipt:
    """Make departments from a pasted list (a text is split at 、，；, spaces and lines); those that are there stay as they are.

    ``parent`` is the bureau whose offices they are. ``values`` of the receipt: ``department_ids`` in the order of the list,
    ``made``, how many are new, and ``known``, how many were there.
    """
    listed = split_names(names) if isinstance(names, str) else tuple(dict.fromkeys(map(clean_line, names)))
    city = checked_name(city)
    with ws.store.transaction() as connection:
        known = {one.id: one for one in rows.department_rows(connection)}
        naming = Naming(connection, city)
        above = None if parent is None else _known(known, parent).uid
        uids = [naming.uid_of(name, above) for name in listed]
        if not uids:
            raise InputError("name_empty")
        batch = ws.append(naming.drafts) if naming.drafts else ""
        standing = rows.ids_by_uid(connection)
    made = len(naming.drafts)
    ids = tuple(standing[uid] for uid in uids)
    values: dict[str, object] = {"department_ids": ids, "made": made, "known": len(set(uids)) - made}
    return Receipt(batch, kinds.DEPARTMENT, (), values=values)


def assign(
    ws: Workspace, task_ids: Sequence[int], department_id: int, *, role: str = LEAD, mode: str = "set", source: str = "person"
) -> Receipt:
    """Make a department lead or support tasks: ``set`` in place of those that did, ``add`` beside them, or ``remove`` it.

    Raises :class:`InputError` no_tasks, task_unknown, department_gone.
    """
    with ws.store.transaction() as connection:
        department = _known({one.id: one for one in rows.department_rows(connection)}, department_id)
        return _assign(ws, connection, task_ids, (department.uid, department.name), [], role, mode, source)


def assign_new(
    ws: Workspace, task_ids: Sequence[int], city: str, name: str, *, role: str = LEAD, mode: str = "set", source: str = "person"
) -> Receipt:
    """As :func:`assign`, to a department of a city that is made with it, as one action; one that bears the name is taken.

    Raises :class:`InputError` no_tasks, task_unknown, name_empty, name_long.
    """
    with ws.store.transaction() as connection:
        naming = Naming(connection, checked_name(city))
        named = naming.uid_of(name), checked_name(name)
        return _assign(ws, connection, task_ids, named, naming.drafts, role, mode, source)


def _assign(
    ws: Workspace,
    connection: Connection,
    task_ids: Sequence[int],
    department: tuple[str, str],
    before: Sequence[OperationDraft],
    role: str,
    mode: str,
    source: str,
) -> Receipt:
    """Assign to a department given by uid and name, after the operations that make it; ``replaced`` is for how many tasks another
    one gives way."""
    if role not in ROLES or mode not in MODES:
        raise ValueError(f"{role} {mode}")
    if not task_ids:
        raise InputError("no_tasks")
    uid, name = department
    uids = uids_of_tasks(connection, task_ids)
    missing = [one for one in task_ids if one not in uids]
    if missing:
        raise InputError("task_unknown", text=missing[0])
    payload = {"department": uid, "role": role, "mode": mode, "source": source}
    tasks = tuple(dict.fromkeys(task_ids))
    held = task_departments(connection, tasks) if mode == "set" else {}
    replaced = sum(any(one.role == role and one.name != name for one in views) for views in held.values())
    batch = ws.append([*before, *(OperationDraft(kinds.ASSIGN, uids[one], payload) for one in tasks)])
    return Receipt(batch, kinds.ASSIGN, tasks, values={"department": name, "role": role, "mode": mode, "replaced": replaced})


def set_default_lead(ws: Workspace, plan_id: int, lead: int | str) -> Receipt:
    """Answer the import's question: who leads the tasks of a plan for which nobody is stated; a name is found or made.

    Raises :class:`InputError` plan_unknown, department_gone.
    """
    with ws.store.transaction() as connection:
        plan = rows.plan_bodies(connection, plan_id)
        if plan is None:
            raise InputError("plan_unknown", reference=plan_id)
        naming = Naming(connection, plan["city"])
        if isinstance(lead, str):
            uid = naming.uid_of(lead)
        else:
            uid = _known({one.id: one for one in rows.department_rows(connection)}, lead).uid
        drafts = [*naming.drafts, OperationDraft(kinds.DEFAULT_LEAD, plan_subject(plan["key"]), {"department": uid})]
        batch = ws.append(drafts)
        department = rows.ids_by_uid(connection)[uid]
    return Receipt(batch, kinds.DEFAULT_LEAD, (), values={"department_id": department})


def default_lead(ws: Workspace, plan_id: int) -> int | None:
    """The department that leads a plan by default: the issuing bureau, under which offices are pasted; None where unknown."""
    with ws.store.reading() as connection:
        plan = rows.plan_bodies(connection, plan_id)
        uid = None if plan is None else rows.default_lead_uid(connection, plan_subject(plan["key"]))
        return None if uid is None else rows.ids_by_uid(connection).get(uid)


def rule_matches(ws: Workspace, plan_ids: Sequence[int] | None, keyword: str) -> tuple[int, ...]:
    """The preview of a rule: supervised tasks of some plans or of all whose own words hold the keyword."""
    if not fold(keyword):
        return ()
    with ws.store.reading() as connection:
        return wording_matches(connection, None if plan_ids is None else tuple(plan_ids), keyword)


def apply_rule(ws: Workspace, plan_ids: Sequence[int] | None, keyword: str, department_id: int, role: str = LEAD) -> Receipt:
    """Assign what :func:`rule_matches` shows, with the source ``rule``; raises :class:`InputError` rule_empty."""
    found = rule_matches(ws, plan_ids, keyword)
    if not found:
        raise InputError("rule_empty", keyword=show(keyword))
    return assign(ws, found, department_id, role=role, mode="set" if role == LEAD else "add", source="rule")


def add_alias(ws: Workspace, department_id: int, alias: str) -> Receipt:
    """Say that another name means this department; what stood under that name counts here from now on, until undone.

    Where several bear the name, ``bureau/office`` says which; else :class:`InputError` alias_ambiguous.
    """
    known = {one.id: one for one in departments(ws)}
    holder = _known(known, department_id)
    beside = [one for one in known.values() if one.city == holder.city and one.id != holder.id]
    fits = [one for one in beside if one.name == clean_line(alias)]
    if not fits and "/" in alias.replace("／", "/"):
        fits = [one for one in rank_departments(tuple(known.values()), alias)[0] if one in beside]
    if len(fits) > 1:
        names = (f"  {show(known[one.parent_id].name if one.parent_id else one.city)}/{show(one.name)}" for one in fits[:8])
        raise InputError("alias_ambiguous", name=show(alias), n=len(fits), candidates="\n".join(names))
    alias = fits[0].name if fits else checked_name(alias)
    if not fits and alias == holder.name:
        raise InputError("alias_is_name", name=show(alias))
    payload = {"alias": alias, "merged": fits[0].uid} if fits else {"alias": alias}
    return _change(ws, department_id, kinds.ALIAS, payload)


def rename(ws: Workspace, department_id: int, name: str) -> Receipt:
    """Give a department another name; documents go on finding it under the old one.

    Raises :class:`InputError` name_taken where a department beside it has the name: then the two are one by an alias.
    """
    name = checked_name(name)
    known = {one.id: one for one in departments(ws)}
    renamed = _known(known, department_id)
    beside = (renamed.city, renamed.parent_id)
    others = [one for one in known.values() if one.city == renamed.city and one.id != department_id]
    if any((one.name == name and (one.city, one.parent_id) == beside) or name in one.aliases for one in others):
        raise InputError("name_taken", name=show(name), city=show(renamed.city))
    return _change(ws, department_id, kinds.RENAMED, {"name": name})


def set_order(ws: Workspace, department_id: int, order: int | None) -> Receipt:
    """Set a department's place in the 建制序, from 1; None takes it out of the order."""
    return _change(ws, department_id, kinds.ORDERED, {"order": order})


def arrange(ws: Workspace, department_ids: Sequence[int]) -> Receipt:
    """Give departments the 建制序 in which they stand here, from 1, as one action that is undone as one."""
    with ws.store.transaction() as connection:
        known = {one.id: one for one in rows.department_rows(connection)}
        placed = [_known(known, one) for one in dict.fromkeys(department_ids)]
        subjects = enumerate((department_subject(one.uid) for one in placed), 1)
        batch = ws.append([OperationDraft(kinds.ORDERED, subject, {"order": place}) for place, subject in subjects])
    return Receipt(batch, kinds.ORDERED, (), values={"departments": tuple(one.name for one in placed)})


def set_leader(ws: Workspace, department_id: int, leader: str | None) -> Receipt:
    """Name the leader who supervises a department; an empty name takes it away."""
    return _change(ws, department_id, kinds.LED, {"leader": clean_line(leader or "") or None})


def move(ws: Workspace, department_id: int, parent_id: int | None) -> Receipt:
    """Put a department under another, or on its own; raises :class:`InputError` department_ring."""
    known = {one.id: one for one in departments(ws)}
    above = parent_id
    while above is not None:
        if above == department_id:
            raise InputError("department_ring", name=show(_known(known, department_id).name))
        above = _known(known, above).parent_id
    return _change(ws, department_id, kinds.MOVED, {"parent": None if parent_id is None else known[parent_id].uid})


def _change(
    ws: Workspace,
    department_id: int,
    kind: str,
    payload: Mapping[str, object],
    check: Callable[[DepartmentInfo], None] | None = None,
) -> Receipt:
    with ws.store.transaction() as connection:
        department = _known({one.id: one for one in rows.department_rows(connection)}, department_id)
        if check is not None:
            check(department)
        batch = ws.append([OperationDraft(kind, department_subject(department.uid), payload)])
    return Receipt(batch, kind, (), values={"department": department.name, **payload})


def _known(known: Mapping[int, DepartmentInfo], department_id: int) -> DepartmentInfo:
    if department_id not in known:
        raise InputError("department_gone", reference=department_id)
    return known[department_id]
