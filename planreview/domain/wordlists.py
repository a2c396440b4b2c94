"""Lists of words as they are read best, and as a pattern: the longest first, so that 新增 is not taken for 新."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> tuple[str, ...]:
    """The words of a text divided by white space."""
    return tuple(text.split())


def alternation(choices: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(set(choices), key=lambda word: (-len(word), word)))
