"""Rounds of review (督查轮次): which are open, which plans they cover, and what was kept when they were closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planreview.domain.folding import Entry
from planreview.domain.operations import ROUND_CLOSED, ROUND_OPENED, ROUND_PREFIX, ROUND_RENAMED

# Why tasks are not carried over; what changed stands last, for what is new of them is said behind it.
SKIPPED = ("unreviewed", "no_round", "in_round", "changed")


@dataclass(frozen=True, slots=True)
class FoldedRound:
    """A round as its operations say; ``plans`` are keys, none: every plan. ``closing`` is the operation that closed it."""

    uid: str
    name: str
    plans: tuple[str, ...]
    as_of: str | None
    opening: Entry
    closing: Entry | None

    def covers(self, plan: str) -> bool:
        """Whether a plan, by its key, is reviewed in it."""
        return not self.plans or plan in self.plans


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """A round as people see it: ``plans`` are keys (none: every plan), ``total`` the supervised tasks it covers, ``reviewed``
    those with a finding of it, ``carried`` those of them that were carried over; of a closed one as its closing kept them.
    Where it kept none (``counted`` is false) they are the numbers in force now."""

    uid: str
    name: str
    plans: tuple[str, ...]
    as_of: date | None
    open: bool
    opened_on: date
    opened_by: str
    opened_at: str
    closed_on: date | None
    total: int
    reviewed: int
    carried: int
    counted: bool = True


@dataclass(frozen=True, slots=True)
class RoundLeft:
    """What a round covers and what of that was not found on in it: supervised tasks, and indicators, counted apart; and how
    many of the tasks still ask for a reason."""

    tasks: int
    total: int
    indicators: int
    indicators_total: int
    reasons: int

    def within(self, agreed: RoundLeft) -> bool:
        """Whether no more is left than somebody agreed to."""
        return self.tasks <= agreed.tasks and self.indicators <= agreed.indicators

    @property
    def any(self) -> bool:
        """Whether something was not found on."""
        return bool(self.tasks or self.indicators)


@dataclass(frozen=True, slots=True)
class CarryCount:
    """What carrying over will do: the tasks by verdict, and how many are skipped for which reason; ``news`` is what is new of
    those that are ``changed``, by keys of ``planreview.domain.news.NEWS``, of one task perhaps several."""

    task_ids: tuple[int, ...]
    verdicts: Mapping[str, int]
    unreviewed: int = 0
    no_round: int = 0
    in_round: int = 0
    changed: int = 0
    news: Mapping[str, int] = field(default_factory=dict)

    @property
    def reasons(self) -> dict[str, int]:
        """How many are skipped for each reason."""
        return {name: getattr(self, name) for name in SKIPPED}

    @property
    def skipped(self) -> int:
        """How many of the tasks meant are left alone."""
        return sum(self.reasons.values())


@dataclass(frozen=True, slots=True)
class RoundSums:
    """Of the supervised tasks of a filter, or of its indicators: those whose plan has an open round, found in it, carried over
    in it, not yet found on in it, of these reviewed before and unchanged, and never reviewed. ``names`` are the open rounds in
    question."""

    total: int
    in_round: int
    carried: int
    not_in_round: int
    unchanged: int
    never: int
    names: tuple[str, ...]


def fold_rounds(entries: Iterable[Entry]) -> tuple[FoldedRound, ...]:
    """Rounds from their live operations in total order; the first opening names one, later names hold until the first closing
    behind it closes it."""
    opened: dict[str, Entry] = {}
    closed: dict[str, Entry] = {}
    named: dict[str, object] = {}
    for entry in entries:
        uid = entry.subject.removeprefix(ROUND_PREFIX)
        if entry.kind == ROUND_OPENED:
            opened.setdefault(uid, entry)
            named.setdefault(uid, entry.payload.get("name", ""))
        elif entry.kind == ROUND_RENAMED and uid in opened and uid not in closed:
            named[uid] = entry.payload.get("name", "")
        elif entry.kind == ROUND_CLOSED and uid in opened:
            closed.setdefault(uid, entry)
    return tuple(_folded(uid, str(named[uid]), entry, closed.get(uid)) for uid, entry in opened.items())


def _folded(uid: str, name: str, entry: Entry, closing: Entry | None) -> FoldedRound:
    plans, as_of = entry.payload.get("plans"), entry.payload.get("as_of")
    keys = tuple(key for key in plans if isinstance(key, str)) if isinstance(plans, list) else ()
    said = as_of if isinstance(as_of, str) else None
    return FoldedRound(uid, name, keys, said, entry, closing)


def open_round_by_plan(rounds: Sequence[FoldedRound], plans: Iterable[str]) -> dict[str, str]:
    """Plan key → uid of the round that is open for it; the last opened where two machines opened one each."""
    found: dict[str, str] = {}
    standing = [one for one in rounds if one.closing is None]
    for plan in plans:
        for one in standing:
            if one.covers(plan):
                found[plan] = one.uid
    return found
