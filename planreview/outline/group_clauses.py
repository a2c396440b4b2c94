"""Clauses that stand once for several tasks, or that only their place tells: 以上1—3项由…牵头, 同上, a bare list.

They are handed to the tasks that they are for before each task's own words are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from planreview.domain.quantities import fold_numerals
from planreview.outline.brackets import bracketed
from planreview.outline.departments import ROUND, read_departments
from planreview.outline.layout import Block
from planreview.outline.nodes import Task
from planreview.outline.unit_names import bodies_in

_ITEMS = re.compile(r"(?:以上|上述)?(?:第)?(?P<numbers>\d{1,3}(?:[-~至、](?:第)?\d{1,3}){0,20})项(?:任务|工作)?[,:]?由?")
_OPENS = re.compile(r"[（(]?(?:以上|上述)?第?\d{1,3}(?:[-~至、]第?\d{1,3}){0,20}项")
_OWN_LINE = re.compile(
    r"[（(【\[〔［].*[）)】\]〕］]。?$|[（(【\[〔［]?(?:牵头|责任|主责|主办|承办)(?:单位|部门|科室|股室|处室)[ \u3000]{0,2}[:：]"
)
_SAME = re.compile(r"(?:责任|牵头|主责)(?:单位|部门|科室|股室|处室)?[:：]?[ \u3000]?同上|^同上$")
# （市教育局、市财政局） or ——大气科、监测站 at an item's end, without a word for the role.
_BEHIND_DASH = re.compile(r"[—–]{1,2}(?P<names>[^。；;：:—–]{2,80})$")
_NO_LIST = re.compile(r"[。；;：:]")
_LONGEST_LIST = 120
# A list without a word is one of units where most items end with one.
_FEWEST, _MOST = 3, 0.6


def hand_out(tasks: Sequence[Task]) -> None:
    """Give each task the clause that was stated for it and others, in place (``Task.clause``)."""
    for _, run in groupby(tasks, key=lambda task: id(task.section)):
        group = list(run)
        by_number = {task.number: task for task in group if task.number is not None}
        for task in group:
            for place, block in enumerate(task.text):
                _by_numbers(task, block, by_number, whole=place > 0)
        _last_line(group)
    _same_as_above(tasks)
    _bare_lists(tasks)


def _by_numbers(task: Task, block: Block, by_number: dict[int, Task], *, whole: bool) -> None:
    """Hand out a clause that names the numbers of the items it is for: a line of its own, or a bracket in one."""
    text = block.text.translate(ROUND)
    clauses = [text] if whole and _OPENS.match(fold_numerals(text)) else []
    clauses = clauses or [
        text[start:stop] for start, stop in bracketed(text) if _OPENS.match(fold_numerals(text[start + 1 : stop]))
    ]
    for words in clauses:
        stated = list(_parts(words))
        if not stated or not all(read_departments(clause).lead for _, clause in stated):
            continue
        if whole and words is text:
            task.aside.append(block)
        elif task.clause is None:
            # What the bracket says is for others unless its numbers say so.
            task.clause = text.replace(words, "")
        for numbers, clause in stated:
            for number in numbers:
                if number in by_number:
                    by_number[number].clause = clause


def _parts(text: str) -> Iterator[tuple[list[int], str]]:
    """The numbers of items and the clause for them, for each part of a line."""
    folded = fold_numerals(text)
    marks = list(_ITEMS.finditer(folded))
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        clause = text[mark.end() : end].strip("（(）)；;。，, \u3000")
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
    return not task.units.lead and not read_departments(_words(task)).lead


def _words(task: Task) -> str:
    return "\n".join(block.text for block in task.text)


def _same_as_above(tasks: Sequence[Task]) -> None:
    """责任单位同上: the clause of the task before."""
    for before, task in pairwise(tasks):
        if task.clause is None and not task.units.lead and _SAME.search(_words(task)[-60:]):
            task.clause = before.clause if before.clause is not None else _words(before)
            task.units = before.units


def _bare_lists(tasks: Sequence[Task]) -> None:
    """Read the lists at the ends of items as their units where most items end with one and none names a role."""
    bare = {id(task): names for task in tasks if task.text and (names := _bare_list(task)) is not None}
    if len(bare) < _FEWEST or len(bare) < _MOST * len(tasks):
        return
    for task in tasks:
        if id(task) in bare and task.clause is None and _silent(task):
            task.clause = f"责任单位：{bare[id(task)]}"


def _bare_list(task: Task) -> str | None:
    for block in reversed(task.text):
        text = block.text.translate(ROUND).rstrip("。；; \u3000")
        last = max(bracketed(text), default=(0, 0))
        behind = _BEHIND_DASH.search(text)
        words = text[last[0] + 1 : -1] if last[1] == len(text) > 0 else behind["names"] if behind is not None else ""
        if len(words) <= _LONGEST_LIST and not _NO_LIST.search(words) and bodies_in(words):
            return words
    return None
