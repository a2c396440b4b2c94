"""A printed summary laid out on a grid of terminal cells: the one layout of terminal, text file and picture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from planreview.cells import fit, width, wrap, wrap_evenly
from planreview.render.printed import PART, TOTAL, Printed, Row

# Fits A4 portrait in a fixed-width font of common size.
PAGE = 87
INDENT = "  "
# A name is wrapped, never cut; in less than three Han characters a line it could not be read.
NAME_AT_LEAST = 6
TITLE, SUBTITLE, HEAD, RULE, FIGURES, NOTE = "title", "subtitle", "head", "rule", "figures", "note"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from cell ``start`` to cell ``end`` of a line; ``key`` names the column."""

    text: str
    start: int
    end: int
    key: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``kind`` says what it is, for a row also ``group``, ``part`` or ``total``."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as plain text, without spaces at its end."""
        out, at = "", 0
        for piece in self.pieces:
            out += " " * (piece.start - at) + fit(piece.text, piece.end - piece.start, "right" if piece.right else "left")
            at = piece.end
        return out.rstrip()


def lay_out(printed: Printed, page: int = PAGE) -> tuple[Line, ...]:
    """All lines of a summary, ``page`` cells wide at most where the figures leave room for it."""
    widths = [
        max(width(heading), *(width(row.figures[at]) for row in printed.rows)) for at, heading in enumerate(printed.headings)
    ]
    place = max(width(printed.place_heading), *(width(row.place) for row in printed.rows))
    names = [INDENT * row.depth + row.name for row in printed.rows]
    room = page - place - 1 - sum(widths) - len(widths)
    name = max(NAME_AT_LEAST, min(room, max(map(width, [printed.name_heading, *names]))))
    total = place + 1 + name + sum(widths) + len(widths)
    head = Row(HEAD, 0, printed.place_heading, printed.name_heading, printed.headings)
    lines = [_words(TITLE, part) for part in _wrapped(printed.title, max(page, total))]
    lines += [_words(SUBTITLE, part) for part in _wrapped(printed.subtitle, max(page, total))]
    lines += _row_lines(head, printed.keys, place, name, widths)
    lines.append(_words(RULE, "-" * total))
    for row in printed.rows:
        lines += _row_lines(row, printed.keys, place, name, widths)
    lines.append(_words(RULE, "-" * total))
    for number, note in enumerate(printed.notes, 1):
        mark = f"{number}. "
        parts = _wrapped(note, max(page, total) - len(mark))
        lines += [_words(NOTE, (" " * len(mark) if at else mark) + part) for at, part in enumerate(parts)]
    return tuple(lines)


def _wrapped(text: str, cells: int) -> list[str]:
    return [part.strip() for part in wrap(text, cells)]


def _words(kind: str, text: str) -> Line:
    return Line(kind, (Piece(text, 0, width(text), kind),))


def _row_lines(row: Row, keys: tuple[str, ...], place: int, name: int, widths: list[int]) -> list[Line]:
    """A row: its figures stand on its first line, a long name goes on below."""
    indent = min(len(INDENT) * row.depth, name // 2)
    names = [part.strip() for part in wrap_evenly(row.name, name - indent)]
    # A character wider than half the column would be cut; such a column is never this narrow.
    first: list[Piece] = [Piece(row.place, 0, place, "place", right=False)]
    figures: list[Piece] = []
    at = place + 1 + name
    for key, text, cells in zip(keys, row.figures, widths, strict=True):
        figures.append(Piece(text, at + 1, at + 1 + cells, key, right=True))
        at += 1 + cells
    kind = row.kind if row.kind in {HEAD, TOTAL, PART} else FIGURES
    lines = []
    for part, is_first in zip_longest(names, [True], fillvalue=False):
        piece = Piece(str(part), place + 1 + indent, place + 1 + name, "name")
        lines.append(Line(kind, (*first, piece, *figures) if is_first else (piece,)))
    return lines
