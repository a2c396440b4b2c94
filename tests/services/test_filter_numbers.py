"""Numbers of tasks in a filter mean the same, whether few tasks are asked one by one or all at once, of parts too."""

from __future__ import annotations

from pathlib import Path

from planreview.domain.records import replace
from planreview.domain.review import TaskFilter
from planreview.domain.spans import Numbers
from planreview.services import queries
from planreview.services.splitting import PartDraft, split
from tests.services.office import LIBRARY, numbered, office, take_in


def test_numbers_are_found_alike_whether_few_tasks_are_asked_or_all(tmp_path: Path) -> None:
    ws = office(tmp_path)
    take_in(ws, LIBRARY)
    take_in(ws, numbered("白石市", 5))
    split(ws, 2, [PartDraft("更新东书库"), PartDraft("更新西书库")])
    take_in(ws, LIBRARY.replace("3.采购新书。", "3.采购新的图书。").replace("4.保护", "7.保护"), name="later.txt")
    plans = tuple(plan.id for plan in queries.plans(ws))
    for first in range(8):
        for last in (first, first + 1, None):
            chosen = TaskFilter(numbers=(Numbers(first, last), Numbers(5, 5)))
            found = list(queries.task_ids(ws, chosen))
            # Of named plans each task is asked.
            assert found == list(queries.task_ids(ws, replace(chosen, plans=plans))), chosen
            assert found == [row.id for row in queries.task_rows(ws, found)]
            others = replace(TaskFilter(), without=chosen)
            assert list(queries.task_ids(ws, others)) == list(queries.task_ids(ws, replace(others, plans=plans)))
            counted = queries.facets(ws, chosen)
            assert counted.total == len(found) == sum(counted.verdicts.values()) == sum(counted.lights.values())
            assert counted == queries.facets(ws, replace(chosen, plans=plans))
