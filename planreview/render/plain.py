"""The summary as plain text, aligned by cells, for pipes and printers: no colour, no character outside GBK of our own."""

from __future__ import annotations

from planreview.domain.summary import Summary
from planreview.render.grid import PAGE, lay_out
from planreview.render.printed import put_in_words


def render(summary: Summary, page: int = PAGE) -> str:
    """Lines of at most ``page`` cells where the figures allow, ending in a line end."""
    return "\n".join(line.text for line in lay_out(put_in_words(summary), page)) + "\n"
