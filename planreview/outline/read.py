"""Lines → outline: the steps of the reader in their order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planreview.catalogue import t
from planreview.domain.outline import Outline, OutlineTask, TargetSpec
from planreview.errors import InputError, NotAPlanError
from planreview.outline.bare_numbers import settle_bare_numbers
from planreview.outline.captions import join_captions
from planreview.outline.deadlines import read_deadline
from planreview.outline.decimal_numbers import settle_decimal_numbers
from planreview.outline.departments import first_leads, read_departments, section_departments
from planreview.outline.diagnostics import diagnose
from planreview.outline.edges import Edges, set_apart
from planreview.outline.group_clauses import hand_out
from planreview.outline.labels import Label
from planreview.outline.layout import Block, lay_out
from planreview.outline.levels import label_kind, task_level
from planreview.outline.loose_tables import gather_cells, ruled
from planreview.outline.metadata import read_metadata
from planreview.outline.nature import aims, goals_begin, looks_ahead, states_goals, turns_to
from planreview.outline.nodes import Task, Tree
from planreview.outline.organisations import organisations_in
from planreview.outline.other import other_lines
from planreview.outline.refusal import refusal
from planreview.outline.tables import read_table
from planreview.outline.target_cells import target_of_cell
from planreview.outline.targets import targets_of
from planreview.outline.tree import Walk
from planreview.outline.written_forms import one_writing, own_writing
from planreview.stopping import check_stop

# From this confidence a figure in an introduction is taken for a goal of the plan.
_PLAIN = 0.85
# How sure it is that an aim to which an introduction turns is one of the plan.
_ELSEWHERE = 0.6
# 年度主要目标 on a line of its own heads the list below it.
_SHORT_LINE = 14


def read_plan(
    lines: Sequence[str],
    *,
    tasks_at: str | None = None,
    force: bool = False,
    merged: bool = True,
    columns: Mapping[int, Mapping[str, int]] | None = None,
) -> Outline:
    """The outline of a document.

    ``lines`` as split on ``\\n``; ``tasks_at`` names the numbering at which tasks stand (``一、``, ``（一）``, ``1.``, ``（1）``)
    where the reader's own choice is wrong. ``merged`` where blank cells of a table may have been merged with those above, as in
    text; a sheet says what it merges, and a blank cell in it is blank. ``columns`` says what the columns of a table hold, by the
    line of its head: what a column holds → its place from 0. Raises NotAPlanError for a text that is no plan, unless
    ``force``; InputError for an unknown ``tasks_at``.
    """
    level = None
    if tasks_at is not None:
        level = label_kind(tasks_at)
        if level is None:
            raise InputError("unknown_level", label=tasks_at)
    read = one_writing(lines)
    outline = _outline(read, level, merged=merged, columns=columns or {})
    reason = None if force else refusal(outline)
    if reason is not None:
        raise NotAPlanError("not_a_plan", reason=t(f"refusal.{reason}"))
    return outline if read == list(lines) else own_writing(outline, lines, read)


def _outline(lines: Sequence[str], level: str | None, *, merged: bool, columns: Mapping[int, Mapping[str, int]]) -> Outline:
    blocks = gather_cells(lay_out(ruled(lines)))
    settle_decimal_numbers(blocks)
    for line, own in columns.items():
        for block in blocks:
            if block.kind == "table" and block.line <= line <= block.end_line:
                block.head = (line, dict(own))
    edges = set_apart(blocks)
    mended = settle_bare_numbers(edges.body)
    join_captions(edges.body)
    chosen = level or task_level(edges.body)
    first = first_leads("\n".join(lines))
    tree = Walk(edges.body, chosen, first=first, merged=merged).run()
    if not tree.tasks:
        # Every chapter was set aside as past or goals: then the plan's work stands in one of them.
        tree = Walk(edges.body, chosen, generous=True, first=first, merged=merged).run()
    meta = read_metadata(edges)
    period = meta.period
    hand_out(tree.tasks)
    tables, plain = [], []
    for caption, block in tree.tables:
        table = read_table(caption, block, period)
        if table is not None:
            tables.append(table)
        else:
            plain += [b for b in (caption, block) if b is not None]
    for section in tree.sections:
        if section.is_box:
            section.targets = tuple(t for b in section.text for t in targets_of(b, period, b.body_offset))
        elif section.nature == "work" and (section.tasks or section.children):
            heading = [section.heading] if section.heading is not None else []
            section.departments = section_departments((block.body for block in heading + section.text), first=first)
    outline = Outline(
        title=meta.title,
        city=meta.city,
        year=period[0] if period else None,
        period=period,
        kind=meta.kind,
        issuer=meta.issuer,
        issued_on=meta.issued_on,
        addressees=meta.addressees,
        sections=tuple(section.finish() for section in tree.sections),
        tasks=tuple(_task(task, period, first=first) for task in tree.tasks),
        objectives=_objectives(edges, tree, period),
        tables=tuple(tables),
        other=other_lines(edges, tree, plain),
        diagnostics=(),
        lines=tuple(lines),
    )
    stand_at = "table" if 0 < len(tree.tasks) == tree.in_tables else chosen
    notes = [*meta.diagnostics, *tree.diagnostics, *mended, *diagnose(outline, blocks, stand_at)]
    return replace(outline, diagnostics=tuple(sorted(notes, key=lambda note: (note.line, note.kind))))


def _task(task: Task, period: tuple[int, int] | None, *, first: bool) -> OutlineTask:
    check_stop()
    own = [_behind_title(task, block, first=place == 0) for place, block in enumerate(task.text)]
    text = "\n".join(words for words, _ in own)
    targets = tuple(
        t
        for place, (block, (_, start)) in enumerate(zip(task.text, own, strict=True))
        for first, last in _pieces(task, start, glued=place == 0 and task.title.glued)
        for t in targets_of(block, period, first, last)
    )
    if task.in_table:
        cells = (target_of_cell(block, task.title.text, period) for block in task.text[1:])
        whole = tuple(target for target in cells if target is not None)
        # The words of such a cell (建成3座) name nothing by themselves.
        targets = tuple(t for t in targets if not any(_covers(one, t) for one in whole)) + whole
    clause = (
        task.clause
        if task.clause is not None
        else "\n".join(words for block, (words, _) in zip(task.text, own, strict=True) if block not in task.aside)
    )
    deadline = read_deadline(f"完成时限：{task.deadline}" if task.deadline else text, period)
    return OutlineTask(
        number=task.number,
        label=task.label,
        section=task.path,
        title=task.title.text,
        title_explicit=task.title.explicit,
        line=task.line,
        end_line=task.end_line,
        text=text,
        parts=tuple(part.finish() for part in task.parts),
        targets=targets,
        departments=task.units if task.units.lead or task.units.support else read_departments(clause, first=first),
        deadline=deadline.words,
        due=deadline.due,
        routine=deadline.routine,
        organisations=organisations_in(text),
    )


def _covers(cell: TargetSpec, other: TargetSpec) -> bool:
    """Whether a target stands within the cell that another one is read from."""
    if cell.span is None or other.span is None:
        return False
    (line, start, end), (other_line, first, last) = cell.span, other.span
    return line == other_line and start <= first and last <= end


def _pieces(task: Task, start: int, *, glued: bool) -> tuple[tuple[int, int | None], ...]:
    """The stretches of a paragraph to look for targets in: a title and the sentence glued to it are two."""
    cut = start + task.title.body_at
    return ((start, cut), (cut, None)) if glued else ((start, None),)


def _behind_title(task: Task, block: Block, *, first: bool) -> tuple[str, int]:
    """A paragraph's words without the task's own label, and where they begin."""
    label = block.label
    is_own = first and label is not None and (task.number is not None or task.section is not None)
    start = label.offset if is_own and isinstance(label, Label) else 0
    return block.text[start:], start


def _sure(targets: tuple[TargetSpec, ...], period: tuple[int, int] | None) -> list[TargetSpec]:
    """Those of the targets that are plainly worded: outside goals a figure may be a remark, or tell of another year."""
    years = (int(year) for target in targets for year in re.findall(r"(?:19|20)\d{2}(?=年)", target.quote))
    earlier = {year for year in years if period is not None and year < period[0]}
    return [t for t in targets if t.confidence >= _PLAIN and t.op != "=" and not any(str(year) in t.quote for year in earlier)]


def _of_others(target: TargetSpec, text: str) -> TargetSpec:
    """The target, in doubt where an introduction only turns to an aim (聚焦经济总量冲刺4000亿): it is set elsewhere."""
    clause = re.split(r"[，,；;。]", text[: max(0, text.find(target.quote))])[-1] + target.quote
    return replace(target, confidence=min(target.confidence, _ELSEWHERE)) if turns_to(clause) else target


def _objectives(edges: Edges, tree: Tree, period: tuple[int, int] | None) -> tuple[TargetSpec, ...]:
    """Quantities of the whole plan: in paragraphs before the first heading that state goals, and in chapters on goals."""
    found: list[TargetSpec] = []
    listed = False
    for block, role in edges.front:
        if listed and block.label is not None and block.label.kind == "dash":
            # 主要目标：, and a list of them below it.
            found += targets_of(block, period, block.body_offset)
            continue
        heads = block.text[-1] in "：:" or len(block.text) <= _SHORT_LINE
        listed = role in {"preamble", "label"} and heads and states_goals(block.text)
        if role == "preamble" and (start := goals_begin(block.text)) is not None:
            found += targets_of(block, period, start)
        elif role == "preamble" and aims(block.text):
            found += [_of_others(t, block.text) for t in _sure(targets_of(block, period), period)]
    for section in tree.sections:
        if section.nature == "goals":
            for block in ([section.rest] if section.rest is not None else []) + section.text:
                found += targets_of(block, period, block.body_offset)
        elif section.nature == "principles":
            # （二）发展目标 among the points of 总体要求, and its paragraphs that look ahead.
            for block in ([section.rest] if section.rest is not None else []) + section.text:
                if looks_ahead(block.body):
                    found += targets_of(block, period, block.body_offset)
        elif section.nature == "work" and section.level == 1 and (section.tasks or section.children):
            # 二、2024年工作要点, and below it what the year is to reach, before the first item.
            found += [t for block in section.text if aims(block.text) for t in _sure(targets_of(block, period), period)]
    for block in tree.goals:
        found += targets_of(block, period, block.body_offset)
    for block in tree.loose:
        if states_goals(block.text):
            found += targets_of(block, period)
    return tuple(found)
