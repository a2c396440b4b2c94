"""Change the targets of an outline by hand: say what one means, take a doubtful one, drop one, add one that was not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from planreview.domain.outline import Outline, TargetSpec
from planreview.domain.target_values import BadValueError, values_of, with_values
from planreview.outline.correcting import Unfit, task_at
from planreview.text import clean_line, fold


def every_target(outline: Outline) -> Iterator[TargetSpec]:
    """All targets of a plan: of its tasks, of boxes and tables, and of the whole."""
    for task in outline.tasks:
        yield from task.targets
    yield from outline.objectives
    for section in outline.sections:
        yield from section.targets
    for table in outline.tables:
        yield from table.targets


def edit(outline: Outline, line: int, quote: str, said: Mapping[str, str]) -> Outline:
    """Say what a target means; with nothing but ``was`` said, a doubtful one is taken as it stands."""
    found = _find(outline, line, quote, said.get("was", ""), said)
    if found is None:
        raise Unfit
    return _each(outline, lambda one: _changed(one, said) if one is found else one)


def drop(outline: Outline, line: int, quote: str, was: str) -> Outline:
    """Take a target out; where the reader takes it for none by now, that is what was wanted."""
    found = _find(outline, line, quote, was, {})
    if found is None and not any(fold(quote) in fold(one) for one in outline.lines):
        raise Unfit
    return _each(outline, lambda one: None if one is found else one)


def add(outline: Outline, line: int, quote: str, said: Mapping[str, str]) -> Outline:
    """A target that the reader did not see, at words of a line: of the task there, else of the whole plan."""
    raw = outline.lines[line - 1]
    column = raw.find(quote)
    span = (line, column, column + len(quote)) if quote and column >= 0 else None
    blank = TargetSpec(metric="", op=">=", value=Decimal(0), quote=quote, line=line, span=span)
    target = _changed(blank, said)
    if not target.metric or "value" not in said:
        raise Unfit
    meant = _meant(target)
    if any(one.line == line and _meant(one) == meant for one in every_target(outline)):
        return outline
    at = task_at(outline, line)
    if at is None:
        return replace(outline, objectives=(*outline.objectives, target))
    task = outline.tasks[at]
    own = sorted([*task.targets, target], key=lambda one: (one.line, one.span[1] if one.span else 0))
    return replace(outline, tasks=(*outline.tasks[:at], replace(task, targets=tuple(own)), *outline.tasks[at + 1 :]))


def was(target: TargetSpec) -> str:
    """What tells a target from others of the same words."""
    return f"{target.metric}|{target.value.normalize():f}"


def _find(outline: Outline, line: int, quote: str, before: str, said: Mapping[str, str]) -> TargetSpec | None:
    words = fold(quote)
    named = [one for one in every_target(outline) if fold(one.quote) == words and (not before or _fits(one, before, said))]
    here = [one for one in named if one.line == line]
    return here[0] if here else named[0] if len(named) == 1 else None


def _fits(target: TargetSpec, before: str, said: Mapping[str, str]) -> bool:
    """Whether a target is the one that a correction was made of, or what it made of it."""
    if was(target) == before:
        return True
    own = values_of(target)
    return any(name in own for name in said) and all(own[name] == text for name, text in said.items() if name in own)


def _changed(target: TargetSpec, said: Mapping[str, str]) -> TargetSpec:
    try:
        return with_values(target, {name: clean_line(text) for name, text in said.items()})
    except BadValueError:
        raise Unfit from None


def _meant(target: TargetSpec) -> tuple[object, ...]:
    return fold(target.metric), target.op, target.value, fold(target.unit or "")


def _each(outline: Outline, change: Callable[[TargetSpec], TargetSpec | None]) -> Outline:
    def changed(targets: tuple[TargetSpec, ...]) -> tuple[TargetSpec, ...]:
        return tuple(new for one in targets if (new := change(one)) is not None)

    return replace(
        outline,
        tasks=tuple(replace(task, targets=changed(task.targets)) for task in outline.tasks),
        objectives=changed(outline.objectives),
        sections=tuple(replace(section, targets=changed(section.targets)) for section in outline.sections),
        tables=tuple(replace(table, targets=changed(table.targets)) for table in outline.tables),
    )
