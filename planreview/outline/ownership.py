"""Which part of the outline each line belongs to: nothing of a document may be lost, and the reader proves it on each one."""

from __future__ import annotations

from collections.abc import Iterable

from planreview.domain.outline import Outline


def line_owners(outline: Outline) -> dict[int, str]:
    """The leaf owner of each line that has one: ``section:I``, ``other:I``, ``table:I``, ``box:I``, ``task:I`` or ``text:I``.

    A container (a task with a box inside it, a section's text with a table) leaves those lines to what stands in it.
    """
    owners: dict[int, str] = {}

    def claim(owner: str, lines: Iterable[int]) -> None:
        for line in lines:
            owners.setdefault(line, owner)

    for index, section in enumerate(outline.sections):
        if section.kind != "box":
            claim(f"section:{index}", (section.line,))
    for index, other in enumerate(outline.other):
        claim(f"other:{index}", range(other.line, other.end_line + 1))
    for index, table in enumerate(outline.tables):
        claim(f"table:{index}", range(table.line, table.end_line + 1))
    for index, section in enumerate(outline.sections):
        if section.kind == "box":
            claim(f"box:{index}", range(section.line, (section.end_line or section.line) + 1))
    for index, task in enumerate(outline.tasks):
        claim(f"task:{index}", range(task.line, task.end_line + 1))
    for index, section in enumerate(outline.sections):
        if section.text_lines is not None:
            claim(f"text:{index}", range(section.text_lines[0], section.text_lines[1] + 1))
    return owners


def lost_lines(outline: Outline) -> list[int]:
    """Non-blank lines that no part of the outline owns: none, or the reader has a fault."""
    owners = line_owners(outline)
    return [number for number, line in enumerate(outline.lines, 1) if line.strip() and number not in owners]
