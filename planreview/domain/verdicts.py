"""Verdicts (结论): their keys, what each counts as, and how digits and words are understood.

The keys and what they count as are fixed, because figures, programs and old stores rely on them; digits, words and aliases
are data (``db/presets/verdicts-*.toml``), because offices use different words for the same finding.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import lru_cache

from planreview.domain.records import dataclass

NOT_STARTED, BEHIND_SCHEDULE, ON_TRACK, AHEAD, DONE = "not_started", "behind", "on_track", "ahead", "done"
DROPPED, NO_MEASURE = "dropped", "no_measure"
KEYS = (NOT_STARTED, BEHIND_SCHEDULE, ON_TRACK, AHEAD, DONE, DROPPED, NO_MEASURE)

# A task without a verdict holds None; this is its name in columns, filters and words.
UNREVIEWED = "unreviewed"
CLOSED = "closed"

BEHIND = frozenset({NOT_STARTED, BEHIND_SCHEDULE})
ON_SCHEDULE = frozenset({ON_TRACK, AHEAD})
COMPLETED = frozenset({DONE})
OUT = frozenset({DROPPED, NO_MEASURE})
GROUPS = {"behind": BEHIND, "on_schedule": ON_SCHEDULE, "completed": COMPLETED, "out": OUT}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict of a set: ``word`` stands in lists, ``full`` beside it; ``aliases`` match whole cells only."""

    key: str
    digit: str
    word: str
    full: str
    aliases: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        """The list word, which is the same everywhere, with the full word where that is another: 滞后 (欠进度)."""
        return self.word if self.word in self.full else f"{self.word} ({self.full})"

    @property
    def group(self) -> str:
        """What it counts as, a key of ``GROUPS``; ``none`` for unreviewed."""
        return next((name for name, keys in GROUPS.items() if self.key in keys), "none")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A word that means different things in different ledgers and is asked: ``choices`` are verdict keys or ``closed``."""

    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictSet:
    """The verdicts of an office in their order; ``unreviewed`` is the entry of 未核 (its digit clears)."""

    entries: tuple[Verdict, ...]
    unreviewed: Verdict
    closed_word: str
    ambiguous: tuple[Ambiguous, ...] = ()

    def by_digit(self, text: str) -> str | None:
        """The key for a digit, half or full width; ``unreviewed`` for the one that clears, None for another."""
        digit = unicodedata.normalize("NFKC", text).strip()
        return next((entry.key for entry in self._all() if entry.digit == digit), None)

    def by_key(self, key: str | None) -> Verdict:
        """The entry of a key; None and ``unreviewed`` give 未核. Raises ``KeyError`` for a key that is not in the set."""
        wanted = key or UNREVIEWED
        for entry in self._all():
            if entry.key == wanted:
                return entry
        raise KeyError(key)

    def understand(self, text: str) -> str | Ambiguous | None:
        """What a whole cell says: a key (``unreviewed`` for 未核), an ambiguous word to be asked, or None.

        Key, word, full word and aliases match in any case and width, as a whole only: 未完成 holds 完成 and is not it.
        """
        return _meanings(self).get(folded(text))

    def words(self) -> dict[str, str]:
        """List words by key, with ``unreviewed`` and ``closed``."""
        return {entry.key: entry.word for entry in self._all()} | {CLOSED: self.closed_word}

    def meanings(self) -> dict[str, str | Ambiguous]:
        """What each name means, by the name as :func:`folded`: a word to be asked first, else the first verdict that has it."""
        found: dict[str, str | Ambiguous] = {folded(question.text): question for question in self.ambiguous}
        for entry in self._all():
            for name in (entry.key, entry.word, entry.full, *entry.aliases):
                found.setdefault(folded(name), entry.key)
        found.pop("", None)
        return found

    def _all(self) -> tuple[Verdict, ...]:
        return (*self.entries, self.unreviewed)


@lru_cache(maxsize=8)
def _meanings(known: VerdictSet) -> dict[str, str | Ambiguous]:
    return known.meanings()


def folded(text: str) -> str:
    """A name as it is compared: without case, width, spaces and joining strokes."""
    kept = (char for char in unicodedata.normalize("NFKC", text).casefold() if not char.isspace() and char not in "_-")
    return "".join(kept)


def reason_needed(old: str | None, new: str | None, attainment: Decimal | None = None, *, short: bool = False) -> bool:
    """Whether changing the verdict ``old`` to ``new`` asks for a reason.

    So do 滞后, 调出, 无口, 完成 under 100 percent (``attainment``, or ``short`` where a target that has no attainment in
    percent was missed) and any step back from 完成, 销号 within it.
    """
    if new == BEHIND_SCHEDULE or new in OUT:
        return True
    if new in COMPLETED:
        return short or (attainment is not None and attainment < 100)
    return old in COMPLETED


def approval_needed(new: str | None) -> bool:
    """Whether a verdict also asks for an approver and a document number: 调出 and 无口."""
    return new in OUT
