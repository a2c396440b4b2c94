"""The reader's working pieces: headings, boxes, tasks and points while they grow, and what they become."""

from __future__ import annotations

from dataclasses import dataclass, field

from planreview.domain.outline import Diagnostic, OutlineItem, OutlineSection, StatedDepartments, TargetSpec
from planreview.outline.layout import Block
from planreview.outline.titles import Title


@dataclass(slots=True)
class Point:
    """A numbered point that is no task: of a chapter, of a box, or a part of a task."""

    label: str
    number: int | None
    kind: str
    title: Title
    line: int
    end_line: int

    def finish(self) -> OutlineItem:
        """The point as the outline holds it; a point that is one long sentence has no title."""
        named = bool(self.title.text) and self.title.explicit
        return OutlineItem(self.label, self.title.text if named else None, self.line, self.end_line, named)


@dataclass(slots=True)
class Section:
    """A heading or a box with what stands under it."""

    label: str | None
    kind: str
    rank: int
    level: int
    title: str | None
    path: tuple[str, ...]
    line: int
    end_line: int
    nature: str = "work"
    heading: Block | None = None
    rest: Block | None = None
    text: list[Block] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    children: int = 0
    tasks: int = 0
    targets: tuple[TargetSpec, ...] = ()
    departments: StatedDepartments = field(default_factory=StatedDepartments)

    @property
    def is_box(self) -> bool:
        """Whether this is a 专栏."""
        return self.kind == "box"

    def take(self, block: Block) -> None:
        """Add a paragraph of the section's own; an open point reaches to its end."""
        self.text.append(block)
        self.end_line = max(self.end_line, block.end_line)
        if self.points:
            self.points[-1].end_line = block.end_line

    def finish(self) -> OutlineSection:
        """The section as the outline holds it."""
        own = [block for block in self.text if not self.is_box]
        lines = (own[0].line, max(block.end_line for block in own)) if own else None
        if self.heading is not None and self.heading.end_line > self.line and not self.is_box:
            # A heading that a page broke, or with its text run in, goes on below its first line.
            lines = (self.line + 1, max(self.heading.end_line, lines[1] if lines else 0))
        return OutlineSection(
            self.label,
            self.level,
            self.title,
            self.path,
            self.line,
            self.kind,
            self.end_line if self.is_box else None,
            lines,
            tuple(point.finish() for point in self.points),
            self.targets,
            self.departments,
        )


@dataclass(slots=True)
class Task:
    """A task while its paragraphs are gathered; ``units`` and ``deadline`` where columns of a table state them."""

    number: int | None
    label: str | None
    section: Section | None
    title: Title
    line: int
    end_line: int
    text: list[Block] = field(default_factory=list)
    parts: list[Point] = field(default_factory=list)
    units: StatedDepartments = field(default_factory=StatedDepartments)
    deadline: str | None = None
    in_table: bool = False
    # The clause of units that was stated for this and other tasks, and lines that state them for others.
    clause: str | None = None
    aside: list[Block] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """Labels of the headings above."""
        return self.section.path if self.section is not None else ()

    def take(self, block: Block) -> None:
        """Add a paragraph; an open part reaches to its end."""
        self.text.append(block)
        self.end_line = block.end_line
        if self.parts:
            self.parts[-1].end_line = block.end_line


@dataclass(slots=True)
class Tree:
    """What the walk found; ``in_tables`` of the tasks stand in tables; ``loose`` are paragraphs that belong to no heading,
    ``goals`` those below a line 主要目标： within a section of work."""

    sections: list[Section] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    tables: list[tuple[Block | None, Block]] = field(default_factory=list)
    figures: list[Block] = field(default_factory=list)
    in_tables: int = 0
    loose: list[Block] = field(default_factory=list)
    goals: list[Block] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
