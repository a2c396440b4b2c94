"""Operations: what people did, as the log keeps it, and the hash that chains one to the one before.

Everything else is folded from these, so their kinds and payloads are checked here, at the one door to the log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Protocol

from planreview.domain.records import dataclass, field

VERDICT, CLEAR, NOTE, ACTUAL, SCOPE, ASSIGN = "verdict", "clear", "note", "actual", "scope", "assign"
DEPARTMENT, RENAMED, MOVED = "department", "department-renamed", "department-moved"
ORDERED, LED, ALIAS = "department-ordered", "department-led", "alias"
REMOVED = "department-removed"
DEFAULT_LEAD, IMPORT, SAME_TASK, CORRECTED = "default-lead", "import", "same-task", "corrected"
SPLIT_FROM, DOUBTFUL, OTHER_TASK = "split-from", "doubtful", "other-task"
TARGET_READ, SPLIT = "target-read", "split"
TARGET_CHANGE, TARGET_ADDED, PART_TARGET = "target-change", "target-added", "part-target"
VIEW_SAVED, VIEW_DELETED = "view-saved", "view-deleted"
AS_OF, SETTINGS, UNDO, REDO = "as-of", "settings", "undo", "redo"
CARRY, SELF_REPORT, CLOSING = "carry", "self-report", "closing"
EVIDENCE, EVIDENCE_WITHDRAWN = "evidence", "evidence-withdrawn"
ROUND_OPENED, ROUND_RENAMED, ROUND_CLOSED = "round-opened", "round-renamed", "round-closed"

# Kind → the names that a payload must hold and those that it may hold.
PAYLOADS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    VERDICT: (frozenset({"verdict"}), frozenset({"approver", "document", "round"})),
    CLEAR: (frozenset(), frozenset({"round"})),
    # The verdict of an earlier round said again; ``of`` is the operation that is carried over.
    CARRY: (frozenset({"verdict", "of"}), frozenset({"round"})),
    # ``edits`` is the id of a note: this is how it reads from now on, an empty text withdraws it.
    NOTE: (frozenset({"kind", "text"}), frozenset({"edits"})),
    SELF_REPORT: (frozenset({"verdict", "text"}), frozenset()),
    EVIDENCE: (frozenset({"path", "sha256", "size", "document", "method", "remark"}), frozenset()),
    EVIDENCE_WITHDRAWN: (frozenset({"evidence"}), frozenset()),
    CLOSING: (frozenset({"step"}), frozenset({"reason"})),
    ROUND_OPENED: (frozenset({"name", "plans", "as_of"}), frozenset()),
    # While it is open; one that is closed is called as its figures were issued.
    ROUND_RENAMED: (frozenset({"name"}), frozenset()),
    # ``chains`` is how far each chain had come, ``as_of`` the date by plan, ``figures`` the summary without ids,
    # ``progress`` how many tasks it covered, and how many of them were found on and carried over in it.
    ROUND_CLOSED: (frozenset({"chains", "as_of", "figures", "sha256"}), frozenset({"progress"})),
    ACTUAL: (frozenset({"value"}), frozenset()),
    SCOPE: (frozenset({"supervised", "reason"}), frozenset()),
    ASSIGN: (frozenset({"department", "role", "mode", "source"}), frozenset()),
    DEPARTMENT: (frozenset({"city", "name", "wildcard"}), frozenset({"parent"})),
    RENAMED: (frozenset({"name"}), frozenset()),
    MOVED: (frozenset({"parent"}), frozenset()),
    ORDERED: (frozenset({"order"}), frozenset()),
    LED: (frozenset({"leader"}), frozenset()),
    ALIAS: (frozenset({"alias"}), frozenset({"merged"})),
    # Nobody lists it while it holds nothing; making it again, or assigning to it, brings it back.
    REMOVED: (frozenset(), frozenset()),
    DEFAULT_LEAD: (frozenset({"department"}), frozenset()),
    IMPORT: (frozenset({"revision", "sha256", "city", "title"}), frozenset()),
    SAME_TASK: (frozenset({"same_as"}), frozenset({"score", "was"})),
    SPLIT_FROM: (frozenset({"from"}), frozenset({"score", "was"})),
    DOUBTFUL: (frozenset({"maybe", "relation", "score"}), frozenset({"was"})),
    OTHER_TASK: (frozenset({"other_than"}), frozenset({"was"})),
    CORRECTED: (frozenset(), frozenset({"city", "title"})),
    # Whether a target of the document is one, and what it means where it was misread; ``was`` is how the fields read before.
    TARGET_READ: (frozenset({"stands"}), frozenset({"values", "was"})),
    # An approved adjustment (调整) of a target, or of a task's due date; ``stated`` is what the document said then.
    TARGET_CHANGE: (frozenset({"field", "old", "new", "approver", "document"}), frozenset({"stated"})),
    # The parts of a task, which count in its place; none of them: it is joined again.
    SPLIT: (frozenset({"parts"}), frozenset()),
    # A commitment that the reader did not find: of a task, or of the plan; ``target`` is its uid.
    TARGET_ADDED: (frozenset({"target", "values"}), frozenset()),
    # A target of a task that was split goes with one of its parts, given by uid; null: with none.
    PART_TARGET: (frozenset({"target", "part"}), frozenset()),
    # What a view lists, in a form that means the same in every copy of a store, and how.
    VIEW_SAVED: (frozenset({"name", "filter"}), frozenset({"sort", "group", "columns"})),
    VIEW_DELETED: (frozenset({"name"}), frozenset()),
    AS_OF: (frozenset({"date"}), frozenset()),
    SETTINGS: (frozenset({"key", "value"}), frozenset()),
    UNDO: (frozenset(), frozenset()),
    REDO: (frozenset(), frozenset()),
}

# Findings hold from a day on; how plans, departments and assignments stand is known now, whatever date is looked at.
FINDINGS = frozenset({VERDICT, CLEAR, CARRY})
BESIDE_FINDINGS = frozenset({SELF_REPORT, EVIDENCE, EVIDENCE_WITHDRAWN, CLOSING})
DATED = FINDINGS | BESIDE_FINDINGS | {NOTE, ACTUAL, SPLIT, TARGET_CHANGE}
ABOUT_TASKS = FINDINGS | BESIDE_FINDINGS | {NOTE, SCOPE, ASSIGN}
ABOUT_ROUNDS = frozenset({ROUND_OPENED, ROUND_RENAMED, ROUND_CLOSED})
ABOUT_DEPARTMENTS = frozenset({DEPARTMENT, RENAMED, MOVED, ORDERED, LED, ALIAS, REMOVED})
# Which items of two revisions are one task, and which are not.
ABOUT_LINEAGE = frozenset({SAME_TASK, SPLIT_FROM, DOUBTFUL, OTHER_TASK})
TURNS = frozenset({UNDO, REDO})
ABOUT_VIEWS = frozenset({VIEW_SAVED, VIEW_DELETED})
STORE = "store"
VIEW_PREFIX = "view:"
PLAN_PREFIX, DEPARTMENT_PREFIX, BATCH_PREFIX, ROUND_PREFIX = "plan:", "department:", "batch:", "round:"


class Clock(Protocol):
    """Where the time comes from; a test gives its own."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def today(self) -> date:
        """The local date of business."""
        ...


@dataclass(frozen=True, slots=True)
class OperationDraft:
    """An operation that is about to be appended; without ``effective_on`` it holds from the as-of date of its plan."""

    kind: str
    subject: str
    payload: Mapping[str, object] = field(default_factory=dict)
    effective_on: date | None = None

    def __post_init__(self) -> None:
        needed, allowed = PAYLOADS[self.kind]
        names = set(self.payload)
        if not needed <= names or not names <= needed | allowed:
            raise ValueError(f"{self.kind}: {sorted(names)}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts, on which chain (a device writing to one copy of a store), and when."""

    person: str
    device: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the log holds it; texts are exactly those that were hashed."""

    id: str
    kind: str
    subject: str
    payload: str
    batch: str
    person: str
    device: str
    device_seq: int
    clock: int
    recorded_at: str
    effective_on: str
    based_on: str
    previous: str

    def hash(self) -> str:
        """The hash of all fields; the next operation of the chain holds it as ``previous``."""
        # What is only read has no use for it, and it is slow to load.
        import hashlib

        return hashlib.sha256(canonical(fields_of(self)).encode("utf-8", "surrogatepass")).hexdigest()


FIELDS: tuple[str, ...] = tuple(Operation.__slots__)
fields_of: Callable[[Operation], tuple[str | int, ...]] = attrgetter(*FIELDS)
# What is written holds itself nowhere; looking for that would take longer than the rest.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: object) -> str:
    """JSON in the one form that is stored and hashed."""
    return _encode(value)


def device_of(chain: str) -> str:
    """The device behind a chain: copies of a store on one machine have chains of their own and one device."""
    return chain.partition(".")[0]


def plan_subject(key: str) -> str:
    """The subject of operations about a plan."""
    return PLAN_PREFIX + key


def department_subject(uid: str) -> str:
    """The subject of operations about a department."""
    return DEPARTMENT_PREFIX + uid


def round_subject(uid: str) -> str:
    """The subject of operations about a round of review."""
    return ROUND_PREFIX + uid


def batch_subject(batch: str) -> str:
    """The subject of undo and redo."""
    return BATCH_PREFIX + batch
