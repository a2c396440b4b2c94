"""Bodies that a plan's text names, offered as departments and never assigned by themselves.

Superiors, universities and other cities' bodies are left out; those whom the notice addresses are offered as support.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from planreview.domain.bureaus import is_bureau, name_itself, says_its_place
from planreview.domain.departments import BodyNames, canonical, is_suggestable, is_wildcard, same_body
from planreview.domain.outline import Outline
from planreview.domain.records import dataclass
from planreview.domain.review import LEAD, SUPPORT
from planreview.errors import InputError
from planreview.presets import body_names
from planreview.services.workspace import Workspace
from planreview.store import department_queries as rows
from planreview.text import clean_line


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body to offer: its name as written, in how many tasks it is named, and the role it is offered for."""

    name: str
    mentions: int
    role: str


def suggestions(ws: Workspace, plan_id: int) -> tuple[Suggestion, ...]:
    """The bodies that a plan names and its city does not know yet, those named most first, then the addressees.

    Raises :class:`InputError` plan_unknown.
    """
    with ws.store.reading() as connection:
        plan = rows.plan_bodies(connection, plan_id)
        if plan is None:
            raise InputError("plan_unknown", reference=plan_id)
        outline = json.loads(plan["outline"])
        known = rows.department_names(connection, plan["city"])
    named = [task.get("organisations") or () for task in outline.get("tasks", ())]
    return suggest(plan["city"], named, outline.get("addressees") or (), known)


def suggest(
    city: str, named: Iterable[Sequence[str]], addressees: Sequence[str], known: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """What to offer for bodies named task by task; two names of one body are one, under the name used most.

    What is probably one of the ``known`` departments is not offered: 人社局 was pasted, the text says 市人力资源和社会保障局.
    """
    names = body_names()
    written: dict[str, Counter[str]] = {}
    # A few names stand in very many tasks.
    itself, key_of = cache(lambda name: name_itself(clean_line(name))), cache(lambda name: _key(name, city, names))
    for task in named:
        for name in dict.fromkeys(map(itself, task)):
            key = key_of(name)
            if key is not None:
                written.setdefault(key, Counter())[name] += 1
    hidden = {canonical(name, city, names) for name in known}
    # A department without a level in its name is of the city's own level.
    own = [key for key in written if key.startswith(city[-1:])]
    hidden |= {key for key in own if any(same_body(key, one, names, city) for one in hidden)}
    found = [
        Suggestion(spellings.most_common(1)[0][0], spellings.total(), LEAD)
        for key, spellings in written.items()
        if key not in hidden
    ]
    hidden |= written.keys()
    for name in dict.fromkeys(map(clean_line, addressees)):
        key = canonical(name, city, names)
        # 各县(市、区)教科局 stands for many, which is what an addressee may do.
        if name and key not in hidden and (is_wildcard(name, names) or is_suggestable(name, city, names)):
            found.append(Suggestion(name, 0, SUPPORT))
            hidden.add(key)
    return tuple(sorted(found, key=lambda one: (one.role != LEAD, -one.mentions)))


def _key(name: str, city: str, names: BodyNames) -> str | None:
    """What a body is known by; None for one that is not to be offered."""
    return canonical(name, city, names) if says_its_place(name, city) and is_suggestable(name, city, names) else None


def likely_lead(city: str, outline: Outline) -> str | None:
    """The body to ask about where a plan names no issuer: the bureau of the city that its tasks name most, if any."""
    offered = suggest(city, [task.organisations for task in outline.tasks], ())
    return next((one.name for one in offered if is_bureau(one.name, city)), None)
