"""专栏 boxes stand between tasks and number their own points: where one ends, and one whose heading was lost."""

from __future__ import annotations

from planreview.domain.outline import Diagnostic
from planreview.outline.layout import Block
from planreview.outline.nodes import Section, Task
from planreview.outline.numbering import Numbering


def belongs_to_box(numbering: Numbering, box: Section, index: int, block: Block, notes: list[Diagnostic]) -> bool:
    """Whether a number continues the open box rather than the tasks around it."""
    number = block.label.number if block.label is not None else None
    if number is None:
        return True
    if number != numbering.last_in_box + 1 or (box.text and not box.points):
        return number not in numbering.next_numbers() and number == numbering.last_in_box + 1
    if number not in numbering.next_numbers():
        return True
    if not box.points or number in numbering.following(index):
        # The box's own number comes first where the tasks' own is still to come.
        return True
    inside = _resembles_points(box, block)
    notes.append(Diagnostic(block.line, "box_end_unsure", "warning", (("number", str(number)),)))
    return inside


def _resembles_points(box: Section, block: Block) -> bool:
    """Where both runs could go on, an item is taken for one of those that it is as long as."""
    points = sum(len(b.text) for b in box.text) / max(1, len(box.points))
    return len(block.text) < 1.5 * points


def box_without_heading(numbering: Numbering, index: int) -> bool:
    """Whether numbers restart at 1 inside a section and the tasks' numbers resume behind: points of their own between."""
    following = numbering.following(index)
    last = numbering.last
    if last is None or last < 1 or numbering.at(index) != 1:
        return False
    expected = 1
    for number in following:
        if number == last + 1 and number != expected + 1:
            return True
        if number == expected + 1:
            # 1. 2. 3. 3.: the list's own third, then the tasks'.
            expected = number
            continue
        return False
    return False


def resumes_parts(task: Task, box: Section, block: Block) -> bool:
    """Whether a label in an open box goes on with the parts of the task before it."""
    label = block.label
    assert label is not None
    last = next((p for p in reversed(task.parts) if p.kind == label.kind), None)
    if any(p.kind == label.kind for p in box.points) and (last is None or last.number is None):
        return False
    expected = (last.number or 0) + 1 if last is not None else 1
    return label.number == expected and bool(box.text or box.points)
