"""The paths and metrics of the demo's history, looked up in the plans as the reader understands them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from planreview.domain.outline import Outline, OutlineTask, TargetSpec
from planreview.outline.read import read_plan

SAMPLES = Path(__file__).resolve().parents[2] / "db" / "samples"
HISTORY: dict[str, Any] = tomllib.loads((SAMPLES / "history.toml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = HISTORY["step"]


@cache
def outline(name: str) -> Outline:
    return read_plan((SAMPLES / name).read_text(encoding="utf-8").split("\n"))


def key(label: str) -> str:
    return label.rstrip("、.．")


def fits(path: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a path names the item of these labels: it ends where they end, and levels may be left out."""
    rest = iter(labels)
    return path[-1] == labels[-1] and all(part in rest for part in path)


def labels_of(task: OutlineTask) -> list[str]:
    return [key(label) for label in task.section] + ([] if task.number is None else [str(task.number)])


def tasks_at(plan: str, path: str) -> list[OutlineTask]:
    return [task for task in outline(plan).tasks if (labels := labels_of(task)) and fits(path.split("/"), labels)]


def sections_at(plan: str, path: str) -> list[tuple[str, ...]]:
    return [
        section.path
        for section in outline(plan).sections
        if section.kind == "section" and fits(path.split("/"), [key(label) for label in section.path])
    ]


def plan_targets(plan: str) -> list[TargetSpec]:
    """Objectives, boxes and goal tables: the indicators."""
    read = outline(plan)
    boxes = [target for section in read.sections for target in section.targets]
    return [*read.objectives, *boxes, *(target for table in read.tables for target in table.targets)]


def targets_named(step: dict[str, Any]) -> list[TargetSpec]:
    """The targets that an ``actual`` names."""
    if "task" in step:
        among: Sequence[TargetSpec] = [target for task in tasks_at(step["plan"], step["task"]) for target in task.targets]
    else:
        among = plan_targets(step["plan"])
    return [target for target in among if step["metric"] in target.metric]
