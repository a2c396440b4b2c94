"""The summary as far as a person reads it: the worst groups, one row for what the others add up to, and the whole.

Of a whole store it is read from the numbers kept beside the tasks, so that a nation's takes no longer than a bureau's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.counting import UNASSIGNED, Id, TaskFact, count, shares
from planreview.domain.departments import dominates
from planreview.domain.grouping import SECTION, UNASSIGNED_KIND, WILDCARD, GroupName, Names, in_print_order, place
from planreview.domain.place_names import with_city
from planreview.domain.records import dataclass, replace
from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.domain.summary import Footnotes, Group, Summary, Targets
from planreview.domain.tallies import REST, Tally, add_up, rank, remainder, shorten, tallied, tally_of
from planreview.presets import share_classes, verdict_set
from planreview.services.workspace import Workspace
from planreview.store import tally_queries
from planreview.text import show

if TYPE_CHECKING:
    import sqlite3

# Plans of which a department leads many tasks: plan, how many of them, how many the plan has.
_Held = Sequence[tuple[int, int, int]]
# Nobody calls less than a tenth of a plan dominating it.
_LEAST = 10
# Rows that a person reads before the rest is added up.
MOST = 40


def brief_summary(
    ws: Workspace, *, by: str = "department", mode: str = "lead", scope: TaskFilter | None = None, most: int = MOST
) -> Summary:
    """As :func:`reports.summary`, with ``most`` rows of depth 0 and one more for the rest; rows without tasks are left out, and
    the tasks behind the figures may be. Raises :class:`InputError` summary_by."""
    if (scope is None or scope == TaskFilter()) and is_kept(by, mode):
        return _kept(ws, by, mode, most)
    from planreview.services.reports import summary

    full = summary(ws, by=by, mode=mode, scope=scope)
    return replace(
        full, groups=tuple(group for group in shorten(full.groups, most) if group.counts.total or group.key in full.asked)
    )


def is_kept(by: str, mode: str) -> bool:
    """Whether the figures of a whole store are read so, and not from a fact a task."""
    return by in tally_queries.KEPT | tally_queries.COUNTED and (by != "department" or mode == "lead")


@dataclass(frozen=True, slots=True)
class _Tree:
    """Bureaus and offices: who stands below whom, and their own tallies."""

    below: Mapping[int, tuple[int, ...]]
    tallies: Mapping[int, Tally]

    def line(self, key: int) -> list[int]:
        """A department and all below it."""
        return [key, *(one for child in self.below.get(key, ()) for one in self.line(child))]

    def whole(self, key: int) -> Tally:
        """What a department and all below it hold together."""
        return add_up(key, (self.tallies[one] for one in self.line(key) if one in self.tallies))


def _kept(ws: Workspace, by: str, mode: str, most: int) -> Summary:
    with ws.store.reading() as connection:
        total = tally_queries.whole(connection)
        first, last, periods, share, cities = tally_queries.plan_span(connection)
        few = by in tally_queries.COUNTED
        groups = list(shorten(_few(connection, by), most)) if few else _groups(connection, by, most, total, several=cities > 1)
        n = total.numbers
        notes = Footnotes(
            joint_leads=n["joint_leads"],
            shared_leads=n["shared_leads"],
            presumed=n["presumed"],
            carried=n["carried"],
            support_only=tally_queries.support_only(connection) if by == "department" else 0,
        )
        titles = tally_queries.some_titles(connection)
        indicators = tally_queries.any_indicators(connection)
        standing = _round(connection) if tally_queries.any_open_round(connection) else None
    whole = tallied(GroupName("total", "", kind="total"), total, support=n["supported"])
    days = [date.fromisoformat(day) for day in (first, last) if day] or [ws.today()]
    several = t("reports.as_of_differs", first=days[0].isoformat(), last=days[-1].isoformat())
    found = Summary(
        as_of=days[-1],
        mode=mode,
        by=by,
        round=standing,
        schedule_share=Decimal(share) if periods == 1 and share is not None else None,
        total=whole,
        shares=shares(whole.counts, share_classes()),
        groups=tuple(groups),
        footnotes=notes,
        words=MappingProxyType(verdict_set().words()),
        title=show(titles[0]) if len(titles) == 1 else "",
        warnings=(several,) if days[0] != days[-1] else (),
        as_of_first=days[0],
    )
    if not indicators and not standing:
        return found
    if indicators:
        from planreview.services.reports import indicators_of

        found = replace(found, indicators=indicators_of(ws, TaskFilter()))
    from planreview.services.round_standing import with_standing

    return with_standing(ws, found, TaskFilter()) if standing else found


def _round(connection: sqlite3.Connection) -> str | None:
    from planreview.store.round_standing import round_of_plans

    return round_of_plans(connection, tally_queries.plan_ids(connection))


def _groups(connection: sqlite3.Connection, by: str, most: int, total: Tally, *, several: bool) -> list[Group]:
    tree = _tree(connection) if by == "department" else _Tree({}, {})
    inside = set(tree.below)
    roots = [key for key in tree.below if not any(key in below for below in tree.below.values())]
    tops = [tally for tally in map(tree.whole, roots) if tally.numbers.get("total")]
    department = by == "department"
    loose = tally_queries.worst_groups(connection, by, most + 1, {0, *inside} if department else ())
    tops += loose
    unassigned = tally_queries.group_tallies(connection, by, {0}).get(0) if department else None
    names = _named(connection, by, [tally.key for tally in tops], tree, several=several)
    rows = {tally.key: tallied(names.of(tally.key), tally) for tally in tops}
    rest = None
    if len(rows) <= most:
        keys = [key for key, _ in in_print_order(rows, names)]
    else:
        keys = [group.key for group in sorted(rows.values(), key=rank)[:most]]
        held = sum(1 for one in inside if one in tree.tallies and tree.tallies[one].numbers["total"])
        n = tally_queries.group_count(connection, by) - held + (len(tops) - len(loose)) - most
        n -= unassigned is not None and unassigned.numbers["total"] > 0
        rest = remainder(n, _without(total, [*(tally_of(rows[key]) for key in keys), *([unassigned] if unassigned else [])]))
    shown = [one for key in keys for one in tree.line(int(key))] if department else ()
    held_plans = tally_queries.held_plans(connection, shown, _LEAST)
    found = [one for key in keys for one in _with_parts(connection, by, rows[key], tree, names, held_plans)]
    if rest is not None:
        found.append(rest)
    if unassigned is not None and unassigned.numbers["total"]:
        found.append(tallied(GroupName(UNASSIGNED, "", kind=UNASSIGNED_KIND), unassigned))
    return found


def _few(connection: sqlite3.Connection, by: str) -> list[Group]:
    """The rows of verdicts, or of people, in print order."""
    words = verdict_set()
    entries = (*words.entries, words.unreviewed) if by == "verdict" else ()
    names = Names(GroupName(one.key, one.both, order=order, kind="verdict") for order, one in enumerate(entries))
    none: Id = UNREVIEWED if by == "verdict" else UNASSIGNED
    found: dict[Id, Tally] = {
        none if key is None else key: tally
        for key, tally in tally_queries.counted_groups(connection, by).items()
        if tally.numbers["total"]
    }
    return [tallied(names.of(key), found[key]) for key, _ in in_print_order(found, names)]


def _without(total: Tally, shown: Iterable[Tally]) -> Tally:
    """What all other groups add up to: the whole without those that are shown."""
    left = dict(total.numbers)
    for tally in shown:
        for name, number in tally.numbers.items():
            left[name] = left.get(name, 0) - number
    return Tally(REST, left)


def _tree(connection: sqlite3.Connection) -> _Tree:
    above = tally_queries.offices(connection)
    below: dict[int, list[int]] = {key: [] for key in above}
    for key, parent in above.items():
        if parent in below:
            below[parent].append(key)
    return _Tree(
        {key: tuple(own) for key, own in below.items()}, tally_queries.group_tallies(connection, "department", above.keys())
    )


def _named(connection: sqlite3.Connection, by: str, keys: Iterable[Id], tree: _Tree, *, several: bool) -> Names:
    """The names of these groups and of what stands below them, in the order in which a whole table has them."""
    wanted = [one for key in keys for one in (tree.line(key) if isinstance(key, int) else (key,))]
    if by == "department":
        known = tally_queries.departments(connection, [one for one in wanted if isinstance(one, int)])
        return Names(
            GroupName(
                one.id,
                with_city(one.city, one.name) if several and one.parent is None else one.name,
                one.parent,
                order,
                WILDCARD if one.wildcard else "department",
            )
            for order, one in enumerate(known)
        )
    if by == "plan":
        titles = tally_queries.plan_titles(connection, [one for one in wanted if isinstance(one, int)])
        return Names(
            GroupName(plan, show(with_city(city, title) if several else title), order=plan, kind="plan")
            for plan, city, title in titles
        )
    order = tally_queries.city_order(connection, [str(one) for one in wanted])
    return Names(GroupName(city, show(city), order=order.get(str(city), len(order)), kind="city") for city in wanted)


def _with_parts(
    connection: sqlite3.Connection, by: str, row: Group, tree: _Tree, names: Names, held: Mapping[int, _Held]
) -> list[Group]:
    """A row, the offices below it, and the sections of plans that one of these bodies holds by itself."""
    if by != "department":
        return [row]
    own = [one for one in tree.line(int(row.key)) if one != row.key and tree.whole(one).numbers.get("total")]
    found = []
    for key, depth in in_print_order([row.key, *own], names):
        parent = names.parent(key) if depth else None
        found.append(row if key == row.key else tallied(names.of(key), tree.whole(int(key)), parent, depth))
        if row.kind != WILDCARD:
            found += _sections(connection, int(key), held.get(int(key), ()), depth + 1)
    return found


def _sections(connection: sqlite3.Connection, lead: int, held: _Held, depth: int) -> list[Group]:
    if not held:
        return []
    from planreview.store import report_queries
    from planreview.store.settings import read_settings

    threshold = read_settings(connection).thresholds.dominance
    found = []
    for plan, n, total in held:
        if not dominates(n, total, threshold):
            continue
        facts = report_queries.task_facts(connection, TaskFilter(departments=(lead,), role="lead", plans=(plan,)))
        known = [
            *report_queries.section_groups(connection, under_plans=False, plan=plan),
            GroupName(f"{report_queries.OUTSIDE}/{plan}", t("reports.no_section"), order=10**9, kind="section"),
        ]
        sections = Names(known)
        by_section: dict[Id, list[TaskFact]] = defaultdict(list)
        for fact in facts:
            by_section[sections.line(fact.section)[-1]].append(fact)
        if len(by_section) > 1:
            for section, own in sorted(by_section.items(), key=lambda entry: place(sections.of(entry[0]))):
                found.append(_counted(replace(sections.of(section), key=f"{lead}/{section}", kind=SECTION), own, lead, depth))
    return found


def _counted(name: GroupName, facts: list[TaskFact], parent: Id, depth: int) -> Group:
    targets = Targets(
        sum(fact.targets_stated for fact in facts),
        sum(fact.targets_reported for fact in facts),
        sum(fact.targets_attained for fact in facts),
    )
    return Group(name.key, name.name, parent, name.kind, depth, count(facts), targets, 0, (), MappingProxyType({}))
