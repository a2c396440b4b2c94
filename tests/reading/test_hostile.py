"""Files made to do harm, or damaged, are refused with the reason, in bounded memory, and without a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planreview.errors import InputError
from planreview.reading import office
from planreview.reading.document import read_document
from planreview.reading.xml_parts import parse_xml
from tests.reading.builders import Rows, as_docx, as_xlsx, docx, paragraph, sheet_xml, word_cell, word_table, xlsx, zipped

ROOT = Path(__file__).resolve().parents[2]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the largest honest ledger may take.
MEMORY = 2 * 1024 * 1024 * 1024


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(InputError) as refused:
        read_document(data, name)
    assert name in refused.value.message
    return refused.value.key


def bomb(part: str, size: int) -> bytes:
    """A small zip with a part of this size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package, package.open(part, "w", force_zip64=False) as file:
        for _ in range(size // 1024**2):
            file.write(b" " * 1024**2)
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """The beginning of an OLE file whose directory names these streams."""
    entries = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in ("Root Entry", *streams))
    return OLE.ljust(512, b"\0") + entries


def understated(part: str) -> bytes:
    """A zip whose directory says that a large part is small."""
    data = bytearray(bomb(part, 64 * 1024**2))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        data[at + place : at + place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def locked_zip(part: str) -> bytes:
    """A zip whose parts are said to be encrypted."""
    data = bytearray(zipped({part: "<a/>"}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        data[at + place] |= 1
    return bytes(data)


def with_entities(entities: str, used: str) -> str:
    """A document that declares entities."""
    body = f"<w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body>"
    return f'<!DOCTYPE w [{entities}]><w:document xmlns:w="w">{body}</w:document>'


LAUGHS = with_entities('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">', "&b;")
SECRET = with_entities('<!ENTITY s SYSTEM "file:///etc/passwd">', "&s;")
WORD = "word/document.xml"
NESTED = 3_000


@pytest.mark.parametrize(
    ("make", "name", "key"),
    [
        (lambda: bomb(WORD, 300 * 1024**2), "plan.docx", "file_bomb"),
        (lambda: bomb("xl/workbook.xml", 300 * 1024**2), "plan.xlsx", "file_bomb"),
        (lambda: understated(WORD), "plan.docx", "file_damaged"),
        (lambda: zipped({f"word/{n}": "" for n in range(25_000)}), "plan.docx", "file_bomb"),
        (lambda: zipped({WORD: LAUGHS}), "plan.docx", "file_damaged"),
        (lambda: zipped({WORD: SECRET}), "plan.docx", "file_damaged"),
        (lambda: zipped({WORD: SECRET.encode("utf-16")}), "plan.docx", "file_damaged"),
        (lambda: zipped({WORD: "<w:document"}), "plan.docx", "file_damaged"),
        (lambda: docx("<w:sdt><w:sdtContent>" * NESTED + "</w:sdtContent></w:sdt>" * NESTED), "plan.docx", "file_damaged"),
        (lambda: as_docx(["一、甲"])[:-30], "plan.docx", "file_damaged"),
        (lambda: as_docx(["一、甲"])[:1000], "plan.docx", "file_damaged"),
        (lambda: locked_zip(WORD), "plan.docx", "file_locked"),
        (lambda: ole("EncryptionInfo", "EncryptedPackage"), "plan.docx", "file_locked"),
        (lambda: ole("EncryptedPackage"), "plan.xlsx", "file_locked"),
        (lambda: ole("PowerPoint Document"), "plan.ppt", "file_is_slides"),
        (lambda: ole("Nothing"), "plan.doc", "file_is_ole"),
        (lambda: ole("Workbook"), "plan.xls", "file_damaged"),
        (lambda: zipped({"OFD.xml": "<a/>"}), "plan.ofd", "file_is_ofd"),
        (lambda: zipped({"a.txt": "一、甲"}), "plan.zip", "file_is_zip"),
        (lambda: b"PK\x03\x04" + b"\xff" * 2000, "plan.docx", "file_damaged"),
        (lambda: b"%PDF-1.7\n1 0 obj", "plan.pdf", "file_damaged"),
        (lambda: zipped({"xl/workbook.xml": "<a", "xl/a": ""}), "plan.xlsx", "file_damaged"),
        (lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "plan.ods", "file_damaged"),
        (lambda: b"<html><body>" + b"<div>" * 5_000 + "一、甲".encode(), "plan.html", "file_too_complex"),
        (lambda: b"<html><body>" + b"<br>" * 3_100_000, "plan.html", "file_too_complex"),
    ],
)
def test_it_is_refused_with_the_reason(make: Callable[[], bytes], name: str, key: str) -> None:
    assert refusal(make(), name) == key


@pytest.mark.parametrize("made", [as_docx, as_xlsx])
def test_a_file_cut_off_anywhere_is_refused_or_read(made: Callable[[list[str]], bytes]) -> None:
    data = made(["一、甲", "1.修渠。"])
    for end in range(4, len(data), len(data) // 40):
        assert refusal(data[:end], "plan.docx") in {"file_damaged", "file_is_zip"}


def test_more_elements_than_a_document_has_are_refused_before_they_are_built() -> None:
    with pytest.raises(InputError) as refused:
        parse_xml(b"<a>" + b"<b/>" * 3_100_000 + b"</a>", "plan.docx")
    assert refused.value.key == "file_bomb"


def corners() -> bytes:
    """A sheet with two cells, in opposite corners."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return xlsx({"甲乙": sheet_xml([]).replace("<sheetData>", f"<sheetData>{cells}")})


def test_two_cells_in_the_corners_of_a_sheet_are_two_cells() -> None:
    assert read_document(corners(), "plan.xlsx").lines == ("1", "2")


def test_ranges_that_cover_all_of_a_sheet_many_times_are_refused() -> None:
    rows = [[f"甲{n}", f"乙{n}"] for n in range(2_000)]
    merges = [f"A{n}:B2000" for n in range(1, 2_000)]
    many = xlsx({"甲": sheet_xml([*rows, *([[""]] * 2)], merges * 5)})
    assert refusal(many, "plan.xlsx") == "file_too_complex"
    assert read_document(xlsx({"甲": sheet_xml(rows, ["A1:XFD1048576"])}), "plan.xlsx").lines[1] == "甲1\t乙1"


def repeated(rows: int, columns: int) -> bytes:
    """An OpenDocument sheet with one cell that repeats."""
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    cell = f'<t:table-cell t:number-columns-repeated="{columns}"><x:p>甲</x:p></t:table-cell>'
    content = (
        f'<o xmlns:t="{table}" xmlns:x="{text}"><t:table t:name="S"><t:table-row t:number-rows-repeated="{rows}">{cell}'
        "</t:table-row></t:table></o>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def test_cells_that_repeat_without_end_are_refused() -> None:
    assert refusal(repeated(1_000_000, 10_000), "plan.ods") == "file_too_complex"
    assert read_document(repeated(2, 3), "plan.ods").lines == ("甲\t甲\t甲", "甲\t甲\t甲")


def test_a_long_text_in_a_cell_over_many_rows_is_refused() -> None:
    rows: Rows = [["甲" * 30_000, "乙"], *([None, "丙"] for _ in range(5_000))]
    assert refusal(xlsx({"S": sheet_xml(rows, ["A1:A5001"])}), "plan.xlsx") == "file_too_complex"
    page = f"<table><tr><td rowspan=99999>{'甲' * 1_400}</td><td>乙</td></tr>{'<tr><td>丙</td></tr>' * 40_000}</table>"
    assert refusal(f"<html><body>{page}</body></html>".encode(), "plan.html") == "file_too_complex"


def test_empty_rows_below_a_cell_that_spans_all_of_them_are_refused() -> None:
    page = f"<table><tr><td colspan=1000 rowspan=99999>甲</td><td>乙</td></tr>{'<tr></tr>' * 20_000}<tr><td>丙</td></tr></table>"
    assert refusal(f"<html><body>{page}</body></html>".encode(), "plan.html") == "file_too_complex"
    rows = "".join(f"<w:tr>{word_cell('甲', wide) * 2}</w:tr>" for wide in ['<w:gridSpan w:val="256"/>'] * 9_000)
    assert refusal(docx(f"<w:tbl>{rows}</w:tbl>"), "plan.docx") == "file_too_complex"


def test_spans_without_end_stay_within_the_table() -> None:
    page = "<table><tr><td rowspan=999999 colspan=999999>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    assert "甲" in "".join(read_document(f"<html><body>{page}</body></html>".encode(), "plan.html").lines)
    wide = word_table([[word_cell("甲", '<w:gridSpan w:val="9999999"/>'), word_cell("乙")], [word_cell("丙")]])
    assert "乙" in "".join(read_document(docx(wide), "plan.docx").lines)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from planreview.errors import InputError
from planreview.reading.document import read_document
try:
    read_document(sys.stdin.buffer.read(), sys.argv[1])
except InputError as error:
    print(error.key)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on memory here")
@pytest.mark.parametrize(
    ("make", "name", "key"),
    [
        (lambda: bomb(WORD, 1024 * 1024**2), "plan.docx", "file_bomb"),
        (lambda: docx("<w:p/>" * 600_000), "plan.docx", ""),
        (corners, "plan.xlsx", ""),
        (lambda: repeated(1_000_000, 10_000), "plan.ods", "file_too_complex"),
        (lambda: "一".encode() * 20_000_000, "plan.txt", ""),
        (lambda: b"<html><body>" + b"<p>x" * 400_000, "plan.html", ""),
        (lambda: b"<html><body>" + b"<i></i>" * 740_000, "plan.html", ""),
    ],
)
def test_memory_is_bounded(make: Callable[[], bytes], name: str, key: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(memory=MEMORY), name],
        input=make(),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert (done.returncode, done.stdout.decode().strip()) == (0, key), done.stderr.decode()[-500:]


def test_an_old_format_without_an_office_program_says_how_to_save_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    assert refusal(b"{\\rtf1 plan}", "plan.rtf") == "office_missing"
    assert refusal(ole("WordDocument"), "plan.doc") == "office_missing"


def test_an_office_program_that_makes_nothing_or_never_ends_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no shell scripts here")
    program = tmp_path / "soffice"
    monkeypatch.setattr(office, "office_program", lambda: str(program))
    for script, key in (("exit 0", "office_failed"), ("exec sleep 60", "office_slow")):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(office, "_TIME_LIMIT", 0.2 if key == "office_slow" else 30)
        assert refusal(b"{\\rtf1 plan}", "plan.rtf") == key


def test_a_pdf_without_its_reader_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planreview.reading.pdf.find_spec", lambda name: None)
    with pytest.raises(InputError) as refused:
        read_document(b"%PDF-1.7\n", "plan.pdf")
    assert refused.value.key == "pdf_reader_missing"
    assert "planreview[pdf]" in refused.value.message


GOOD = docx(paragraph("一、甲") + word_table([[word_cell("1"), word_cell("乙")]]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"<?xml ", GOOD[:60], OLE, b"MIME-Version: 1.0\r\n"])
)
def test_any_bytes_become_lines_or_a_message(data: bytes, head: bytes) -> None:
    try:
        read = read_document(head + data, "any.docx")
    except InputError as refused:
        assert refused.message
        return
    assert all("\n" not in line and "\x1b" not in line for line in read.lines)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_xml_in_a_document_becomes_lines_or_a_message(text: str) -> None:
    for body in (text, f"<w:p>{text}</w:p>", f"<w:tbl><w:tr><w:tc>{text}"):
        try:
            read_document(docx(body.encode("utf-8", "replace").decode()), "any.docx")
        except InputError as refused:
            assert refused.message


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>/=\"'tdrablehulispn 甲乙1\n", max_size=300))
def test_any_page_becomes_lines_or_a_message(text: str) -> None:
    try:
        read_document(f"<html><body>{text}".encode(), "any.html")
    except InputError as refused:
        assert refused.message
