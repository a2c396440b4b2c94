"""Match the items of a revised document with those of the one before, by text and place; pure, and near-linear.

Equal texts are settled by whoever calls. For the rest an index of character pairs gives each item the few that share rare
pairs with it; only those are compared. Pairs are taken from the likest down. What then is left over may be a part of an item
that was split, or one of several that were merged: most of its words stand in the other, where the partner's do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Protocol

from planreview.domain.likeness import Candidates, Worded, profiles

SAME, PART = "same", "part"

# Likeness from which a pair is taken, and from which it is asked about. Measured on the fixtures of tests/services.
STRONG, WEAK, FAINT = 0.6, 0.45, 0.3
# Of an item's words this share must stand in the other one, outside what the other's partner holds.
HELD, PERHAPS_HELD = 0.55, 0.4
# A part that is less than this of the whole is a phrase, not a part.
PIECE = 0.12
# A rival this near makes a pair a question.
NEAR = 0.05


class Item(Worded, Protocol):
    """An item as matching sees it: its words without its number, its title, and what names its section."""

    @property
    def title(self) -> str:
        """The title, in search form."""
        ...

    @property
    def places(self) -> Collection[str]:
        """Names of its section, of which either may change."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A new item and an old one, by their places in the lists: the ``same``, or the new one a ``part`` split from the old.

    ``score`` is 0 to 1; one that is not ``certain`` is for a person to decide.
    """

    new: int
    old: int
    relation: str
    score: float
    certain: bool = True


def match(old: Sequence[Item], new: Sequence[Item], settled: Mapping[int, int], apart: Collection[int] = ()) -> list[Link]:
    """The links of the items that are not ``settled`` (new → old) by equal text; new ones that stand ``apart`` get none.

    An old item is the same as one new item at most; a new one may be the same as several old ones, which it merges.
    """
    # The words of a new plan need not be weighed against none.
    return _Matching(old, new, settled, apart).links() if old else []


class _Matching:
    """One run: what is taken so far."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item], settled: Mapping[int, int], apart: Collection[int]) -> None:
        # Settled in other words than it had, as by words of two revisions before, an item may still be split or merge others.
        self.fixed = {n: o for n, o in settled.items() if new[n].text != old[o].text}
        taken = set(settled.values()) - set(self.fixed.values())
        self.open_old = [place for place in range(len(old)) if place not in taken]
        self.open_new = [n for n in range(len(new)) if n not in apart and (n not in settled or n in self.fixed)]
        self.old_words, self.new_words = profiles([item.text for item in old], [item.text for item in new])
        self.candidates = Candidates(old, new, self.old_words, self.new_words, settled)
        self.scores = self._scores(old, new)
        self.old_of = dict(self.fixed)
        self.new_of = {o: n for n, o in self.fixed.items()}

    def _scores(self, old: Sequence[Item], new: Sequence[Item]) -> dict[tuple[int, int], float]:
        titles_old = Counter(old[place].title for place in self.open_old)
        titles_new = Counter(new[place].title for place in self.open_new)
        scores = {}
        fixed = set(self.fixed.values())
        for n, o in self.candidates.pairs(self.open_new, self.open_old):
            if n in self.fixed and o in fixed:
                continue
            title = old[o].title
            alone = bool(title) and title == new[n].title and titles_old[title] == titles_new[title] == 1
            scores[n, o] = self._score(n, o, titled=alone, title=bool(title) and title == new[n].title)
        return scores

    def _score(self, n: int, o: int, *, titled: bool, title: bool) -> float:
        """Likeness of the words, more where one holds the other, and what title and place add."""
        words, other = self.new_words[n], self.old_words[o]
        shared = words.shared(other)
        dice = 2 * shared / (words.weight + other.weight or 1)
        held = shared / (min(words.weight, other.weight) or 1)
        score = max(dice, (dice + held) / 2 - NEAR)
        if titled:
            score = max(score, STRONG + 0.4 * dice if dice > PIECE else WEAK)
        elif title:
            score += 0.1 * (1 - score)
        return min(score + 0.25 * self.candidates.place(n, o) * (1 - score), 1.0)

    def links(self) -> list[Link]:
        """All links, the certain ones and the doubtful ones."""
        self._take(STRONG)
        pieces = self._pieces(HELD)
        self._take(WEAK, beside=pieces)
        pairs = [Link(n, o, SAME, self.scores[n, o]) for n, o in self.old_of.items() if n not in self.fixed]
        found = self._heirs([*pairs, *pieces])
        rivals = self._rivals({(link.new, link.old) for link in found})
        found = [replace(link, certain=(link.new, link.old) not in rivals) for link in found]
        return sorted([*found, *self._ask(found)], key=lambda link: (link.new, link.old))

    def _take(self, least: float, beside: Iterable[Link] = ()) -> None:
        """Pair what is free on both sides, the likest first."""
        parts = {link.new for link in beside if link.relation == PART}
        for _, n, o in sorted((-score, n, o) for (n, o), score in self.scores.items() if score >= least):
            if n not in self.old_of and o not in self.new_of and n not in parts:
                self.old_of[n], self.new_of[o] = o, n

    def _rivals(self, linked: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
        """Pairs that another pairing of the same items would do nearly as well."""
        doubtful: set[tuple[int, int]] = set()
        for (n, o), score in self.scores.items():
            mine, other = self.old_of.get(n), self.new_of.get(o)
            if score < FAINT or (n, o) in linked or (mine is None and other is None):
                continue
            now, instead = 0.0, score
            if mine is not None:
                now += self.scores.get((n, mine), 1.0)
            if other is not None:
                now += self.scores.get((other, o), 1.0)
            if mine is not None and other is not None:
                instead += self.scores.get((other, mine), 0.0)
            if instead > now - NEAR:
                doubtful |= {(one, at) for one, at in ((n, mine), (other, o)) if one is not None and at is not None}
        return doubtful

    def _pieces(self, least: float, beside: Iterable[Link] = ()) -> list[Link]:
        """What is free and stands, by ``least`` of its words, in an item whose partners do not hold those words."""
        busy_new, busy_old = {link.new for link in beside} | set(self.old_of), {link.old for link in beside} | set(self.new_of)
        rest_old = {o: self.old_words[o].without(self.new_words[n]) for o, n in self.new_of.items()}
        rest_new = {n: self.new_words[n].without(self.old_words[o]) for n, o in self.old_of.items()}
        for link in beside:
            if link.relation == PART:
                rest_old[link.old] = rest_old[link.old].without(self.new_words[link.new])
            elif link.new in rest_new:
                rest_new[link.new] = rest_new[link.new].without(self.old_words[link.old])
        waiting: list[tuple[float, int, int, str]] = []
        for n, o in self.scores:
            if (n in busy_new) == (o in busy_old):
                continue
            relation = SAME if n in self.old_of else PART
            if (n in self.old_of) if relation == SAME else (o in self.new_of):
                waiting.append((-2.0, n, o, relation))
        heapify(waiting)
        found: list[Link] = []
        while waiting:
            guess, n, o, relation = heappop(waiting)
            piece, rest, whole = (
                (self.new_words[n], rest_old[o], self.old_words[o])
                if relation == PART
                else (self.old_words[o], rest_new[n], self.new_words[n])
            )
            shared = piece.shared(rest)
            held = shared / (piece.weight or 1)
            if (n in busy_new if relation == PART else o in busy_old) or held < least or shared < PIECE * whole.weight:
                continue
            if -guess > held:
                # What others took of the whole, or the first guess at it, was more than there is: its turn comes later.
                heappush(waiting, (-held, n, o, relation))
            elif max(self._free(n, o, relation), default=0.0) <= held:
                found.append(Link(n, o, relation, min(held, 1.0)))
                if relation == PART:
                    rest_old[o] = rest.without(piece)
                    busy_new.add(n)
                else:
                    rest_new[n] = rest.without(piece)
                    busy_old.add(o)
        return found

    def _free(self, n: int, o: int, relation: str) -> Iterable[float]:
        """Scores of the pairs that a piece could make with what is free: what is likelier the whole of one is no piece."""
        if relation == PART:
            return [self.scores[n, other] for other in self.candidates.olds(n) if other not in self.new_of]
        return [self.scores[other, o] for other in self.candidates.news(o) if other not in self.old_of]

    def _heirs(self, found: Sequence[Link]) -> list[Link]:
        """Of the parts of a split the one that holds most of the old item is the heir: the reviews stay with it."""
        result = list(found)
        for o in {link.old for link in found if link.relation == PART}:
            group = [link for link in result if link.old == o]
            if self.new_of[o] in self.fixed:
                continue
            heir = next(link for link in group if link.relation == SAME)
            best = max(group, key=lambda link: (self._letters(link.new, o), link is heir, -link.new))
            merges = sum(link.new == heir.new and link.relation == SAME for link in result) > 1
            if best is heir or merges:
                continue
            for link in (heir, best):
                result[result.index(link)] = replace(link, relation=SAME if link is best else PART, certain=heir.certain)
            del self.old_of[heir.new]
            self.old_of[best.new], self.new_of[o] = o, best.new
        return result

    def _letters(self, n: int, o: int) -> int:
        """How much of an old text stands in a new one, whatever it weighs."""
        return len(self.new_words[n].pairs & self.old_words[o].pairs)

    def _ask(self, found: Sequence[Link]) -> list[Link]:
        """Faint pairs and pieces among what has found nothing."""
        linked_new, linked_old = {link.new for link in found}, {link.old for link in found}
        asked: list[Link] = []
        for minus, n, o in sorted((-score, n, o) for (n, o), score in self.scores.items() if score >= FAINT):
            if n not in linked_new and o not in linked_old:
                asked.append(Link(n, o, SAME, -minus, certain=False))
                linked_new.add(n)
                linked_old.add(o)
        pieces = self._pieces(PERHAPS_HELD, [*found, *asked])
        return asked + [replace(link, certain=False) for link in pieces]
