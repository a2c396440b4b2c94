"""Clauses that stand once for several tasks: （以上1—3项由…牵头）, 【第1、2项责任科室：…】, one line behind a section's last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from planreview.domain.quantities import fold_numerals
from planreview.outline.departments import read_departments
from planreview.outline.layout import Block
from planreview.outline.nodes import Task

_ITEMS = re.compile(r"(?:以上|上述)?(?:第)?(?P<numbers>\d{1,3}(?:[-~至、](?:第)?\d{1,3}){0,20})项(?:任务|工作)?[,:]?由?")
_OPENS = re.compile(r"[（(【\[〔]?(?:以上|上述)?第?\d{1,3}(?:[-~至、]第?\d{1,3}){0,20}项")
_OWN_LINE = re.compile(
    r"[（(【\[〔].*[）)】\]〕]。?$|[（(【\[〔]?(?:牵头|责任|主责|主办|承办)(?:单位|部门|科室|股室|处室)[ \u3000]{0,2}[:：]"
)


def hand_out(tasks: Sequence[Task]) -> None:
    """Give each task the clause that was stated for it and others, in place (``Task.clause``)."""
    for _, run in groupby(tasks, key=lambda task: id(task.section)):
        group = list(run)
        by_number = {task.number: task for task in group if task.number is not None}
        for task in group:
            for block in list(task.text[1:]):
                if not _OPENS.match(fold_numerals(block.text)):
                    continue
                stated = list(_parts(block.text))
                if stated and all(read_departments(clause).lead for _, clause in stated):
                    task.aside.append(block)
                    for numbers, clause in stated:
                        for number in numbers:
                            if number in by_number:
                                by_number[number].clause = clause
        _last_line(group)


def _parts(text: str) -> Iterator[tuple[list[int], str]]:
    """The numbers of items and the clause for them, for each part of a line."""
    folded = fold_numerals(text)
    marks = list(_ITEMS.finditer(folded))
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        clause = text[mark.end() : end].strip("（(【[〔）)】]〕；;。，, \u3000")
        yield _numbers(mark["numbers"]), f"（{clause}）"


def _numbers(words: str) -> list[int]:
    found: list[int] = []
    for part in words.replace("第", "").split("、"):
        ends = [int(end) for end in re.split(r"[-~至]", part) if end]
        if ends and ends[-1] - ends[0] < 200:
            found += range(ends[0], ends[-1] + 1)
    return found


def _last_line(group: Sequence[Task]) -> None:
    """A clause on a line of its own behind the last task holds for all, where none of the others states one."""
    if len(group) < 2 or any(task.clause for task in group):
        return
    last = group[-1]
    line = next((block for block in reversed(last.text[1:]) if _is_clause(block)), None)
    if line is None or not all(_silent(task) for task in group[:-1]):
        return
    if any(_is_clause(block) for block in last.text[1:] if block is not line):
        return
    for task in group[:-1]:
        task.clause = line.text


def _is_clause(block: Block) -> bool:
    return block.label is None and bool(_OWN_LINE.match(block.text)) and bool(read_departments(block.text).lead)


def _silent(task: Task) -> bool:
    return not task.units.lead and not read_departments("\n".join(block.text for block in task.text)).lead
