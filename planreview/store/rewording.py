"""Since when the words of tasks stand that revisions worded in several ways: what was found before was found of other words."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planreview.domain.folding import Entry, Order
from planreview.domain.operations import IMPORT, PLAN_PREFIX
from planreview.store.entries import as_json, subject_entries


@dataclass(frozen=True, slots=True)
class Worded:
    """Where in the log the revision came that brought the words in force, and from which day it holds."""

    order: Order
    since: str

    def after(self, finding: Entry) -> bool:
        """Whether a finding is of the words before."""
        return self.order > finding.order or self.since > finding.effective_on


def read_wordings(connection: sqlite3.Connection, shown: Mapping[int, tuple[int, int, int]]) -> dict[int, Worded]:
    """Since when the words of tasks stand, given as task → (item that is shown, plan, revision in force); a task whose words
    are those of the plan's first revision, and stayed, is left out."""
    runs = {plan: _imports(connection, plan) for plan in sorted({plan for _, plan, _ in shown.values()})}
    placed: dict[int, set[int]] = defaultdict(set)
    items = as_json(sorted({item for item, _, _ in shown.values()}))
    for item, revision in connection.execute(
        "select p.item_id, p.revision_id from json_each(?) j cross join placement p on p.item_id = j.value", (items,)
    ):
        placed[item].add(revision)
    found = {}
    for task, (item, plan, revision) in shown.items():
        entry = _began(runs[plan], placed[item], revision)
        if entry is not None:
            found[task] = Worded(entry.order, entry.effective_on)
    return found


def _began(imports: Mapping[int, Entry], placed: Iterable[int], revision: int) -> Entry | None:
    """The import from which on every revision up to the one in force has the item; None where the first of all has it."""
    with_it = set(placed)
    before = [one for one in imports if one <= revision]
    began = None
    for place, one in reversed(list(enumerate(before))):
        if one not in with_it:
            break
        began = imports[one] if place else None
    return began


def _imports(connection: sqlite3.Connection, plan: int) -> dict[int, Entry]:
    """The revisions of a plan whose import stands, in order of their numbers, each with its first import that does."""
    asked = "select r.number, r.id, l.key from revision r join plan l on l.id = r.plan_id where l.id = ?"
    rows = connection.execute(asked, (plan,))
    known = {row[0]: (row[1], row[2]) for row in rows.fetchall()}
    subjects = {PLAN_PREFIX + key for _, key in known.values()}
    first: dict[int, Entry] = {}
    for _, entry, live in subject_entries(connection, subjects):
        number = entry.payload.get("revision")
        if entry.kind == IMPORT and live and isinstance(number, int) and number in known:
            first.setdefault(number, entry)
    return {known[number][0]: first[number] for number in sorted(first)}
