"""A cell that holds a figure and nothing else (年度目标: 2万亩): its row's task names what the figure counts."""

from __future__ import annotations

import re

from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import find_quantities
from planreview.outline.layout import Block
from planreview.outline.target_kinds import kind_of

_AROUND = re.compile(
    r"(?P<least>≥|≧|>=|不低于|不少于|至少|超过|突破|达到|达|以上)|(?P<most>≤|≦|<=|不超过|不高于|控制在|以内|以下)|"
    r"(?P<about>约|左右)|[ \u3000]"
)
# The head of the column says that it is a goal; the words of the metric are the task's.
_CONFIDENCE = 0.85


def target_of_cell(cell: Block, name: str, period: tuple[int, int] | None) -> TargetSpec | None:
    """The target that a bare figure sets for the task called ``name``; None where the cell says more, or no unit."""
    quantities = list(find_quantities(cell.text))
    if len(quantities) != 1 or not quantities[0].unit or not name:
        return None
    quantity = quantities[0]
    rest = cell.text[: quantity.start] + cell.text[quantity.end :]
    signs = [match.lastgroup for match in _AROUND.finditer(rest) if match.lastgroup]
    if _AROUND.sub("", rest):
        return None
    op = "<=" if "most" in signs else "~" if "about" in signs else ">="
    kind = kind_of(op, None, quantity.unit, None, quantity.value, None)
    line, column = cell.place(0)
    due = f"{period[1]}-12-31" if period else None
    return TargetSpec(
        name, op, quantity.value, quantity.value_max, quantity.unit, cell.text, kind, None, due, line,
        (line, column, column + len(cell.text)), _CONFIDENCE,
    )  # fmt: skip
