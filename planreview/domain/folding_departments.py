"""Fold the operations about departments into who there is, what they are called, and which of them are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from planreview.domain.folding import Entry
from planreview.domain.operations import ALIAS, DEPARTMENT, DEPARTMENT_PREFIX, LED, MOVED, ORDERED, RENAMED

# What a column of the store can hold as a place in the order.
LARGEST = 2**31


@dataclass(frozen=True, slots=True)
class Department:
    """A department; ``created_name`` is what documents go on calling it after a renaming."""

    uid: str
    city: str
    name: str
    created_name: str
    wildcard: bool
    parent: str | None = None
    order: int | None = None
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Departments:
    """All departments: ``known`` by uid, ``standing`` without those whose name became another's alias; ``one`` maps every uid to
    the one that stands for it; ``aliases`` maps (city, alias) to a uid."""

    known: Mapping[str, Department] = field(default_factory=dict)
    standing: Mapping[str, Department] = field(default_factory=dict)
    one: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)


def fold_departments(entries: Iterable[Entry]) -> Departments:
    """Fold live operations, given in total order; what concerns a department that there is not is passed over."""
    known: dict[str, Department] = {}
    said: dict[tuple[str, str], str] = {}
    # What became part of another by its uid: others may bear its name.
    merged: dict[str, str] = {}
    for entry in entries:
        uid = entry.subject.removeprefix(DEPARTMENT_PREFIX)
        if entry.kind == DEPARTMENT:
            known.setdefault(uid, _created(uid, entry.payload))
        elif uid in known and entry.kind == ALIAS:
            # What a department that became part of another is called besides, that other is called.
            holder, alias = known[_standing(uid, known, said, merged)], str(entry.payload.get("alias"))
            part = entry.payload.get("merged")
            if isinstance(part, str) and part in known and part != holder.uid:
                merged[part] = holder.uid
            if alias != holder.name:
                said[holder.city, alias] = holder.uid
        elif uid in known:
            known[uid] = _changed(known[uid], entry)
    for place in _shared(known, merged) & said.keys():
        # A bare name that several bear means none of them.
        del said[place]
    one = {uid: _standing(uid, known, said, merged) for uid in known}
    standing = {
        uid: replace(department, parent=_parent(department, known, one)) for uid, department in known.items() if one[uid] == uid
    }
    return Departments(known, standing, one, {place: one[uid] for place, uid in said.items()})


def _created(uid: str, payload: Mapping[str, object]) -> Department:
    name, parent = str(payload.get("name")), payload.get("parent")
    wildcard = bool(payload.get("wildcard"))
    return Department(uid, str(payload.get("city")), name, name, wildcard, parent if isinstance(parent, str) else None)


def _changed(department: Department, entry: Entry) -> Department:
    payload = entry.payload
    if entry.kind == RENAMED:
        return replace(department, name=str(payload.get("name")))
    if entry.kind == MOVED:
        parent = payload.get("parent")
        return replace(department, parent=parent if isinstance(parent, str) else None)
    if entry.kind == ORDERED:
        order = payload.get("order")
        return replace(department, order=order if isinstance(order, int) and abs(order) <= LARGEST else None)
    if entry.kind == LED:
        leader = payload.get("leader")
        return replace(department, leader=leader if isinstance(leader, str) else None)
    return department


def _shared(known: Mapping[str, Department], merged: Mapping[str, str]) -> set[tuple[str, str]]:
    bearers = Counter((one.city, one.name) for uid, one in known.items() if uid not in merged)
    one_is_part = {(known[uid].city, known[uid].name) for uid in merged}
    return {place for place, n in bearers.items() if n > 1 or place in one_is_part}


def _standing(uid: str, known: Mapping[str, Department], said: Mapping[tuple[str, str], str], merged: Mapping[str, str]) -> str:
    """Follow aliases to the department that stands; two that name each other stay two."""
    seen = [uid]
    while True:
        here = known[seen[-1]]
        following = merged.get(here.uid) or said.get((here.city, here.name), here.uid)
        if following == here.uid:
            return here.uid
        if following in seen:
            return uid
        seen.append(following)


def _parent(department: Department, known: Mapping[str, Department], one: Mapping[str, str]) -> str | None:
    """The department that stands for the parent; offices belong to bodies of their own city."""
    parent = one.get(department.parent) if department.parent else None
    if parent is None or parent == department.uid or known[parent].city != department.city:
        return None
    return parent
