"""What the parts of the detail pane share: a heading with a rule, and spans that flow over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.catalogue import t
from planreview.cells import width, wrap
from planreview.domain.review import TargetView
from planreview.tui.inks import MUTED, Line, Span, line_width

# What is laid out for more cells than any terminal has is read elsewhere, where a rule says nothing.
WIDEST = 2000
RULE = "ink-rule"
# The parts that have a heading.
PARTS = ("targets", "departments", "notes", "evidence", "history", "source")


def head(key: str, cells: int, count: int | None = None, hint: str = "") -> Line:
    """The heading of a part: its word, how many there are, a rule, and a key that says more."""
    words = t(key) + ("" if count is None else f" {count}") + " "
    behind = f" {hint}" if hint and width(words + hint) + 4 <= cells else ""
    rule = "-" * (max(0, cells - width(words + behind)) if cells <= WIDEST else 0)
    return ((words, MUTED), (rule, RULE), *([(behind, MUTED)] if behind else []))


def place_mark(place: int, target: TargetView, gap: str = "") -> str:
    """``[2]`` of a task's target; an indicator is its own only target and has another number."""
    return "" if target.item_id is None else f"[{place}]{gap}"


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


def part_at(lines: Sequence[Line], place: int) -> str:
    """The part that a line of the pane belongs to: one of ``PARTS``, ``verdict``, or "" for title and wording."""
    if not 0 <= place < len(lines):
        return ""
    if any(ink.startswith("verdict-") for _, ink in lines[place]) and not any(_key(line) for line in lines[:place]):
        return "verdict"
    for line in reversed(lines[: place + 1]):
        if key := _key(line):
            return key
    # Close-set, figures have no heading: ``[1]`` begins them.
    return "targets" if lines[place] and lines[place][0][1] == MUTED and lines[place][0][0].startswith("[") else ""


def _key(line: Line) -> str:
    heads = len(line) > 1 and line[1][1] == RULE
    return next((key for key in PARTS if heads and line[0][0].startswith(t(f"detail.{key}"))), "")
