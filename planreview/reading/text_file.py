"""Bytes → numbered lines: byte-order mark, then strict UTF-8, then strict GB18030; binary files refused with the reason.

Lines are split on ``\\n`` only, and each is cleaned by itself: a form feed or U+2028 inside a line must not move the numbers.
"""

from __future__ import annotations

import codecs
import hashlib

from planreview.errors import InputError
from planreview.reading import source
from planreview.reading.source import SourceText, clean_source_line, too_large

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
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


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Read a text file's bytes; ``encoding`` overrules the guess."""
    text, used = decode(data, name, encoding)
    lines = tuple(map(clean_source_line, text.split("\n")))
    return SourceText(data, text, used, lines, name, hashlib.sha256(data).hexdigest())


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file, its lines ended by ``\\n``, and the encoding used; raises InputError for what is no text."""
    if len(data) > source.SIZE_LIMIT:
        raise too_large(name)
    for magic, form in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"file_is_{form}", name=name)
    text, used = _decode(data, name, encoding)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # An old Macintosh file ends its lines with a bare carriage return.
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    return text, used


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
