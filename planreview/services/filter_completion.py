"""Complete a filter line at the cursor: names of fields first, then the values of the field, found by Han, pinyin or English.

Pure and quick: it is asked at every key. What may be meant in pinyin is found once its keys have been made elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from planreview.catalogue import t
from planreview.domain.pinyin import query_of
from planreview.services import pinyin
from planreview.services.filter_vocabulary import Value, Vocabulary, Word
from planreview.services.filter_words import COMPARED, key_of, negated, pair, tokens, tokens_at
from planreview.services.highlights import written_spans
from planreview.text import fold

T = TypeVar("T", Value, Word)
Marks = tuple[tuple[int, int], ...]

MOST = 50
# How many ways there are in which written letters fit.
_WRITTEN = 3
# Values of other fields that a word may mean: those that are named, and may stand for themselves.
_NAMED = ("department", "city", "verdict", "light", "section", "plan", "by")
# Fields whose values are meant by their whole names, in this order.
_EXACT = ("department", "verdict", "light")
# Letters of the longest word that is taken apart.
_LONGEST = 60
_PAIR = re.compile(r"(?P<name>[^\s\"=＝<>＜＞≤≥]+)(?P<sign>[<>＜＞]?[=＝]|[<>＜＞≤≥])(?P<values>.*)", re.DOTALL)
_COMMA = re.compile(r"[,，、]")


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal: what it puts in, how it reads, what it is, how many tasks have it, which letters of ``words`` were meant."""

    insert: str
    words: str
    hint: str = ""
    n: int | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """Proposals for the part of a line from ``start`` to ``end``."""

    start: int
    end: int
    offers: tuple[Offer, ...]

    def taken(self, line: str, offer: Offer) -> tuple[str, int]:
        """The line with a proposal in it, and where the cursor then stands."""
        behind = self.start + len(offer.insert)
        return line[: self.start] + offer.insert + line[self.end :], behind


def reading(line: str, known: Vocabulary) -> Completion:
    """A line whose text is found nowhere, read as conditions: 高新科滞后 as 单位=高新科 结论=滞后. No offer where it is none."""
    written = {word.key: word.written for word in known.words}
    names: dict[str, str] = {}
    for key in (*_EXACT, "city"):
        for value in known.values.get(key, ()):
            for name in value.names:
                names.setdefault(name, written[key] + value.written)
    for word in known.words:
        if not word.written.endswith("="):
            names.update(dict.fromkeys(word.names, word.written))
    said: list[str] = []
    for token in tokens(line):
        said += _divided(fold(token), names) or [token] if pair(token) is None else [token]
    words = " ".join(dict.fromkeys(said))
    # A word that stands for itself already is no other reading.
    offers = (Offer(words, words, t("filter.hint.meant")),) if words != " ".join(tokens(line)) else ()
    return Completion(0, len(line), offers)


def _divided(word: str, names: Mapping[str, str]) -> list[str]:
    """The conditions that a word consists of, the fewest; nothing where it is not made of names."""
    ways: list[list[str] | None] = [[], *([None] * len(word[:_LONGEST]))]
    for end in range(1, len(ways)):
        for start in range(end):
            before, name = ways[start], names.get(word[start:end])
            if before is not None and name is not None and (len(before) + 1 < len(ways[end] or [*word, ""])):
                ways[end] = [*before, name]
    return ways[-1] or [] if len(word) <= _LONGEST else []


def complete(line: str, cursor: int, known: Vocabulary) -> Completion:
    """What can stand at the cursor of a line; never raises."""
    start, end = tokens_at(line, cursor)
    typed = line[start:cursor]
    found = _PAIR.fullmatch(typed)
    if found is not None:
        name = found["name"]
        key = key_of(negated(name) or name)
        if key in known.values or key in COMPARED:
            return _values(line, start + found.start("values"), cursor, end, known.values.get(key or "", ()))
        return Completion(cursor, cursor, ())
    begin = start + len(typed) - len(_positive(typed))
    return Completion(begin, end, tuple(_fields(line[begin:cursor], known))[:MOST])


def _positive(typed: str) -> str:
    """A word without the sign that negates it: what is behind it may still be half a word."""
    return typed[1:] if typed[:1] in {"-", "－", "!", "！"} else typed


def _values(line: str, first: int, cursor: int, end: int, values: Sequence[Value]) -> Completion:
    """Values of a field; those that the token names already are left out."""
    given = line[first:cursor]
    commas = [match.end() for match in _COMMA.finditer(given)]
    begin = first + (commas[-1] if commas else 0)
    behind = _COMMA.search(line, cursor, end)
    stop = behind.start() if behind else end
    held = {fold(one.strip('"')) for one in _COMMA.split(line[first:begin] + "," + line[stop:end])}
    wanted = line[begin:cursor].lstrip('"')
    left = [value for value in values if fold(value.written.strip('"')) not in held]
    turned = wanted.startswith(("-", "－"))
    fits = _ranked(wanted[turned:], [value for value in left if value.written.startswith("-")] if turned else left)
    return Completion(begin, stop, tuple(Offer(one.written, one.words, one.said, one.n, marks) for one, marks in fits)[:MOST])


def _fields(typed: str, known: Vocabulary) -> Iterable[Offer]:
    """Words of the syntax that begin so or are meant so, then values of any field."""
    written = {word.key: word.written for word in known.words}
    found = [(key, *fit) for key in _NAMED for fit in _ranked(typed, known.values.get(key, ())) if fit[0].n != 0] if typed else []
    # Who types a whole name means what has it.
    exact = [one for key in _EXACT for one in found if one[0] == key and fold(typed) in one[1].names]
    words = [
        Offer(word.written, word.words, t(f"filter.hint.{word.key}"), word.n, marks)
        for word, marks in _ranked(typed, known.words)
    ]
    values = [
        Offer(written[key] + value.written, value.words, f"{written[key].rstrip('=')}  {value.said}".rstrip(), value.n, marks)
        for key, value, marks in (*exact, *found)
    ]
    return dict.fromkeys((*values[: len(exact)], *words, *values))


def _ranked(typed: str, among: Sequence[T]) -> list[tuple[T, Marks]]:
    """Those whose names hold what is typed, or that it means in pinyin, with the letters meant; best first, empty ones last."""
    wanted = fold(typed)
    if not wanted:
        return [(one, ()) for one in sorted(among, key=lambda one: one.n == 0)]
    found: list[tuple[bool, int, T, Marks]] = []
    spoken = query_of(typed)
    for one in among:
        fits = [_fit(wanted, name) for name in one.names if wanted in name]
        if fits:
            found.append((one.n == 0, min(fits), one, written_spans(wanted, one.words)[:1]))
        elif spoken and (meant := pinyin.matched(typed, one.words)):
            found.append((one.n == 0, _WRITTEN + meant.tier, one, meant.spans))
    return [(one, marks) for _, _, one, marks in sorted(found, key=lambda fit: fit[:2])]


def _fit(wanted: str, name: str) -> int:
    return 0 if name == wanted else 1 if name.startswith(wanted) else 2
