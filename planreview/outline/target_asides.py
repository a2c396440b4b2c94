"""Brackets that say what was so before (治理率达到92%（2023年为88%）): a baseline of the figure before them, and no target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import Quantity, find_quantities
from planreview.outline.brackets import bracketed
from planreview.outline.target_exclusions import is_past

_LONGEST = 60
# （2023年为88%）, （上年完成3处）, （现状值：0.56）, （基期45%）: nothing but when and how much.
_BEFORE = re.compile(
    r"^(?:到?(?P<year>(?:19|20)\d{2})\s{0,2}年度?[底末]?|去年|上年|上一年|基期|基准年|原有?|现状|现有|目前)"
    r"(?:同期|年?[底末]|全年)?(?:基数|基期)?(?:实际|累计)?(?:完成|建成|新建|新增|达到?|实现|开展|举办|培训|引进)?[值数]?(?:[为是]|[:：])?约?$"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A bracket taken out of a text: the character of the shorter text it stood before, its length, its base figure."""

    at: int
    length: int
    base: Quantity | None


def cut_asides(text: str, first_year: int | None) -> tuple[str, list[Aside]]:
    """The text without the brackets that tell of another time, and those brackets in order."""
    kept: list[str] = []
    asides: list[Aside] = []
    done = removed = 0
    for start, end in bracketed(text):
        words = text[start + 1 : end - 1]
        if end - start > _LONGEST or not any(char.isdigit() for char in words):
            continue
        other = _figure_of_another_time(words)
        if other is None and not (is_past(words, first_year) and any(q.unit for q in find_quantities(words))):
            continue
        # 到2025年 is a milestone; without a period no year is known to be over.
        base = other[0] if other and (other[1] is None or (first_year is not None and other[1] < first_year)) else None
        kept.append(text[done:start])
        asides.append(Aside(start - removed, end - start, base))
        removed += end - start
        done = end
    return "".join(kept) + text[done:], asides


def _figure_of_another_time(words: str) -> tuple[Quantity, int | None] | None:
    """The only figure of a bracket, and of which year it is; no year where it is of the last one."""
    quantities = [q for q in find_quantities(words) if q.unit or not (1900 <= q.value <= 2100)]
    if len(quantities) != 1 or words[quantities[0].end :].strip("。 \u3000"):
        return None
    match = _BEFORE.match(words[: quantities[0].start].strip(" \u3000"))
    if match is None:
        return None
    return quantities[0], int(match["year"]) if match["year"] else None


def place_in_whole(asides: Sequence[Aside], start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the shorter text stands in the whole one."""
    before = sum(aside.length for aside in asides if aside.at <= start)
    within = sum(aside.length for aside in asides if start < aside.at < end)
    return start + before, end + before + within


def with_baseline(target: TargetSpec, asides: Sequence[Aside], start: int, end: int) -> TargetSpec:
    """The target of ``start`` to ``end`` with the base of the bracket in it or behind it, where that counts the same."""
    for aside in asides:
        base = aside.base
        if base is None or not start < aside.at <= end or base.unit != target.unit or target.baseline is not None:
            continue
        if target.op in {"%+", "%-"} or (target.unit or "").endswith("百分点"):
            # 增长8%（上年6%）: another year's growth is nothing that this one starts from.
            continue
        kind = target.kind
        if kind == "level" and base.value < target.value:
            kind = "level_base"
        elif kind == "ceiling" and base.value > target.value:
            kind = "lower"
        target = replace(target, baseline=base.value, kind=kind)
    return target
