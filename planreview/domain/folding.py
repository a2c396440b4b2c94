"""Fold one task's operations into its state: pure, and the same for marking, undo, merging and rebuilding.

Findings are ordered by the business date from which they hold, then by the log's total order: a verdict that is entered
late for June does not cover the one of October. All else is taken in total order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from planreview.domain.closing import fold_closing
from planreview.domain.news import problems_last, said_last
from planreview.domain.operations import (
    ACTUAL,
    ASSIGN,
    CARRY,
    CLOSING,
    DATED,
    EVIDENCE,
    EVIDENCE_WITHDRAWN,
    FINDINGS,
    NOTE,
    SCOPE,
    SELF_REPORT,
    SPLIT,
    TARGET_CHANGE,
    UNDO,
    VERDICT,
)
from planreview.domain.records import dataclass, field
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
class FoldedNote:
    """A note as it reads now: the operation that wrote it first, its newest kind and text, how often it was edited, and the
    moment of its newest wording."""

    entry: Entry
    kind: str | None
    text: str
    edits: int
    edited_at: str | None
    order: Order


@dataclass(frozen=True, slots=True)
class Finding:
    """The operation that gave the verdict in force, the verdict before it, whether a note answers it, which of approver and
    document number it was given with, and the newest finding of an earlier round (or of none)."""

    verdict: str | None
    entry: Entry
    before: str | None
    answered: bool
    approval: frozenset[str] = frozenset()
    last: Entry | None = None

    @property
    def round(self) -> str | None:
        """The uid of the round that the finding belongs to."""
        return round_of(self.entry)

    @property
    def carried(self) -> bool:
        """Whether it repeats the verdict of an earlier round."""
        return self.verdict is not None and self.entry.kind == CARRY

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
    notes: tuple[FoldedNote, ...]
    assigned: tuple[Entry, ...]
    updated_at: str | None
    # The operation whose parts count in the task's place.
    split: Entry | None = None
    # Approved adjustments of its due date, in order.
    adjusted: tuple[Entry, ...] = ()
    reports: tuple[Entry, ...] = ()
    evidence: tuple[Entry, ...] = ()
    # How far closing (销号) has come: a state of ``planreview.domain.closing``, or None.
    closing: str | None = None
    # Where in the log something beside findings was said last, by keys of ``planreview.domain.news.NEWS``.
    said: Mapping[str, Order] = field(default_factory=dict)

    @property
    def verdict(self) -> str | None:
        """The verdict in force; None: not reviewed, or cleared."""
        return None if self.finding is None else self.finding.verdict


def fold_task(entries: Sequence[Entry]) -> TaskFold:
    """Fold the live operations of one task, given in the order of :func:`live_entries`."""
    of: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        of[entry.kind].append(entry)
    notes = fold_notes(of[NOTE])
    finding = _finding([entry for entry in entries if entry.kind in FINDINGS], notes)
    scope, split = (of[kind][-1] if of[kind] else None for kind in (SCOPE, SPLIT))
    steps = [(entry.kind, verdict_of(entry), entry.payload.get("step")) for entry in entries] if of[CLOSING] else ()
    return TaskFold(
        finding=finding,
        supervised=scope is None or bool(scope.payload.get("supervised", True)),
        notes=notes,
        assigned=tuple(of[ASSIGN]),
        updated_at=max((entry.recorded_at for entry in entries), default=None),
        split=split if split is not None and split.payload.get("parts") else None,
        adjusted=tuple(of[TARGET_CHANGE]),
        reports=tuple(of[SELF_REPORT]),
        evidence=_standing_evidence(of[EVIDENCE], of[EVIDENCE_WITHDRAWN]),
        closing=fold_closing(steps),
        said=said_last(entry for entry in entries if entry.kind != ACTUAL) | problems_last(notes, finding),
    )


def fold_notes(entries: Sequence[Entry]) -> tuple[FoldedNote, ...]:
    """Notes as they read now, in the order in which they were first written; those withdrawn are left out."""
    edits: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.order):
        if "edits" in entry.payload:
            edits.setdefault(str(entry.payload["edits"]), []).append(entry)
    found = []
    for entry in entries:
        if "edits" in entry.payload:
            continue
        own = edits.get(entry.id, [])
        newest = own[-1] if own else entry
        kind, text = newest.payload.get("kind"), str(newest.payload.get("text", ""))
        if text or not own:
            kind = kind if isinstance(kind, str) else None
            found.append(FoldedNote(entry, kind, text, len(own), newest.recorded_at if own else None, newest.order))
    return tuple(found)


def _standing_evidence(given: Sequence[Entry], withdrawals: Sequence[Entry]) -> tuple[Entry, ...]:
    withdrawn = {str(entry.payload.get("evidence")) for entry in withdrawals}
    return tuple(entry for entry in given if entry.id not in withdrawn)


def _finding(findings: Sequence[Entry], notes: Sequence[FoldedNote]) -> Finding | None:
    """The last finding; a step back from 完成 stays one, however often the lower verdict is repeated, until it is answered.

    What is carried over, or said once more in the same round for the same day, is the same finding said again: it asks for
    nothing that the one before did not ask for.
    """
    if not findings:
        return None
    verdict: str | None = None
    asking: Entry | None = None
    before: str | None = None
    for entry in findings:
        new = verdict_of(entry)
        if new == verdict and (entry.kind == CARRY or _same_sitting(entry, asking)):
            continue
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
    answered = any(answers(note, entry) for note in notes for entry in asked)
    approval = frozenset(name for entry in asked for name in _approval(entry))
    earlier = next((entry for entry in reversed(findings) if round_of(entry) != round_of(last)), None)
    return Finding(verdict, last, before, answered, approval, earlier)


def _same_sitting(entry: Entry, asking: Entry | None) -> bool:
    return asking is not None and (round_of(entry), entry.effective_on) == (round_of(asking), asking.effective_on)


def answers(note: FoldedNote, finding: Entry) -> bool:
    """Whether a note says why: one of no kind or a reason, written with the finding or worded after it; progress and measures
    do not."""
    return note.kind in (None, REASON) and (note.order >= finding.order or note.entry.batch == finding.batch)


def round_of(entry: Entry) -> str | None:
    """The uid of the round that a finding was made in."""
    said = entry.payload.get("round")
    return said if isinstance(said, str) else None


def _approval(finding: Entry) -> Iterator[str]:
    for name in (APPROVER, DOCUMENT):
        said = finding.payload.get(name)
        if isinstance(said, str) and said.strip():
            yield name


def verdict_of(entry: Entry) -> str | None:
    """The verdict that a finding gives; a word that no verdict has (a log altered by hand) counts as none."""
    said = entry.payload.get("verdict") if entry.kind in {VERDICT, CARRY} else None
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
