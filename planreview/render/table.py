"""The summary for a terminal: a ruled table with colour laid over it, readable without."""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text

from planreview.cells import width
from planreview.domain.summary import Summary
from planreview.render.grid import FIGURES, HEAD, NOTE, PAGE, RULE, SAID, SUBTITLE, TASK, TITLE, lay_out
from planreview.render.printed import PART, PRINTED, TOTAL, Column, put_in_words

_STYLES = {
    TITLE: "bold",
    SUBTITLE: "",
    HEAD: "bold",
    RULE: "dim",
    FIGURES: "",
    PART: "dim",
    TOTAL: "bold",
    NOTE: "dim",
    TASK: "bold",
    SAID: "",
}
# Figures that call for attention where they are not nothing.
_LOUD = {"overdue": "red", "behind": "yellow", "not_started": "yellow"}


def renderable(summary: Summary, page: int = PAGE, columns: tuple[Column, ...] = PRINTED) -> Text:
    """A Rich text of the summary, ``page`` cells wide at most where the figures allow; print it with ``soft_wrap``."""
    text = Text(no_wrap=True, end="\n")
    for number, line in enumerate(lay_out(put_in_words(summary, columns), page, ruled=True)):
        row = Text(line.text, style=_STYLES[line.kind])
        if line.kind in {FIGURES, TOTAL, PART}:
            for piece in line.pieces:
                if piece.key in _LOUD and piece.text not in {"", "0"}:
                    _colour(row, line.text, piece.text, piece.end, _LOUD[piece.key])
        text.append("\n" if number else "").append_text(row)
    return text


def _colour(row: Text, text: str, figure: str, end: int, style: str) -> None:
    """Colour the figure that ends at a cell: figures are ASCII, so counting from the right needs no widths."""
    behind = len(text) - (width(text) - end)
    row.stylize(style, behind - len(figure), behind)


def render(summary: Summary, page: int = PAGE) -> str:
    """The same without colour, as a file holds it."""
    out = io.StringIO()
    console = Console(file=out, color_system=None, force_terminal=False, width=page, legacy_windows=False)
    console.print(renderable(summary, page), soft_wrap=True, highlight=False, markup=False)
    return out.getvalue()
