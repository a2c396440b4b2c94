"""Say the state of a task: what its operations, its figures and its dates amount to, one row for its lists and its numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planreview.domain.closing import CLOSED
from planreview.domain.folding import TaskFold, verdict_of
from planreview.domain.lights import DATE, FIGURE, TaskLight, date_light, falls_short, task_light
from planreview.domain.mismatches import as_bits, mismatches
from planreview.domain.news import REWORDED, news_as_bits, news_since
from planreview.domain.overdue import is_overdue, presumed_due
from planreview.domain.verdicts import COMPLETED, OUT
from planreview.store.due import due_date
from planreview.store.figured import Figured, as_text
from planreview.store.lacking import as_number
from planreview.store.project_spoken import reported
from planreview.store.settings import Settings

Row = Mapping[str, Any] | sqlite3.Row


class Holds(NamedTuple):
    """What a state keeps of who holds a task: the first lead and where it comes from, how many lead, whether they share it by
    their duties, and how many support."""

    lead: int | None
    source: str | None
    leads: int
    shared: int
    supports: int


class Stands(NamedTuple):
    """What a state keeps that nothing said of a task but an adjustment changes: where it stands, and when it is due."""

    task_id: int
    item_id: int
    placed_id: int
    plan_id: int
    section_id: int | None
    ord: int
    due: date | None
    presumed: bool
    routine: bool


def stands(row: Row) -> Stands:
    """Where a row of a task or an indicator stands."""
    routine = bool(row["routine"])
    due, presumed = presumed_due(due_date(row["due"]), (row["period_first"], row["period_last"]), routine=routine)
    placed = row["placed_id"], row["plan_id"], row["section_id"], row["ord"]
    return Stands(row["task_id"], row["item_id"], *placed, due, presumed, routine)


def state_of(
    place: Stands,
    day: str,
    folded: TaskFold,
    figured: Sequence[Figured],
    holds: Holds,
    settings: Settings,
    *,
    reworded: bool = False,
) -> tuple[object, ...]:
    """The row of ``task_state`` as of a day, in the order of ``STATE_COLUMNS``."""
    as_of, verdict, due = date.fromisoformat(day), folded.verdict, place.due
    shown = _light(figured, verdict, due, as_of, settings)
    by_target = figured[shown.target] if shown.by == FIGURE and shown.target is not None else None
    attainment = by_target.figures.attainment if by_target else None
    overdue = is_overdue(due, as_of, verdict)
    finding = folded.finding
    last = finding.last if finding else None
    report = reported(folded)
    disagreeing = mismatches(
        verdict, shown.light, settings.thresholds, by=shown.by, attainment=attainment, overdue=overdue, report=report
    )
    news = news_since(finding.entry.order, [folded.said, *(one.said for one in figured)]) if finding else set()
    if reworded:
        news.add(REWORDED)
    moments = [folded.updated_at, *(one.touched_at for one in figured)]
    short = falls_short([one.figures for one in figured], [one.given for one in figured])
    return (
        place.task_id,
        place.item_id,
        place.placed_id,
        place.plan_id,
        place.section_id,
        place.ord,
        verdict,
        finding.entry.effective_on if finding and verdict else None,
        finding.entry.person if finding and verdict else None,
        int(folded.closing == CLOSED),
        int(folded.supervised),
        as_number(finding.lacks(short=short)) if finding else 0,
        len(folded.notes),
        max(filter(None, moments), default=None),
        holds.lead,
        holds.source,
        holds.leads,
        due.isoformat() if due else None,
        int(place.presumed),
        int(place.routine),
        int(overdue),
        as_text(attainment),
        as_text(by_target.figures.gap) if by_target else None,
        shown.light,
        by_target.target_id if by_target else None,
        as_bits(disagreeing),
        len(figured),
        sum(one.given.actual is not None for one in figured),
        sum(one.figures.reached for one in figured),
        finding.round if finding else None,
        int(finding.carried) if finding else 0,
        finding.entry.recorded_at if finding else None,
        verdict_of(last) if last else None,
        last.effective_on if last else None,
        news_as_bits(news),
        report,
        len(folded.evidence),
        folded.closing,
        holds.shared,
        holds.supports,
    )


def _light(figured: Sequence[Figured], verdict: str | None, due: date | None, as_of: date, settings: Settings) -> TaskLight:
    finished = verdict in COMPLETED or verdict in OUT
    by_date = date_light(due, as_of, finished, settings.thresholds)
    quantities = any(one.given.kind != DATE for one in figured)
    return task_light([one.figures for one in figured], by_date, verdict, quantities=quantities)
