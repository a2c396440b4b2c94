"""Make a nationwide store of fictional tasks through the real reader, schema and services, with two operations a task.

    python tests/benchmarks/generate.py --tasks 20000 --store FILE

The same number of tasks and the same seed give the same documents, verdicts, notes and figures.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from planreview.domain.review import TaskFilter  # noqa: E402
from planreview.services import imports, queries, review  # noqa: E402
from planreview.services.workspace import Workspace  # noqa: E402
from tests.benchmarks.fiction import documents  # noqa: E402

SEED = 2026
AS_OF, MIDYEAR = date(2026, 10, 31), date(2026, 6, 30)
PERSON = "测试员"
VERDICTS = {"on_track": 62, "done": 11, "behind": 9, "ahead": 6, "not_started": 6, "dropped": 3, "no_measure": 3}
NOTES = {
    "progress": ("已完成前期准备，正在分批实施。", "本月新开工两处，其余按计划推进。"),
    "problem": ("场地手续尚未办齐。", "供货周期比预计的长。"),
    "reason": ("上级标准调整，需重新测算。", "配套资金到位较晚。"),
    "measure": ("每周调度一次，月底前补齐。", "增派人手，先易后难。"),
}
# Shares of the tasks: reviewed by midyear, reviewed since, noted, with a figure: two operations a task.
EARLY, LATE, NOTED, FIGURED = 0.6, 0.8, 0.5, 0.1


class Ticking:
    """A clock that moves a second with every look, on the day that the figures are for."""

    def __init__(self) -> None:
        self._moment = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment, in UTC."""
        self._moment += timedelta(milliseconds=250)
        return self._moment

    def today(self) -> date:
        """The day that the figures are for."""
        return AS_OF


def generate(store: Path, tasks: int, *, seed: int = SEED) -> None:
    """Make the store, which must not exist yet, with so many tasks."""
    with Workspace.open(store, person=PERSON, device_file=store.with_suffix(".device.json"), clock=Ticking(), create=True) as ws:
        review.set_as_of(ws, AS_OF)
        plans = [
            imports.store_plan(ws, imports.prepare(one.text.encode(), name=one.name), city=one.city).plan_id
            for one in documents(tasks, seed)
        ]
        random = Random(seed)
        for plan in plans:
            _review(ws, random, queries.task_ids(ws, TaskFilter(plans=(plan,), supervised=None)))


def _review(ws: Workspace, random: Random, tasks: Sequence[int]) -> None:
    """Two rounds of verdicts, notes, and figures for some, as one who goes through a plan would give them."""
    for day, share in ((MIDYEAR, EARLY), (None, LATE)):
        found: dict[str, list[int]] = defaultdict(list)
        for task in _some(random, tasks, share):
            found[random.choices(list(VERDICTS), list(VERDICTS.values()))[0]].append(task)
        for verdict, marked in found.items():
            review.mark(ws, marked, verdict, on=day)
    noted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for task in _some(random, tasks, NOTED):
        kind = random.choice(list(NOTES))
        noted[kind, random.choice(NOTES[kind])].append(task)
    for (kind, text), about in noted.items():
        review.add_note(ws, about, text, kind=kind)
    for task in _some(random, tasks, FIGURED):
        for target in queries.task_detail(ws, task).targets[:1]:
            reached = (target.value * Decimal(random.randint(20, 110)) / 100).quantize(Decimal("0.1"))
            review.record_actual(ws, target.id, reached)


def _some(random: Random, tasks: Sequence[int], share: float) -> list[int]:
    return sorted(random.sample(list(tasks), round(len(tasks) * share)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tasks", type=int, default=20_000)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    if given.tasks < 1:
        parser.error("--tasks: at least 1")
    if given.store.exists():
        parser.error(f"{given.store} is there already")
    generate(given.store, given.tasks, seed=given.seed)


if __name__ == "__main__":
    main()
