"""What a path of labels means is found by narrowed questions as by comparing every task."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

from planreview.services import queries
from planreview.services.label_paths import tasks_at, those_at
from planreview.services.splitting import PartDraft, split
from planreview.store.lookup import NumberedTask, numbered_tasks
from tests.services.office import NESTED, numbered, office, take_in


def compared(tasks: Sequence[NumberedTask], path: Sequence[str]) -> list[NumberedTask]:
    """Tasks of a number first, as a whole path is read; else all that fit."""
    numbered_so = [task for task in tasks if path[-1].isascii() and path[-1].isdigit() and task.number == int(path[-1])]
    return those_at(numbered_so, path) or those_at(tasks, path)


def test_every_path_means_the_same_as_where_all_tasks_are_compared(tmp_path: Path) -> None:
    ws = office(tmp_path)
    take_in(ws, NESTED)
    take_in(ws, numbered("白石市", 4))
    split(ws, 2, [PartDraft("改造东书库"), PartDraft("改造西书库")])
    plans = [plan.id for plan in queries.plans(ws)]
    parts = ("一", "二", "（一）", "（二）", "(2)", "1", "2", "3", "03", "2-1", "2-9", "4.", "无")
    found = 0
    with ws.store.reading() as connection:
        tasks = numbered_tasks(connection, plans)
        for length in (1, 2, 3):
            for path in product(parts, repeat=length):
                here = tasks_at(connection, plans, path)
                assert here == compared(tasks, path), path
                found += bool(here)
    assert found > 20
