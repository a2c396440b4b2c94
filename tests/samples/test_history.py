"""The demo's history leads somewhere: every path is one task, every metric one target, and its figures give every light."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from planreview.domain.lights import GREEN, RED, YELLOW, TargetInput, figure, is_mismatch
from planreview.domain.outline import Outline, TargetSpec
from planreview.domain.overdue import is_overdue
from planreview.domain.schedule import schedule_share
from planreview.presets import thresholds
from tests.samples.replay import HISTORY, STEPS, outline, sections_at, targets_named, tasks_at

AS_OF = date(2026, 10, 31)
THRESHOLDS = thresholds()
REVISIONS = [step["file"] for step in STEPS if step["action"] == "revise"]
READ: dict[str, Outline] = {name: outline(name) for name in [*HISTORY["plans"], *REVISIONS]}


def paths_of(step: dict[str, object]) -> list[str]:
    listed = step.get("tasks", [])
    assert isinstance(listed, list)
    return [*map(str, listed), *([str(step["task"])] if "task" in step else [])]


def last_verdicts() -> dict[tuple[str, str], str]:
    """The verdict that stands last for each path of each file."""
    return {(step["plan"], path): step["verdict"] for step in STEPS if step["action"] == "mark" for path in step["tasks"]}


def lit(plan: str, target: TargetSpec, actual: str) -> str | None:
    period = READ[plan].period
    assert period is not None
    what = TargetInput(target.kind, target.op, target.value, target.value_max, target.baseline, target.unit, Decimal(actual))
    return figure(what, schedule_share(period, AS_OF), THRESHOLDS).light


def test_every_task_path_is_exactly_one_task() -> None:
    for step in STEPS:
        for path in paths_of(step):
            assert len(tasks_at(step["plan"], path)) == 1, (step["plan"], path)


def test_every_section_path_is_exactly_one_section() -> None:
    for step in STEPS:
        if "section" in step:
            assert len(sections_at(step["plan"], step["section"])) == 1, step


def test_every_metric_is_exactly_one_target() -> None:
    for step in STEPS:
        if step["action"] == "actual":
            found = [target.metric for target in targets_named(step)]
            assert len(found) == 1, (step, found)


def test_the_plans_are_understood_as_they_were_written() -> None:
    understood = {name: (read.city, read.kind, read.period, len(read.tasks)) for name, read in READ.items()}
    assert understood == {
        "yunze-2026.txt": ("云泽市", "annual", (2026, 2026), 24),
        "linlan-2026.txt": ("临澜市", "division", (2026, 2026), 28),
        "yanzhou-2026.txt": ("砚州市", "action", (2026, 2026), 24),
        "chengling-2026-2030.txt": ("澄岭市", "five-year", (2026, 2030), 25),
        "lanxi-2026.txt": ("岚溪县", "annual", (2026, 2026), 22),
        "linlan-2026-revised.txt": ("临澜市", "division", (2026, 2026), 28),
    }


def test_departments_stand_in_every_form() -> None:
    stated = [task.departments for read in READ.values() for task in read.tasks]
    names = {name for one in stated for name in (*one.lead, *one.support)}
    assert len(names) >= 12
    assert {"市发改委", "市发展和改革委员会"} <= names
    assert "各县（市、区）人民政府" in names and "市级有关部门" in names
    assert any(len(one.lead) > 1 and not one.shared for one in stated)
    assert any(one.shared for one in stated)
    assert any(not one.lead for one in stated)


def test_a_date_behind_the_units_is_the_deadline_of_the_task() -> None:
    """（甲局牵头，乙局配合，6月底前完成), also where the text names a step's date before."""
    found = {
        path: (task.departments.lead, task.due, task.routine)
        for path in ("2", "3", "6", "13")
        for task in tasks_at("yanzhou-2026.txt", path)
    }
    assert found == {
        "2": (("市生态环境局",), "2026-06-30", False),
        "3": (("市住房和城乡建设局",), None, True),
        "6": (("市住房和城乡建设局",), "2026-12-31", False),
        "13": (("市生态环境局",), "2026-09-30", False),
    }


def test_targets_are_of_all_kinds() -> None:
    tasks = [target for read in READ.values() for task in read.tasks for target in task.targets]
    tables = [target for read in READ.values() for table in read.tables for target in table.targets]
    assert {"flow", "level", "rate", "ceiling", "lower"} <= {target.kind for target in tasks}
    assert {"level_base", "lower"} <= {target.kind for target in tables}
    assert any(target.value_max is not None for target in tasks)


def test_red_yellow_and_green_occur_and_some_contradict_the_verdict() -> None:
    verdicts = last_verdicts()
    actuals = {
        (step["plan"], step.get("task"), step["metric"]): step for step in STEPS if step["action"] == "actual" and "value" in step
    }
    lights: Counter[str] = Counter()
    contradicted = set()
    for (plan, path, _), step in actuals.items():
        light = lit(plan, targets_named(step)[0], str(step["value"]))
        assert light is not None, step
        lights[light] += 1
        if path is not None and is_mismatch(verdicts.get((plan, path)), light, THRESHOLDS):
            contradicted.add((plan, path, light))
    assert min(lights[colour] for colour in (GREEN, YELLOW, RED)) >= 5
    assert ("yunze-2026.txt", "6", RED) in contradicted
    assert len(contradicted) >= 3


def test_some_tasks_are_overdue_and_some_were_never_looked_at() -> None:
    verdicts = {(plan, task.line): verdict for (plan, path), verdict in last_verdicts().items() for task in tasks_at(plan, path)}
    overdue = unreviewed = 0
    for name in [*HISTORY["plans"], *REVISIONS]:
        for task in READ[name].tasks:
            verdict = verdicts.get((name, task.line))
            due = date.fromisoformat(task.due) if task.due else None
            overdue += verdict is not None and is_overdue(due, AS_OF, verdict)
            unreviewed += verdict is None
    assert overdue >= 4
    assert unreviewed >= 10
