"""Which format a file is in, by its content."""

from __future__ import annotations

import re

from planreview.errors import InputError
from planreview.reading.package import Package
from planreview.reading.source import TEXT

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE file by which its kind is told; a locked file of today's formats is such a file, too.
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("EncryptionInfo", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WpsDocument", "wps"),
    ("PowerPoint Document", "ppt"),
)
_ENTRY = 128
_HTML = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
_TAGS = re.compile(r"<(?:p|br|div|table|tr|td|span)\b[^>]*>", re.I)
_MARKUP_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
_WORD_XML = re.compile(r'progid="Word\.Document"|<w:wordDocument\b|<pkg:package\b')
_EXCEL_XML = re.compile(r'progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet')

# By a name's ending, the formats that it promises; a name without one of these promises nothing.
EXPECTED: dict[str, set[str]] = {
    ".txt": {TEXT},
    ".md": {TEXT},
    ".docx": {"docx"},
    ".docm": {"docx"},
    ".doc": {"doc"},
    ".wps": {"wps", "doc"},
    ".rtf": {"rtf"},
    ".odt": {"odt"},
    ".xlsx": {"xlsx"},
    ".xlsm": {"xlsx"},
    ".xlsb": {"xlsb"},
    ".xls": {"xls"},
    ".et": {"xls"},
    ".ods": {"ods"},
    ".pdf": {"pdf"},
    ".mht": {"mht"},
    ".mhtml": {"mht"},
    **{suffix: {"html"} for suffix in _MARKUP_SUFFIXES},
}


def sniff(data: bytes, name: str) -> str:
    """The format of a file; raises InputError for one that holds no text a program could take out."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    if data.startswith(_OLE):
        return _compound(data, name)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    # A few bytes may stand before the mark of a PDF.
    return "pdf" if b"%PDF-" in data[:1024] else TEXT


def office_form(text: str, name: str) -> str:
    """The format of a file that is text: a web page, a saved web archive, XML of an office program, or plain text."""
    head = text[:20_000]
    if _HTML.match(head) or (name.lower().endswith(_MARKUP_SUFFIXES) and _TAGS.search(head)):
        return "html"
    if re.match(r"\s*<\?xml", head):
        return "word_xml" if _WORD_XML.search(head) else "excel_xml" if _EXCEL_XML.search(head) else TEXT
    if re.match(r"(?:From:|MIME-Version:|Content-Type:)", head, re.I) and "multipart/related" in head:
        return "mht"
    # An excerpt of a page without its head, such as an editor saves.
    return "html" if len(_TAGS.findall(head)) > 3 and re.match(r"\s*<[a-z]", head, re.I) else TEXT


def _packed(data: bytes, name: str) -> str:
    """The kind of a zip."""
    package = Package(data, name)
    if "mimetype" in package:
        kind = package.read("mimetype", 1024).decode("ascii", "replace").strip()
        if kind.endswith("opendocument.spreadsheet"):
            return "ods"
        if kind.endswith("opendocument.text"):
            return "odt"
    parts = package.parts
    if "xl/workbook.bin" in package:
        return "xlsb"
    if any(part.startswith("word/") for part in parts):
        return "docx"
    if any(part.startswith("xl/") for part in parts):
        return "xlsx"
    raise InputError("file_is_ofd" if "OFD.xml" in package else "file_is_zip", name=name)


def _compound(data: bytes, name: str) -> str:
    """The kind of an OLE file, by the names in its directory."""
    for stream, form in _STREAMS:
        written = stream.encode("utf-16-le") + b"\0\0"
        at = data.find(written)
        while at >= 0:
            if at % _ENTRY == 0:
                if form == "locked":
                    raise InputError("file_locked", name=name)
                if form == "ppt":
                    raise InputError("file_is_slides", name=name)
                return form
            at = data.find(written, at + 1)
    raise InputError("file_is_ole", name=name)
