"""The behind list (滞后清单): the tasks that a summary counts as 未启, 滞后 or 超期, each with how far it is behind, why, and
what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from planreview.domain.counting import Id
from planreview.domain.records import dataclass
from planreview.domain.review import TargetView

# Cells of a row of the summary that its behind list is made of.
BEHIND_CELLS = ("not_started", "behind", "overdue")


@dataclass(frozen=True, slots=True)
class Said:
    """What was written of a task last, and from which day."""

    body: str
    on: date


@dataclass(frozen=True, slots=True)
class ListedTask:
    """What each list says of a task first: which it is and whose, and its verdict, None where it has none."""

    id: int
    uid: str
    plan: str
    number: str
    title: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class BehindTask(ListedTask):
    """One task of the list. ``target`` is the one that gives the figures, or where nothing was measured the first of
    ``targets``; ``reason`` None says that nobody has written any, ``reason_asked`` whether its verdict asks for one."""

    overdue: bool
    light: str | None
    target: TargetView | None
    attainment: Decimal | None
    gap: Decimal | None
    due: date | None
    due_presumed: bool
    reason: Said | None
    measure: Said | None
    reason_asked: bool = False
    targets: int = 0


@dataclass(frozen=True, slots=True)
class BehindList:
    """The tasks in plan order; ``total`` is how many there are where not all of them are listed."""

    tasks: tuple[BehindTask, ...]
    total: int


def behind_ids(cells: Mapping[str, tuple[Id, ...]]) -> tuple[int, ...]:
    """The tasks behind among those that a row of a summary counts, in its order."""
    wanted = {one for cell in BEHIND_CELLS for one in cells.get(cell, ())}
    return tuple(one for one in cells.get("total", ()) if one in wanted and isinstance(one, int))
