"""The summary as an SVG picture: every piece is placed at its cell, so that no font can squeeze or shift the columns."""

from __future__ import annotations

from planreview.catalogue import language
from planreview.cells import width
from planreview.domain.summary import Summary
from planreview.render.grid import HEAD, NOTE, PAGE, RULE, SUBTITLE, TASK, TITLE, Line, Piece, lay_out
from planreview.render.markup import MONOSPACE, escape
from planreview.render.printed import PART, TOTAL, put_in_words

CELL, LINE, SIZE, MARGIN = 8, 22, 16, 16
# A picture is scaled to its page: it may be so many cells wider for names to stand on one line.
LONG_NAMES = 30
_CLASSES = {TITLE: "b", HEAD: "b", TOTAL: "b", PART: "q", NOTE: "q", SUBTITLE: "q", TASK: "b"}
_STYLE = f"""
text {{ font-family: {MONOSPACE}; font-size: {SIZE}px; fill: #111; white-space: pre; }}
.b {{ font-weight: bold; }}
.q {{ fill: #444; }}
"""
_LANG = {"zh": "zh-CN", "en": "en"}


def render(summary: Summary) -> str:
    """A picture in cells of 8 by 22 pixels; it names system fonts and refers to nothing."""
    lines = lay_out(put_in_words(summary), PAGE + LONG_NAMES)
    across = 2 * MARGIN + CELL * max(width(line.text) for line in lines)
    down = 2 * MARGIN + LINE * len(lines)
    body = "\n".join(_line(line, MARGIN + LINE * number + SIZE) for number, line in enumerate(lines))
    size = f'width="{across}" height="{down}"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {across} {down}" xml:lang="{_LANG[language()]}">
<style>{_STYLE}</style>
<rect {size} fill="#fff"/>
{body}
</svg>
"""


def _line(line: Line, baseline: int) -> str:
    if line.kind == RULE:
        end = MARGIN + CELL * line.pieces[0].end
        y = baseline - SIZE // 3
        return f'<line x1="{MARGIN}" y1="{y}" x2="{end}" y2="{y}" stroke="#888"/>'
    name = f' class="{_CLASSES[line.kind]}"' if line.kind in _CLASSES else ""
    return "".join(_text(piece, baseline, name) for piece in line.pieces if piece.text)


def _text(piece: Piece, baseline: int, name: str) -> str:
    x = MARGIN + CELL * (piece.end if piece.right else piece.start)
    anchor = ' text-anchor="end"' if piece.right else ""
    return f'<text x="{x}" y="{baseline}"{anchor}{name}>{escape(piece.text)}</text>'
