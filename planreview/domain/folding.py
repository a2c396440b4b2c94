"""Fold one task's operations into its state: pure, and the same for marking, undo, merging and rebuilding.

Findings are ordered by the business date from which they hold, then by the log's total order: a verdict that is entered
late for June does not cover the one of October. All else is taken in total order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from planreview.domain.operations import ACTUAL, ASSIGN, CLEAR, DATED, NOTE, SCOPE, SPLIT, TARGET_CHANGE, UNDO, VERDICT
from planreview.domain.review import APPROVER, DOCUMENT, LEAD, REASON
from planreview.domain.verdicts import COMPLETED, KEYS, OUT, approval_needed, reason_needed

# Place in the total order of all logs: clock, device, sequence on the device.
Order = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as folding sees it; dates are ISO texts, which compare as dates do."""

    id: str
    kind: str
    subject: str
    payload: Mapping[str, object]
    batch: str
    person: str
    order: Order
    recorded_at: str
    effective_on: str


@dataclass(frozen=True, slots=True)
class Turn:
    """An undo or a redo of a batch."""

    kind: str
    order: Order
    effective_on: str


def is_live(turns: Iterable[Turn], as_of: str | None) -> bool:
    """Whether a batch counts: the last turn decides; as of a date, turns that hold later do not count."""
    counted = [turn for turn in turns if as_of is None or turn.effective_on <= as_of]
    return not counted or max(counted, key=lambda turn: turn.order).kind != UNDO


def live_entries(entries: Iterable[Entry], turns: Mapping[str, Sequence[Turn]], as_of: str) -> list[Entry]:
    """The operations that count as of a date, in the order in which they are folded."""
    kept = []
    for entry in entries:
        dated = entry.kind in DATED
        if dated and entry.effective_on > as_of:
            continue
        if is_live(turns.get(entry.batch, ()), as_of if dated else None):
            kept.append(entry)
    return sorted(kept, key=lambda entry: (entry.effective_on if entry.kind in DATED else "", entry.order))


@dataclass(frozen=True, slots=True)
class Holding:
    """A department that holds a task, by id, and where that comes from."""

    department: int
    source: str
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The operation that gave the verdict in force, the verdict before it, whether a note answers it, and which of approver
    and document number it was given with."""

    verdict: str | None
    entry: Entry
    before: str | None
    answered: bool
    approval: frozenset[str] = frozenset()

    def lacks(self, *, short: bool) -> tuple[str, ...]:
        """What is asked for and not given, keys of ``REASON_PARTS``; ``short``: a target of the task was missed."""
        asked: tuple[str, ...] = (REASON,) if not self.answered and reason_needed(self.before, self.verdict, short=short) else ()
        if approval_needed(self.verdict):
            asked += tuple(name for name in (APPROVER, DOCUMENT) if name not in self.approval)
        return asked


@dataclass(frozen=True, slots=True)
class TaskFold:
    """What the operations of one task say; ``assigned`` are its assignments in order, ``updated_at`` the newest moment."""

    finding: Finding | None
    supervised: bool
    notes: tuple[Entry, ...]
    assigned: tuple[Entry, ...]
    updated_at: str | None
    # The operation whose parts count in the task's place.
    split: Entry | None = None
    # Approved adjustments of its due date, in order.
    adjusted: tuple[Entry, ...] = ()

    @property
    def verdict(self) -> str | None:
        """The verdict in force; None: not reviewed, or cleared."""
        return None if self.finding is None else self.finding.verdict


def fold_task(entries: Sequence[Entry]) -> TaskFold:
    """Fold the live operations of one task, given in the order of :func:`live_entries`."""
    notes = tuple(entry for entry in entries if entry.kind == NOTE)
    supervised = True
    for entry in entries:
        if entry.kind == SCOPE:
            supervised = bool(entry.payload.get("supervised", True))
    split = None
    for entry in entries:
        if entry.kind == SPLIT:
            split = entry if entry.payload.get("parts") else None
    moments = [entry.recorded_at for entry in entries]
    return TaskFold(
        finding=_finding([entry for entry in entries if entry.kind in {VERDICT, CLEAR}], notes),
        supervised=supervised,
        notes=notes,
        assigned=tuple(entry for entry in entries if entry.kind == ASSIGN),
        updated_at=max(moments) if moments else None,
        split=split,
        adjusted=tuple(entry for entry in entries if entry.kind == TARGET_CHANGE),
    )


def _finding(findings: Sequence[Entry], notes: Sequence[Entry]) -> Finding | None:
    """The last finding; a step back from 完成 stays one, however often the lower verdict is repeated, until it is answered."""
    if not findings:
        return None
    verdict: str | None = None
    asking: Entry | None = None
    before: str | None = None
    for entry in findings:
        new = verdict_of(entry)
        steps_back = verdict in COMPLETED and new not in COMPLETED
        if steps_back or new in COMPLETED or before not in COMPLETED or reason_needed(None, new):
            # A repeated step back keeps the operation that first stepped back; all else is asked for anew.
            before, asking = verdict if steps_back else None, entry
        verdict = new
    last = findings[-1]
    asked = [asking if asking is not None else last]
    if verdict in OUT:
        # Said again, it is the same decision: what one of its operations lacks, another may bring.
        asked = list(takewhile(lambda entry: verdict_of(entry) == verdict, reversed(findings)))
    answered = any(_answers(note, entry) for note in notes for entry in asked)
    return Finding(verdict, last, before, answered, frozenset(name for entry in asked for name in _approval(entry)))


def _answers(note: Entry, finding: Entry) -> bool:
    """Whether a note says why: one of no kind or a reason, written with the finding or after it; progress and measures do not."""
    return note.payload.get("kind") in (None, REASON) and (note.order >= finding.order or note.batch == finding.batch)


def _approval(finding: Entry) -> Iterator[str]:
    for name in (APPROVER, DOCUMENT):
        said = finding.payload.get(name)
        if isinstance(said, str) and said.strip():
            yield name


def verdict_of(entry: Entry) -> str | None:
    """The verdict that a finding gives; a word that no verdict has (a log altered by hand) counts as none."""
    said = entry.payload.get("verdict") if entry.kind == VERDICT else None
    return said if isinstance(said, str) and said in KEYS else None


def hold(base: Sequence[Holding], assigned: Iterable[Entry], role: str, standing: Mapping[str, int]) -> tuple[Holding, ...]:
    """The departments of a role, each once: what the document or the default says, changed by assignments one after another.

    ``standing`` leads from a department's uid to the id of the one that stands for it; one that there is not (its creation
    was taken back) holds nothing, but an assignment to it still takes the place of what was there.
    """
    held: dict[int, Holding] = {}
    for one in base:
        held.setdefault(one.department, one)
    for entry in assigned:
        payload = entry.payload
        if payload.get("role", LEAD) != role:
            continue
        said, mode = payload.get("department"), payload.get("mode", "set")
        department = standing.get(said) if isinstance(said, str) else None
        if mode == "set":
            held = {}
        if department is None:
            continue
        if mode == "remove":
            held.pop(department, None)
        else:
            held.setdefault(department, Holding(department, str(payload.get("source", "person"))))
    return tuple(held.values())


def newest_actual(entries: Iterable[Entry]) -> Entry | None:
    """The actual in force among live ones, given in the order of :func:`live_entries`."""
    newest = None
    for entry in entries:
        if entry.kind == ACTUAL:
            newest = entry
    return newest
