"""What changed between two wordings of one item, as the few pieces that were exchanged, put in or left out."""

from __future__ import annotations

from difflib import SequenceMatcher

# Wordings that share less than this are read side by side, not as pieces; so are longer ones than a paragraph.
_ALIKE, _LONGEST = 0.5, 4_000
# Equal runs this short between two pieces (a single 的) make one piece of them.
_SEAM = 1
_FIGURE = frozenset("0123456789.")


def differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Pieces as (before, after), one of which may be empty; nothing where the two are not of one making."""
    if max(len(before), len(after)) > _LONGEST:
        return ()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    pieces: list[tuple[int, int, int, int]] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        if pieces and first - pieces[-1][1] <= _SEAM:
            first, start = pieces[-1][0], pieces[-1][2]
            pieces.pop()
        pieces.append((first, last, start, end))
    return tuple((_whole(before, first, last), _whole(after, start, end)) for first, last, start, end in pieces)


def _whole(text: str, first: int, last: int) -> str:
    """A piece with the whole of the numbers at its ends: 12 became 15, not 2 became 5."""
    while 0 < first < last and text[first] in _FIGURE and text[first - 1] in _FIGURE:
        first -= 1
    while first < last < len(text) and text[last - 1] in _FIGURE and text[last] in _FIGURE:
        last += 1
    return text[first:last]
