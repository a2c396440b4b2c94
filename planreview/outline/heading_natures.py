"""Whether a numbered line is about work, or about principles and goals: by the words of its title and what runs on behind it."""

from __future__ import annotations

from planreview.outline.layout import Block
from planreview.outline.nature import nature_of
from planreview.outline.titles import read_heading, read_title

# A title of the past is a short one (工作回顾); the name of a problem to be mended may end like one.
_LONGEST_PAST = 8


def counts_goals(block: Block) -> bool:
    """Whether a heading in a chapter of goals or principles is a point of it: （一）招商引资。全年签约项目…"""
    title = read_heading(block.body)
    return len(block.body) - title.body_at > 10 and nature_of(title.text) == "work"


def names_no_work(block: Block) -> bool:
    """Whether an item among the numbers of the tasks is 1.指导思想 or 2.主要目标."""
    title = read_title(block.body)
    nature = nature_of(title.text)
    if not title.explicit:
        return False
    return nature in {"principles", "goals"} or (nature == "past" and len(title.text) <= _LONGEST_PAST)
