"""Turn an outline into what the store keeps: tasks with ids and sections, and the targets of the whole plan."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from planreview.domain.outline import Outline, OutlineTask, StatedDepartments, TargetSpec
from planreview.services.identity import digest, item_text, target_uids
from planreview.services.revising import NewTask, OldTask
from planreview.store.documents import ItemEntry, PlanTarget
from planreview.store.revisions import StoredTask
from planreview.text import fold

OBJECTIVE, BOX, TABLE = "objective", "box", "table"


def task_sections(outline: Outline) -> list[int | None]:
    """For each task the place of its heading among the sections: the last with its labels that stands above it.

    Labels may come twice, where numbering restarts by mistake; a label that no heading has falls back on those above it.
    """
    lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, section in enumerate(outline.sections):
        if section.kind == "section":
            lines[section.path].append(section.line)
            places[section.path].append(place)
    return [_section_of(task, lines, places) for task in outline.tasks]


def _section_of(
    task: OutlineTask, lines: dict[tuple[str, ...], list[int]], places: dict[tuple[str, ...], list[int]]
) -> int | None:
    path = task.section
    while path:
        # A section without a numbered item is itself the task and begins on the same line.
        above = bisect_right(lines.get(path, ()), task.line)
        if above:
            return places[path][above - 1]
        path = path[:-1]
    return None


def new_tasks(outline: Outline) -> list[NewTask]:
    """The tasks of a document as matching sees them."""
    return [
        NewTask(fold(task.title), item_text(task.label, task.title, task.text), places)
        for task, places in zip(outline.tasks, task_places(outline), strict=True)
    ]


def task_places(outline: Outline) -> list[frozenset[str]]:
    """For each task of a document the names of its section."""
    names = [section_names(section.path, section.title) for section in outline.sections]
    nowhere = section_names((), None)
    return [nowhere if place is None else names[place] for place in task_sections(outline)]


def old_tasks(stored: Sequence[StoredTask], families: dict[str, str]) -> list[OldTask]:
    """The tasks of a stored revision as matching sees them."""
    return [
        OldTask(
            task.uid,
            families[task.uid],
            fold(task.title),
            item_text(task.label, task.title, task.body),
            section_names(tuple(task.path.split("/")) if task.path else (), task.section_title),
        )
        for task in stored
    ]


def section_names(path: Sequence[str], title: str | None) -> frozenset[str]:
    """What names a section when it is compared: its labels, and its title, of which either may change."""
    return frozenset({"/".join(map(fold, path)), f"={fold(title)}" if title else "/".join(map(fold, path))})


def item_entries(outline: Outline, uids: Sequence[str], section_ids: Sequence[int]) -> list[ItemEntry]:
    """Tasks with their ids, the rows of their sections, and the departments stated for those."""
    stated = _by_section(outline)
    nobody = StatedDepartments()
    return [
        ItemEntry(
            uid,
            task,
            None if place is None else section_ids[place],
            target_uids(uid, task.targets),
            nobody if place is None else stated[place],
        )
        for uid, task, place in zip(uids, outline.tasks, task_sections(outline), strict=True)
    ]


def _by_section(outline: Outline) -> list[StatedDepartments]:
    """For each section the departments that it states, or else the nearest heading above it that states any."""
    found: list[StatedDepartments] = []
    above: dict[tuple[str, ...], StatedDepartments] = {}
    for section in outline.sections:
        own = section.departments
        if not (own.lead or own.support):
            own = above.get(section.path[:-1], own)
        if section.kind == "section":
            above[section.path] = own
        found.append(own)
    return found


def plan_targets(plan: str, outline: Outline, section_ids: Sequence[int]) -> list[PlanTarget]:
    """Targets of the whole plan: overall goals, boxes, and tables that set goals; in the order of the document."""
    found: list[PlanTarget] = []
    specs: dict[str, list[tuple[TargetSpec, int | None]]] = {
        OBJECTIVE: [(spec, None) for spec in outline.objectives],
        BOX: [
            (spec, section_ids[place])
            for place, section in enumerate(outline.sections)
            if section.kind == "box"
            for spec in section.targets
        ],
        TABLE: [(spec, None) for table in outline.tables if table.is_target for spec in table.targets],
    }
    for origin, entries in specs.items():
        uids = target_uids(digest(origin, plan), [spec for spec, _ in entries])
        found += [PlanTarget(uid, spec, section, origin) for uid, (spec, section) in zip(uids, entries, strict=True)]
    return sorted(found, key=lambda target: target.spec.line)
