"""What the behind list of a row reads: the lists in words, which tasks they are of, and what tells their plans apart."""

from __future__ import annotations

from dataclasses import dataclass

from planreview.domain.behind_list import BEHIND_CELLS, BehindList
from planreview.domain.counting import Id
from planreview.domain.out_list import OUT_CELL, OutList
from planreview.domain.place_names import Whereabouts, whereabouts
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Summary
from planreview.domain.tallies import REST
from planreview.presets import verdict_set
from planreview.render.behind_list import PrintedList, put_behind_in_words
from planreview.render.out_list import put_out_in_words
from planreview.services import queries
from planreview.services.behind import filter_behind
from planreview.services.behind_list import MOST, behind_list, out_list, plans_among
from planreview.services.issued import issued_summary
from planreview.services.workspace import Workspace
from planreview.tui.screens.results import SummaryState

# A list that a row has, as ids; None where they are not held.
Ids = tuple[int, ...] | None
# More than a screen holds: it is drawn before the rest of a long list is read.
FIRST = 100


@dataclass(frozen=True, slots=True)
class BehindLists:
    """Both lists in words, with the tasks of each; ``ids`` are all tasks that they are of, ``places`` what the plan of a task is
    called where there are several."""

    found: tuple[PrintedList, PrintedList]
    tasks: tuple[tuple[int, ...], tuple[int, ...]]
    ids: tuple[tuple[int, ...], tuple[int, ...]]
    where: Whereabouts
    places: dict[int, str]
    # Whether there is nothing more to be read of them.
    whole: bool

    def all_of(self, place: int) -> tuple[int, ...]:
        """The tasks of one of the lists, also those that have not been read yet."""
        return self.tasks[place] if self.whole else self.ids[place][:MOST]


def read_lists(ws: Workspace, state: SummaryState, ids: tuple[Ids, Ids], known: Summary, most: int = MOST) -> BehindLists:
    """The first ``most`` of each list; where the summary holds no ids, of the tasks that its figures mean; of a round as they
    stood then."""
    behind, out = ids
    first = _meant(ws, state, BEHIND_CELLS, known) if behind is None else behind
    second = _meant(ws, state, (OUT_CELL,), known) if out is None else out
    as_stood = None if behind is None or out is None else _as_stood(ws, state, behind, out, known)
    lists = as_stood or (behind_list(ws, first, most), out_list(ws, second, most))
    plans = plans_among(ws, (*first[:MOST], *second[:MOST]))
    where = whereabouts(plan for plan, _ in plans)
    words, several = verdict_set().words(), len(plans) > 1
    return BehindLists(
        (put_behind_in_words(lists[0], words, several=several), put_out_in_words(lists[1], words, several=several)),
        (tuple(one.id for one in lists[0].tasks), tuple(one.id for one in lists[1].tasks)),
        (first, second),
        where,
        {task: where.labels.get(plan.id, "") for plan, tasks in plans for task in tasks},
        whole=as_stood is not None or max(len(first), len(second)) <= most or most >= MOST,
    )


def _as_stood(
    ws: Workspace, state: SummaryState, behind: tuple[int, ...], out: tuple[int, ...], known: Summary
) -> tuple[BehindList, OutList] | None:
    """The lists of a row of a round as they stood then; None of what is not summed up by rounds."""
    if state.round is None:
        return None
    if _cut(known):
        # The first of the whole round are not those of the row.
        known = issued_summary(ws, state.round, by=state.by, mode=state.mode, listed=True, part=(*behind, *out))
    assert known.behind is not None and known.taken_out is not None
    late, left = frozenset(behind), frozenset(out)
    return (
        BehindList(tuple(one for one in known.behind.tasks if one.id in late), len(behind)),
        OutList(tuple(one for one in known.taken_out.tasks if one.id in left), len(out)),
    )


def _cut(known: Summary) -> bool:
    """Whether a list of a summary leaves tasks out."""
    lists = (known.behind, known.taken_out)
    return any(one is not None and one.total > len(one.tasks) for one in lists)


def _meant(ws: Workspace, state: SummaryState, cells: tuple[str, ...], known: Summary) -> tuple[int, ...]:
    """The tasks that figures of a row count, by filters, in plan order; what the other rows add up to is what no row counts."""
    assert isinstance(state.row, int | str)

    def counted(row: Id) -> set[int]:
        meant = [filter_behind(ws, state.by, row, column) for column in cells]
        return {one for chosen in meant if chosen is not None for one in queries.task_ids(ws, chosen)}

    if state.row == REST:
        rows = [group.key for group in known.groups if not group.depth and group.key != REST]
        found = counted("total").difference(*map(counted, rows))
    else:
        found = counted(state.row)
    # In plan order, which that of the ids is within a plan.
    return tuple(queries.task_ids(ws, TaskFilter(ids=tuple(found), supervised=None)) if len(found) <= MOST else sorted(found))
