"""What was taken out of the base (调出, 无口): which tasks, why, who approved it, under which document number, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planreview.domain.behind_list import ListedTask, Said
from planreview.domain.counting import Id
from planreview.domain.records import dataclass

# The cell of a row of the summary that the list is made of.
OUT_CELL = "out"


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a task is out: ``since`` the day from which its verdict holds, however often it was said again; approver and document
    number as they were said last, empty where nobody said them; the newest reason, None where nobody wrote one."""

    since: date
    approver: str
    document: str
    reason: Said | None


@dataclass(frozen=True, slots=True)
class OutTask(ListedTask):
    """One task of the list; ``decision`` None where the log says nothing of it."""

    decision: Decision | None


@dataclass(frozen=True, slots=True)
class OutList:
    """The tasks in plan order; ``total`` is how many there are where not all of them are listed."""

    tasks: tuple[OutTask, ...]
    total: int


def out_ids(cells: Mapping[str, tuple[Id, ...]]) -> tuple[int, ...]:
    """The tasks that are out among those that a row of a summary counts, in its order."""
    return tuple(one for one in cells.get(OUT_CELL, ()) if isinstance(one, int))
