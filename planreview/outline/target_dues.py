"""By when each target of a sentence is due: a date holds for its own clause and, where it opens one, for those behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planreview.outline.deadlines import read_due
from planreview.outline.target_words import strip_adverbs

# ，6月底前投入使用: a clause that only says when what was named before is ready.
_READY = re.compile(
    r"^(?:全部|基本|全面|力争|确保|完成|建成|并|[、投入交付]|使用|运行|运营|完工|竣工|开工|投产|投用|启用|通车|验收|"
    r"开放|到位|建设|施工)+$"
)
# 2025年，…: the year that opens a sentence is the one in which it is to be done.
_YEAR_ALONE = re.compile(r"^((?:19|20)\d{2})\s{0,2}年度?$")


def clause_dues(clauses: Sequence[str], period: tuple[int, int] | None) -> list[str | None]:
    """The day for each clause of a sentence, as ISO; None where nothing is said for it."""
    dues: list[str | None] = []
    opened: str | None = None
    for clause in clauses:
        words = clause.strip(" \u3000*")
        rest = strip_adverbs(words)
        opening = read_due(words[: len(words) - len(rest)], period)
        if opening is None and (year := _YEAR_ALONE.match(words)):
            opening = f"{year[1]}-12-31"
        if opening and _READY.match(rest):
            dues = [due or opening for due in dues]
        opened = opening or opened
        dues.append(read_due(clause, period) or opened)
    return dues
