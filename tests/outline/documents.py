"""Small fictional documents for the reader's tests, and the real plans where they are at hand."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from planreview.domain.outline import Outline, OutlineTask, TargetSpec
from planreview.outline.layout import lay_out
from planreview.outline.read import read_plan
from planreview.outline.targets import find_targets, targets_of

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_plans = pytest.mark.skipif(not (SHARED / "plans").is_dir(), reason="the real plans are not beside this checkout")


def lines_of(text: str) -> list[str]:
    """The lines of a text that a test indents."""
    return dedent(text).strip("\n").split("\n")


def read(text: str, tasks_at: str | None = None, force: bool = True) -> Outline:
    """The outline of a text."""
    return read_plan(lines_of(text), tasks_at=tasks_at, force=force)


def task(text: str) -> OutlineTask:
    """The only task of a plan of one task."""
    (found,) = read("望川市2023年工作要点\n一、主要工作\n1." + dedent(text).strip()).tasks
    return found


def targets(sentence: str, period: tuple[int, int] | None = (2023, 2023)) -> list[TargetSpec]:
    """The targets of a sentence."""
    return [found.target for found in find_targets(sentence, period)]


def placed_targets(text: str) -> tuple[TargetSpec, ...]:
    """The targets of a paragraph with their lines and spans."""
    (block,) = lay_out(text.split("\n"))
    return targets_of(block, (2023, 2023))


def brief(target: TargetSpec) -> tuple[str, str, str, str | None]:
    """Metric, operator, value and unit of a target."""
    value = str(target.value) if target.value_max is None else f"{target.value}-{target.value_max}"
    return target.metric, target.op, value, target.unit


def diagnostic_kinds(outline: Outline) -> set[str]:
    """The kinds of an outline's diagnostics."""
    return {note.kind for note in outline.diagnostics}
