"""Blocks → headings, boxes, tasks and points: one walk from the first heading to the last paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.domain.outline import Diagnostic
from planreview.outline.assigned import assigned_goals
from planreview.outline.boxes import belongs_to_box, box_without_heading, resumes_parts
from planreview.outline.heading_natures import counts_goals, names_no_work
from planreview.outline.labels import DEEPEST, RANKS
from planreview.outline.layout import Block
from planreview.outline.nature import is_run_label, may_hold_work, nature_of
from planreview.outline.nodes import Point, Section, Task, Tree
from planreview.outline.numbering import Numbering
from planreview.outline.tails import is_tail
from planreview.outline.task_tables import TaskTable, heads_of_rows, read_task_table
from planreview.outline.titles import read_heading, read_title, without_units
from planreview.outline.unnumbered import tasks_without_numbers

_HEADINGS = frozenset({"part", "chapter", "node", "article", "cn", "cnp", "dot", "paren", "circle"})


class Walk:
    """The state of the walk: the open headings, the open box, the open task."""

    def __init__(
        self, blocks: Sequence[Block], level: str | None, generous: bool = False, first: bool = False, merged: bool = True
    ) -> None:
        self.blocks = blocks
        self.level = level
        self.generous = generous
        self.first = first
        self.merged = merged
        self.tree = Tree()
        self.open: list[Section] = []
        self.box: Section | None = None
        self.task: Task | None = None
        # 主要目标： on a line of its own: what the numbers below it are about, up to the next such line.
        self.under: str | None = None
        self.caption: Block | None = None
        self.rows: TaskTable | None = None
        self.restarts = 0
        self.numbering = Numbering(blocks, level)
        self.assigned = assigned_goals(blocks, level)
        self.row_heads = heads_of_rows(blocks)

    def run(self) -> Tree:
        """Walk all blocks."""
        for index, block in enumerate(self.blocks):
            if block.kind == "table":
                self._table(index, block)
            elif block.label is not None and block.label.kind == "table":
                self._caption(index, block)
            elif block.label is not None and block.label.kind == "figure":
                self.tree.figures.append(block)
                self._reach(block)
            elif block.label is not None and block.label.kind == "box":
                self._box(block)
            elif block.label is not None and block.label.kind in _HEADINGS:
                self._labelled(index, block)
            else:
                self._paragraph(index, block)
                self.rows = None
        numbered = sum(task.number is not None for task in self.tree.tasks)
        for section in self.tree.sections:
            self.tree.tasks += tasks_without_numbers(section, numbered)
        self.tree.tasks.sort(key=lambda task: task.line)
        return self.tree

    @property
    def section(self) -> Section | None:
        return self.open[-1] if self.open else None

    def _labelled(self, index: int, block: Block) -> None:
        label = block.label
        assert label is not None
        if self.rows is not None and index in self.row_heads:
            self._heading(index, block)
        elif label.kind == self.level:
            self._numbered(index, block)
        elif self.level is None or label.rank < RANKS[self.level]:
            above = self.section
            if self.level is None and label.rank > RANKS["cnp"]:
                self._deeper(index, block)
            elif above is not None and above.nature != "work" and above.rank < label.rank and counts_goals(block):
                # （一）招商引资。全年签约…: a point of the chapter, not a chapter in it.
                self._point(above, block)
            else:
                self._heading(index, block)
        else:
            self._deeper(index, block)

    def _heading(self, index: int, block: Block) -> None:
        label = block.label
        assert label is not None
        while self.open and self.open[-1].rank >= label.rank:
            self.open.pop()
        self.box = self.task = self.under = None
        parent = self.section
        title = without_units(read_heading(block.body))
        nature = nature_of(title.text)
        if parent is not None and parent.nature != "work" and nature == "work":
            nature = parent.nature
        if (self.generous and may_hold_work(title.text)) or (nature == "goals" and index in self.assigned):
            nature = "work"
        elif (
            parent is not None and parent.nature == "goals" and "任务" in (parent.title or "") and nature_of(title.text) == "work"
        ):
            # 目标任务 over （一）园区建设目标任务, with numbered items: it counts the work.
            nature = "work" if title.body_at >= len(block.body) else nature
        path = (*(parent.path if parent is not None else ()), label.printed)
        section = Section(
            label.printed, "section", label.rank, len(path), title.text, path, block.line, block.end_line, nature, heading=block
        )
        if parent is not None:
            parent.children += 1
        self.open.append(section)
        self.tree.sections.append(section)
        self.numbering.enter_section()
        if title.body_at < len(block.body):
            # A heading run into its text: the words behind it are the section's first paragraph.
            section.rest = block

    def _box(self, block: Block) -> None:
        label = block.label
        assert label is not None
        self._open_box(block, label.printed, block.body.strip("*：: \u3000") or None)

    def _open_box(self, block: Block, label: str | None, title: str | None) -> Section:
        parent = self.section
        above = parent.path if parent is not None else ()
        path = (*above, label) if label is not None else above
        self.box = Section(
            label, "box", DEEPEST, len(above) + 1, title, path, block.line, block.end_line, heading=block if label else None
        )
        self.tree.sections.append(self.box)
        self.numbering.enter_box()
        return self.box

    def _numbered(self, index: int, block: Block) -> None:
        label = block.label
        assert label is not None
        while self.open and self.open[-1].rank >= label.rank:
            self.open.pop()
        if self.box is None and (self.section is None or self.section.nature == "work") and names_no_work(block):
            # 1.指导思想 among the numbers of the tasks.
            self.numbering.count(label.number)
            self._heading(index, block)
            return
        section = self.section
        if section is not None and (section.nature != "work" or self.under is not None) and self.box is None:
            self._point(section, block)
            if section.nature == "work":
                self.tree.goals.append(block)
            return
        if self.box is not None:
            if belongs_to_box(self.numbering, self.box, index, block, self.tree.diagnostics):
                self._point(self.box, block)
                return
            self.box = None
        elif box_without_heading(self.numbering, index):
            if self.numbering.has_boxes:
                box = self._open_box(block, None, None)
                self._note(block, "box_heading_missing", "warning")
                self._point(box, block)
                return
            if self.task is not None:
                self._note(block, "list_inside_task", "info")
                self.numbering.enter_list()
        if self.numbering.in_list(label.number):
            self._part(block)
            return
        self._task(block)

    def _task(self, block: Block) -> None:
        label = block.label
        assert label is not None
        title = without_units(read_title(block.body))
        self.task = Task(label.number, label.printed, self.section, title, block.line, block.end_line, [block])
        self.tree.tasks.append(self.task)
        if self.section is not None:
            self.section.tasks += 1
        odd = self.numbering.count(label.number)
        if "numbering_restart" in odd:
            # Where each section counts from 1, one notice is enough.
            self.restarts += 1
            odd = [kind for kind in odd if kind != "numbering_restart" or self.restarts == 1]
        for kind in odd:
            self._note(block, kind, "info" if kind == "numbering_restart" else "warning", number=str(label.number))

    def _deeper(self, index: int, block: Block) -> None:
        """A label below the tasks' own: a part of the task, or a point of the box or the chapter."""
        label = block.label
        assert label is not None
        if self.box is not None and self.task is not None and resumes_parts(self.task, self.box, block):
            self.box = None
        if self.box is not None:
            self._point(self.box, block)
        elif self.task is not None:
            self._part(block)
        elif self.section is not None:
            self._point(self.section, block)
        else:
            self._paragraph(index, block)

    def _point(self, section: Section, block: Block) -> None:
        label = block.label
        assert label is not None
        nested = section.points and label.rank > RANKS.get(section.points[0].kind, DEEPEST) and label.kind != "dash"
        if not nested:
            section.points.append(
                Point(label.printed, label.number, label.kind, read_title(block.body), block.line, block.end_line)
            )
        section.take(block)
        if section.is_box and label.kind == self.level:
            self.numbering.count_in_box(label.number)

    def _part(self, block: Block) -> None:
        label = block.label
        assert label is not None and self.task is not None
        first = self.task.parts[0].kind if self.task.parts else label.kind
        if label.rank <= RANKS.get(first, DEEPEST):
            self.task.parts.append(
                Point(label.printed, label.number, label.kind, read_title(block.body), block.line, block.end_line)
            )
        self.task.take(block)

    def _paragraph(self, index: int, block: Block) -> None:
        section = self.section
        label = block.label
        begins = self.task is None and self.box is None and section is not None and section.nature == "work"
        if begins and section is not None and label is None and is_run_label(block.text):
            nature = nature_of(block.text)
            self.under = None if nature == "work" else nature
            section.take(block)
        elif self.under is not None and section is not None and self.box is None:
            section.take(block)
            self.tree.goals.append(block)
        elif self.box is not None:
            self.box.take(block)
        elif section is not None and section.nature != "work":
            if label is not None and label.kind == "dash":
                self._point(section, block)
            else:
                section.take(block)
        elif is_tail(self.blocks, index, bool(self.tree.tasks)):
            self._tail(block)
        elif self.task is not None:
            self.task.take(block)
        elif section is not None:
            section.take(block)
        else:
            self.tree.loose.append(block)

    def _tail(self, block: Block) -> None:
        """A last paragraph that adds work is a task of the plan, of no section."""
        self.task = Task(None, None, None, read_title(block.text), block.line, block.end_line, [block])
        self.tree.tasks.append(self.task)
        self._note(block, "tail_paragraph", "info")

    def _caption(self, index: int, block: Block) -> None:
        if index + 1 < len(self.blocks) and self.blocks[index + 1].kind == "table":
            self.caption = block
        else:
            self._paragraph(index, block)

    def _table(self, index: int, block: Block) -> None:
        works = self.section is None or self.section.nature == "work"
        tasks = works and self.box is None
        self.rows = read_task_table(block, self.rows, merged=self.merged, first=self.first) if tasks else None
        if self.rows is not None:
            self.tree.figures += [*([self.caption] if self.caption is not None else []), *self.rows.rest]
            self._rows(index, self.rows)
        else:
            self.tree.tables.append((self.caption, block))
        self.caption = None
        self._reach(block)

    def _rows(self, index: int, table: TaskTable) -> None:
        """The rows of a table of tasks: each is a task, and one that holds a heading only is a heading."""
        for row in table.rows:
            if isinstance(row, Block):
                self._heading(index, row)
                continue
            place = (row.number, row.label, self.section, row.title, row.line, row.end_line)
            self.tree.tasks.append(Task(*place, row.text, [], row.units, row.deadline, in_table=True))
            self.tree.in_tables += 1
            if self.section is not None:
                self.section.tasks += 1
        self.task = None

    def _reach(self, block: Block) -> None:
        """A table or figure lies within the open point of a chapter."""
        section = self.section
        if self.box is None and section is not None and section.nature != "work" and section.points:
            section.points[-1].end_line = block.end_line

    def _note(self, block: Block, kind: str, severity: str, **values: str) -> None:
        self.tree.diagnostics.append(Diagnostic(block.line, kind, severity, tuple(values.items())))
