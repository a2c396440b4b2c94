"""Pairs of round brackets in a text, found by one scan: a pattern for nested ones would take for ever on a hostile line."""

from __future__ import annotations

from collections.abc import Iterator

OPENING, CLOSING = "（(", "）)"
# A clause in brackets that names units is not longer.
LONGEST = 600


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each outermost pair, end behind the closing bracket; one that is never closed is passed over."""
    depth, start = 0, 0
    for place, char in enumerate(text):
        if char in OPENING:
            if depth == 0 or place - start > LONGEST:
                depth, start = 0, place
            depth += 1
        elif char in CLOSING and depth:
            depth -= 1
            if depth == 0:
                yield start, place + 1


def divide(text: str, marks: str) -> list[str]:
    """The text divided at any of the marks that stand outside brackets."""
    parts, depth, begin = [], 0, 0
    for place, char in enumerate(text):
        depth = max(0, depth + (char in OPENING) - (char in CLOSING))
        if depth == 0 and char in marks:
            parts.append(text[begin:place])
            begin = place + 1
    return [*parts, text[begin:]]
