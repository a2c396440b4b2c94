"""Change the tasks of an outline by hand: divide, join, rename, hand out, set aside. Every line keeps an owner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from planreview.domain.outline import (
    Outline,
    OutlineItem,
    OutlineTask,
    StatedDepartments,
    TargetSpec,
)
from planreview.outline.deadlines import read_deadline
from planreview.outline.departments import read_departments
from planreview.outline.labels import read_label
from planreview.outline.layout import Block
from planreview.outline.organisations import organisations_in
from planreview.outline.ownership import line_owners
from planreview.outline.targets import targets_of
from planreview.outline.titles import read_title
from planreview.text import clean_line, fold

# How much of a line is looked for in a task's text.
WHOLE = 80
_NAMES = re.compile(r"[、,，;；\n]")


class Unfit(Exception):  # noqa: N818  # no failure: the document does not say what the correction is about
    """A correction does not fit the document."""


def task_at(outline: Outline, line: int, words: str = "") -> int | None:
    """The place of the task that a line belongs to; where several share the line, of the one that holds the words."""
    sharing = [place for place, task in enumerate(outline.tasks) if task.line <= line <= task.end_line]
    wanted = fold(words)
    holding = [place for place in sharing if wanted in fold(outline.tasks[place].text + outline.tasks[place].title)]
    # Of tasks that stand one inside the other's lines the later one is nearer.
    return holding[-1] if holding else sharing[-1] if sharing and not wanted else None


def section_at(outline: Outline, line: int) -> int | None:
    """The place of the heading that stands on a line."""
    return next((place for place, one in enumerate(outline.sections) if one.line == line), None)


def split(outline: Outline, line: int, words: str) -> Outline:
    """Begin a new task at a line, or at words within it: behind the task that it belongs to, or out of text that was none."""
    owner, _, place = line_owners(outline).get(line, "").partition(":")
    if owner in {"text", "other"}:
        if not _names_line(outline.lines[line - 1], words):
            raise Unfit
        return _begin(outline, line, owner, int(place))
    at = task_at(outline, line, words)
    if at is None or owner not in {"task", "section"}:
        raise Unfit
    task = outline.tasks[at]
    start, column = _start(outline, task, line, words)
    if start == 0:
        return outline
    whole = column == 0
    part = next((one for one in task.parts if whole and one.line == line), None)
    kept = tuple(one for one in task.targets if (one.line, one.span[1] if one.span else 0) < (line, column))
    head, tail = task.text[:start].rstrip(), task.text[start:]
    label = read_label(tail)
    printed = label.printed if label is not None else part.label if part is not None else None
    body = tail[label.offset :] if label is not None else tail
    title = read_title(body)
    behind = _worded(
        outline,
        OutlineTask(
            label.number if label is not None else None,
            printed or f"{(task.label or '').rstrip('.．、)）')}-2",
            task.section,
            title.text,
            title.explicit,
            line,
            task.end_line,
            body,
            tuple(one for one in task.parts if one.line > line),
            tuple(one for one in task.targets if one not in kept),
        ),
        task,
    )
    before = replace(
        task,
        end_line=max(task.line, line - 1 if whole else line),
        text=head,
        parts=tuple(
            replace(one, end_line=min(one.end_line, line - 1 if whole else line)) for one in task.parts if one.line < line
        ),
        targets=kept,
    )
    return replace(outline, tasks=(*outline.tasks[:at], _worded(outline, before, task), behind, *outline.tasks[at + 1 :]))


def join(outline: Outline, line: int, words: str) -> Outline:
    """Make the task that begins at a line a part of the one above it; one that is inside another already stays so."""
    at = task_at(outline, line, words)
    if at is None:
        raise Unfit
    task = outline.tasks[at]
    if task.line != line or not _begins(task, words):
        return outline
    if at == 0 or outline.tasks[at - 1].section != task.section:
        raise Unfit
    above = outline.tasks[at - 1]
    label = task.label or ""
    part = OutlineItem(label, task.title if task.title_explicit else None, task.line, task.end_line, task.title_explicit)
    mark = "" if not label or task.text.startswith(label) else label
    joined = replace(
        above,
        end_line=max(above.end_line, task.end_line),
        text=f"{above.text}\n{mark}{task.text}",
        parts=(*above.parts, *((part,) if label else ()), *task.parts),
        targets=(*above.targets, *task.targets),
    )
    whole = _worded(outline, joined, above if above.departments.lead or above.deadline else task)
    return replace(outline, tasks=(*outline.tasks[: at - 1], whole, *outline.tasks[at + 1 :]))


def entitle(outline: Outline, line: int, words: str, title: str) -> Outline:
    """Give a task or a heading the title that a person typed."""
    own = clean_line(title).strip()
    at = section_at(outline, line)
    task = task_at(outline, line, words)
    if not own or (at is None and task is None):
        raise Unfit
    sections, tasks = list(outline.sections), list(outline.tasks)
    if at is not None:
        sections[at] = replace(sections[at], title=own)
    if task is not None and (at is None or tasks[task].line == line):
        tasks[task] = replace(tasks[task], title=own, title_explicit=True)
    return replace(outline, sections=tuple(sections), tasks=tuple(tasks))


def name_departments(outline: Outline, line: int, words: str, said: Mapping[str, str]) -> Outline:
    """Hand a task, or all tasks of a heading that name nobody, to the bodies that a person typed."""
    own = StatedDepartments(_names(said.get("lead", "")), _names(said.get("support", "")))
    at = section_at(outline, line)
    task = task_at(outline, line, words)
    if task is not None and (at is None or outline.tasks[task].line == line):
        changed = replace(outline.tasks[task], departments=own)
        return replace(outline, tasks=(*outline.tasks[:task], changed, *outline.tasks[task + 1 :]))
    if at is None:
        raise Unfit
    heading = replace(outline.sections[at], departments=own)
    return replace(outline, sections=(*outline.sections[:at], heading, *outline.sections[at + 1 :]))


def set_aside(outline: Outline, line: int, words: str, reason: str | None) -> Outline:
    """Keep a task out of the supervision for a reason, or take it back in (None)."""
    at = task_at(outline, line, words)
    if at is None:
        raise Unfit
    task = replace(outline.tasks[at], set_aside=reason)
    return replace(outline, tasks=(*outline.tasks[:at], task, *outline.tasks[at + 1 :]))


def _begin(outline: Outline, line: int, owner: str, place: int) -> Outline:
    """A task out of text that belonged to a heading, or to none."""
    sections, others = list(outline.sections), list(outline.other)
    if owner == "text":
        heading = sections[place]
        assert heading.text_lines is not None
        first, last = heading.text_lines
        path = heading.path
        sections[place] = replace(
            heading,
            text_lines=(first, line - 1) if first < line else None,
            items=tuple(one for one in heading.items if one.line < line),
        )
    else:
        last = others[place].end_line
        above = [one for one in outline.sections if one.line < line and one.kind == "section"]
        path = above[-1].path if above else ()
        others[place : place + 1] = [replace(others[place], end_line=line - 1)] if others[place].line < line else []
    read = [(number, one) for number, one in enumerate(outline.lines[line - 1 : last], line) if one.strip()]
    text = "\n".join(one.strip() for _, one in read)
    label = read_label(text)
    body = text[label.offset :] if label is not None else text
    title = read_title(body.split("\n")[0])
    targets = tuple(found for number, one in read for found in _targets(number, one, outline.period))
    task = OutlineTask(
        label.number if label is not None else None,
        label.printed if label is not None else None,
        path,
        title.text,
        title.explicit,
        line,
        last,
        body,
        targets=targets,
    )
    known = {(one.line, one.quote) for one in targets}
    return replace(
        outline,
        sections=tuple(sections),
        other=tuple(others),
        objectives=tuple(one for one in outline.objectives if (one.line, one.quote) not in known),
        tasks=tuple(sorted([*outline.tasks, _worded(outline, task, task)], key=lambda one: one.line)),
    )


def _targets(number: int, line: str, period: tuple[int, int] | None) -> tuple[TargetSpec, ...]:
    text = line.strip()
    label = read_label(text)
    block = Block("para", number, number, text, label, [0], [(number, line.index(text[0]))])
    return targets_of(block, period, block.body_offset)


def _start(outline: Outline, task: OutlineTask, line: int, words: str) -> tuple[int, int]:
    """Where in a task's text a new one begins, and in which column of the line; column 0 stands for the whole line."""
    raw = clean_line(outline.lines[line - 1]).strip()
    whole = _names_line(raw, words)
    if whole and line == task.line:
        return 0, 0
    piece = raw if whole else words
    found = task.text.find(piece[:WHOLE])
    if found < 0 and whole:
        found = task.text.find(words)
    if found < 0:
        raise Unfit
    return found, 0 if whole else max(1, outline.lines[line - 1].find(words))


def _names_line(line: str, words: str) -> bool:
    """Whether words begin a line, its number aside."""
    raw = clean_line(line).strip()
    label = read_label(raw)
    return fold(raw[label.offset :] if label is not None else raw).startswith(fold(words))


def _worded(outline: Outline, task: OutlineTask, source: OutlineTask) -> OutlineTask:
    """The task with what its words say of units and deadline; where they say nothing, with what was said of ``source``."""
    deadline = read_deadline(task.text, outline.period)
    stated = read_departments(task.text)
    known = deadline.words is not None or deadline.routine
    return replace(
        task,
        departments=stated if stated.lead or stated.support else source.departments,
        deadline=deadline.words if known else source.deadline,
        due=deadline.due if known else source.due,
        routine=deadline.routine if known else source.routine,
        organisations=organisations_in(task.text),
    )


def _begins(task: OutlineTask, words: str) -> bool:
    """Whether a task begins with the words, and does not only hold them."""
    key = fold(words)
    return fold(task.title).startswith(key) or fold(task.text).find(key) in range(5)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in _NAMES.split(text) if (name := clean_line(one).strip())))
