"""Work that no number holds: a section with text and no items is one task, or one for each paragraph that names its own units."""

from __future__ import annotations

from planreview.outline.departments import ends_with_clause
from planreview.outline.layout import Block
from planreview.outline.nature import assures
from planreview.outline.nodes import Section, Task
from planreview.outline.titles import Title, read_title

# From so many numbered tasks on, a last paragraph on how they are seen to is no task beside them.
_ENOUGH = 3
# Paragraphs that close with their own clause are tasks of their own where this share of them does.
_MOST = 0.8


def tasks_without_numbers(section: Section, numbered: int) -> list[Task]:
    """The tasks of a section that has work to do and no numbered item; ``numbered`` tasks stand in the whole document."""
    if section.is_box or section.nature != "work" or section.tasks or section.children or section.heading is None:
        return []
    if section.level == 1 and not section.points and assures(section.title) and (numbered >= _ENOUGH or _sets_up(section)):
        return []
    if len(section.text) >= 2 and section.rest is None and not section.points:
        own = sum(ends_with_clause(block.text) for block in section.text)
        if own >= 2 and own >= _MOST * len(section.text):
            return [_of_paragraph(section, block) for block in section.text]
    block = section.heading
    title = Title(section.title or "", True, 0)
    text = [*([block] if section.rest is not None or not section.text else []), *section.text]
    task = Task(None, None, section, title, section.line, max(b.end_line for b in [block, *text]), text)
    task.parts = section.points
    section.points, section.text = [], []
    return [task]


def _of_paragraph(section: Section, block: Block) -> Task:
    task = Task(None, None, section, read_title(block.text), block.line, block.end_line, [block])
    section.text = [other for other in section.text if other is not block]
    return task


def _sets_up(section: Section) -> bool:
    """Whether a chapter on leadership only says who forms the group that leads."""
    text = "".join(block.text for block in section.text)[:80]
    return "组长" in text or ("领导小组" in text and "成立" in text)
