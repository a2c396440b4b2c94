"""Where a reviewer may go by a name: a heading or a plan, as its first task; and by the number of an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planreview.domain.review import TaskFilter
from planreview.services import references
from planreview.services.queries import plans, task_ids
from planreview.services.workspace import Workspace
from planreview.store.indicators import numbered_indicators
from planreview.store.tally_queries import plan_ids

# As many places as anyone looks through.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A heading or plan: its first task, its labels (the city of a plan) and its title."""

    task_id: int
    label: str
    title: str


def places(ws: Workspace, text: str, plan_id: int | None = None) -> tuple[Place, ...]:
    """The headings that labels, letters of a title or its pinyin name, in this plan if there are any; else such plans."""
    known = plans(ws)
    everywhere = [plan.id for plan in known]
    for inside in ([plan_id] if plan_id is not None else [], everywhere):
        if found := headings(ws, text, inside):
            return found
    named = references.fitting_plans(known, text)
    return _reached(ws, [(TaskFilter(plans=(plan.id,)), plan.city, plan.title) for plan in known if plan.id in named][:_MOST])


def headings(ws: Workspace, text: str, inside: Sequence[int]) -> tuple[Place, ...]:
    """The headings of some plans that labels, letters of a title or its pinyin name."""
    with ws.store.reading() as connection:
        sections = references.fitting_sections(connection, inside, text)
    return _reached(ws, [(TaskFilter(sections=(one,)), "/".join(path), title) for one, path, title in sections[:_MOST]])


def indicators_numbered(ws: Workspace, number: int, inside: Sequence[int] | None) -> list[int]:
    """The indicators that are printed under a number, as the negative ids that their rows have; None: of every plan."""
    with ws.store.reading() as connection:
        chosen = plan_ids(connection) if inside is None else list(inside)
        return [one for one, own in numbered_indicators(connection, chosen) if own == number]


def _reached(ws: Workspace, found: list[tuple[TaskFilter, str, str]]) -> tuple[Place, ...]:
    """Those that hold a task."""
    first = [(task_ids(ws, chosen, limit=1), label, title) for chosen, label, title in found]
    return tuple(Place(ids[0], label, title) for ids, label, title in first if ids)
