"""The summary from numbers that were added up before: no fact a task, so that a nation's is as quick as a bureau's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from planreview.domain.counting import Counts, Id, rates
from planreview.domain.grouping import UNASSIGNED_KIND, GroupName
from planreview.domain.records import dataclass
from planreview.domain.summary import Group, Targets
from planreview.domain.verdicts import KEYS

REST = "rest"
COLOURS = ("green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of tasks of one group by measure: ``total`` supervised, ``not_supervised``, one for each verdict, and so on."""

    key: Id
    numbers: Mapping[str, int]


def add_up(key: Id, tallies: Iterable[Tally]) -> Tally:
    """One tally of several groups that share no task."""
    found: dict[str, int] = {}
    for tally in tallies:
        for name, n in tally.numbers.items():
            found[name] = found.get(name, 0) + n
    return Tally(key, found)


def tallied(name: GroupName, tally: Tally, parent: Id | None = None, depth: int = 0, support: int = 0) -> Group:
    """A row of the summary from a tally; the tasks behind its figures are not known."""
    n = tally.numbers
    verdicts: dict[str | None, int] = {key: n.get(key, 0) for key in KEYS}
    found = rates(verdicts | {None: n.get("unreviewed", 0)})
    lights = {colour: n.get(colour, 0) for colour in COLOURS}
    return Group(
        key=name.key,
        name=name.name,
        parent=parent,
        kind=name.kind,
        depth=depth,
        counts=Counts(
            found.total,
            found.base,
            MappingProxyType({key: n.get(key, 0) for key in KEYS}),
            found.unreviewed,
            n.get("closed", 0),
            n.get("overdue", 0),
            found.out,
            n.get("not_supervised", 0),
            found.completion,
            found.on_schedule,
            MappingProxyType(lights | {"none": found.total - sum(lights.values())}),
        ),
        targets=Targets(n.get("stated", 0), n.get("reported", 0), n.get("attained", 0)),
        support=support,
        task_ids=(),
        cells=MappingProxyType({}),
    )


def tally_of(group: Group) -> Tally:
    """The numbers of a row."""
    counts, targets = group.counts, group.targets
    numbers = {
        **counts.verdicts,
        **{colour: counts.lights[colour] for colour in COLOURS},
        "unreviewed": counts.unreviewed,
        "closed": counts.closed,
        "overdue": counts.overdue,
        "not_supervised": counts.not_supervised,
        "stated": targets.stated,
        "reported": targets.reported,
        "attained": targets.attained,
    }
    return Tally(group.key, numbers)


def is_ranked(group: Group) -> bool:
    """Whether a row can be among the worst: a row of its own that counts something, and not 未分配."""
    return not group.depth and group.counts.total > 0 and group.kind != UNASSIGNED_KIND


def rank(group: Group) -> tuple[bool, Decimal, int, bool, int, str]:
    """The key that puts the worst first: by the rate, where it was measured, then those with more tasks, then by key."""
    rate = group.counts.on_schedule
    key = group.key
    return (
        rate is None,
        rate or Decimal(0),
        -group.counts.total,
        isinstance(key, str),
        key if isinstance(key, int) else 0,
        str(key),
    )


def shorten(groups: Sequence[Group], most: int) -> tuple[Group, ...]:
    """At most ``most`` rows of depth 0 with those below them: the worst first, then one row that holds what the others add up
    to, then 未分配. Where there are no more than that, they stay as they are."""
    ranked = [group for group in groups if is_ranked(group)]
    if len(ranked) <= most:
        return tuple(groups)
    kept = sorted(ranked, key=rank)[:most]
    keys = {group.key for group in kept}
    below: dict[Id, list[Group]] = {}
    top: Id | None = None
    for group in groups:
        top = group.key if not group.depth else top
        if group.depth and top in keys and top is not None:
            below.setdefault(top, []).append(group)
    others = [group for group in ranked if group.key not in keys]
    rest = remainder(len(others), add_up(REST, map(tally_of, others)))
    last = [group for group in groups if not group.depth and group.kind == UNASSIGNED_KIND]
    return (*(row for group in kept for row in (group, *below.get(group.key, ()))), rest, *last)


def remainder(n: int, tally: Tally) -> Group:
    """The row that ``n`` others are added up in; its name is their number. Groups with nothing supervised are no rows."""
    numbers = {name: number for name, number in tally.numbers.items() if name != "not_supervised"}
    return tallied(GroupName(REST, str(n), kind=REST), Tally(REST, numbers))
