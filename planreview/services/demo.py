"""The demo: a fresh store with the sample plans, and two months of review replayed through the services.

Nothing is written past the services, so that the demo shows what the program does. What a step means stands at the head of
``db/samples/history.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from planreview.domain.review import DepartmentInfo, PlanInfo, TargetView, TaskFilter
from planreview.resources import data_folder, read_text
from planreview.services import (
    adjusting,
    carrying,
    closing,
    departments,
    evidence,
    imports,
    queries,
    references,
    review,
    rounds,
    self_reports,
)
from planreview.services.workspace import Workspace
from planreview.text import fold

Step = Mapping[str, Any]
Found = TypeVar("Found")
HISTORY = "history.toml"


class DemoError(ValueError):
    """A step of the history that does not fit the sample plans."""


@dataclass(slots=True)
class StepClock:
    """A clock that stands at nine in the morning of a step's day and moves a minute with each step."""

    moment: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def turn_to(self, day: date) -> None:
        """Move to the day, or a minute on where it is there already."""
        morning = datetime.combine(day, time(9), UTC)
        self.moment = max(morning, self.moment + timedelta(minutes=1))

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.moment

    def today(self) -> date:
        """The day of the step."""
        return self.moment.date()


@dataclass(slots=True)
class _Replay:
    """The store under way: which sample file became which plan, and one workspace a person."""

    path: Path
    device_file: Path
    clock: StepClock = field(default_factory=StepClock)
    plans: dict[str, int] = field(default_factory=dict)

    def run(self, history: Mapping[str, Any]) -> None:
        steps: Sequence[Step] = history["step"]
        self.clock.turn_to(steps[0]["day"])
        with self._workspace(steps[0]["person"], create=True) as ws:
            for name in history["plans"]:
                self.plans[name] = imports.store_plan(ws, _sample(name)).plan_id
        start = 0
        while start < len(steps):
            person = steps[start]["person"]
            with self._workspace(person) as ws:
                while start < len(steps) and steps[start]["person"] == person:
                    self._do(ws, steps[start])
                    start += 1

    def _workspace(self, person: str, *, create: bool = False) -> Workspace:
        return Workspace.open(self.path, person=person, device_file=self.device_file, clock=self.clock, create=create)

    def _do(self, ws: Workspace, step: Step) -> None:
        self.clock.turn_to(step["day"])
        action = ACTIONS.get(step["action"])
        if action is None:
            raise DemoError(f"no such action: {step['action']}")
        action(self, ws, step)

    def plan(self, ws: Workspace, step: Step) -> PlanInfo:
        """The plan that a step is about."""
        plan_id = self.plans[step["plan"]]
        return next(plan for plan in queries.plans(ws) if plan.id == plan_id)

    def tasks(self, ws: Workspace, step: Step, key: str = "tasks") -> list[int]:
        """The tasks that a step names."""
        named = step[key] if isinstance(step[key], list) else [step[key]]
        return [self._task(ws, self.plan(ws, step), str(name)) for name in named]

    def _task(self, ws: Workspace, plan: PlanInfo, name: str) -> int:
        if name.startswith("~"):
            rows = queries.task_rows(ws, queries.task_ids(ws, TaskFilter(plans=(plan.id,), supervised=None)))
            found = [row.id for row in rows if fold(row.title).startswith(fold(name[1:]))]
            return _only(found, name)
        return _only(queries.task_fits(ws, f"{references.plan_reference(queries.plans(ws), plan.id)}/{name}"), name)

    def department(self, ws: Workspace, step: Step) -> DepartmentInfo:
        """The department that a step names; one that is not there yet is made."""
        city = self.plan(ws, step).city
        known = [one for one in departments.departments(ws, city=city) if step["department"] in {one.name, *one.aliases}]
        if known:
            return _only(known, step["department"])
        departments.create_departments(ws, city, [step["department"]])
        return self.department(ws, step)


def _only(found: Sequence[Found], name: str) -> Found:
    if len(found) != 1:
        raise DemoError(f"{name}: {len(found)}")
    return found[0]


def _sample(name: str) -> imports.Prepared:
    return imports.prepare(data_folder("db").joinpath("samples", name).read_bytes(), name=name)


def _mark(replay: _Replay, ws: Workspace, step: Step) -> None:
    given = {key: step.get(key) for key in ("note", "note_kind", "approver", "document")}
    review.mark(ws, replay.tasks(ws, step), step["verdict"], on=step["day"], **given)


def _note(replay: _Replay, ws: Workspace, step: Step) -> None:
    review.add_note(ws, replay.tasks(ws, step, "task"), step["text"], kind=step.get("kind"), on=step["day"])


def _target(replay: _Replay, ws: Workspace, step: Step) -> TargetView:
    if "task" in step:
        (task,) = replay.tasks(ws, step, "task")
        targets: Sequence[TargetView] = queries.task_detail(ws, task).targets
    else:
        targets = queries.indicators(ws, replay.plan(ws, step).id)
    return _only([one for one in targets if step["metric"] in one.metric], step["metric"])


def _actual(replay: _Replay, ws: Workspace, step: Step) -> None:
    target = _target(replay, ws, step)
    value = None if step.get("pending") else Decimal(str(step["value"]))
    review.record_actual(ws, target.id, value, on=step.get("on", step["day"]))


def _assign(replay: _Replay, ws: Workspace, step: Step) -> None:
    if "section" in step:
        plan = replay.plan(ws, step)
        with ws.store.reading() as connection:
            sections = references.fitting_sections(connection, [plan.id], step["section"])
        section, _, _ = _only(sections, step["section"])
        tasks = list(queries.task_ids(ws, TaskFilter(plans=(plan.id,), sections=(section,), supervised=None)))
    else:
        tasks = replay.tasks(ws, step)
    mode = "set" if step["role"] == "lead" else "add"
    departments.assign(ws, tasks, replay.department(ws, step).id, role=step["role"], mode=mode)


def _offices(replay: _Replay, ws: Workspace, step: Step) -> None:
    bureau = replay.department(ws, step)
    departments.create_departments(ws, bureau.city, step["offices"], parent=bureau.id)


def _alias(replay: _Replay, ws: Workspace, step: Step) -> None:
    city = replay.plan(ws, step).city
    full = _only([one for one in departments.departments(ws, city=city) if one.name == step["full"]], step["full"])
    departments.add_alias(ws, full.id, step["short"])


def _as_of(_: _Replay, ws: Workspace, step: Step) -> None:
    review.set_as_of(ws, step["date"])


def _scope_out(replay: _Replay, ws: Workspace, step: Step) -> None:
    review.set_scope(ws, replay.tasks(ws, step), False, reason=step["reason"])


def _open_round(_: _Replay, ws: Workspace, step: Step) -> None:
    rounds.open_round(ws, step["name"])


def _close_round(_: _Replay, ws: Workspace, step: Step) -> None:
    rounds.close_round(ws, step["name"], force=True)


def _carry(replay: _Replay, ws: Workspace, step: Step) -> None:
    carrying.carry(ws, replay.tasks(ws, step))


def _report(replay: _Replay, ws: Workspace, step: Step) -> None:
    self_reports.report_tasks(ws, replay.tasks(ws, step), step["verdict"], step.get("text", ""), on=step["day"])


def _prove(replay: _Replay, ws: Workspace, step: Step) -> None:
    given = {key: step.get(key, "") for key in ("document", "remark")}
    evidence.add_evidence(ws, replay.tasks(ws, step), method=step["method"], on=step["day"], **given)


def _close(replay: _Replay, ws: Workspace, step: Step) -> None:
    closing.take_step(ws, replay.tasks(ws, step), step["step"], reason=step.get("reason", ""))


def _adjust(replay: _Replay, ws: Workspace, step: Step) -> None:
    approval = {"approver": step["approver"], "document": step["document"]}
    if "due" in step:
        (task,) = replay.tasks(ws, step, "task")
        adjusting.adjust_due(ws, task, step["due"], on=step["day"], **approval)
    else:
        adjusting.adjust_target(ws, _target(replay, ws, step).id, {"value": str(step["value"])}, on=step["day"], **approval)


def _revise(replay: _Replay, ws: Workspace, step: Step) -> None:
    plan = replay.plan(ws, step)
    replay.plans[step["file"]] = imports.store_plan(ws, _sample(step["file"]), revises=plan.id).plan_id


ACTIONS: dict[str, Callable[[_Replay, Workspace, Step], None]] = {
    "mark": _mark,
    "note": _note,
    "actual": _actual,
    "assign": _assign,
    "offices": _offices,
    "alias": _alias,
    "as_of": _as_of,
    "scope_out": _scope_out,
    "revise": _revise,
    "round_open": _open_round,
    "round_close": _close_round,
    "carry": _carry,
    "self_report": _report,
    "evidence": _prove,
    "closing": _close,
    "adjust": _adjust,
}


def build_demo(path: Path, *, device_file: Path) -> None:
    """Make the demo's store at ``path``, which must not exist; ``device_file`` keeps its device apart from the user's own.

    Raises :class:`DemoError` where the history does not fit the samples.
    """
    history = tomllib.loads(read_text("db", "samples", HISTORY))
    _Replay(path, device_file).run(history)
