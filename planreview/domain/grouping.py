"""Groups of tasks: which rows a table has, which tasks stand in each, and in what order they are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from planreview.domain.counting import UNASSIGNED, Id, TaskFact
from planreview.domain.departments import dominates
from planreview.domain.records import dataclass
from planreview.domain.verdicts import UNREVIEWED

BYS = ("department", "section", "city", "verdict", "plan", "person")
LEAD, ALL = "lead", "all"
MODES = (LEAD, ALL)
WILDCARD, UNASSIGNED_KIND, SECTION = "wildcard", "unassigned", "section"
# 各县(市、区) and 有关部门, then 未分配, stand last before the total.
_RANK = {WILDCARD: 1, UNASSIGNED_KIND: 2}


@dataclass(frozen=True, slots=True)
class GroupName:
    """How a group is named and placed: ``order`` is the 建制序 or the place in the document, ``kind`` is ``wildcard`` for
    各县(市、区) and 有关部门, else what the group is; a group with a ``parent_key`` is counted in its parent as well."""

    key: Id
    name: str
    parent_key: Id | None = None
    order: int = 0
    kind: str = "department"


class Names:
    """The names of groups by key, with their tree. A parent that nobody knows, or a ring of parents, makes a top group."""

    def __init__(self, names: Iterable[GroupName]) -> None:
        self._known = {name.key: name for name in names}

    def of(self, key: Id) -> GroupName:
        """The name of a key; one that was not given is named by its key, 未分配 is left to the printer."""
        if key == UNASSIGNED:
            return GroupName(key, "", kind=UNASSIGNED_KIND)
        return self._known.get(key) or GroupName(key, str(key))

    def line(self, key: Id) -> tuple[Id, ...]:
        """A key and its ancestors, from the key to the top."""
        found = [key]
        while (parent := self.of(found[-1]).parent_key) in self._known and parent not in found:
            assert parent is not None
            found.append(parent)
        # In a ring each key would be its own ancestor: then it stands alone.
        return (key,) if parent in found else tuple(found)

    def parent(self, key: Id) -> Id | None:
        """The parent under which a key is printed."""
        line = self.line(key)
        return line[1] if len(line) > 1 else None


def keys_of(fact: TaskFact, by: str, mode: str) -> tuple[Id, ...]:
    """The groups of one task. Lead mode: of its first lead alone; all mode: of each of its departments, once each."""
    if by == "department":
        named = (*fact.leads, *fact.supports) if mode == ALL else fact.leads[:1]
        return tuple(dict.fromkeys(named)) or (UNASSIGNED,)
    if by == "verdict":
        return (fact.verdict or UNREVIEWED,)
    return ({"section": fact.section, "city": fact.city, "plan": fact.plan, "person": fact.person}[by],)


def members(facts: Iterable[tuple[TaskFact, tuple[Id, ...]]], names: Names) -> dict[Id, list[TaskFact]]:
    """Tasks by group, each once in a group and in every ancestor of it."""
    found: dict[Id, list[TaskFact]] = defaultdict(list)
    lines: dict[Id, tuple[Id, ...]] = {}
    for fact, keys in facts:
        for key in keys:
            if key not in lines:
                lines[key] = names.line(key)
        for group in dict.fromkeys(group for key in keys for group in lines[key]):
            found[group].append(fact)
    return found


def dominant_sections(
    facts: Sequence[TaskFact], keys: Mapping[Id, tuple[Id, ...]], sections: Names, names: Names, threshold: Decimal
) -> dict[Id, list[tuple[Id, list[TaskFact]]]]:
    """For each body that itself holds more than ``threshold`` percent of a plan: its tasks there by the plan's top sections.

    Tasks that its offices hold are shown by office and do not count here; nor do 未分配 and wildcards, which are no bodies.
    ``keys`` gives the groups of each task by its id.
    """
    totals: dict[Id, int] = defaultdict(int)
    held: dict[tuple[Id, Id], list[TaskFact]] = defaultdict(list)
    for fact in facts:
        totals[fact.plan] += 1
        for key in keys[fact.id]:
            if names.of(key).kind not in _RANK:
                held[key, fact.plan].append(fact)
    found: dict[Id, list[tuple[Id, list[TaskFact]]]] = defaultdict(list)
    for (key, plan), own in held.items():
        if not dominates(len(own), totals[plan], threshold):
            continue
        by_section: dict[Id, list[TaskFact]] = defaultdict(list)
        for fact in own:
            by_section[sections.line(fact.section)[-1]].append(fact)
        # A single section would say the same again.
        if len(by_section) > 1:
            found[key] += sorted(by_section.items(), key=lambda entry: place(sections.of(entry[0])))
    return found


def place(name: GroupName) -> tuple[int, int, str, str]:
    """The key by which groups side by side are ordered: wildcards and 未分配 last, 建制序, name."""
    return _RANK.get(name.kind, 0), name.order, name.name, str(name.key)


def in_print_order(keys: Iterable[Id], names: Names) -> Iterator[tuple[Id, int]]:
    """Keys with their depth: each behind its parent, side by side in their order."""
    children: dict[Id | None, list[Id]] = defaultdict(list)
    present = list(keys)
    for key in present:
        children[names.parent(key)].append(key)

    def below(parent: Id | None, depth: int) -> Iterator[tuple[Id, int]]:
        for key in sorted(children.get(parent, ()), key=lambda key: place(names.of(key))):
            yield key, depth
            yield from below(key, depth + 1)

    return below(None, 0)
