"""A document as read: its bytes, its lines, and what was left out or mended on the way from the one to the other.

Every format ends as lines of text: a paragraph a line, the cells of a table's row parted by tabs. What a line cannot say
(a sheet left out, a tracked deletion) is a notice.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planreview.errors import InputError
from planreview.held import check_not_held
from planreview.text import clean_line, resolve_radicals

# A plan is a few hundred kilobytes, with pictures a few megabytes; beyond this a file is something else.
SIZE_LIMIT = 64 * 1024 * 1024
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person should know of how a file was read: ``kind`` is a key below ``diagnostic.``, ``values`` fill it."""

    kind: str
    values: tuple[tuple[str, str], ...] = ()
    line: int = 1
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as read: its bytes, its text, the encoding used, and its lines, cleaned (index 0 is line 1).

    ``form`` is the format by content: text, html, docx, xlsx, xls, ods, pdf, or the older one that an office program read.
    """

    data: bytes
    text: str
    encoding: str
    lines: tuple[str, ...]
    name: str
    sha256: str
    form: str = TEXT
    notices: tuple[Notice, ...] = ()


def make_source(
    data: bytes, name: str, lines: Iterable[str], *, form: str, encoding: str = "", notices: Iterable[Notice] = ()
) -> SourceText:
    """A source from the lines that were taken out of a file; ``encoding`` names the form where none was used."""
    cleaned = tuple(map(clean_source_line, lines))
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(data, "\n".join(cleaned), encoding or form, cleaned, name, digest, form, tuple(notices))


def stored_lines(text: str) -> tuple[str, ...]:
    """The lines of a source as they were kept with it."""
    return tuple(map(clean_source_line, text.split("\n")))


def clean_source_line(line: str) -> str:
    """A line without control codes whose tabs stay, because they part the cells of a table."""
    if "\t" not in line:
        return resolve_radicals(clean_line(line))
    return resolve_radicals("\t".join(clean_line(cell) for cell in line.split("\t")))


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises InputError for what is missing, unreadable, no plain file, or too large."""
    # Without waiting: a pipe that nobody writes to would be waited for without end.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise InputError("file_is_folder", path=path)
        check_not_held(path)
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError("file_is_device", path=path)
            if status.st_size > SIZE_LIMIT:
                raise too_large(path.name)
            return file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("file_missing", path=path) from error
    except PermissionError as error:
        raise InputError("file_forbidden", path=path) from error
    except (OSError, ValueError) as error:
        # ValueError: a name with a NUL in it.
        raise InputError("file_unreadable", path=path, reason=error) from error


def too_large(name: str) -> InputError:
    """The refusal of a file over the limit."""
    return InputError("file_too_large", name=name, limit=SIZE_LIMIT // (1024 * 1024))
