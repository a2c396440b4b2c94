"""Where a command's words go: data on stdout, narration on stderr, each line out before the next is begun.

Everything passes the gate of ``planreview.text`` here once more, whatever a command hands in.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from planreview.cells import clip, fit, width
from planreview.domain.records import dataclass
from planreview.errors import InputError
from planreview.text import show, show_block

# A quoted argument may be a megabyte long; a message is read by a person.
_LONGEST_MESSAGE = 4_000
_UNSAFE_IN_JSON = (
    "[\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


class ReaderGone(Exception):  # noqa: N818  # an end, not an error
    """Whoever read our output has closed it; there is nobody left to tell."""


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def say(text: str = "") -> None:
    """One line or block of data on stdout, flushed: what is read there has happened."""
    _write(sys.stdout, show_block(text) + "\n")


def say_lines(lines: Iterable[str]) -> None:
    """Many lines of data at once."""
    _write(sys.stdout, "".join(f"{show_block(line)}\n" for line in lines))


def narrate(text: str) -> None:
    """Narration on stderr: what was done, what to do next, what went wrong."""
    shown = show_block(text)
    if len(shown) > _LONGEST_MESSAGE:
        shown = f"{shown[: _LONGEST_MESSAGE // 2]} ... {shown[-_LONGEST_MESSAGE // 2 :]}"
    # Whoever closed it wants to hear nothing; what was done is done.
    with contextlib.suppress(ReaderGone, OSError):
        _write(sys.stderr, shown + "\n")


def chosen_form(form: str | None, *, as_json: bool) -> str | None:
    """The format of ``--format`` or ``--json``; raises :class:`InputError` cli_two_formats where they differ."""
    if as_json and form not in {None, "json"}:
        raise InputError("cli_two_formats", form=form)
    return "json" if as_json else form


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def say_json(value: object) -> None:
    """A value as JSON on stdout; control and invisible characters escaped, all of Chinese too where the output is not Unicode."""
    unicode_output = (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")
    text = json.dumps(value, ensure_ascii=not unicode_output, indent=2)
    _write(sys.stdout, re.sub(_UNSAFE_IN_JSON, _escape, text) + "\n")


def on_terminal(stream: TextIO) -> bool:
    """Whether a person sits behind a stream; a closed one counts as none."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def terminal_cells() -> int | None:
    """The width of the terminal behind stdout; None in a pipe or file, where nothing is cut."""
    if not on_terminal(sys.stdout):
        return None
    import shutil

    return shutil.get_terminal_size().columns


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; one that may ``shrink`` gives way where the terminal is narrow."""

    title: str
    align: str = "left"
    shrink: bool = False


def say_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their titles, aligned by cells; on a terminal shrinkable columns are cut to its width."""
    shown = [[show(cell) for cell in row] for row in rows]
    widths = [max([width(c.title), *(width(row[i]) for row in shown)]) for i, c in enumerate(columns)]
    limit = terminal_cells()
    if limit is not None:
        _shrink(widths, columns, limit)
    lines = []
    for row in [[column.title for column in columns], *shown]:
        cells = (fit(cell, w, c.align) for cell, w, c in zip(row, widths, columns, strict=True))
        line = "  ".join(cells).rstrip()
        lines.append(line if limit is None else clip(line, limit))
    say_lines(lines)


def _shrink(widths: list[int], columns: Sequence[Column], limit: int) -> None:
    """Take cells from the widest shrinkable column, down to its title or eight cells, until the table fits."""
    least = {i: max(8, width(c.title)) for i, c in enumerate(columns) if c.shrink}
    while sum(widths) + 2 * (len(widths) - 1) > limit:
        widest = max((i for i in least if widths[i] > least[i]), key=lambda i: widths[i], default=None)
        if widest is None:
            return
        widths[widest] -= 1


def hand_on(data: bytes) -> None:
    """Write a file's bytes to stdout as they are. Raises :class:`ReaderGone`."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error
