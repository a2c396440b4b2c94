"""Tasks that letters name in pinyin: by their titles, or by the departments that lead or support them.

The names are read from the store by a job of a lane, their keys are made and looked through in a thread that may wait.
"""

from __future__ import annotations

from dataclasses import replace
from threading import Lock

from planreview.domain.pinyin import pattern, query_of
from planreview.domain.review import DepartmentInfo, TaskFilter
from planreview.services import pinyin, queries
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.store.lookup import numbered_tasks

# More titles than an office ever has are not read: a nation's would take minutes.
MOST_TITLES = 50_000
# One letter stands in nearly every title.
SHORTEST = 2


def is_spoken(text: str) -> bool:
    """Whether tasks can be looked for by this text as pinyin."""
    return len(query_of(text)) >= SHORTEST


class SpokenTasks:
    """What the tasks of a store and its departments are called, read anew when the store has changed."""

    def __init__(self) -> None:
        self._seen: int | None = None
        self._titles: dict[str, list[int]] = {}
        self._departments: tuple[DepartmentInfo, ...] = ()
        self._making = Lock()

    def read(self, ws: Workspace) -> None:
        """Read what tasks and departments are called; a job for a lane (always the same, whose changes it counts)."""
        token = ws.change_token()
        if token == self._seen:
            return
        titles: dict[str, list[int]] = {}
        with ws.store.reading() as connection:
            departments = department_rows(connection)
            plans = queries.plans(ws)
            inside = [plan.id for plan in plans] if sum(plan.tasks for plan in plans) <= MOST_TITLES else []
            for task in numbered_tasks(connection, inside):
                titles.setdefault(task.title, []).append(task.id)
        self._seen, self._titles, self._departments = token, titles, departments

    def named(self, text: str) -> tuple[list[int], tuple[int, ...]]:
        """The tasks whose title, and the departments whose name or alias a text names; waits for keys."""
        titles, departments = self._titles, self._departments
        names = {one.id: (one.name, *one.aliases) for one in departments}
        # One at a time: who asks for the next letter meanwhile finds the titles read.
        with self._making:
            keys = pinyin.learn([*titles, *(name for called in names.values() for name in called)])
        meant = pattern(query_of(text))
        said = {name for name, key in keys.items() if meant.search(key)}
        found = [task for title, tasks in titles.items() if title in said for task in tasks]
        return found, tuple(one for one, called in names.items() if not said.isdisjoint(called))


def spoken_filter(ws: Workspace, chosen: TaskFilter, tasks: list[int], departments: tuple[int, ...]) -> TaskFilter:
    """A filter that means these tasks and those of these departments, in place of its text."""
    ids = dict.fromkeys(tasks)
    if departments:
        ids |= dict.fromkeys(queries.task_ids(ws, TaskFilter(departments=departments, supervised=None)))
    inside = tuple(ids) if chosen.ids is None else tuple(one for one in chosen.ids if one in ids)
    return replace(chosen, text="", ids=inside)
