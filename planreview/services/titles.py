"""Tasks by words of their titles, those of the plan in view first: a page of them, found without looking through all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planreview.domain.pinyin import pattern, query_of
from planreview.domain.records import dataclass
from planreview.domain.review import TaskFilter, TaskRow
from planreview.services import pinyin, queries
from planreview.services.highlights import written_spans
from planreview.services.pinyin_tasks import MOST_TITLES
from planreview.services.workspace import Workspace
from planreview.store.lookup import numbered_tasks
from planreview.text import fold

# As many titles as anyone looks through, and the tasks among which they are looked for: other words hold a text as well.
MOST, LOOKED_AT = 50, 400


@dataclass(frozen=True, slots=True)
class Titled:
    """The first tasks that fit, and whether there may be more: not all of what holds the text was looked at, or shown."""

    rows: tuple[TaskRow, ...] = ()
    more: bool = False


def titled_tasks(ws: Workspace, text: str, plan_id: int | None = None) -> Titled:
    """The first tasks whose titles hold a text in any spelling, in plan order; of other plans as there is room."""
    if not fold(text):
        return Titled()
    found: dict[int, TaskRow] = {}
    more = False
    for plans in ((plan_id,), None) if plan_id is not None else (None,):
        if len(found) < MOST:
            wanted = TaskFilter(plans=plans, text=text, supervised=None)
            ids = queries.task_ids(ws, wanted, limit=LOOKED_AT + 1, written=True)
            more = len(ids) > LOOKED_AT
            rows = queries.task_rows(ws, ids[:LOOKED_AT])
            found |= {row.id: row for row in rows if written_spans(fold(text), row.title)}
        else:
            more = True
    return Titled(tuple(found.values())[:MOST], more or len(found) > MOST)


def spoken_titles(ws: Workspace, plan_id: int | None = None) -> dict[str, list[int]]:
    """The tasks by title, of all plans; in a store of very many tasks of this plan alone."""
    plans = queries.plans(ws)
    few = sum(plan.tasks for plan in plans) <= MOST_TITLES
    inside = [plan.id for plan in plans] if few else [] if plan_id is None else [plan_id]
    titles: dict[str, list[int]] = {}
    with ws.store.reading() as connection:
        for task in numbered_tasks(connection, inside):
            titles.setdefault(task.title, []).append(task.id)
    return titles


def spoken_tasks(titles: Mapping[str, Sequence[int]], text: str) -> list[int]:
    """The tasks whose title letters name in pinyin; their keys are made, which takes a while for many: beside the keys."""
    keys = pinyin.learn(titles)
    meant = pattern(query_of(text))
    return [task for title, tasks in titles.items() if title in keys and meant.search(keys[title]) for task in tasks]


def of_plan_first(ws: Workspace, ids: Sequence[int], plan_id: int | None) -> Titled:
    """The rows of the first of these tasks, those of a plan before the others."""
    rows = queries.task_rows(ws, ids[:LOOKED_AT])
    return Titled(tuple(sorted(rows, key=lambda row: row.plan_id != plan_id)[:MOST]), len(ids) > min(MOST, LOOKED_AT))
