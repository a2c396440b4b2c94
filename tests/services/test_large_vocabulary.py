"""Of very many tasks a filter line offers the same values, with the numbers that are kept beside the tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import DepartmentInfo, TaskFilter
from planreview.services import filter_vocabulary, review
from planreview.services.department_names import rank_departments
from planreview.services.departments import assign, create_departments, departments
from planreview.services.filter_vocabulary import read_vocabulary
from planreview.store.tasks import tasks_of_batch
from planreview.store.turns import own_operations
from planreview.store.value_counts import note_counts
from tests.store.builder import open_workspace, store_plan


def test_leads_plans_people_and_months_are_offered_without_reading_every_task(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_workspace(tmp_path) as ws:
        for city in ("青禾市", "白石市"):
            plan = store_plan(ws, 4, city=city)
            made = create_departments(ws, city, ["教育局", "交通局"])
            ids = made.values["department_ids"]
            assert isinstance(ids, (list, tuple))
            assign(ws, plan.tasks[:3], ids[0], role="lead")
        review.mark(ws, plan.tasks[:2], "behind")
        review.add_note(ws, plan.tasks[:1], "场地未定。", kind="problem")
        scope = TaskFilter()
        counted = read_vocabulary(ws, scope)
        monkeypatch.setattr(filter_vocabulary, "MOST_COUNTED", 1)
        kept = read_vocabulary(ws, scope)
        for key in ("lead", "plan", "city", "department", "verdict", "light"):
            assert kept.values[key] == counted.values[key], key
        assert {one.written for one in counted.values["lead"]} > {"青禾市/教育局", "白石市/教育局"}
        assert [one.written for one in kept.values["by"]] == [ws.person]
        assert [one.written for one in kept.values["due"]] == [one.written for one in counted.values["due"]]
        assert note_counts(ws.store.connection, scope) == {"problem": 1}
        # What is written finds that department alone.
        known: tuple[DepartmentInfo, ...] = departments(ws)
        names = filter_vocabulary.written_names(known)
        assert [rank_departments(known, names[one.id])[0] for one in known] == [(one,) for one in known]


def test_own_operations_are_those_of_the_device_newest_first(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as ws:
        plan = store_plan(ws, 2)
        first = review.mark(ws, plan.tasks[:1], "done").batch
        second = review.mark(ws, plan.tasks[1:], "behind").batch
        connection = ws.store.connection
        assert [row["batch"] for row in own_operations(connection, ws.person, ws.device)][:2] == [second, first]
        assert list(tasks_of_batch(connection, second)) == list(plan.tasks[1:])
        assert not list(own_operations(connection, ws.person, "ffffffff"))
        assert not list(own_operations(connection, "另一人", ws.device))
