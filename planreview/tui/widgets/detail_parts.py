"""What the parts of the detail pane share: a heading with a rule, and spans that flow over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.catalogue import t
from planreview.cells import width, wrap
from planreview.tui.inks import MUTED, Line, Span, line_width

# What is laid out for more cells than any terminal has is read elsewhere, where a rule says nothing.
WIDEST = 2000


def head(key: str, cells: int, count: int | None = None, hint: str = "") -> Line:
    """The heading of a part: its word, how many there are, a rule, and a key that says more."""
    words = t(key) + ("" if count is None else f" {count}") + " "
    behind = f" {hint}" if hint and width(words + hint) + 4 <= cells else ""
    rule = "-" * (max(0, cells - width(words + behind)) if cells <= WIDEST else 0)
    return ((words, MUTED), (rule, "ink-rule"), *([(behind, MUTED)] if behind else []))


def flowed(spans: Sequence[Span], cells: int, indent: str = "") -> list[Line]:
    """Spans in as many lines as they need: what does not fit goes on below, indented; nothing is cut."""
    lines: list[list[Span]] = [[]]
    for text, ink in spans:
        if lines[-1] and line_width(tuple(lines[-1])) + width(text) > cells:
            text = indent + text.lstrip()
            lines.append([])
        first, *more = wrap(text, cells)
        lines[-1].append((first, ink))
        lines += [[(part, ink)] for part in more]
    return [tuple(line) for line in lines]
