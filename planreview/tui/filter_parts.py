"""The parts of a filter that a list can offer: which there are, whether one is chosen, and what choosing it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planreview.catalogue import t
from planreview.domain.lights import LIGHTS
from planreview.domain.review import DepartmentInfo, PlanInfo, TaskFilter, TreeNode
from planreview.domain.verdicts import VerdictSet
from planreview.services.department_names import department_words
from planreview.services.queries import Facets
from planreview.services.references import plan_references
from planreview.services.roles import roles_words

Part = tuple[str, object]

# Fields of a filter that are true or not asked for, with the facet that counts them.
FLAGS: Mapping[str, str | None] = {
    "overdue": "overdue",
    "mismatch": "mismatch",
    "reason_open": "reasons_open",
    "has_notes": None,
    "closed": None,
    "not_in_round": None,
    "unchanged": None,
    "carried": None,
    "applied": None,
    "report_mismatch": None,
    "has_evidence": None,
}
SETS = ("verdicts", "lights", "departments", "sections", "cities")


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: a part of a filter, its words, and how many tasks it has (None where nobody counted)."""

    part: Part
    words: str
    n: int | None
    # Of a department: how many of them it leads, how many it supports; None where the number says all.
    roles: tuple[int, int] | None = None

    @property
    def figure(self) -> str:
        """The number in words."""
        if self.n is None:
            return ""
        return str(self.n) if self.roles is None or not self.n else roles_words(self.n, *self.roles)


def offers(
    facets: Facets,
    words: VerdictSet,
    departments: Sequence[DepartmentInfo],
    nodes: Sequence[TreeNode],
    plans: Sequence[PlanInfo],
) -> list[tuple[str, list[Offer]]]:
    """All parts by group, in the order of the list; groups of one city or no section are left out."""
    verdicts = [*words.entries, words.unreviewed]
    cities = list(dict.fromkeys(plan.city for plan in plans))
    known = [info for info in departments if facets.departments.get(info.id)]
    names = department_words(known, departments)
    sections = [node for node in nodes if node.kind == "section"]
    # 一、 of one plan is not that of another.
    several = len({node.plan_id for node in sections}) > 1
    named = plan_references(plans) if several else {}
    groups = [
        ("verdicts", [Offer(("verdicts", one.key), one.both, facets.verdicts.get(one.key, 0)) for one in verdicts]),
        ("lights", [Offer(("lights", key), t(f"light.full.{key}"), facets.lights.get(key, 0)) for key in (*LIGHTS, "none")]),
        ("flags", [Offer((name, True), t(f"screens.filter.{name}"), _counted(facets, facet)) for name, facet in FLAGS.items()]),
        (
            "departments",
            [Offer(("departments", 0), t("screens.unassigned"), facets.unassigned)]
            + [
                Offer(("departments", info.id), names[info.id], facets.departments.get(info.id, 0), _roles(facets, info.id))
                for info in known
            ],
        ),
        ("sections", [Offer(("sections", node.id), _section(node, named), node.total) for node in sections]),
        ("cities", [Offer(("cities", city), city, None) for city in cities if len(cities) > 1]),
    ]
    return [(name, lines) for name, lines in groups if lines]


def counted_anew(
    groups: Sequence[tuple[str, list[Offer]]], chosen: TaskFilter, facets: Callable[[TaskFilter], Facets]
) -> list[tuple[str, list[Offer]]]:
    """The same parts, each with what the filter would leave with its value within the other fields; None where nobody counts."""
    known: dict[TaskFilter, Facets] = {}

    def of(field: str) -> Facets:
        asked = _with(chosen, field, None)
        if asked not in known:
            known[asked] = facets(asked)
        return known[asked]

    def n(offer: Offer) -> int | None:
        field, value = offer.part
        if field in ("verdicts", "lights"):
            counts: Mapping[object, int] = getattr(of(field), field)
            return counts.get(value, 0)
        if field == "departments":
            found = of(field)
            return found.departments.get(int(str(value)), 0) if value else found.unassigned
        return _counted(of(field), FLAGS.get(field))

    def roles(offer: Offer) -> tuple[int, int] | None:
        field, value = offer.part
        return _roles(of(field), int(str(value))) if field == "departments" and value else None

    return [(name, [replace(offer, n=n(offer), roles=roles(offer)) for offer in lines]) for name, lines in groups]


def _roles(facets: Facets, department: int) -> tuple[int, int]:
    return facets.leads.get(department, 0), facets.supports.get(department, 0)


def _section(node: TreeNode, plans: Mapping[int, str]) -> str:
    return f"{plans.get(node.plan_id or 0, '')} {node.label} {node.title}".strip()


def _counted(facets: Facets, name: str | None) -> int | None:
    return getattr(facets, name) if name else None


def is_chosen(chosen: TaskFilter, part: Part) -> bool:
    """Whether a filter asks for a part."""
    field, value = part
    held = getattr(chosen, field)
    return value in (held or ()) if field in SETS else held is True


def _with(chosen: TaskFilter, field: str, value: object) -> TaskFilter:
    changed: dict[str, Any] = {field: value}
    return replace(chosen, **changed)


def toggle(chosen: TaskFilter, part: Part) -> TaskFilter:
    """The filter with a part added, or taken away where it was chosen; a set that becomes empty no longer narrows."""
    field, value = part
    if field not in SETS:
        return _with(chosen, field, None if is_chosen(chosen, part) else True)
    held = tuple(getattr(chosen, field) or ())
    left = tuple(one for one in held if one != value) if value in held else (*held, value)
    return _with(chosen, field, left or None)


def within(parsed: TaskFilter, scope: TaskFilter) -> TaskFilter:
    """A filter read from a line, kept inside the plans and the opened tasks that it stood in before."""
    return replace(
        parsed,
        plans=scope.plans if parsed.plans is None else parsed.plans,
        ids=scope.ids if parsed.ids is None else parsed.ids,
    )
