"""Bytes → numbered lines: byte-order mark, then strict UTF-8, then strict GB18030; binary files refused with the reason.

Lines are split on ``\\n`` only, and each is cleaned by itself: a form feed or U+2028 inside a line must not move the numbers.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from planreview.errors import InputError
from planreview.text import clean_line, resolve_radicals

# A plan is a few hundred kilobytes; beyond this a file is something else.
SIZE_LIMIT = 64 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"SQLite format 3\x00", "binary"),
    (b"\x7fELF", "binary"),
    (b"MZ\x90", "binary"),
    (b"Rar!", "binary"),
    (b"7z\xbc\xaf", "binary"),
    (b"\x1f\x8b", "binary"),
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as read: its bytes, its text, the encoding used, and its lines, cleaned (index 0 is line 1)."""

    data: bytes
    text: str
    encoding: str
    lines: tuple[str, ...]
    name: str
    sha256: str


def read_text_file(path: Path, encoding: str | None = None) -> SourceText:
    """Read a text file; raises InputError for what is missing, unreadable, too large, binary or in an unknown encoding."""
    try:
        if path.is_dir():
            raise InputError("file_is_folder", path=path)
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > SIZE_LIMIT:
                raise _too_large(path.name)
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("file_missing", path=path) from error
    except PermissionError as error:
        raise InputError("file_forbidden", path=path) from error
    except (OSError, ValueError) as error:
        # ValueError: a name with a NUL in it.
        raise InputError("file_unreadable", path=path, reason=error) from error
    return read_bytes(data, path.name, encoding)


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Decode a document's bytes; ``encoding`` overrules the guess."""
    if len(data) > SIZE_LIMIT:
        raise _too_large(name)
    for magic, form in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"file_is_{form}", name=name)
    text, used = _decode(data, name, encoding)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # An old Macintosh file ends its lines with a bare carriage return.
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    lines = tuple(resolve_radicals(_clean(line)) for line in text.split("\n"))
    return SourceText(data, text, used, lines, name, hashlib.sha256(data).hexdigest())


def _clean(line: str) -> str:
    """A line without control codes whose tabs stay, because they part the cells of a table."""
    if "\t" not in line:
        return clean_line(line)
    return "\t".join(clean_line(cell) for cell in line.split("\t"))


def _too_large(name: str) -> InputError:
    return InputError("file_too_large", name=name, limit=SIZE_LIMIT // (1024 * 1024))


def _decode(data: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    if encoding is not None:
        try:
            return data.decode(encoding), codecs.lookup(encoding).name
        except LookupError as error:
            raise InputError("encoding_unknown", encoding=encoding) from error
        except (UnicodeDecodeError, ValueError, TypeError) as error:
            raise InputError("encoding_wrong", name=name, encoding=encoding) from error
    for mark, used in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(used), used
            except UnicodeDecodeError as error:
                raise InputError("encoding_wrong", name=name, encoding=used) from error
    head = data[:4096]
    nulls = head.count(0)
    # A stray NUL is cleaned away like any control code; many are UTF-16 without a mark, or no text at all.
    if nulls * 100 > len(head):
        raise InputError("file_is_binary", name=name)
    for used in ("utf-8",) if nulls else ("utf-8", "gb18030"):
        try:
            return data.decode(used), used
        except UnicodeDecodeError:
            continue
    raise InputError("file_is_binary" if nulls else "encoding_unclear", name=name)
