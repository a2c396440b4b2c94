"""The lines of a list in groups: heads between the tasks, and which task stands on which line.

Kept are two numbers a group, whatever the number of tasks: places are found by halving.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.cells import clip, width
from planreview.text import show
from planreview.tui.inks import ACCENT, FAINT, HEADING, MUTED, Line
from planreview.tui.widgets.task_columns import figure

if TYPE_CHECKING:
    from planreview.services.groups import Group, Key


class GroupLines:
    """Groups of tasks that stand one behind another in a list; those in ``folded`` show their head alone.

    ``filtered``: the list leaves tasks out, so that no rate is shown: it would be one of what is listed, not of the group.
    """

    def __init__(self, groups: Sequence[Group], folded: Collection[Key] = (), *, filtered: bool = False) -> None:
        self.groups = tuple(groups)
        self.filtered = filtered
        self.folded = {group.key for group in groups if group.key in folded}
        self._heads: list[int] = []
        self._firsts: list[int] = []
        line = task = 0
        for group in self.groups:
            self._heads.append(line)
            self._firsts.append(task)
            line += 1 + (0 if group.key in self.folded else group.count)
            task += group.count
        self.lines, self.tasks = line, task

    def group_at(self, line: int) -> int:
        """The place of the group that a line belongs to."""
        return max(0, bisect_right(self._heads, line) - 1)

    def task_at(self, line: int) -> int | None:
        """The place among the tasks that a line shows; None for the head of a group."""
        place = self.group_at(line)
        below = line - self._heads[place]
        return None if below == 0 else self._firsts[place] + below - 1

    def line_of(self, task: int) -> int:
        """The line of the task at a place; the head of its group where that is folded."""
        place = max(0, bisect_right(self._firsts, task) - 1)
        # Groups without tasks begin where the next one does.
        return self._heads[place] + (0 if self.groups[place].key in self.folded else 1 + task - self._firsts[place])

    def head_of(self, place: int) -> int:
        """The line of the head of the group at a place."""
        return self._heads[place]

    def tasks_of(self, line: int) -> range:
        """The places of the tasks of the group that a line belongs to."""
        place = self.group_at(line)
        return range(self._firsts[place], self._firsts[place] + self.groups[place].count)

    def turned(self, line: int, *, open: bool | None = None) -> GroupLines:
        """The lines with the group of a line folded, or open where it was folded."""
        key = self.groups[self.group_at(line)].key
        wanted = open if open is not None else key in self.folded
        return self._folded(self.folded - {key} if wanted else self.folded | {key})

    def all_turned(self) -> GroupLines:
        """The lines with every group folded, or all open where one was folded."""
        return self._folded(() if self.folded else [group.key for group in self.groups])

    def _folded(self, folded: Collection[Key]) -> GroupLines:
        return GroupLines(self.groups, folded, filtered=self.filtered)


def group_line(lines: GroupLines, place: int, cells: int, *, here: bool) -> Line:
    """The head of the group at a place: its words, how many tasks, how many are reviewed, the rates unless the list leaves tasks
    out; ``+`` where it is folded."""
    group = lines.groups[place]
    folded = group.key in lines.folded
    rates = ((t("group.on_schedule"), group.on_schedule), (t("group.completion"), group.completion))
    figures = tn("group.count", group.count) + "  " + t("group.reviewed", n=group.reviewed)
    figures += "".join(f"  {name}{figure(value)}" for name, value in rates if not lines.filtered)
    room = max(4, cells - 4 - width(figures) - 2)
    words = clip(show(group.words), room)
    rule = "-" * max(0, room - width(words) - 1)
    return (
        (">" if here else " ", ACCENT),
        (" + " if folded else " - ", ACCENT),
        (words + " ", HEADING),
        (rule, FAINT),
        ("  " + figures, MUTED),
    )
