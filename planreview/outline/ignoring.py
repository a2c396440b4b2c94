"""Take lines out of a plan by hand: they stay owned, as lines that a person ignores."""

from __future__ import annotations

from dataclasses import replace

from planreview.domain.outline import IndicatorTable, OtherLines, Outline, OutlineItem, OutlineSection, OutlineTask, TargetSpec
from planreview.outline.correcting import Unfit, section_at
from planreview.outline.ownership import line_owners
from planreview.outline.titles import read_title
from planreview.text import clean_line

IGNORED = "ignored"


def ignore(outline: Outline, line: int) -> Outline:
    """Take a line out of the plan: its words, targets and, where it is all there is, its task or heading."""
    if not 1 <= line <= len(outline.lines) or not outline.lines[line - 1].strip():
        raise Unfit
    owner = line_owners(outline).get(line, "")
    if owner.startswith("other:") and outline.other[int(owner[6:])].role == IGNORED:
        return outline
    at = section_at(outline, line)
    if at is not None and outline.sections[at].kind == "section":
        outline = _without_heading(outline, at)
    others = [piece for one in outline.other for piece in _around(one, line)]
    others = sorted([*others, OtherLines(line, line, IGNORED)], key=lambda one: one.line)
    return replace(
        outline,
        tasks=tuple(kept for task in outline.tasks if (kept := _without_line(outline, task, line)) is not None),
        sections=tuple(
            replace(one, items=_other_lines(one.items, line), targets=_elsewhere(one.targets, line)) for one in outline.sections
        ),
        objectives=_elsewhere(outline.objectives, line),
        tables=tuple(_table_without(one, line) for one in outline.tables),
        other=tuple(others),
    )


def _without_line(outline: Outline, task: OutlineTask, line: int) -> OutlineTask | None:
    if not task.line <= line <= task.end_line:
        return task
    left = [n for n in range(task.line, task.end_line + 1) if n != line and outline.lines[n - 1].strip()]
    if not left:
        return None
    raw = clean_line(outline.lines[line - 1]).strip()
    own = raw[len(task.label) :].lstrip() if task.label and line == task.line and raw.startswith(task.label) else raw
    text = "\n".join(part for part in task.text.replace(own, "", 1).split("\n") if part.strip())
    if not text:
        return None
    title = read_title(text.split("\n")[0]) if line == task.line and task.title_explicit is False else None
    return replace(
        task,
        line=left[0] if line == task.line else task.line,
        end_line=left[-1] if line == task.end_line else task.end_line,
        text=text,
        title=title.text if title is not None else task.title,
        parts=_other_lines(task.parts, line),
        targets=_elsewhere(task.targets, line),
    )


def _without_heading(outline: Outline, place: int) -> Outline:
    """What stood below a heading stands below the one above it."""
    gone = outline.sections[place]
    depth = len(gone.path)
    behind = (one.line for one in outline.sections[place + 1 :] if one.kind == "section" and one.level <= gone.level)
    until = next(behind, len(outline.lines) + 1)

    def path(one: OutlineTask | OutlineSection, own: tuple[str, ...]) -> tuple[str, ...]:
        inside = gone.line <= one.line < until and own[:depth] == gone.path
        return own[: depth - 1] + own[depth:] if inside else own

    sections = tuple(
        replace(one, path=path(one, one.path), level=one.level - (path(one, one.path) != one.path))
        for one in outline.sections[:place] + outline.sections[place + 1 :]
    )
    others = outline.other
    if gone.text_lines is not None:
        others = (*others, OtherLines(gone.text_lines[0], gone.text_lines[1], "text"))
    tasks = tuple(replace(task, section=path(task, task.section)) for task in outline.tasks)
    return replace(outline, sections=sections, other=others, tasks=tasks)


def _around(one: OtherLines, line: int) -> list[OtherLines]:
    if not one.line <= line <= one.end_line:
        return [one]
    pieces = (replace(one, end_line=line - 1), replace(one, line=line + 1))
    return [piece for piece in pieces if piece.line <= piece.end_line]


def _other_lines(items: tuple[OutlineItem, ...], line: int) -> tuple[OutlineItem, ...]:
    return tuple(one for one in items if one.line != line)


def _elsewhere(targets: tuple[TargetSpec, ...], line: int) -> tuple[TargetSpec, ...]:
    return tuple(one for one in targets if one.line != line)


def _table_without(table: IndicatorTable, line: int) -> IndicatorTable:
    rows = tuple(one for one in table.rows if one.line != line)
    return replace(table, rows=rows, targets=_elsewhere(table.targets, line))
