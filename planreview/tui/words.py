"""A task, and what its reason lacks, in the few words that a line or a toast has room for."""

from __future__ import annotations

from collections.abc import Collection

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.review import INDICATOR, REASON_PARTS, TaskRow
from planreview.text import show

# Cells of a title by which a person knows a task again.
SHORT = 30


def task_name(row: TaskRow, cells: int = SHORT) -> str:
    """Number (or label) and title of a task, the title cut to ``cells``."""
    return f"{row_number(row)} {clip(show(row.title), cells)}".strip()


def row_number(row: TaskRow) -> str:
    """Number, or label, of a task away from its list; that of an indicator says so, for a task has the same."""
    number = str(row.number) if row.number is not None else show(row.label or "")
    return t("indicator.numbered", number=number) if row.kind == INDICATOR else number


def lacking(parts: Collection[str]) -> str:
    """Parts of a reason in words, in their order."""
    return t("lacks.and").join(t(f"lacks.{part}") for part in REASON_PARTS if part in parts)
