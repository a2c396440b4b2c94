"""A document of any format → lines: what it is is told by its content, and said where the name says otherwise.

The reader of a format is imported when a file of that format is read: plain text costs none of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planreview.errors import InputError
from planreview.reading import source
from planreview.reading.forms import EXPECTED, office_form, sniff
from planreview.reading.source import TEXT, Notice, SourceText, read_file, too_large
from planreview.reading.text_file import decode, read_bytes


def read_path(path: Path, encoding: str | None = None) -> SourceText:
    """Read a file; raises InputError for what is missing, unreadable, too large, damaged, or in no format that holds text."""
    return read_document(read_file(path), path.name, encoding)


def read_document(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Read a document's bytes; ``encoding`` overrules what a text or web page says of itself."""
    if len(data) > source.SIZE_LIMIT:
        raise too_large(name)
    if not data.strip(b"\0\t\r\n "):
        raise InputError("file_empty", name=name)
    form = sniff(data, name)
    expected = EXPECTED.get(Path(name).suffix.lower())
    try:
        found = _read(form, data, name, encoding)
    except InputError as error:
        # Bytes that are neither what the name says nor text: whoever chose a .docx is not helped by talk of encodings.
        if form == TEXT and expected is not None and TEXT not in expected and error.key in {"file_is_binary", "encoding_unclear"}:
            raise InputError("file_damaged", name=name) from error
        raise
    except (MemoryError, RecursionError) as error:
        raise InputError("file_too_complex", name=name) from error
    if expected is not None and found.form not in expected:
        values = (("suffix", Path(name).suffix.lower()), ("form", found.form))
        found = replace(found, notices=(Notice("form_differs", values), *found.notices))
    return found


def _read(form: str, data: bytes, name: str, encoding: str | None) -> SourceText:
    if form == TEXT:
        form = _written_form(data, name, encoding)
        if form == TEXT:
            return read_bytes(data, name, encoding)
    if form == "docx":
        from planreview.reading.docx import read_docx

        return read_docx(data, name)
    if form in {"html", "mht"}:
        from planreview.reading.html import read_html, read_mht

        return read_html(data, name, encoding) if form == "html" else read_mht(data, name)
    if form == "xlsx":
        from planreview.reading.xlsx import read_xlsx

        return read_xlsx(data, name)
    if form == "ods":
        from planreview.reading.ods import read_ods

        return read_ods(data, name)
    if form in {"xls", "xlsb"}:
        from planreview.reading.xls import read_xls

        return read_xls(data, name, form)
    if form == "pdf":
        from planreview.reading.pdf import read_pdf

        return read_pdf(data, name)
    from planreview.reading.office import read_with_office

    return read_with_office(data, name, form)


def _written_form(data: bytes, name: str, encoding: str | None) -> str:
    """The format of what is not told by its first bytes; a web page says itself how it is to be decoded."""
    try:
        return office_form(decode(data, name, encoding)[0], name)
    except InputError:
        if encoding is None and office_form(data[:20_000].decode("latin-1"), name) == "html":
            return "html"
        raise
