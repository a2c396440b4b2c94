"""The change table of a revision (调整对照表): what became of every item, with its words before and now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planreview.domain.imprint import Imprint

KEPT, RENUMBERED, REWORDED, MOVED, RETARGETED = "kept", "renumbered", "reworded", "moved", "retargeted"
SPLIT, MERGED, DROPPED, ADDED = "split", "merged", "dropped", "added"
# In the order in which a table counts them.
KINDS = (KEPT, RENUMBERED, MOVED, REWORDED, RETARGETED, SPLIT, MERGED, DROPPED, ADDED)

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as a revision has it; ``metric`` and ``unit`` in search form, ``aim`` as it is printed (≥12家)."""

    metric: str
    unit: str
    value: Decimal
    aim: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """An item as one revision has it: ``words`` are its text in search form without its number, ``places`` name its section,
    ``heading`` is that section as it is read."""

    uid: str
    number: int | None
    label: str | None
    heading: str
    title: str
    text: str
    words: str = ""
    places: frozenset[str] = frozenset()
    due: str | None = None
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a target or a deadline was and is; ``name`` is the metric, empty for a deadline."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of the table: a ``kind`` of ``KINDS`` and those that hold ``also``, the item before and now.

    A split and a merger have a line for each pair; ``heir`` is the part of a split with which the reviews stay. ``score`` is
    how sure the match is, 0 to 1; None where nothing was matched by likeness.
    """

    kind: str
    before: Form | None
    after: Form | None
    also: tuple[str, ...] = ()
    heir: bool = True
    score: Decimal | None = None
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that may belong together and is for a person to decide; ``relation`` is same or part."""

    before: Form
    after: Form
    relation: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """What changed between two revisions of a plan, by number; the later one holds ``since`` a date.

    ``indicators`` are the plan's own targets, counted apart from its tasks.
    """

    city: str
    title: str
    first: int
    second: int
    since: date
    rows: tuple[ChangeRow, ...]
    indicators: tuple[ChangeRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    # Who has it printed; None where it is only looked at.
    imprint: Imprint | None = None

    def counts(self) -> dict[str, int]:
        """How many lines of each kind the table has, in the order of ``KINDS``."""
        found = Counter(row.kind for row in self.rows)
        return {kind: found[kind] for kind in KINDS if found[kind]}


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the items of a revision come from: new uid → the old ones it is the same as, or the one it is a part of; and the
    scores of both by (new, old)."""

    same: Mapping[str, Sequence[str]]
    part: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)


def change_rows(old: Sequence[Form], new: Sequence[Form], origins: Origins) -> tuple[ChangeRow, ...]:
    """The lines in the order of the new revision; what was dropped stands behind what it followed."""
    before = {form.uid: form for form in old}
    order = {form.uid: place for place, form in enumerate(old)}
    olds = {form.uid: [uid for uid in origins.same.get(form.uid, ()) if uid in before] for form in new}
    parts = {form.uid: part for form in new if not olds[form.uid] and (part := origins.part.get(form.uid)) in before and part}
    divided = set(parts.values())
    sections = _sections((before[olds[form.uid][0]], form) for form in new if len(olds[form.uid]) == 1)
    placed: list[tuple[tuple[int, int, int], ChangeRow]] = []
    behind: dict[int, int] = {}
    for place, form in enumerate(new):
        mine = olds[form.uid]
        for uid in mine:
            behind[order[uid]] = max(place, behind.get(order[uid], -1))
            row = _pair(before[uid], form, sections, split=uid in divided, merged=len(mine) > 1)
            placed.append(((place, 0, order[uid]), _scored(row, origins)))
        if not mine:
            whole = before.get(parts.get(form.uid, ""))
            if whole is not None:
                behind[order[whole.uid]] = max(place, behind.get(order[whole.uid], -1))
            row = ChangeRow(ADDED, None, form) if whole is None else ChangeRow(SPLIT, whole, form, heir=False)
            placed.append(((place, 0, 0), _scored(row, origins)))
    last, held = -1, {uid for mine in olds.values() for uid in mine}
    for place, form in enumerate(old):
        last = behind.get(place, last)
        if form.uid not in held:
            placed.append(((last, 1, place), ChangeRow(DROPPED, form, None)))
    return tuple(row for _, row in sorted(placed, key=lambda one: one[0]))


def goal_rows(old: Sequence[Form], new: Sequence[Form]) -> tuple[ChangeRow, ...]:
    """The lines of the plan's own targets: one that measures the same in the same unit is the same, its value adjusted."""
    before = {form.uid: form for form in old}
    kept = before.keys() & {form.uid for form in new}
    waiting: dict[tuple[tuple[str, str], ...], list[Form]] = {}
    for form in reversed(old):
        if form.uid not in kept:
            waiting.setdefault(tuple(map(_measure, form.goals)), []).append(form)
    rows = []
    for form in new:
        former = waiting.get(tuple(map(_measure, form.goals)))
        if form.uid in kept:
            rows.append(ChangeRow(KEPT, before[form.uid], form))
        elif former:
            same = former.pop()
            rows.append(ChangeRow(RETARGETED, same, form, adjustments=_adjusted(same, form)))
        else:
            rows.append(ChangeRow(ADDED, None, form))
    left = {form.uid for forms in waiting.values() for form in forms}
    return (*rows, *(ChangeRow(DROPPED, form, None) for form in old if form.uid in left))


def _scored(row: ChangeRow, origins: Origins) -> ChangeRow:
    if row.before is None or row.after is None:
        return row
    score = origins.scores.get((row.after.uid, row.before.uid))
    return ChangeRow(row.kind, row.before, row.after, row.also, row.heir, score, row.adjustments)


def _pair(old: Form, new: Form, sections: Mapping[frozenset[str], frozenset[str]], *, split: bool, merged: bool) -> ChangeRow:
    adjustments = _adjusted(old, new) if old.words != new.words else _due(old, new)
    kinds: list[str] = []
    if split or merged:
        kinds = [SPLIT if split else MERGED]
        adjustments = ()
    elif old.words != new.words:
        figures_only = bool(adjustments) and _DIGITS.sub("0", old.words) == _DIGITS.sub("0", new.words)
        kinds = [RETARGETED] if figures_only else [REWORDED, *([RETARGETED] if adjustments else [])]
    elif adjustments:
        kinds = [RETARGETED]
    if not old.places & new.places and sections.get(old.places) != new.places:
        kinds.append(MOVED)
    if not kinds:
        kinds = [KEPT if (old.number, old.label) == (new.number, new.label) else RENUMBERED]
    return ChangeRow(kinds[0], old, new, tuple(kinds[1:]), adjustments=adjustments)


def _sections(pairs: Iterable[tuple[Form, Form]]) -> dict[frozenset[str], frozenset[str]]:
    """For each section of old the new one in which most of its items stand: a heading that was worded anew moves nothing."""
    found: dict[frozenset[str], Counter[frozenset[str]]] = {}
    for old, new in pairs:
        found.setdefault(old.places, Counter())[new.places] += 1
    return {places: most.most_common(1)[0][0] for places, most in found.items()}


def _adjusted(old: Form, new: Form) -> tuple[Adjustment, ...]:
    """Targets of the same metric and unit whose value changed, and the deadline."""
    left = list(old.goals)
    fresh: list[Goal] = []
    for goal in new.goals:
        same = next((one for one in left if (_measure(one), one.aim) == (_measure(goal), goal.aim)), None)
        if same is None:
            fresh.append(goal)
        else:
            left.remove(same)
    found: list[Adjustment] = []
    for goal in fresh:
        before = next((one for one in left if _measure(one) == _measure(goal)), None)
        if before is not None:
            left.remove(before)
            found.append(Adjustment(goal.name, before.aim, goal.aim))
    return (*found, *_due(old, new))


def _due(old: Form, new: Form) -> tuple[Adjustment, ...]:
    return (Adjustment("", old.due, new.due),) if old.due != new.due else ()


def _measure(goal: Goal) -> tuple[str, str]:
    return goal.metric, goal.unit
