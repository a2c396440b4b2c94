"""How like two wordings are, and which are worth comparing: rare character pairs that both hold, and places that fit.

A pair that stands in every item (推进, 建设) weighs little, one that stands in two weighs much. Items are found through their
rarest pairs, so that a plan of hundreds of items needs a few comparisons for each and not one with every other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

_UNITS = ("牵头", "责任", "配合", "负责", "时限")
# Candidates for each item by its words and by its place, and how many items a pair may stand in to find any.
_BY_WORDS, _BY_PLACE, _COMMON = 10, 4, 40


class Worded(Protocol):
    """What has words."""

    @property
    def text(self) -> str:
        """The words, in search form."""
        ...

    @property
    def places(self) -> Collection[str]:
        """Names of the section that it stands in."""
        ...


@dataclass(frozen=True, slots=True)
class Profile:
    """The character pairs of a text, each with what it weighs in these two documents; ``weight`` is their sum."""

    pairs: frozenset[str]
    weights: Mapping[str, float]
    weight: float

    def shared(self, other: Profile) -> float:
        """What the pairs weigh that both hold."""
        return sum(self.weights[pair] for pair in self.pairs & other.pairs)

    def without(self, other: Profile) -> Profile:
        """The pairs that the other does not hold."""
        return profile(self.pairs - other.pairs, self.weights)


def profile(pairs: frozenset[str], weights: Mapping[str, float]) -> Profile:
    """Pairs with their weights."""
    return Profile(pairs, weights, sum(weights[pair] for pair in pairs))


def profiles(old: Sequence[str], new: Sequence[str]) -> tuple[list[Profile], list[Profile]]:
    """The profiles of two documents' texts: a pair weighs the more, the fewer items it stands in."""
    sides = [[_pairs(text) for text in side] for side in (old, new)]
    spread = Counter(pair for side in sides for pairs in side for pair in pairs)
    items = max(len(old) + len(new), 1)
    weights = {pair: log(1 + items / n) for pair, n in spread.items()}
    first, second = ([profile(pairs, weights) for pairs in side] for side in sides)
    return first, second


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(char for char in without_units(text) if char.isalnum() or char == "%")
    return frozenset(letters[place : place + 2] for place in range(max(len(letters) - 1, 1)))


def without_units(text: str) -> str:
    """A text without what stands in brackets on who answers for it and by when: that says nothing of what is to be done, and
    every part of a divided item repeats it."""
    kept: list[str] = []
    start = depth = done = 0
    for place, char in enumerate(text):
        if char in "(（":
            start = place if depth == 0 else start
            depth += 1
        elif char in ")）" and depth:
            depth -= 1
            if depth == 0 and any(word in text[start:place] for word in _UNITS):
                kept.append(text[done:start])
                done = place + 1
    kept.append(text[done:])
    return "".join(kept) or text


class Candidates:
    """Which old items a new one is compared with, and how well their places fit."""

    def __init__(
        self,
        old: Sequence[Worded],
        new: Sequence[Worded],
        old_words: Sequence[Profile],
        new_words: Sequence[Profile],
        settled: Mapping[int, int],
    ) -> None:
        self._old, self._new = old, new
        self._old_words, self._new_words = old_words, new_words
        self._anchors = sorted(settled.items())
        self._at = [place for place, _ in self._anchors]
        self._olds: dict[int, list[int]] = defaultdict(list)
        self._news: dict[int, list[int]] = defaultdict(list)

    def pairs(self, open_new: Sequence[int], open_old: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Every pair to compare, as (new, old), each once."""
        index: dict[str, list[int]] = defaultdict(list)
        for o in open_old:
            for pair in self._old_words[o].pairs:
                index[pair].append(o)
        for n in open_new:
            words = self._new_words[n]
            weigh: dict[int, float] = defaultdict(float)
            for pair in words.pairs:
                holders = index.get(pair, ())
                if len(holders) <= _COMMON:
                    for o in holders:
                        weigh[o] += words.weights[pair]
            found = dict.fromkeys(o for o, _ in sorted(weigh.items(), key=lambda one: (-one[1], one[0]))[:_BY_WORDS])
            first, last = self._gap(n)
            here = bisect_left(open_old, first)
            near = sorted(open_old[here : bisect_left(open_old, last)], key=lambda o: abs((o - first) - self._behind(n)))
            found |= dict.fromkeys(near[:_BY_PLACE])
            for o in found:
                self._olds[n].append(o)
                self._news[o].append(n)
                yield n, o

    def olds(self, n: int) -> Sequence[int]:
        """What a new item is compared with."""
        return self._olds[n]

    def news(self, o: int) -> Sequence[int]:
        """What an old item is compared with."""
        return self._news[o]

    def place(self, n: int, o: int) -> float:
        """How well the places fit, 0 to 1: between the same neighbours, or under the same heading."""
        same = 0.4 if set(self._old[o].places) & set(self._new[n].places) else 0.0
        first, last = self._gap(n)
        if not first <= o < last:
            return same
        off = abs((o - first) - self._behind(n))
        return max(same, 1 / (1 + 0.5 * off)) if last - first <= 12 else same

    def _gap(self, n: int) -> tuple[int, int]:
        """The old items between those that stand before and behind a new one; nothing where the order was changed."""
        at = bisect_left(self._at, n)
        first = self._anchors[at - 1][1] + 1 if at else 0
        last = self._anchors[at][1] if at < len(self._anchors) else len(self._old)
        return first, max(first, last)

    def _behind(self, n: int) -> int:
        """How many items stand between a new item and the settled one before it."""
        at = bisect_left(self._at, n)
        return n - self._at[at - 1] - 1 if at else n
