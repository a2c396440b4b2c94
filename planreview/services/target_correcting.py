"""Correct (更正) how a target is read: what a change would do to its figures, told before it is stored.

A correction is no adjustment (调整): it says what the document commits to, holds whatever date is looked at, and stands below
what was adjusted with approval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planreview.domain.commitments import TwinView
from planreview.domain.lights import TargetFigure, TargetInput, figure
from planreview.domain.operations import TARGET_READ, OperationDraft
from planreview.domain.review import Receipt, TargetView
from planreview.domain.target_values import FIELDS, KINDS, differs, operator_for
from planreview.errors import InputError
from planreview.services.target_lines import read_change
from planreview.services.target_reading import ListedTarget, understood
from planreview.services.workspace import Workspace
from planreview.store.figured import number
from planreview.store.handle import Connection
from planreview.store.indicators import twins_of
from planreview.store.readings import Reading, own_actual, readings
from planreview.store.settings import read_settings

# What makes two targets of a plan one figure; how that figure is measured is corrected for all that are one.
_NAMES_FIGURE = frozenset({"metric", "value", "value_max", "due"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A correction that was not stored: (field, old, new) of what it changes, the figures before and after it; the targets that
    are the same figure and corrected ``along``, or ``parted`` from it; the fields whose adjusted value stays; the actual."""

    changes: tuple[tuple[str, str, str], ...]
    before: TargetFigure
    after: TargetFigure
    kind: str
    along: tuple[TwinView, ...]
    parted: tuple[TwinView, ...]
    adjusted: tuple[str, ...]
    actual: Decimal | None


@dataclass(frozen=True, slots=True)
class KindsWeighed:
    """What each kind would give for a target as it stands, at the schedule share of its plan (percent)."""

    kind: str
    share: Decimal
    actual: Decimal | None
    pending: bool
    given: tuple[tuple[str, TargetFigure], ...]


def read_values(ws: Workspace, target_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Targets as they are read, by the names of ``FIELDS``, below what was adjusted; "" for what nothing says."""
    with ws.store.reading() as connection:
        return {one: found.values for one, found in readings(connection, target_ids).items()}


def twins_of_targets(ws: Workspace, target_ids: Sequence[int]) -> tuple[TwinView, ...]:
    """The targets of a plan with which some share their actual values."""
    with ws.store.reading() as connection:
        return twins_of(connection, target_ids)


def changes_on_line(ws: Workspace, target: TargetView, line: str, began: str, period: tuple[int, int] | None) -> dict[str, str]:
    """What a line says otherwise than it did when it ``began``, by the names of ``FIELDS``: what others have corrected since, and
    what the line does not name any more, stays.

    Raises :class:`InputError` as :func:`planreview.services.target_lines.read_change`.
    """
    return read_change(line, began, target, ws.today(), period)


def weigh_change(ws: Workspace, target: TargetView, values: Mapping[str, str]) -> Weighed:
    """What :func:`change_target` would do. Raises :class:`InputError` target_unknown, and as :func:`understood`."""
    with ws.store.reading() as connection:
        reading = _reading(connection, target.id)
        changed = _changed(reading, understood(values, ws.today(), target))
        own, twins = _together(connection, target.id, changed)
        limits = read_settings(connection).thresholds
        after = {**reading.values, **{name: new for name, (_, new) in changed.items()}}
        parted = () if own else tuple(twins.values()) if _NAMES_FIGURE & changed.keys() else ()
        then = reading
        if parted:
            # What was reported of the others stays with them.
            actual, pending = own_actual(connection, target.id)
            then = replace(reading, actual=actual, pending=pending)
        return Weighed(
            changes=tuple((name, *pair) for name, pair in changed.items()),
            before=figure(_input(reading, reading.values), reading.share, limits),
            after=figure(_input(then, after), reading.share, limits),
            kind=after["kind"],
            along=tuple(twins[one] for one in own),
            parted=parted,
            adjusted=tuple(name for name in changed if name in reading.held),
            actual=reading.actual,
        )


def weigh_kinds(ws: Workspace, target_id: int) -> KindsWeighed:
    """What each kind would give for a target. Raises :class:`InputError` target_unknown."""
    with ws.store.reading() as connection:
        reading = _reading(connection, target_id)
        limits = read_settings(connection).thresholds
        own = reading.values["kind"]
        given = []
        for kind in KINDS:
            op = reading.values["op"] if kind == own else operator_for(kind, reading.values["op"])
            values = {**reading.values, "kind": kind, "op": op}
            given.append((kind, figure(_input(reading, values), reading.share, limits)))
        return KindsWeighed(own, reading.share, reading.actual, reading.pending, tuple(given))


def change_target(ws: Workspace, target: ListedTarget, values: Mapping[str, str]) -> Receipt:
    """Say what a target means, by the names of ``FIELDS``; it counts from now on. Only what changes is stored; how the figure is
    measured changes along for the targets of the plan that are the same one.

    Raises :class:`InputError`: target_unknown, target_read_same, and as :func:`understood`.
    """
    said = understood(values, ws.today(), target.target)
    with ws.store.transaction() as connection:
        reading = _reading(connection, target.target.id)
        changed = _changed(reading, said)
        if not changed and reading.stands:
            raise InputError("target_read_same")
        own, twins = _together(connection, target.target.id, changed)
        drafts = [_draft(reading.uid, changed), *(_draft(one.uid, pairs) for one, pairs in own.values())]
        tasks = [-target.target.id if target.task is None else target.task.id, *(twins[one].id for one in own)]
        return Receipt(ws.append(drafts), TARGET_READ, tuple(dict.fromkeys(one for one in tasks if one is not None)))


def _reading(connection: Connection, target_id: int) -> Reading:
    found = readings(connection, [target_id]).get(target_id)
    if found is None:
        raise InputError("target_unknown", id=target_id)
    return found


def _changed(reading: Reading, said: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Field → how it reads and is to read, of those that change; the sign goes with a kind that is said without one."""
    wanted = dict(said)
    if "kind" in said and "op" not in said and differs("kind", reading.values["kind"], said["kind"]):
        wanted["op"] = operator_for(said["kind"], reading.values["op"])
    pairs = {name: (reading.values[name], wanted[name]) for name in FIELDS if name in wanted}
    return {name: pair for name, pair in pairs.items() if differs(name, *pair)}


def _together(
    connection: Connection, target_id: int, changed: Mapping[str, tuple[str, str]]
) -> tuple[dict[int, tuple[Reading, dict[str, tuple[str, str]]]], dict[int, TwinView]]:
    """The targets that are one figure with this one and are corrected along, with their changes; and all that are one with it."""
    twins = {target: view for view in twins_of(connection, [target_id]) for target in [view.other_id]}
    if _NAMES_FIGURE & changed.keys():
        return {}, twins
    said = {name: new for name, (_, new) in changed.items()}
    found = {one: (reading, _changed(reading, said)) for one, reading in readings(connection, list(twins)).items()}
    return {one: (reading, pairs) for one, (reading, pairs) in found.items() if pairs}, twins


def _draft(uid: str, changed: Mapping[str, tuple[str, str]]) -> OperationDraft:
    payload: dict[str, object] = {"stands": True}
    if changed:
        payload["values"] = {name: new for name, (_, new) in changed.items()}
        payload["was"] = {name: old for name, (old, _) in changed.items()}
    return OperationDraft(TARGET_READ, uid, payload)


def _input(reading: Reading, values: Mapping[str, str]) -> TargetInput:
    """What the light of a target so read is computed from: what was adjusted stands above it."""
    held = {**values, **reading.held}
    return TargetInput(
        values["kind"],
        values["op"],
        number(held["value"]) or Decimal(0),
        number(held["value_max"] or None),
        number(held["baseline"] or None),
        values["unit"] or None,
        reading.actual,
        pending=reading.pending,
    )
