"""Figures of what is asked of a store: filters and search, and the pages that a screen reads around them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from planreview.domain.review import TaskFilter
from planreview.services import queries
from planreview.services.tree import tree
from planreview.services.workspace import Workspace
from tests.benchmarks.figures import Figure, compare

ORDER = "order by s.plan_id, s.ord, s.item_id"
# Name, what is asked, and the shortest SQL that gives the same ids (asserted).
FILTERS: tuple[tuple[str, TaskFilter, str], ...] = (
    ("all tasks", TaskFilter(), "select s.item_id from task_state s where s.supervised " + ORDER),
    (
        "red or yellow",
        TaskFilter(lights=("red", "yellow")),
        "select s.item_id from task_state s where s.supervised and s.light in ('red', 'yellow')"
        " and coalesce(s.verdict, '') not in ('dropped', 'no_measure') " + ORDER,
    ),
    (
        "not yet reviewed",
        TaskFilter(verdicts=("unreviewed",)),
        "select s.item_id from task_state s where s.supervised and s.verdict is null " + ORDER,
    ),
    (
        "behind, overdue",
        TaskFilter(verdicts=("behind", "not_started"), overdue=True),
        "select s.item_id from task_state s where s.supervised and s.overdue and s.verdict in ('behind', 'not_started') " + ORDER,
    ),
    (
        "one department",
        TaskFilter(departments=(1,)),
        "select s.item_id from task_state s where s.supervised"
        " and s.item_id in (select item_id from responsibility where department_id = 1) " + ORDER,
    ),
)
SEARCHES = ("学", "就业", "示范幼儿园", "幼儿园覆盖率达到", "不在其中")
SEARCH = (
    "select s.item_id from task_state s join wording w on w.item_id = s.shown_id where s.supervised and (instr(w.folded, :text)"
    " or s.item_id in (select item_id from note where instr(folded, :text)) or s.item_id in (select r.item_id from"
    " responsibility r join department d on d.id = r.department_id where instr(d.name, :text))) " + ORDER
)


def query_figures(store: Path, rounds: int) -> Iterator[Figure]:
    """Filters and searches against bare SQL, and what a screen reads around them."""
    bare = sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)
    with Workspace.reader(store) as ws:
        department = bare.execute("select min(id) from department").fetchone()[0]
        for name, chosen, sql in FILTERS:
            if chosen.departments:
                chosen, sql = (
                    TaskFilter(departments=(department,)),
                    sql.replace("department_id = 1", f"department_id = {department}"),
                )
            yield _found(ws, bare, f"filter: {name}", chosen, sql, {}, rounds)
        for text in SEARCHES:
            yield _found(ws, bare, f"search: {text}", TaskFilter(text=text), SEARCH, {"text": text}, rounds)
        yield from _around(ws, bare, rounds)
    bare.close()


def _found(
    ws: Workspace, bare: sqlite3.Connection, name: str, chosen: TaskFilter, sql: str, values: dict[str, str], rounds: int
) -> Figure:
    def floor() -> list[int]:
        return [row[0] for row in bare.execute(sql, values)]

    ids = list(queries.task_ids(ws, chosen))
    if ids != floor():
        raise AssertionError(f"{name}: the service and the bare SQL disagree")
    return compare(
        f"{name} ({len(ids)})",
        lambda: queries.task_ids(ws, chosen),
        floor,
        "the bare SQL that gives these ids",
        rounds=rounds,
        limit=3,
    )


def _around(ws: Workspace, bare: sqlite3.Connection, rounds: int) -> Iterator[Figure]:
    every = TaskFilter()
    ids = queries.task_ids(ws, every)
    middle = ids[len(ids) // 2 : len(ids) // 2 + 48]
    page = (
        "select s.*, i.uid, p.number, p.title from task_state s join item i on i.id = s.item_id join plan_state n on n.plan_id"
        " = s.plan_id join placement p on p.item_id = s.shown_id and p.revision_id = n.revision_id where s.item_id in"
        f" ({','.join(map(str, middle))})"
    )
    group = "select section_id, verdict, count(*) from task_state where supervised group by section_id, verdict"
    plans = "select plan_id, count(*) from task_state where supervised group by plan_id"
    jobs: tuple[tuple[str, Callable[[], object], str, str], ...] = (
        (f"page of {len(middle)} rows", lambda: queries.task_rows(ws, middle), page, "the bare SQL of the same rows"),
        ("one task in full", lambda: queries.task_detail(ws, middle[0]), page, "the bare SQL of a page"),
        ("plans", lambda: queries.plans(ws), plans, "one GROUP BY plan"),
        ("tree", lambda: tree(ws), group, "one GROUP BY section, verdict"),
        ("counts of the filter", lambda: queries.facets(ws, every), group, "one GROUP BY section, verdict"),
    )
    for name, job, sql, floor_is in jobs:
        yield compare(name, job, partial(_all, bare, sql), floor_is, rounds=rounds)


def _all(bare: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return bare.execute(sql).fetchall()
