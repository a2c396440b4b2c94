"""The run of task numbers: what comes next, whether a number restarts or resumes, and what follows in the same section."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.outline.labels import RANKS
from planreview.outline.layout import Block


class Numbering:
    """Counts the task numbers of a section and of the document, and those inside the open box."""

    def __init__(self, blocks: Sequence[Block], level: str | None) -> None:
        self.has_boxes = any(b.label is not None and b.label.kind == "box" for b in blocks)
        self.last: int | None = None
        self.last_of_all: int | None = None
        self.last_in_box = 0
        self.lengths: list[int] = []
        self._list_until = 0
        self._list_next = 0
        self._following = _runs(blocks, level)

    def enter_section(self) -> None:
        """A heading: numbers may restart."""
        self.last = None
        self._list_until = 0

    def enter_box(self) -> None:
        """A box has numbers of its own."""
        self.last_in_box = 0

    def enter_list(self) -> None:
        """A list inside a task, up to where the tasks' numbers resume."""
        self._list_until, self._list_next = self.last or 0, 1

    def in_list(self, number: int | None) -> bool:
        """Whether a number belongs to the list inside the open task."""
        if not self._list_until:
            return False
        if number == self._list_next:
            self._list_next += 1
            return True
        self._list_until = 0
        return False

    def next_numbers(self) -> set[int]:
        """The numbers that the next task may have."""
        if self.last is not None:
            return {self.last + 1}
        return {1} if self.last_of_all is None else {1, self.last_of_all + 1}

    def following(self, index: int) -> list[int]:
        """The numbers behind block ``index`` in the same section."""
        run, place = self._following.get(index, ([], 0))
        return run[place + 1 : place + 200]

    def at(self, index: int) -> int | None:
        """The number of block ``index``."""
        run, place = self._following.get(index, ([], 0))
        return run[place] if run else None

    def count_in_box(self, number: int | None) -> None:
        """Note a point of the open box."""
        self.last_in_box = number or self.last_in_box

    def count(self, number: int | None) -> list[str]:
        """Note a task's number; the kinds of diagnostics that it gives rise to."""
        if number is None:
            return []
        wanted = self.next_numbers()
        odd = []
        if number not in wanted:
            odd.append("number_repeated" if self.last is not None and number <= self.last else "number_skipped")
        elif self.last is None and number == 1 and self.last_of_all is not None and self.last_of_all >= 1:
            odd.append("numbering_restart")
        self.last = self.last_of_all = number
        return odd


def _runs(blocks: Sequence[Block], level: str | None) -> dict[int, tuple[list[int], int]]:
    """For each block with a task number: the numbers of its section and its place among them."""
    found: dict[int, tuple[list[int], int]] = {}
    run: list[int] = []
    for index, block in enumerate(blocks):
        label = block.label
        if level is None or label is None:
            continue
        if label.kind == level and label.number is not None:
            found[index] = (run, len(run))
            run.append(label.number)
        elif label.rank < RANKS[level]:
            run = []
    return found
