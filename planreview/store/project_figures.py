"""Project actual values and what follows from them: attainment, gap and light of every target of a set."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from planreview.domain.adjusting import FIELDS, fold_adjustments
from planreview.domain.folding import Entry, newest_actual
from planreview.domain.lights import TargetInput, figure
from planreview.domain.news import said_last
from planreview.domain.operations import ACTUAL, TARGET_CHANGE, TARGET_READ
from planreview.store.entries import as_json, live_by_subject
from planreview.store.figured import Figured, as_text, number
from planreview.store.project_adjustments import clear_adjustments, write_target_adjustments
from planreview.store.project_twins import shared_subjects
from planreview.store.settings import Settings
from planreview.store.state_rows import Stored, stored_rows, write_rows
from planreview.store.target_columns import BASELINE, DUE, KIND, METRIC, OP, UNIT, VALUE, VALUE_MAX

TARGET_COLUMNS = f"t.id, t.uid, t.item_id, t.plan_id, {KIND}, {METRIC}, {OP}, {VALUE}, {VALUE_MAX}, {BASELINE}, {UNIT}, {DUE}"
_OWN = frozenset({TARGET_CHANGE, TARGET_READ})
_ACTUAL = ("operation_id", "target_id", "value", "on_date", "person", "recorded_at")
_STATE = ("target_id", "actual", "actual_on", "pending", "attainment", "plain", "gap", "light", "reached")


@dataclass(frozen=True, slots=True)
class StandingFigures:
    """Rows of actual values and of targets' states before they are written anew."""

    actuals: Stored = field(default_factory=dict)
    states: Stored = field(default_factory=dict)


def standing_figures(connection: sqlite3.Connection, target_ids: Sequence[int]) -> StandingFigures:
    """The rows of targets as they stand."""
    if not target_ids:
        return StandingFigures()
    return StandingFigures(
        stored_rows(connection, "actual", _ACTUAL, 1, target_ids, of="target_id"),
        stored_rows(connection, "target_state", _STATE, 1, target_ids),
    )


def project_figures(
    connection: sqlite3.Connection,
    rows: Sequence[sqlite3.Row],
    plans: Mapping[int, tuple[str, str]],
    settings: Settings,
    former: Mapping[int, Sequence[str]] | None = None,
    standing: StandingFigures | None = None,
) -> list[Figured]:
    """Write actual values, adjustments and ``target_state`` of the target rows; ``plans`` holds id → (as-of date, share).

    ``former`` holds the uids under which a target stood in other words of its task: what was recorded there counts here.
    Rows that are ``standing`` are written by what differs; others were taken out before.
    """
    standing = standing or StandingFigures()
    own = {row["id"]: [row["uid"], *(former or {}).get(row["id"], ())] for row in rows}
    shared = shared_subjects(connection, own) if own else {}
    groups = {target: [*subjects, *shared.get(target, ())] for target, subjects in own.items()}
    dates = {row["id"]: plans[row["plan_id"]][0] for row in rows}
    live = live_by_subject(connection, groups, dates) if own else {}
    found = [fold_figure(row, live.get(row["id"], []), own[row["id"]], plans[row["plan_id"]][1], settings) for row in rows]
    # Where joined tasks part, the row may still stand at the target that showed it.
    actuals = [row for one in found for row in _actual_rows(one, own[one.target_id])]
    write_rows(connection, "actual", _ACTUAL, 1, standing.actuals, actuals, insert="insert or replace")
    write_rows(connection, "target_state", _STATE, 1, standing.states, [_state_row(one) for one in found])
    adjusted = [one for one in found if one.adjusted]
    changes = {one.target_id: one.adjusted for one in adjusted}
    write_target_adjustments(connection, changes, {one.target_id: one.holding for one in adjusted})
    return found


def fold_figure(row: sqlite3.Row, entries: Iterable[Entry], own: Collection[str], share: str, settings: Settings) -> Figured:
    """A target with what its live entries, in folding order, say of it; ``own`` are the uids under which it was known."""
    # Of a target that commits to the same, only what was reached counts here; what is found of an indicator is no figure.
    kept = [one for one in entries if one.kind == ACTUAL or (one.subject in own and one.kind in _OWN)]
    newest = newest_actual(kept)
    holding, adjusted = fold_adjustments({name: row[name] for name in FIELDS}, kept, {row["uid"]})
    given = _given(row, holding, newest)
    return Figured(
        target_id=row["id"],
        item_id=row["item_id"],
        given=given,
        figures=figure(given, Decimal(share), settings.thresholds),
        touched_at=max((one.recorded_at for one in kept), default=None),
        said=said_last(kept),
        holding=holding,
        adjusted=adjusted,
        entries=tuple(kept),
    )


def _actual_rows(one: Figured, own: Collection[str]) -> Iterator[tuple[object, ...]]:
    for entry in one.entries:
        if entry.kind == ACTUAL and entry.subject in own:
            value = as_text(number(entry.payload.get("value")))
            yield entry.id, one.target_id, value, entry.effective_on, entry.person, entry.recorded_at


def _state_row(one: Figured) -> tuple[object, ...]:
    given, figures, newest = one.given, one.figures, newest_actual(one.entries)
    return (
        one.target_id,
        as_text(given.actual),
        newest.effective_on if newest else None,
        int(given.pending),
        as_text(figures.attainment),
        as_text(figures.plain),
        as_text(figures.gap),
        figures.light,
        int(figures.reached),
    )


def clear_figures(connection: sqlite3.Connection, target_ids: Sequence[int]) -> None:
    """Take the rows of the targets out before they are written anew."""
    for table in ("actual", "target_state"):
        connection.execute(f"delete from {table} where target_id in (select value from json_each(?))", (as_json(target_ids),))
    clear_adjustments(connection, "target_id", target_ids)


def plan_dates(connection: sqlite3.Connection, plan_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Plan id → (as-of date, schedule share) as projected."""
    rows = connection.execute(
        "select plan_id, as_of, share from plan_state where plan_id in (select value from json_each(?))", (as_json(plan_ids),)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _given(row: sqlite3.Row, holding: Mapping[str, str | None], newest: Entry | None) -> TargetInput:
    said = newest.payload.get("value") if newest else None
    return TargetInput(
        row["kind"],
        row["op"],
        number(holding["value"]) or Decimal(0),
        number(holding["value_max"]),
        number(holding["baseline"]),
        row["unit"],
        number(said),
        pending=newest is not None and said is None,
    )
