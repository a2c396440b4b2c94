"""Old and binary workbooks (.xls, .et, .xlsb) → lines, read by a library in a process of its own.

The library tells values, not how they are shown: where a number under 1 may be a percentage, that is said.
"""

from __future__ import annotations

from planreview.errors import InputError
from planreview.reading.grid import Merge
from planreview.reading.sheets import Cells, Sheet, workbook_source
from planreview.reading.source import Notice, SourceText
from planreview.reading.worker import run_worker


def read_xls(data: bytes, name: str, form: str) -> SourceText:
    """Read a workbook; raises InputError for what is damaged, locked or made to do harm."""
    found = run_worker("xls_worker.py", data, name)
    if found.get("locked"):
        raise InputError("file_locked", name=name)
    cells = Cells(name)
    sheets: list[Sheet] = []
    fractions = 0
    for one in found["sheets"]:
        sheet = Sheet(one["name"], one["hidden"], merges=[Merge(*merge) for merge in one["merges"]])
        for row, column, text, fraction in one["cells"]:
            cells.put(sheet, row, column, text)
            fractions += fraction
        sheets.append(sheet)
    notices = [Notice("sheet_fractions", (("n", str(fractions)),))] if fractions else []
    return workbook_source(data, name, form, sheets, notices)
