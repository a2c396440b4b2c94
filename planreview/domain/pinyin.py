"""Names found by pinyin: initials (kjj), syllables (keji) and both mixed with digits and Han (市kjj, 25gaoxin).

A name becomes a key once: ``;`` before each of its characters, the character and how it is read. A query becomes a regular
expression over keys, so that ten thousand names are searched without a step of Python for each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from planreview.domain.records import dataclass

# How well a query names something: all of it, all but whose it is (市科技局), its beginning (with or without whose it is), its
# end, its middle, characters of it in their order.
WHOLE, CORE, BEGINNING, END, MIDDLE, IN_ORDER = TIERS = range(6)
# What stands before the name proper of a body: the level of its place.
_LEVELS = "省市州县区"
LONGEST = 32
# Letters that start a character, one of whose readings may stand before the one that is meant.
_START = ";.(?:[a-z0-9,]*,)?"
_REST = "[a-z0-9,]*"
_QUERY = re.compile(r"(?=[^a-z]*[a-z])[a-z0-9'\u3400-\u9fff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Match:
    """How well a query names a name (one of ``TIERS``), and which of its characters it means, as (first, behind) pairs."""

    tier: int
    spans: tuple[tuple[int, int], ...]


def is_han(char: str) -> bool:
    """Whether a character is read in pinyin."""
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def query_of(text: str) -> str:
    """What is typed, as it is looked for; empty where it cannot be meant as pinyin: no letter, other signs, or too long."""
    query = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower()).replace("’", "'").replace("ü", "v")
    return query if len(query) <= LONGEST and _QUERY.fullmatch(query) else ""


def units(name: str) -> Iterator[tuple[int, str, str]]:
    """Place, character and folded form of what counts in a name: brackets, marks and spaces do not."""
    for place, char in enumerate(name):
        folded = unicodedata.normalize("NFKC", char).lower()
        if folded.isalnum():
            yield place, folded[0], folded if folded.isascii() else ""


def make_key(name: str, readings: Mapping[int, Sequence[str]]) -> str:
    """The key of a name; ``readings`` says by place how its Han characters may be read here."""
    parts = (f"{char}{plain or ','.join(readings.get(place, ()))}" for place, char, plain in units(name))
    return "".join(f";{part}" for part in parts) + ";"


@lru_cache(maxsize=64)
def pattern(query: str) -> re.Pattern[str]:
    """The expression that finds a query in a key, or in keys parted by line ends: its characters stand together."""
    parts: list[str] = []
    # A new character must begin: at the start, behind a Han character or an apostrophe.
    anew = True
    for sign in query:
        if sign == "'":
            anew = True
            continue
        rest = _REST if parts else ""
        if is_han(sign):
            parts.append(f"{rest};{sign}")
        elif anew:
            parts.append(f"{rest}{_START}{sign}")
        else:
            parts.append(f"(?:{rest}{_START})?{sign}")
        anew = is_han(sign)
    return re.compile("".join(parts))


def match(query: str, key: str, name: str) -> Match | None:
    """How a query (of :func:`query_of`) names the name of this key; the best place of several, the first of equals."""
    count = key.count(";") - 1
    best: tuple[int, int, int] | None = None
    for found in pattern(query).finditer(key):
        # The last character may be half spelled: it counts as a whole one.
        first, behind = key.count(";", 0, found.start()), key.count(";", 0, found.end())
        begins, ends = first == 0, behind == count
        proper = begins or key[key.rindex(";", 0, found.start()) + 1] in _LEVELS
        tier = (WHOLE if begins else CORE) if proper and ends else BEGINNING if proper else END if ends else MIDDLE
        if best is None or tier < best[0]:
            best = tier, first, behind
    tier, chosen = (IN_ORDER, _in_order(query, key)) if best is None else (best[0], list(range(*best[1:])))
    if not chosen:
        return None
    places = [place for place, _, _ in units(name)]
    return Match(tier, _spans([places[one] for one in chosen]))


def _in_order(query: str, key: str) -> list[int]:
    """Places of characters that the query names one sign each, in their order: kjj in 科学技术局."""
    held = list(query.replace("'", ""))
    chosen: list[int] = []
    for place, unit in enumerate(key[1:-1].split(";")):
        if len(chosen) == len(held):
            break
        sign = held[len(chosen)]
        if unit[:1] == sign or any(reading.startswith(sign) for reading in unit[1:].split(",")):
            chosen.append(place)
    return chosen if len(chosen) == len(held) > 1 else []


def _spans(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1] = spans[-1][0], place + 1
        else:
            spans.append((place, place + 1))
    return tuple(spans)
