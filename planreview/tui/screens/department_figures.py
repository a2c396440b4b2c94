"""What the departments screen shows: a city's departments as a tree, with the same figures as the summary and their own.

Without widgets, so that the figures can be read in a test. The summary counts an office's tasks at its bureau too; what stands
on the body itself (本级) is given beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planreview.catalogue import t
from planreview.cells import width
from planreview.domain.counting import Id
from planreview.domain.review import LEAD, SUPPORT, DepartmentInfo, PlanInfo, TaskFilter
from planreview.domain.summary import Group
from planreview.errors import InputError
from planreview.services import departments, queries, reports
from planreview.services.workspace import Workspace
from planreview.tui.widgets.figure_grid import GridColumn, GridRow

# Columns of figures: role, and the summary's cell behind it; None where the body alone is counted, without its offices.
FIGURES: Mapping[str, tuple[str, str | None]] = {
    "leads": (LEAD, "total"),
    "own_leads": (LEAD, None),
    "supports": (SUPPORT, "support"),
    "own_supports": (SUPPORT, None),
}
NAME_AT_LEAST, NAME_AT_MOST = 20, 44


@dataclass(frozen=True, slots=True)
class Reading:
    """The departments of the plan's city, their rows of the summary, where the plan's leads come from, and all cities."""

    plan: PlanInfo
    departments: tuple[DepartmentInfo, ...]
    groups: Mapping[Id, Group]
    sources: Mapping[int, str]
    cities: Mapping[str, int]

    def ids(self, department: int, column: str) -> tuple[int, ...]:
        """The tasks behind a figure that the summary has too."""
        cell = FIGURES[column][1]
        group = self.groups.get(department)
        return tuple(one for one in group.cells[cell] if isinstance(one, int)) if group and cell else ()

    def figure(self, info: DepartmentInfo, column: str) -> int:
        """The number of tasks in a column."""
        own = {"own_leads": info.leads, "own_supports": info.supports}
        return own[column] if column in own else len(self.ids(info.id, column))

    def sources_of(self, department: int) -> Counter[str]:
        """Where the leads of the plan's tasks come from that count here."""
        return Counter(self.sources[one] for one in self.ids(department, "leads") if one in self.sources)


def read_departments(ws: Workspace, plan_id: int) -> Reading:
    """All that the screen shows. Raises :class:`InputError` plan_unknown."""
    plans = queries.plans(ws)
    plan = next((plan for plan in plans if plan.id == plan_id), None)
    if plan is None:
        raise InputError("plan_unknown", reference=plan_id)
    tasks = queries.task_rows(ws, queries.task_ids(ws, TaskFilter(plans=(plan_id,))))
    counted = reports.summary(ws, scope=TaskFilter(cities=(plan.city,)))
    cities: dict[str, int] = {}
    for one in plans:
        cities.setdefault(one.city, one.id)
    return Reading(
        plan,
        departments.departments(ws, city=plan.city),
        {group.key: group for group in counted.groups},
        {row.id: row.lead_source or "none" for row in tasks},
        cities,
    )


def columns(screen: int) -> tuple[GridColumn, ...]:
    """The columns for a screen of that many cells."""
    headings = {key: t(f"screens.departments.{key}") for key in FIGURES}
    figures = tuple(GridColumn(key, heading, max(8, width(heading))) for key, heading in headings.items())
    taken = 5 + sum(column.width + 1 for column in figures) + 1
    name = max(NAME_AT_LEAST, min(NAME_AT_MOST, screen - taken - 2))
    return (
        GridColumn("order", t("screens.departments.order"), 4, frozen=True),
        GridColumn("name", t("screens.departments.name"), name, "left", frozen=True),
        *figures,
    )


def rows(reading: Reading) -> list[GridRow]:
    """A row for each department, offices behind their bureau."""
    return [
        GridRow(
            info.id,
            (
                "" if info.order is None else str(info.order),
                "  " * depth + info.name,
                *(str(reading.figure(info, column)) for column in FIGURES),
            ),
        )
        for depth, info in in_tree(reading.departments)
    ]


def in_tree(infos: Sequence[DepartmentInfo]) -> list[tuple[int, DepartmentInfo]]:
    """The departments with their depth, offices behind their bureau; a ring of parents is cut where it begins."""
    known = {info.id for info in infos}
    below: dict[int | None, list[DepartmentInfo]] = {}
    for info in infos:
        below.setdefault(info.parent_id if info.parent_id in known else None, []).append(info)
    found: list[tuple[int, DepartmentInfo]] = []
    seen: set[int] = set()

    def walk(parent: int | None, depth: int) -> None:
        for info in below.get(parent, ()):
            if info.id not in seen:
                seen.add(info.id)
                found.append((depth, info))
                walk(info.id, depth + 1)

    walk(None, 0)
    return found + [(0, info) for info in infos if info.id not in seen]
