"""A cell that holds a figure and how it is meant (年度目标: 2万亩, 增长8%, 建成3座): its row's task names what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import find_quantities
from planreview.outline.layout import Block
from planreview.outline.target_asides import cut_asides, with_baseline
from planreview.outline.target_forms import with_growth
from planreview.outline.target_kinds import kind_in_year, kind_of, operator_of
from planreview.outline.target_words import action_of, read_wording, strip_adverbs

_SIGN = re.compile(r"^(?:(?P<least>≥|≧|>=|＞|>)|(?P<most>≤|≦|<=|＜|<))")
# 较上年增长: from when it grows is no name of anything.
_SINCE = re.compile(r"^(?:同比|[较比](?:上年|去年|上一年|同期|(?:19|20)\d{2}\s{0,2}年)(?:同期|底|末)?)")
# The head of the column says that it is a goal; the words of the metric are the task's.
_CONFIDENCE = 0.85


def target_of_cell(cell: Block, name: str, period: tuple[int, int] | None) -> TargetSpec | None:
    """The target that a figure alone sets for the task called ``name``; None where the cell says more, or no unit."""
    text, asides = cut_asides(cell.text, period[0] if period else None)
    quantities = list(find_quantities(text))
    if len(quantities) != 1 or not quantities[0].unit or not name:
        return None
    quantity = quantities[0]
    before, behind = text[: quantity.start].strip(" \u3000"), text[quantity.end :].rstrip(" \u3000。")
    sign = _SIGN.match(before)
    wording, taken = read_wording(before[sign.end() :] if sign else before, behind)
    verb = strip_adverbs(_SINCE.sub("", strip_adverbs(wording.head)))
    if behind[taken:].strip(" \u3000") or (verb and action_of(verb) != verb):
        return None
    said = wording.op if sign is None else "<=" if sign["most"] else ">="
    action = verb or action_of(name)
    op = operator_of(said, verb or None, name, quantity.unit, wording.comparator)
    kind = kind_of(op, action, quantity.unit, None, quantity.value, wording.comparator, name)
    line, column = cell.place(0)
    due = f"{period[1]}-12-31" if period else None
    target = TargetSpec(
        with_growth(name, op, wording.comparator, quantity.unit), op, quantity.value, quantity.value_max, quantity.unit,
        cell.text, kind, None, due, line, (line, column, column + len(cell.text)), _CONFIDENCE,
    )  # fmt: skip
    target = with_baseline(target, asides, quantity.start, len(text))
    return replace(target, kind=kind_in_year(target, period))
