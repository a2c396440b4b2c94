"""What holds for the outline of any text; shared by the property tests and the fuzz run."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

from planreview.domain.outline import Outline
from planreview.outline.form import outline_to_json
from planreview.outline.ownership import line_owners, lost_lines
from planreview.outline.unfold import unfold


def check(outline: Outline) -> None:
    """No line is lost, spans do not meet, quotes stand where they are said to, and the outline can be written as JSON."""
    assert lost_lines(outline) == []
    owners = line_owners(outline)
    # Spans of one kind never meet: each line has one leaf owner. Only a line that holds several paragraphs is shared.
    divided = {line for line, pieces in Counter(piece.line for piece in unfold(outline.lines)).items() if pieces > 1}
    for spans in (
        [(task.line, task.end_line) for task in outline.tasks],
        [(s.line, s.end_line or s.line) for s in outline.sections if s.kind == "box"],
        [(o.line, o.end_line) for o in outline.other],
        [(o.line, o.end_line) for o in outline.tables],
    ):
        ordered = sorted(spans)
        assert all(first <= last for first, last in ordered)
        assert all(before[1] < after[0] or before[1] == after[0] in divided for before, after in pairwise(ordered))
    assert all(1 <= line <= len(outline.lines) for line in owners)
    for task in outline.tasks:
        for target in task.targets:
            assert target.span is not None
            line, start, end = target.span
            assert task.line <= line <= task.end_line
            assert 0 <= start < end <= len(outline.lines[line - 1])
    json.dumps(outline_to_json(outline))
