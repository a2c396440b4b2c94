"""Where a text holds what was looked for, so that it can be marked: as it is written, or by what letters mean in pinyin."""

from __future__ import annotations

from functools import lru_cache

from planreview.domain.pinyin import query_of
from planreview.services import pinyin
from planreview.text import fold

Spans = tuple[tuple[int, int], ...]
# So many places are marked in one text.
MOST = 200


def found_spans(looked_for: str, text: str) -> Spans:
    """The characters, as (first, behind), that hold a text in any spelling; those it means in pinyin where none does and the
    reading of the text is known."""
    wanted = fold(looked_for)
    if not wanted or not text:
        return ()
    found = written_spans(wanted, text)
    if found or not query_of(looked_for):
        return found
    meant = pinyin.matched(looked_for, text)
    return meant.spans if meant else ()


def written_spans(wanted: str, text: str) -> Spans:
    """Every place of a folded text in another; spaces between its characters and their width do not matter."""
    if wanted not in fold(text):
        return ()
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _folded(char):
            letters.append(letter)
            places.append(place)
    joined = "".join(letters)
    found: list[tuple[int, int]] = []
    at = joined.find(wanted)
    while at >= 0 and len(found) < MOST:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = joined.find(wanted, at + len(wanted))
    return tuple(found)


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    return fold(char)
