"""Counting: totals, bases, rates and shares, as they are quoted against a department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from planreview.domain.lights import LIGHTS
from planreview.domain.records import dataclass
from planreview.domain.rounding import percent
from planreview.domain.verdicts import COMPLETED, KEYS, ON_SCHEDULE, OUT, UNREVIEWED

Id = int | str

# The lead of a task that has none (未分配), and the person of one that nobody has reviewed.
UNASSIGNED: Id = 0


@dataclass(frozen=True, slots=True)
class TaskFact:
    """What counting needs to know of one task, as of one date.

    ``leads`` (the first is where it counts) and ``supports`` hold department ids; ``section``, ``city``, ``plan`` and
    ``person`` (who gave the verdict) are keys of groups. ``shared``: 按职责分工负责 without a lead, so that the first named
    counts as one.
    """

    id: Id
    verdict: str | None = None
    closed: bool = False
    supervised: bool = True
    overdue: bool = False
    light: str | None = None
    leads: tuple[Id, ...] = ()
    supports: tuple[Id, ...] = ()
    section: Id = UNASSIGNED
    city: Id = UNASSIGNED
    plan: Id = UNASSIGNED
    person: Id = UNASSIGNED
    targets_stated: int = 0
    targets_reported: int = 0
    targets_attained: int = 0
    due_presumed: bool = False
    carried: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one set of tasks. ``verdicts`` has every key; ``closed`` is within done; ``out`` is dropped + no measure;
    rates are percent of the base, None where the base is 0 or nothing of it was reviewed."""

    total: int
    base: int
    verdicts: Mapping[str, int]
    unreviewed: int
    closed: int
    overdue: int
    out: int
    not_supervised: int
    completion: Decimal | None
    on_schedule: Decimal | None
    lights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rates:
    """What follows from numbers of supervised tasks by verdict alone; fields as in :class:`Counts`."""

    total: int
    base: int
    unreviewed: int
    out: int
    completion: Decimal | None
    on_schedule: Decimal | None


def rates(tally: Mapping[str | None, int]) -> Rates:
    """Totals and rates of supervised tasks, given as verdict → number (None: not reviewed)."""
    total, unreviewed = sum(tally.values()), tally.get(None, 0)
    out = _sum(tally, OUT)
    base, completed = total - out, _sum(tally, COMPLETED)
    measured = base - unreviewed > 0
    return Rates(
        total,
        base,
        unreviewed,
        out,
        percent(completed, base) if measured else None,
        percent(completed + _sum(tally, ON_SCHEDULE), base) if measured else None,
    )


def _sum(tally: Mapping[str | None, int], keys: Iterable[str]) -> int:
    return sum(tally.get(key, 0) for key in keys)


def count(facts: Iterable[TaskFact]) -> Counts:
    """Count tasks; those not supervised stand outside the total, and a task that is out has no light."""
    verdicts: dict[str | None, int] = dict.fromkeys((*KEYS, None), 0)
    lights = dict.fromkeys((*LIGHTS, "none"), 0)
    closed = overdue = not_supervised = 0
    for fact in facts:
        if not fact.supervised:
            not_supervised += 1
            continue
        verdicts[fact.verdict] += 1
        closed += fact.closed and fact.verdict in COMPLETED
        overdue += fact.overdue
        lights[light_counted(fact)] += 1
    found = rates(verdicts)
    return Counts(
        found.total,
        found.base,
        MappingProxyType({key: verdicts[key] for key in KEYS}),
        found.unreviewed,
        closed,
        overdue,
        found.out,
        not_supervised,
        found.completion,
        found.on_schedule,
        MappingProxyType(lights),
    )


def light_counted(fact: TaskFact) -> str:
    """The light under which a task is counted: none for one that is out, since nothing is asked of it any more."""
    return fact.light if fact.light is not None and fact.verdict not in OUT else "none"


@dataclass(frozen=True, slots=True)
class ShareClass:
    """A published class: verdict keys (and ``unreviewed``) that are counted as one; an ``optional`` class is named only
    where it holds something."""

    key: str
    word: str
    keys: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A class with its number of tasks and its percentage of the total; None where the total is 0."""

    key: str
    word: str
    n: int
    share: Decimal | None


def shares(counts: Counts, classes: Sequence[ShareClass]) -> tuple[Share, ...]:
    """Shares (占比) of the total over classes that together hold every verdict; they sum to 100.0.

    Half up to one decimal each, then the remainder goes to the largest class (of equal ones the first), which is never an
    empty one.
    """
    numbers = {**counts.verdicts, UNREVIEWED: counts.unreviewed}
    named = [(one, sum(numbers[key] for key in one.keys)) for one in classes]
    named = [(one, n) for one, n in named if n or not one.optional]
    parts = [percent(n, counts.total) for _, n in named]
    known = [part for part in parts if part is not None]
    if known:
        largest = max(range(len(named)), key=lambda place: named[place][1])
        parts[largest] = known[largest] + Decimal("100.0") - sum(known)
    return tuple(Share(one.key, one.word, n, part) for (one, n), part in zip(named, parts, strict=True))
