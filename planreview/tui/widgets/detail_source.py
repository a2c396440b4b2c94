"""The lines of the document around a task, in the detail pane: the task's own are marked."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.catalogue import t
from planreview.cells import clip, fit
from planreview.text import show
from planreview.tui.inks import ACCENT, FAINT, MUTED, TEXT, Line
from planreview.tui.widgets.detail_parts import head

# Lines with words above and below the task, and the most of its own that are shown: its wording stands above in full.
AROUND, OWN = 2, 6
NUMBER = 5


def source_context(source: Sequence[str], first: int, last: int, cells: int) -> list[Line]:
    """The task's lines (``first`` to ``last``, from 1) with those around them, each on one line; D opens the whole."""
    if not source or not 1 <= first <= len(source):
        return []
    last = max(first, min(last, len(source)))
    own = [number for number in range(first, last + 1) if source[number - 1].strip()]
    above = [number for number in range(first - 1, 0, -1) if source[number - 1].strip()][:AROUND]
    below = [number for number in range(last + 1, len(source) + 1) if source[number - 1].strip()][:AROUND]
    lines: list[Line] = [(), head("detail.source", cells, hint=t("detail.whole_source"))]
    shown = own if len(own) <= OWN else [*own[: OWN - 1], own[-1]]
    for number in (*reversed(above), *shown, *below):
        mine = first <= number <= last
        text = clip(show(source[number - 1].strip()), max(4, cells - NUMBER - 2))
        if len(own) > OWN and number == own[-1]:
            lines.append(((" " * (NUMBER + 2) + "...", FAINT),))
        lines.append(
            ((">" if mine else " ", ACCENT), (fit(str(number), NUMBER, "right") + " ", MUTED), (text, TEXT if mine else FAINT))
        )
    return lines
