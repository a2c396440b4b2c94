"""Adjustments (调整): what was committed, changed with approval from a day on; the task stays in the base against the new value.

An adjustment is no correction: how the document is read stands below it, and as of an earlier day the old value holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from planreview.domain.folding import Entry
from planreview.domain.operations import TARGET_CHANGE
from planreview.domain.records import dataclass
from planreview.domain.review import APPROVER, DOCUMENT
from planreview.domain.target_values import BadValueError, checked

VALUE, VALUE_MAX, BASELINE, DUE = FIELDS = ("value", "value_max", "baseline", "due")
# A target without them is no target, and a task has a due date as soon as one is set.
_NEEDED = frozenset({VALUE})


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One adjustment that holds: what stood before it and what stands after it, None where nothing does."""

    entry: Entry
    field: str
    old: str | None
    new: str | None


def approved(payload: Mapping[str, object]) -> bool:
    """Whether it says who approved it under which number; without both it changes nothing."""
    said = (payload.get(name) for name in (APPROVER, DOCUMENT))
    return all(isinstance(one, str) and one.strip() for one in said)


def fold_adjustments(
    stated: Mapping[str, str | None], entries: Iterable[Entry], own: Collection[str] = ()
) -> tuple[dict[str, str | None], tuple[Adjusted, ...]]:
    """What holds in place of what the document states, and the adjustments in the order in which they hold.

    ``entries`` are live ones in folding order: by business date, then as they were said. One about another subject than
    ``own`` (the same target in an earlier revision's words, a task by the item it began as) holds only against the value
    that it was made on: where a revision states another, the revision has settled it.
    """
    values = dict(stated)
    found = []
    for entry in entries:
        field = entry.payload.get("field")
        if entry.kind != TARGET_CHANGE or not isinstance(field, str) or field not in values or not approved(entry.payload):
            continue
        if entry.subject not in own and not same(field, entry.payload.get("stated"), stated[field]):
            continue
        known, new = _new(field, entry.payload.get("new"))
        if known:
            found.append(Adjusted(entry, field, values[field], new))
            values[field] = new
    return values, tuple(found)


def same(field: str, one: object, other: object) -> bool:
    """Whether two values of a field are equal: 10 and 10.0 are one figure."""
    if field == DUE or one is None or other is None:
        return (one or None) == (other or None)
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return False


def _new(field: str, said: object) -> tuple[bool, str | None]:
    """Whether a payload says a value that the field can have, and the value; a log may have been altered by hand."""
    if said is None:
        return field not in _NEEDED, None
    if not isinstance(said, str) or not said:
        return False, None
    try:
        if field == DUE:
            return True, date.fromisoformat(said).isoformat()
        return True, checked({field: said})[field]
    except (BadValueError, ValueError):
        return False, None
