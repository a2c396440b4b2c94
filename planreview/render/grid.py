"""A printed summary laid out on a grid of terminal cells: the one layout of terminal, text file and picture."""

from __future__ import annotations

from itertools import accumulate

from planreview.cells import fit, width, wrap, wrap_evenly
from planreview.domain.records import dataclass
from planreview.render.behind_list import PrintedList
from planreview.render.printed import INDENT, PART, TOTAL, Printed, Row, figure_widths

# Fits A4 portrait in a fixed-width font of common size.
PAGE = 87
# A column of names narrower than three Han characters could not be read.
NAME_AT_LEAST = 6
# Between columns of a ruled table; box characters are two cells wide on some consoles, these never are.
BAR, CROSS = "|", "+"
TITLE, SUBTITLE, HEAD, RULE, FIGURES, NOTE = "title", "subtitle", "head", "rule", "figures", "note"
TASK, SAID = "task", "said"


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
    """One line; ``kind`` says what it is, for a row also ``group``, ``part`` or ``total``; ``bars`` are the cells at which a
    ruled table has its rules."""

    kind: str
    pieces: tuple[Piece, ...]
    bars: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text, without spaces at its end."""
        out, at = "", 0
        for piece in self.pieces:
            gap = "".join(BAR if cell in self.bars else " " for cell in range(at, piece.start))
            out += gap + fit(piece.text, piece.end - piece.start, "right" if piece.right else "left")
            at = piece.end
        return out.rstrip()


def lay_out(printed: Printed, page: int = PAGE, *, ruled: bool = False) -> tuple[Line, ...]:
    """All lines of a summary, ``page`` cells wide at most where the figures leave room for it; ``ruled`` with rules between
    columns and groups.

    A name too long for its column has a line of its own above its figures: no word is broken and none is cut.
    """
    widths = figure_widths(printed)
    place = max(width(printed.place_heading), *(width(row.place) for row in printed.rows))
    names = [INDENT * row.depth + row.name for row in printed.rows]
    room = page - place - 1 - sum(widths) - len(widths)
    name = max(NAME_AT_LEAST, min(room, max(map(width, [printed.name_heading, *names]))))
    table = _Table(printed.keys, place, name, tuple(widths), ruled)
    text = max(min(page, PAGE), table.total)
    head = Row(HEAD, 0, printed.place_heading, printed.name_heading, printed.headings)
    lines = [_words(TITLE, part.strip()) for part in wrap_evenly(printed.title, text)]
    lines += [_words(SUBTITLE, part.strip()) for head in printed.heads for part in wrap_evenly(head, text)]
    lines += [*table.lines(head), table.rule()]
    grouped = ruled and any(row.depth for row in printed.rows)
    for row in printed.rows:
        if ruled and lines[-1].kind != RULE and (row.kind == TOTAL or (grouped and not row.depth)):
            lines.append(table.rule())
        lines += table.lines(row)
    lines.append(table.rule())
    for number, note in enumerate(printed.notes, 1):
        mark = f"{number}. "
        parts = _wrapped(note, text - len(mark))
        lines += [_words(NOTE, (" " * len(mark) if at else mark) + part) for at, part in enumerate(parts)]
    return (*lines, *(line for found in printed.lists for line in _list(found, text)))


def _list(found: PrintedList, cells: int) -> list[Line]:
    """Tasks below everything else, each in a few lines: a reason has no room in a column."""
    lines = [_words(NOTE, ""), *(_words(HEAD, part) for part in _wrapped(found.title, cells))]
    for task, words in zip(found.tasks, found.lines, strict=True):
        place = f"{task['number']} " + (f"{task['plan']} " if found.several else "")
        lines += [_words(TASK, part) for part in _wrapped(place + task["title"], cells)]
        lines += [_words(SAID, INDENT + part) for one in words for part in _wrapped(one, cells - len(INDENT))]
    return lines + ([_words(NOTE, found.left_out)] if found.left_out else [])


def _wrapped(text: str, cells: int) -> list[str]:
    return [part.strip() for part in wrap(text, cells)]


def _words(kind: str, text: str) -> Line:
    return Line(kind, (Piece(text, 0, width(text), kind),))


@dataclass(frozen=True, slots=True)
class _Table:
    """Cells of the columns: place, name and figures, one cell between two of them."""

    keys: tuple[str, ...]
    place: int
    name: int
    widths: tuple[int, ...]
    ruled: bool

    @property
    def total(self) -> int:
        """Cells of a row."""
        return self.place + 1 + self.name + sum(self.widths) + len(self.widths)

    @property
    def bars(self) -> tuple[int, ...]:
        """The cells between columns, where rules stand."""
        if not self.ruled:
            return ()
        ends = accumulate((cells + 1 for cells in self.widths[:-1]), initial=self.place + 1 + self.name)
        return (self.place, *ends)

    def rule(self) -> Line:
        """A line from side to side."""
        return _words(RULE, "".join(CROSS if cell in self.bars else "-" for cell in range(self.total)))

    def lines(self, row: Row) -> list[Line]:
        """A row: its name and its figures on one line, or the figures below a name that is too long for its column."""
        kind = row.kind if row.kind in {HEAD, TOTAL, PART} else FIGURES
        indent = min(len(INDENT) * row.depth, self.name // 2)
        first = self.place + 1 + indent
        place = Piece(row.place, 0, self.place, "place")
        figures = self._figures(row)
        room = self.name - indent
        if width(row.name) <= room or kind == HEAD:
            head, *more = [part.strip() for part in wrap_evenly(row.name, room)]
            lines = [Line(kind, (place, Piece(head, first, first + room, "name"), *figures), self.bars)]
            return lines + [Line(kind, (Piece(part, first, first + room, "name"),), self.bars) for part in more]
        names = [part.strip() for part in wrap_evenly(row.name, self.total - first)]
        above = [Piece(part, first, first + width(part), "name") for part in names]
        lines = [Line(kind, (place, above[0]), self.bars), *(Line(kind, (part,), self.bars) for part in above[1:])]
        return [*lines, Line(kind, tuple(figures), self.bars)]

    def _figures(self, row: Row) -> list[Piece]:
        pieces: list[Piece] = []
        at = self.place + 1 + self.name
        for key, text, cells in zip(self.keys, row.figures, self.widths, strict=True):
            pieces.append(Piece(text, at + 1, at + 1 + cells, key, right=True))
            at += 1 + cells
        return pieces
