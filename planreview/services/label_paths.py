"""Tasks at a path of labels (一/（二）/3): brackets of a label count first (（二） is not 二、), then they do not.

What the store is asked for is narrowed by the labels in use, of which there are a few hundred among a million tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from planreview.store.lookup import NumberedTask, labels_in_use, paths_in_use, tasks_below
from planreview.text import fold

if TYPE_CHECKING:
    import sqlite3

_LABEL_ENDS = "、.,:;．"
_BRACKETS = str.maketrans("", "", "()（）[]【】〔〕")


def segments(text: str) -> list[str]:
    """The parts of a path, as they are written."""
    return [part.strip() for part in text.replace("／", "/").split("/")]


@lru_cache(10_000)
def label_key(text: str, strict: bool) -> str:
    """What labels are compared by: ``strict`` keeps brackets."""
    folded = fold(text).rstrip(_LABEL_ENDS)
    return folded if strict else folded.translate(_BRACKETS)


def is_subsequence(keys: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether the keys stand among the labels in their order; levels may be left out."""
    rest = iter(labels)
    return all(key in rest for key in keys)


def tasks_at(connection: sqlite3.Connection, plan_ids: Sequence[int], path: Sequence[str]) -> list[NumberedTask]:
    """The current tasks of plans at a path: those with its number first, else those with its label or below its heading."""
    if not plan_ids or not path:
        return []
    last, keys = fold(path[-1]), [label_key(part, strict=False) for part in path]
    known = paths_in_use(connection, plan_ids)
    labelled = {one: [label_key(part, strict=False) for part in one.split("/")] for one in known}
    above = {one for one, labels in labelled.items() if is_subsequence(keys[:-1], labels)} if path[1:] else None
    if above is not None and not above:
        return []
    if last.isascii() and last.isdigit() and len(last) < 10:
        found = those_at(tasks_below(connection, plan_ids, above, numbers=(int(last),)), path)
        if found:
            return found
    # Of a heading, and what brackets or a full stop made no number of.
    within = {one for one, labels in labelled.items() if is_subsequence(keys, labels)}
    alike = {one for one in labels_in_use(connection, plan_ids) if label_key(one, strict=False) == keys[-1]}
    number = int(keys[-1]) if keys[-1].isascii() and keys[-1].isdigit() and len(keys[-1]) < 10 else None
    numbers = () if number is None or str(number) != keys[-1] else (number,)
    return those_at(tasks_below(connection, plan_ids, above, numbers, alike, within), path)


def those_at(tasks: Sequence[NumberedTask], path: Sequence[str]) -> list[NumberedTask]:
    """Those of some tasks that stand at a path."""
    if not path:
        return []
    for strict in (True, False):
        keys = [label_key(part, strict) for part in path]
        placed = [(task, [label_key(part, strict) for part in task.path]) for task in tasks]
        found = [task for task, labels in placed if _numbered(task, keys[-1], strict) and is_subsequence(keys[:-1], labels)]
        # A section with work to do and no numbered item is named by its heading.
        found = found or [
            task
            for task, labels in placed
            if task.number is None and labels and labels[-1] == keys[-1] and is_subsequence(keys, labels)
        ]
        found = found or [task for task, labels in placed if keys[-1] in labels and is_subsequence(keys, labels)]
        if found:
            return found
    return []


def _numbered(task: NumberedTask, key: str, strict: bool) -> bool:
    number = "" if task.number is None else str(task.number)
    return key in {number, label_key(task.label or "", strict)} - {""}
