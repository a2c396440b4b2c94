"""The summary: a table of figures by group, frozen before anything is printed, with the tasks behind every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from planreview.domain.behind_list import BehindList
from planreview.domain.counting import Counts, Id, Share, ShareClass, TaskFact, count, light_counted, shares
from planreview.domain.grouping import (
    BYS,
    LEAD,
    MODES,
    SECTION,
    UNASSIGNED_KIND,
    WILDCARD,
    GroupName,
    Names,
    dominant_sections,
    in_print_order,
    keys_of,
    members,
)
from planreview.domain.imprint import Imprint
from planreview.domain.indicator_figures import IndicatorFigures
from planreview.domain.out_list import OutList
from planreview.domain.records import dataclass, replace
from planreview.domain.verdicts import CLOSED, COMPLETED, KEYS, ON_SCHEDULE, OUT, UNREVIEWED, VerdictSet

# Every figure that can be opened. ``on_schedule`` and ``completion`` open what their rates count above the line.
COLUMNS = (
    "total", "base", *KEYS, CLOSED, UNREVIEWED, "overdue", "out", "not_supervised", "on_schedule", "completion",
    "red", "yellow", "green", "none", "support",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets stated in the documents, those with an actual, those reached."""

    stated: int
    reported: int
    attained: int


@dataclass(frozen=True, slots=True)
class Group:
    """One row. ``cells`` holds the task ids behind each of ``COLUMNS``; ``support`` counts the tasks it supports, beside
    the total in lead mode and within it in all mode; ``depth`` is 0 for a row that counts in the total."""

    key: Id
    name: str
    parent: Id | None
    kind: str
    depth: int
    counts: Counts
    targets: Targets
    support: int
    task_ids: tuple[Id, ...]
    cells: Mapping[str, tuple[Id, ...]]


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Numbers of supervised tasks that the table's footnotes name: joint leads counted at the first, 按职责分工 without a
    lead counted at the first named, due dates presumed, verdicts carried over; ``support_only`` counts departments."""

    joint_leads: int
    shared_leads: int
    presumed: int
    carried: int
    support_only: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures as of a date. ``total`` is the row of the whole, each task once; ``words`` are the verdicts' list words in use;
    ``schedule_share`` is None where the plans' periods differ. Where each plan stands at a date of its own, ``as_of`` is the
    last of them and ``as_of_first`` the first."""

    as_of: date
    mode: str
    by: str
    round: str | None
    schedule_share: Decimal | None
    total: Group
    shares: tuple[Share, ...]
    groups: tuple[Group, ...]
    footnotes: Footnotes
    words: Mapping[str, str]
    title: str = ""
    scope: str = ""
    warnings: tuple[str, ...] = ()
    as_of_first: date | None = None
    # The indicators of the scope, counted apart; None where there is none, or the rows are indicators themselves.
    indicators: IndicatorFigures | None = None
    # The tasks behind, one by one; None where the summary is not about a part, or of figures as they were issued.
    behind: BehindList | None = None
    # What was taken out of the base, where the tasks behind are listed.
    taken_out: OutList | None = None
    # Who has it printed; None where it is only looked at.
    imprint: Imprint | None = None
    # The departments whose tasks are the scope, led or supported: each has a row, though it leads none of them.
    asked: tuple[Id, ...] = ()

    @property
    def rows(self) -> tuple[Group, ...]:
        """The rows of the table, the total last; a department that only supports has none, unless the scope asks for it."""
        return (*(group for group in self.groups if group.counts.total or group.key in self.asked), self.total)

    @property
    def counts(self) -> Counts:
        """The figures of the whole."""
        return self.total.counts


def summarise(
    facts: Iterable[TaskFact],
    *,
    by: str = "department",
    mode: str = LEAD,
    names: Iterable[GroupName] = (),
    section_names: Iterable[GroupName] = (),
    as_of: date,
    schedule_share: Decimal | None,
    verdicts: VerdictSet,
    classes: Sequence[ShareClass],
    round_name: str | None = None,
    dominance: Decimal = Decimal(60),
    title: str = "",
    scope: str = "",
    warnings: tuple[str, ...] = (),
    as_of_first: date | None = None,
) -> Summary:
    """Summarise tasks by ``department``, ``section``, ``city``, ``verdict``, ``plan`` or ``person``.

    In ``lead`` mode a task counts once, at its first lead, so that the rows of depth 0 add up to the total; in ``all`` mode
    once in each of its departments, and the total is de-duplicated. ``names`` names the groups (those of verdicts follow from
    ``verdicts``), ``section_names`` the sections that a body dominating its plan (more than ``dominance`` percent) is broken
    down by. Raises ``ValueError`` for another ``by`` or ``mode``.
    """
    if by not in BYS or mode not in MODES:
        raise ValueError(f"{by} {mode}")
    facts = tuple(facts)
    supervised = tuple(fact for fact in facts if fact.supervised)
    named = Names(_verdict_names(verdicts) if by == "verdict" else names)
    keys = {fact.id: keys_of(fact, by, mode) for fact in facts}
    held = members(((fact, keys[fact.id]) for fact in facts), named)
    supported: dict[Id, list[TaskFact]] = {}
    parts: Mapping[Id, Sequence[tuple[Id, list[TaskFact]]]] = {}
    sections = Names(section_names)
    if by == "department":
        supported = _supported(supervised, named)
        parts = dominant_sections(supervised, keys, sections, named, dominance)
    present = [key for key in {**held, **supported} if any(f.supervised for f in held.get(key, ())) or key in supported]
    groups: list[Group] = []
    for key, depth in in_print_order(present, named):
        name = named.of(key)
        row = _group(name, held.get(key, []), supported.get(key, []), named.parent(key), depth)
        groups.append(row)
        for section, own in parts.get(key, ()):
            part = replace(sections.of(section), key=f"{key}/{section}", kind=SECTION)
            groups.append(_group(part, own, [], key, depth + 1))
    helped = {fact.id for own in supported.values() for fact in own} if by == "department" else None
    joined = [fact for fact in supervised if fact.supports and (helped is None or fact.id in helped)]
    whole = _group(GroupName("total", "", kind="total"), facts, joined, None, 0)
    return Summary(
        as_of=as_of,
        mode=mode,
        by=by,
        round=round_name,
        schedule_share=schedule_share,
        total=whole,
        shares=shares(whole.counts, classes),
        groups=tuple(groups),
        footnotes=_footnotes(supervised, groups),
        words=MappingProxyType(verdicts.words()),
        title=title,
        scope=scope,
        warnings=warnings,
        as_of_first=as_of_first,
    )


def _verdict_names(verdicts: VerdictSet) -> tuple[GroupName, ...]:
    entries = (*verdicts.entries, verdicts.unreviewed)
    return tuple(GroupName(entry.key, entry.both, order=place, kind="verdict") for place, entry in enumerate(entries))


def _supported(facts: Sequence[TaskFact], names: Names) -> dict[Id, list[TaskFact]]:
    """Tasks by each department that supports them; a bureau does not support what it leads itself or through its offices."""
    found = members(((fact, fact.supports) for fact in facts if fact.supports), names)
    led = {fact.id: {above for lead in fact.leads for above in names.line(lead)} for fact in facts if fact.supports}
    kept = {key: [fact for fact in own if key not in led[fact.id]] for key, own in found.items()}
    return {key: own for key, own in kept.items() if own}


def _group(name: GroupName, facts: Sequence[TaskFact], supported: Sequence[TaskFact], parent: Id | None, depth: int) -> Group:
    cells: dict[str, list[Id]] = {column: [] for column in COLUMNS}
    for fact in facts:
        for column in _columns_of(fact):
            cells[column].append(fact.id)
    cells["support"] = [fact.id for fact in supported]
    counted = [fact for fact in facts if fact.supervised]
    return Group(
        key=name.key,
        name=name.name,
        parent=parent,
        kind=name.kind,
        depth=depth,
        counts=count(facts),
        targets=Targets(
            sum(fact.targets_stated for fact in counted),
            sum(fact.targets_reported for fact in counted),
            sum(fact.targets_attained for fact in counted),
        ),
        support=len(supported),
        task_ids=tuple(cells["total"]),
        cells=MappingProxyType({column: tuple(ids) for column, ids in cells.items()}),
    )


def _columns_of(fact: TaskFact) -> Iterable[str]:
    """The columns in which a task is counted."""
    if not fact.supervised:
        yield "not_supervised"
        return
    yield "total"
    yield fact.verdict or UNREVIEWED
    yield "out" if fact.verdict in OUT else "base"
    yield light_counted(fact)
    if fact.overdue:
        yield "overdue"
    if fact.verdict in COMPLETED:
        yield "completion"
        if fact.closed:
            yield CLOSED
    if fact.verdict in COMPLETED or fact.verdict in ON_SCHEDULE:
        yield "on_schedule"


def _footnotes(supervised: Sequence[TaskFact], groups: Sequence[Group]) -> Footnotes:
    return Footnotes(
        joint_leads=sum(len(fact.leads) > 1 for fact in supervised),
        shared_leads=sum(fact.shared for fact in supervised),
        presumed=sum(fact.due_presumed for fact in supervised),
        carried=sum(fact.carried for fact in supervised),
        support_only=sum(group.counts.total == 0 for group in groups),
    )


def worst_first(groups: Sequence[Group], column: str = "on_schedule") -> tuple[Group, ...]:
    """The rows with the lowest rate first (``on_schedule`` or ``completion``), unmeasured ones behind them, sub-rows behind
    their parents; wildcards, 未分配 and the row of all others stay last. Equal rates keep their order."""
    below: dict[Id | None, list[Group]] = {}
    for group in groups:
        below.setdefault(group.parent if group.depth else None, []).append(group)

    def rank(group: Group) -> tuple[bool, bool, Decimal]:
        rate: Decimal | None = getattr(group.counts, column)
        return group.kind in {WILDCARD, UNASSIGNED_KIND, "rest"}, rate is None, rate or Decimal(0)

    def walk(parent: Id | None) -> Iterable[Group]:
        for group in sorted(below.get(parent, ()), key=rank):
            yield group
            yield from walk(group.key)

    return tuple(walk(None))
