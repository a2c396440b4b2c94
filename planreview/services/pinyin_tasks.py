"""Tasks that letters name in pinyin: by their titles, or by the departments that lead or support them.

The names are read from the store by a job of a lane, their keys are made and looked through in a thread that may wait.
Whether a text is taken as it is written follows from the part of the store alone in which it is looked for (plans, cities,
sections, named tasks), not from what else a filter asks: a verdict that is added does not turn letters into other words.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock

from planreview.domain.pinyin import pattern, query_of
from planreview.domain.review import DepartmentInfo, TaskFilter
from planreview.services import pinyin, queries
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.store.ledger_end import structure_end
from planreview.store.lookup import numbered_tasks

# More titles than an office ever has are not read: a nation's would take minutes.
MOST_TITLES = 50_000
# One letter stands in nearly every title.
SHORTEST = 2
# Texts whose meaning is kept: what is looked for, and what was typed on the way there.
KEPT = 8
# What is called how: tasks by title, and departments.
_Called = tuple[dict[str, list[int]], tuple[DepartmentInfo, ...]]
# Of which part of a store a filter is, and what it looks for there.
_PLACE = ("plans", "cities", "sections", "ids", "indicators", "supervised", "text")
# The tasks and the departments that a text names.
Named = tuple[list[int], tuple[int, ...]]


def is_spoken(text: str) -> bool:
    """Whether tasks can be looked for by this text as pinyin."""
    return len(query_of(text)) >= SHORTEST


class SpokenTasks:
    """What the tasks of a store and its departments are called, read anew when the store has changed."""

    def __init__(self) -> None:
        self._seen: tuple[Path, str] | None = None
        self._called: _Called = ({}, ())
        self._named: dict[tuple[tuple[Path, str] | None, str], Named] = {}
        self._reading, self._making = Lock(), Lock()

    def read(self, ws: Workspace) -> None:
        """Read what tasks and departments are called; a job for any lane."""
        with self._reading, ws.store.reading() as connection:
            seen = ws.store.path, structure_end(connection)
            if seen == self._seen:
                return
            titles: dict[str, list[int]] = {}
            plans = queries.plans(ws)
            inside = [plan.id for plan in plans] if sum(plan.tasks for plan in plans) <= MOST_TITLES else []
            for task in numbered_tasks(connection, inside):
                titles.setdefault(task.title, []).append(task.id)
            self._called, self._seen = (titles, department_rows(connection)), seen

    def named(self, text: str) -> Named:
        """The tasks whose title, and the departments whose name or alias a text names; waits for keys."""
        seen, (titles, departments) = self._seen, self._called
        known = self._named.get((seen, text))
        if known is not None:
            return known
        names = {one.id: (one.name, *one.aliases) for one in departments}
        # One at a time: who asks for the next letter meanwhile finds the titles read.
        with self._making:
            keys = pinyin.learn([*titles, *(name for called in names.values() for name in called)])
        meant = pattern(query_of(text))
        said = {name for name, key in keys.items() if meant.search(key)}
        tasks = [task for title, tasks in titles.items() if title in said for task in tasks]
        found = tasks, tuple(one for one, called in names.items() if not said.isdisjoint(called))
        self._named = {**dict(list(self._named.items())[1 - KEPT :]), (seen, text): found}
        return found


# Read once for all who ask.
SPOKEN = SpokenTasks()


def is_written(ws: Workspace, chosen: TaskFilter) -> bool:
    """Whether anything holds the text of a filter as it is written, in the part of the store of which the filter is."""
    place = {name: getattr(chosen, name) for name in _PLACE}
    return bool(queries.task_ids(ws, TaskFilter(**place), limit=1, written=True))


def in_pinyin(ws: Workspace, chosen: TaskFilter) -> TaskFilter:
    """What the text of a filter means in pinyin, where it is not written so and means anything; else the filter itself."""
    if not is_spoken(chosen.text) or is_written(ws, chosen):
        return chosen
    SPOKEN.read(ws)
    tasks, departments = SPOKEN.named(chosen.text)
    return spoken_filter(ws, chosen, tasks, departments) if tasks or departments else chosen


def spoken_filter(ws: Workspace, chosen: TaskFilter, tasks: list[int], departments: tuple[int, ...]) -> TaskFilter:
    """A filter that means these tasks and those of these departments, in place of its text."""
    if (not tasks or chosen.indicators) and departments and chosen.departments is None:
        # Of a nation's bodies the tasks are not named one by one.
        return replace(chosen, text="", departments=departments)
    ids = dict.fromkeys(tasks)
    if departments:
        of_these = TaskFilter(departments=departments, supervised=None, indicators=chosen.indicators)
        ids |= dict.fromkeys(queries.task_ids(ws, of_these))
    inside = tuple(ids) if chosen.ids is None else tuple(one for one in chosen.ids if one in ids)
    return replace(chosen, text="", ids=inside)
