"""The groups of a list: what each is called, how many tasks it holds, and how far they are."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.counting import rates
from planreview.domain.place_names import with_city
from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.presets import verdict_set
from planreview.services import queries
from planreview.services.department_names import department_words
from planreview.services.meaning import meant
from planreview.services.workspace import Workspace
from planreview.store import groups as rows
from planreview.store.department_queries import department_rows

if TYPE_CHECKING:
    import sqlite3

Key = int | str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a list: ``count`` tasks, ``reviewed`` of them; rates in percent, None where not measured."""

    key: Key
    words: str
    count: int
    reviewed: int
    completion: Decimal | None
    on_schedule: Decimal | None


def task_groups(ws: Workspace, chosen: TaskFilter, group: str) -> tuple[Group, ...]:
    """The groups of what a filter means, by a key of ``GROUPS``, in the order in which ``task_ids`` gives their tasks.

    Only supervised tasks count in ``reviewed`` and the rates.
    """
    tallies: dict[Key, Counter[str | None]] = {}
    counts: Counter[Key] = Counter()
    with ws.store.reading() as connection:
        for key, verdict, n, supervised in rows.group_rows(connection, meant(ws, chosen), group):
            tallies.setdefault(key, Counter())[verdict] += supervised
            counts[key] += n
        words = _words(ws, connection, group, list(tallies))
    found = []
    for key, tally in tallies.items():
        of = rates(tally)
        found.append(Group(key, words[key], counts[key], of.total - of.unreviewed, of.completion, of.on_schedule))
    return tuple(found)


def _words(ws: Workspace, connection: sqlite3.Connection, group: str, keys: list[Key]) -> dict[Key, str]:
    if group == "verdict":
        words = verdict_set()
        names = {entry.key: entry.both for entry in (*words.entries, words.unreviewed)}
        return {key: names.get(str(key or UNREVIEWED), str(key)) for key in keys}
    if group == "light":
        return {key: t(f"light.full.{key or 'none'}") for key in keys}
    if group == "city":
        return {key: str(key) for key in keys}
    if group == "department":
        known, shown = department_rows(connection), set(keys)
        apart = department_words([one for one in known if one.id in shown], known)
        return {key: apart.get(key, "") if isinstance(key, int) else t("screens.unassigned") for key in keys}
    plans = {plan.id: with_city(plan.city, plan.title) for plan in queries.plans(ws)}
    if group == "plan":
        return {key: plans.get(key, "") if isinstance(key, int) else "" for key in keys}
    sections = rows.section_names(connection, json.dumps([key for key in keys if key is not None]))
    several = len({place[0] for place in sections.values()}) > 1
    return {
        key: (f"{plans.get(place[0], '')} / " if several else "") + f"{place[1]} {place[2]}".strip()
        if (place := sections.get(key) if isinstance(key, int) else None)
        else t("reports.no_section")
        for key in keys
    }
