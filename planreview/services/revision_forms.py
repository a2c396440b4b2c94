"""The items of two forms of a plan, stored or just read, in the one shape in which they are compared and printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from planreview.domain.changes import Form, Goal
from planreview.domain.outline import Outline, TargetSpec
from planreview.services import placing
from planreview.services.identity import item_text
from planreview.store import revisions
from planreview.store.handle import Connection
from planreview.store.lineage import StoredGoal, revision_goals
from planreview.store.revisions import StoredTask
from planreview.text import clean, clean_line, fold


def stored_forms(connection: Connection, revision_id: int) -> list[Form]:
    """The tasks of a stored revision."""
    goals = revision_goals(connection, revision_id)
    return [_stored_form(task, goals.get(task.item_id, ())) for task in revisions.revision_tasks(connection, revision_id)]


def _stored_form(task: StoredTask, goals: Iterable[StoredGoal]) -> Form:
    path = tuple(task.path.split("/")) if task.path else ()
    return Form(
        task.uid,
        task.number,
        task.label,
        f"{path[-1] if path else ''}{task.section_title or ''}",
        task.title,
        _unlabelled(task.label, task.body),
        item_text(task.label, task.title, task.body),
        placing.section_names(path, task.section_title),
        task.due,
        tuple(map(_stored_goal, goals)),
    )


def outline_forms(outline: Outline, uids: Sequence[str]) -> list[Form]:
    """The tasks of a document, whose ids are given."""
    sections = placing.task_sections(outline)
    forms = []
    for uid, task, at, places in zip(uids, outline.tasks, sections, placing.task_places(outline), strict=True):
        section = None if at is None else outline.sections[at]
        forms.append(
            Form(
                uid,
                task.number,
                None if task.label is None else clean_line(task.label),
                "" if section is None else clean_line(f"{section.path[-1] if section.path else ''}{section.title or ''}"),
                clean_line(task.title),
                _unlabelled(task.label, clean(task.text)),
                item_text(task.label, task.title, task.text),
                places,
                task.deadline or task.due,
                tuple(map(_goal, task.targets)),
            )
        )
    return forms


def _unlabelled(label: str | None, text: str) -> str:
    mark = clean_line(label or "")
    return text[len(mark) :].lstrip() if mark and text.startswith(mark) else text


def stored_goals(connection: Connection, revision_id: int) -> list[Form]:
    """The plan's own targets in a stored revision."""
    return [
        Form(goal.uid, None, None, "", goal.metric, goal.quote, due=goal.due, goals=(_stored_goal(goal),))
        for goal in revision_goals(connection, revision_id).get(None, ())
    ]


def outline_goals(plan: str, outline: Outline) -> list[Form]:
    """The plan's own targets in a document; ``plan`` is its key."""
    own = placing.plan_targets(plan, outline, [0] * len(outline.sections))
    return [
        Form(
            one.uid,
            None,
            None,
            "",
            clean_line(one.spec.metric),
            clean(one.spec.quote),
            due=one.spec.due,
            goals=(_goal(one.spec),),
        )
        for one in own
    ]


def _stored_goal(goal: StoredGoal) -> Goal:
    value_max = None if goal.value_max is None else Decimal(goal.value_max)
    return _made_goal(goal.metric, Decimal(goal.value), value_max, goal.unit)


def _goal(spec: TargetSpec) -> Goal:
    return _made_goal(clean_line(spec.metric), spec.value, spec.value_max, spec.unit and clean_line(spec.unit))


def _made_goal(metric: str, value: Decimal, value_max: Decimal | None, unit: str | None) -> Goal:
    aim = f"{value:f}" if value_max is None else f"{value:f}-{value_max:f}"
    return Goal(fold(metric), fold(unit or ""), value, f"{aim}{unit or ''}", metric)
