"""Lines around the plan, with their roles, so that every line of the document has an owner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planreview.domain.outline import OtherLines
from planreview.outline.edges import Edges
from planreview.outline.layout import Block
from planreview.outline.nodes import Tree


def other_lines(edges: Edges, tree: Tree, plain: Sequence[Block]) -> tuple[OtherLines, ...]:
    """Front, back, contents, page numbers, figures' captions and paragraphs of no heading, by line."""
    found = [OtherLines(block.line, block.end_line, role) for block, role in edges.outer]
    found += [OtherLines(block.line, block.end_line, "label") for block in tree.figures]
    found += [OtherLines(block.line, block.end_line, "text") for block in [*tree.loose, *plain]]
    pages = {block.line for block, role in edges.outer if role == "page"}
    found = [piece for other in found for piece in _around(other, pages)]
    found.sort(key=lambda other: other.line)
    joined: list[OtherLines] = []
    for other in found:
        last = joined[-1] if joined else None
        if last is not None and last.role == other.role and other.role == "toc" and other.line == last.end_line + 1:
            joined[-1] = OtherLines(last.line, other.end_line, other.role)
        else:
            joined.append(other)
    return tuple(joined)


def _around(other: OtherLines, pages: set[int]) -> Iterator[OtherLines]:
    """The lines of a paragraph without the page numbers that stand within it: those have their own entry."""
    first = other.line
    for line in range(other.line, other.end_line + 1):
        if line in pages and other.role != "page":
            if first < line:
                yield OtherLines(first, line - 1, other.role)
            first = line + 1
    if first <= other.end_line:
        yield OtherLines(first, other.end_line, other.role)
