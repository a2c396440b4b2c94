"""What the reader is unsure of or has mended, each with its line: seen on the finished outline and its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planreview.domain.outline import Diagnostic, Outline
from planreview.outline.layout import Block
from planreview.outline.ownership import lost_lines

# As many places as a remark names before it leaves the others to their own lines.
_NAMED = 5
# Parts of a document that are not of the plan, and are named.
_ASIDE = {"toc", "footer"}


def diagnose(outline: Outline, blocks: Sequence[Block], level: str | None) -> Iterator[Diagnostic]:
    """Diagnostics of the whole document."""
    yield Diagnostic(1, "tasks_at", "info", (("level", level or "section"), ("n", str(len(outline.tasks)))))
    if outline.issuer is None:
        yield Diagnostic(1, "no_issuer", "warning")
    if outline.city is None:
        yield Diagnostic(1, "no_city", "warning")
    if outline.period is None:
        yield Diagnostic(1, "no_period", "warning")
    # Of what is no part of the plan nobody has to check anything.
    aside = [range(other.line, other.end_line + 1) for other in outline.other if other.role in _ASIDE]
    if joined := [line for block in blocks for line in block.broken_at if not any(line in lines for lines in aside)]:
        # One line for all of them: in a text that is broken at every line end nobody would read on.
        places = ", ".join(map(str, joined[:_NAMED])) + (" ..." if len(joined) > _NAMED else "")
        yield Diagnostic(joined[0], "paragraphs_joined", "warning", (("n", str(len(joined))), ("lines", places)))
    for line in joined:
        yield Diagnostic(line, "paragraph_broken", "info")
    for task in outline.tasks:
        if not task.title_explicit:
            yield Diagnostic(task.line, "title_glued", "info", (("title", task.title),))
        for target in task.targets:
            if target.doubtful:
                yield Diagnostic(target.line, "target_doubtful", "warning", (("quote", target.quote),))
    for target in outline.objectives:
        if target.doubtful:
            yield Diagnostic(target.line, "target_doubtful", "warning", (("quote", target.quote),))
    for line in lost_lines(outline):
        yield Diagnostic(line, "line_unowned", "error")
    for other in outline.other:
        if other.role in _ASIDE:
            values = (("first", str(other.line)), ("last", str(other.end_line)))
            yield Diagnostic(other.line, other.role, "info", values)
